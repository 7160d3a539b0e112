import { AccountFrame } from "../../features/account/components/account-frame.tsx";
import { AskResetForm } from "../../features/account/components/ask-reset-form.tsx";
import { t } from "../../features/account/texts.ts";

export function ForgotPasswordPage() {
  return (
    <AccountFrame title={t("account.askTitle")} lead={t("account.askText")}>
      <AskResetForm />
    </AccountFrame>
  );
}
