import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { fieldErrors, readFailure } from "../../../lib/failure.ts";
import { t } from "../texts.ts";
import { PasswordField } from "./password-field.tsx";

interface AskPasswordDialogProps {
  title: string;
  onClose: () => void;
  onSubmit: (password: string) => void;
  busy: boolean;
  error: unknown;
}

/** Asks who is there before an act that whoever found an open browser must not do. */
export function AskPasswordDialog({ title, onClose, onSubmit, busy, error }: AskPasswordDialogProps) {
  const [password, setPassword] = useState("");
  const failure = error ? readFailure(error) : null;
  return (
    <Modal opened onClose={onClose} title={title} centered>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(password);
        }}
      >
        <Stack gap="sm">
          {failure && failure.issues.length === 0 && <FailureNotice error={error} what={t("account.factorFailed")} />}
          <Text size="sm">{t("account.factorPassword")}</Text>
          <PasswordField
            label={t("account.password")}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={failure ? fieldErrors(failure)["password"] : null}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit" loading={busy} disabled={!password}>
              {t("account.goOn")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
