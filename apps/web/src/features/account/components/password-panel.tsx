import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import classes from "../../../components/panel.module.css";
import { fieldErrors, readFailure } from "../../../lib/failure.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { useAccountActs } from "../queries/account-queries.ts";
import { t } from "../texts.ts";
import { NewPasswordField } from "./new-password-field.tsx";
import { PasswordField } from "./password-field.tsx";

/** Changes the password. */
export function PasswordPanel({ personal }: { personal: readonly string[] }) {
  const { changePassword } = useAccountActs();
  const [values, setValues] = useState({ password: "", newPassword: "" });
  const failure = changePassword.error ? readFailure(changePassword.error) : null;
  const fields: Record<string, string> = failure ? fieldErrors(failure) : {};
  const change = () =>
    changePassword.mutate(values, {
      onSuccess: () => {
        setValues({ password: "", newPassword: "" });
        notifyDone({ message: t("account.passwordChanged") });
      },
    });
  return (
    <section className={classes.panel} aria-label={t("account.password")}>
      <h2 className={classes.title}>{t("account.password")}</h2>
      <form
        className={classes.row}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          change();
        }}
      >
        <Stack gap="sm" w="100%" maw={420}>
          {failure && failure.issues.length === 0 && (
            <FailureNotice error={changePassword.error} what={t("account.passwordFailed")} />
          )}
          <PasswordField
            label={t("account.passwordNow")}
            autoComplete="current-password"
            value={values.password}
            onChange={(event) => setValues({ ...values, password: event.currentTarget.value })}
            error={fields["password"]}
          />
          <NewPasswordField
            label={t("account.passwordNew")}
            value={values.newPassword}
            onChange={(newPassword) => setValues({ ...values, newPassword })}
            personal={personal}
            error={fields["newPassword"]}
          />
          <Group gap="sm">
            <Button
              type="submit"
              variant="default"
              loading={changePassword.isPending}
              disabled={!values.password || !values.newPassword}
            >
              {t("account.passwordChange")}
            </Button>
            <span className={classes.dim}>{t("account.passwordText")}</span>
          </Group>
        </Stack>
      </form>
    </section>
  );
}
