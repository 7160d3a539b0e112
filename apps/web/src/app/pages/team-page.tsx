import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { PageHeader } from "../../components/page-header.tsx";
import { InviteDialog } from "../../features/team/components/invite-dialog.tsx";
import { TeamPanel } from "../../features/team/components/team-panel.tsx";
import { t } from "../../features/team/texts.ts";
import { currentWorkspace, useSession } from "../../lib/session.ts";
import { SettingsNav } from "../shell/settings-nav.tsx";

export function TeamPage() {
  const [inviting, setInviting] = useState(false);
  const own = currentWorkspace(useSession())?.role ?? "viewer";
  const mayInvite = own === "owner" || own === "manager";
  return (
    <>
      <PageHeader title={t("team.title")}>
        {mayInvite && <Button onClick={() => setInviting(true)}>{t("team.invite")}</Button>}
      </PageHeader>
      <SettingsNav />
      <Stack gap="md">
        <TeamPanel />
      </Stack>
      {inviting && <InviteDialog own={own} onClose={() => setInviting(false)} />}
    </>
  );
}
