import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { fieldErrors, readFailure } from "../../../lib/failure.ts";
import { useResetPassword } from "../queries/account-queries.ts";
import { t } from "../texts.ts";
import { NewPasswordField } from "./new-password-field.tsx";

/** Sets a password by the token of a link. */
export function ResetForm({ token, onDone }: { token: string; onDone: () => void }) {
  const reset = useResetPassword(onDone);
  const [newPassword, setNewPassword] = useState("");
  const failure = reset.error ? readFailure(reset.error) : null;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        reset.mutate({ token, newPassword });
      }}
    >
      <Stack gap="sm">
        {failure && failure.issues.length === 0 && (
          <FailureNotice error={reset.error} what={t("account.resetFailed")} />
        )}
        <NewPasswordField
          label={t("account.passwordNew")}
          value={newPassword}
          onChange={setNewPassword}
          personal={[]}
          error={failure ? fieldErrors(failure)["newPassword"] : undefined}
        />
        <Button type="submit" loading={reset.isPending} disabled={!newPassword} size="md">
          {t("account.reset")}
        </Button>
      </Stack>
    </form>
  );
}
