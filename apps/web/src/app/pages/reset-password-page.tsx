import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { AccountFrame } from "../../features/account/components/account-frame.tsx";
import { ResetForm } from "../../features/account/components/reset-form.tsx";
import { t } from "../../features/account/texts.ts";
import { readLinkToken } from "../../lib/link-token.ts";

export function ResetPasswordPage() {
  const [token] = useState(readLinkToken);
  const queryClient = useQueryClient();
  const router = useRouter();
  const leave = () => {
    queryClient.clear();
    void router.navigate({ to: "/login", search: { reset: "done" }, replace: true });
  };
  return (
    <AccountFrame title={t("account.askTitle")} lead={t("account.resetText")}>
      <ResetForm token={token} onDone={leave} />
    </AccountFrame>
  );
}
