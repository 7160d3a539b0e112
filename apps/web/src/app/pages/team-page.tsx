import { PageHeader } from "../../components/page-header.tsx";
import { TeamPanel } from "../../features/settings/components/team-panel.tsx";
import { t } from "../../lib/language/language.ts";
import { SettingsNav } from "../shell/settings-nav.tsx";

export function TeamPage() {
  return (
    <>
      <PageHeader title={t("team.title")} />
      <SettingsNav />
      <TeamPanel />
    </>
  );
}
