import { Stack } from "@mantine/core";
import { PageHeader } from "../../components/page-header.tsx";
import { BackupPanel, ExportPanel } from "../../features/settings/components/data-panels.tsx";
import { StoredPanel } from "../../features/settings/components/stored-panel.tsx";
import { t } from "../../features/settings/texts.ts";
import { SettingsNav } from "../shell/settings-nav.tsx";

export function DataPage() {
  return (
    <>
      <PageHeader title={t("settings.data")} />
      <SettingsNav />
      <Stack gap="md">
        <ExportPanel />
        <BackupPanel />
        <StoredPanel />
      </Stack>
    </>
  );
}
