import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { AccountFrame } from "../../features/account/components/account-frame.tsx";
import { InvitationPanel } from "../../features/account/components/invitation-panel.tsx";
import { t } from "../../features/account/texts.ts";
import { signOut } from "../../lib/auth.ts";
import { readLinkToken } from "../../lib/link-token.ts";
import { notifyFailure } from "../../lib/notify.tsx";

export function InvitePage() {
  const [token] = useState(readLinkToken);
  const queryClient = useQueryClient();
  const router = useRouter();
  const enter = () => {
    queryClient.clear();
    void router.navigate({ to: "/", replace: true });
  };
  const leave = () =>
    signOut().then(
      () => queryClient.resetQueries(),
      (error: unknown) => notifyFailure(t("shell.stillSignedIn"), error),
    );
  return (
    <AccountFrame title={t("invite.title")} lead="">
      <InvitationPanel token={token} onDone={enter} onSignOut={() => void leave()} />
    </AccountFrame>
  );
}
