import { Button, Skeleton } from "@mantine/core";
import { useState } from "react";
import { EmptyState } from "../../../components/empty-state.tsx";
import { t as emptyText } from "../../../components/empty-texts.ts";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useBudgets, usePauseSync, useResumeSync, useSyncStatus } from "../queries/sync-queries.ts";
import { byConnection, type ConnectionSchedules } from "../sync-words.ts";
import { t } from "../texts.ts";
import { BackfillDialog } from "./backfill-dialog.tsx";
import { BudgetLines } from "./budget-lines.tsx";
import { ScheduleRow } from "./schedule-row.tsx";
import classes from "./sync.module.css";

/** When every connected platform is read, and how much of its limits is used. */
export function ScheduleBoard() {
  const status = useSyncStatus();
  if (status.error)
    return (
      <FailureNotice
        error={status.error}
        what={t("sync.theSchedulesCouldNotBe")}
        onRetry={() => void status.refetch()}
      />
    );
  if (status.isPending) return <Skeleton height={220} />;
  const connections = byConnection(status.data);
  if (connections.length === 0)
    return (
      <EmptyState kind="nothing-yet" title={t("sync.nothingIsReadYet")} text={t("schedule.emptyText")}>
        <LinkButton to="/settings/integrations">{emptyText("empty.connect")}</LinkButton>
      </EmptyState>
    );
  return (
    <section aria-label={t("sync.schedules")} className={classes.section}>
      <div className={classes.connections}>
        {connections.map((connection) => (
          <ConnectionCard key={connection.connectionId} connection={connection} />
        ))}
      </div>
    </section>
  );
}

function ConnectionCard({ connection }: { connection: ConnectionSchedules }) {
  const { connectionId } = connection;
  const [filling, setFilling] = useState(false);
  const budget = useBudgets().data?.find((one) => one.connectionId === connectionId);
  const pause = usePauseSync();
  const resume = useResumeSync();
  const paused = connection.kinds.every((kind) => kind.pausedAt !== null);
  const onError = (error: unknown) => notifyFailure(t("sync.thatDidNotWork"), error);
  return (
    <article className={classes.card} aria-label={t("sync.schedulesOf", { platform: connection.platform })}>
      <div className={classes.head}>
        <PlatformMark platform={connection.platform} withName />
        <span className={classes.account}>{connection.account}</span>
        <span className={classes.spacer} />
        {connection.kinds.some(({ kind }) => kind === "orders") && (
          <Button size="compact-xs" variant="subtle" onClick={() => setFilling(true)}>
            {t("sync.readOldOrders")}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="default"
          loading={pause.isPending || resume.isPending}
          onClick={() => (paused ? resume : pause).mutate({ connectionId }, { onError })}
        >
          {paused ? t("sync.resumeAll") : t("sync.pauseAll")}
        </Button>
      </div>
      {connection.kinds.map((status) => (
        <ScheduleRow key={status.kind} status={status} />
      ))}
      {budget && <BudgetLines budget={budget} />}
      <BackfillDialog connection={connection} opened={filling} onClose={() => setFilling(false)} />
    </article>
  );
}
