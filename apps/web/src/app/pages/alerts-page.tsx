import { Switch } from "@mantine/core";
import { useState } from "react";
import { PageHeader } from "../../components/page-header.tsx";
import { AlertList } from "../../features/alerts/components/alert-list.tsx";
import { AlertSettingsButton } from "../../features/alerts/components/alert-settings.tsx";
import { ReadAllButton } from "../../features/alerts/components/read-all-button.tsx";
import { t } from "../../features/alerts/texts.ts";

export function AlertsPage() {
  const [all, setAll] = useState(false);
  return (
    <>
      <PageHeader title={t("place.alerts")}>
        <Switch
          label={t("alerts.alsoThoseThatAreOver")}
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
        <ReadAllButton />
        <AlertSettingsButton />
      </PageHeader>
      <AlertList all={all} />
    </>
  );
}
