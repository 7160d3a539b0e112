import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { CopyText } from "../../../components/copy-text.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import type { TwoFactorSetUp } from "../../../lib/api-types.ts";
import { fieldErrors, readFailure } from "../../../lib/failure.ts";
import { notifyDone } from "../../../lib/notify.tsx";
import { useAccountActs } from "../queries/account-queries.ts";
import { t } from "../texts.ts";
import { AskPasswordDialog } from "./ask-password-dialog.tsx";
import { RecoveryCodesDialog } from "./recovery-codes-dialog.tsx";

/** Turns the second factor on: password, picture and first code, recovery codes. */
export function TwoFactorDialog({ onClose }: { onClose: () => void }) {
  const { startTwoFactor } = useAccountActs();
  const [confirmed, setConfirmed] = useState(false);
  const setUp = startTwoFactor.data;
  if (!setUp)
    return (
      <AskPasswordDialog
        title={t("account.factor")}
        onClose={onClose}
        onSubmit={(password) => startTwoFactor.mutate({ password })}
        busy={startTwoFactor.isPending}
        error={startTwoFactor.error}
      />
    );
  if (confirmed) return <RecoveryCodesDialog codes={setUp.recoveryCodes} onClose={onClose} />;
  return <FirstCode setUp={setUp} onClose={onClose} onConfirmed={() => setConfirmed(true)} />;
}

interface FirstCodeProps {
  setUp: TwoFactorSetUp;
  onClose: () => void;
  onConfirmed: () => void;
}

function FirstCode({ setUp: { picture, secret }, onClose, onConfirmed }: FirstCodeProps) {
  const { confirmTwoFactor } = useAccountActs();
  const [code, setCode] = useState("");
  const failure = confirmTwoFactor.error ? readFailure(confirmTwoFactor.error) : null;
  const onSuccess = () => {
    notifyDone({ message: t("account.factorIsOn") });
    onConfirmed();
  };
  return (
    <Modal opened onClose={onClose} title={t("account.factor")} centered>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          confirmTwoFactor.mutate({ code }, { onSuccess });
        }}
      >
        <Stack gap="sm" align="stretch">
          {failure && failure.issues.length === 0 && (
            <FailureNotice error={confirmTwoFactor.error} what={t("account.factorFailed")} />
          )}
          <Text size="sm">{t("account.factorScan")}</Text>
          <img
            src={`data:image/svg+xml;utf8,${encodeURIComponent(picture)}`}
            alt={t("account.factorPicture")}
            width={196}
            height={196}
            style={{ alignSelf: "center", background: "white", borderRadius: 8 }}
          />
          <div style={{ overflowWrap: "anywhere" }} data-testid="two-factor-secret">
            <CopyText text={secret} label={t("account.factorSecret")} />
          </div>
          <TextInput
            label={t("account.code")}
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            error={failure ? fieldErrors(failure)["code"] : null}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit" loading={confirmTwoFactor.isPending} disabled={!code.trim()}>
              {t("account.factorConfirm")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
