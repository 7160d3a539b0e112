import { Skeleton } from "@mantine/core";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { useAccount } from "../queries/account-queries.ts";
import { t } from "../texts.ts";
import { PasswordPanel } from "./password-panel.tsx";
import { SessionsPanel } from "./sessions-panel.tsx";
import { SsoPanel } from "./sso-panel.tsx";
import { TwoFactorPanel } from "./two-factor-panel.tsx";

/** How a person signs in, and where they are signed in. */
export function AccountPanels({ ssoFailed, workspaces }: { ssoFailed: boolean; workspaces: readonly string[] }) {
  const account = useAccount();
  if (account.error)
    return <FailureNotice error={account.error} what={t("account.failed")} onRetry={() => void account.refetch()} />;
  if (!account.data) return <Skeleton height={120} />;
  const { name, email, hasPassword, twoFactor, singleSignOn } = account.data;
  const personal = [...name.split(/\s+/), email.split("@")[0] ?? "", ...workspaces];
  return (
    <>
      {hasPassword && <TwoFactorPanel on={twoFactor} />}
      <SessionsPanel />
      {hasPassword && <PasswordPanel personal={personal} />}
      <SsoPanel joined={singleSignOn} failed={ssoFailed} />
    </>
  );
}
