import { Stack } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { AccountPanels } from "../../features/account/components/account-panels.tsx";
import { t } from "../../features/account/texts.ts";
import { useSession } from "../../lib/session.ts";
import { SettingsNav } from "../shell/settings-nav.tsx";

const route = getRouteApi("/shell/settings/account");

export function AccountPage() {
  const { user, workspaces } = useSession();
  const { sso } = route.useSearch();
  return (
    <>
      <PageHeader title={t("settings.account")} aside={`${user.name} · ${user.email}`} />
      <SettingsNav />
      <Stack gap="md">
        <AccountPanels ssoFailed={sso === "failed"} workspaces={workspaces.map(({ name }) => name)} />
      </Stack>
    </>
  );
}
