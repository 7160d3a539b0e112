import { PageHeader } from "../../components/page-header.tsx";
import { RunAllMenu } from "../../features/sync/components/run-all-menu.tsx";
import { RunHistory } from "../../features/sync/components/run-history.tsx";
import { ScheduleBoard } from "../../features/sync/components/schedule-board.tsx";
import { t } from "../../features/sync/texts.ts";

export function SyncPage() {
  return (
    <>
      <PageHeader title={t("place.sync")}>
        <RunAllMenu />
      </PageHeader>
      <ScheduleBoard />
      <RunHistory always />
    </>
  );
}
