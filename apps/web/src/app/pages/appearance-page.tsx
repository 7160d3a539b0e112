import { PageHeader } from "../../components/page-header.tsx";
import { AppearancePanel } from "../../features/settings/components/appearance-panel.tsx";
import { t } from "../../features/settings/texts.ts";
import { SettingsNav } from "../shell/settings-nav.tsx";

export function AppearancePage() {
  return (
    <>
      <PageHeader title={t("settings.appearance")} />
      <SettingsNav />
      <AppearancePanel />
    </>
  );
}
