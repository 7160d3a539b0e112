import { Button } from "@mantine/core";
import { useMemo } from "react";
import { DataTable } from "../../../components/data-table/data-table.tsx";
import type { TableColumn } from "../../../components/data-table/table-column.ts";
import { EmptyState } from "../../../components/empty-state.tsx";
import { t as emptyText } from "../../../components/empty-texts.ts";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { StateDot } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { SyncRun } from "../../../lib/api-types.ts";
import { showDuration, showNumber } from "../../../lib/format.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useCancelRun, useSyncRuns } from "../queries/sync-queries.ts";
import { durationOf, kindWords, stateOf } from "../sync-words.ts";
import { t } from "../texts.ts";
import { RunTrouble } from "./run-trouble.tsx";

function count(id: keyof SyncRun & string, label: string, read: (run: SyncRun) => number): TableColumn<SyncRun> {
  // As wide as its heading: all columns and the first trouble stand side by side on a small desk screen.
  return { id, label, width: 40 + 6.5 * label.length, align: "right", cell: (run) => showNumber(read(run)) };
}

const columns = (): readonly TableColumn<SyncRun>[] => [
  { id: "startedAt", label: t("sync.started"), width: 104, cell: (run) => <TimeText at={run.startedAt} /> },
  {
    id: "platform",
    label: t("sync.platform"),
    width: 136,
    cell: (run) => <PlatformMark platform={run.platform} withName />,
  },
  { id: "kind", label: t("sync.what"), width: 112, cell: (run) => kindWords[run.kind] ?? run.kind },
  { id: "state", label: t("sync.state"), width: 136, cell: (run) => <RunState run={run} /> },
  count("seen", t("run.read"), (run) => run.seen),
  count("created", t("run.new"), (run) => run.created),
  count("updated", t("run.changed"), (run) => run.updated),
  count("unchanged", t("run.unchanged"), (run) => run.unchanged),
  count("failed", t("run.failed"), (run) => run.failed),
  { ...count("linked", t("line.linked"), (run) => run.linked), hidden: true },
  { ...count("queued", t("run.queued"), (run) => run.queued), hidden: true },
  { id: "took", label: t("sync.took"), width: 68, align: "right", cell: (run) => took(run) },
  count("calls", t("run.calls"), (run) => run.calls),
  { id: "error", label: t("sync.firstTrouble"), width: 190, grow: true, cell: (run) => <RunTrouble run={run} /> },
];

function took(run: SyncRun): string {
  const duration = durationOf(run);
  return duration === null ? "" : showDuration(duration);
}

function RunState({ run }: { run: SyncRun }) {
  const { tone, word } = stateOf(run);
  const cancel = useCancelRun();
  const stop = () =>
    cancel.mutate({ runId: run.id }, { onError: (error) => notifyFailure(t("run.notStopped"), error) });
  return (
    <span style={{ display: "inline-flex", gap: "0.5rem", alignItems: "center" }}>
      <StateDot tone={tone} word={word} />
      {run.state === "running" && !run.cancelling && (
        <Button size="compact-xs" variant="default" onClick={stop} loading={cancel.isPending}>
          {t("common.cancel")}
        </Button>
      )}
    </span>
  );
}

/** The latest runs with what each one did. `always` shows the section before there was any. */
export function RunHistory({ always = false }: { always?: boolean }) {
  const runs = useSyncRuns(always ? 100 : 25);
  const shown = useMemo(columns, []);
  if (!always && !runs.isPending && (runs.data?.length ?? 0) === 0) return null;
  return (
    <section aria-label={t("sync.latestRuns")}>
      <h2 style={{ fontSize: "1rem", margin: "1.25rem 0 0.5rem" }}>{t("sync.latestRuns")}</h2>
      {runs.error && !runs.data && (
        <FailureNotice error={runs.error} what={t("sync.runsFailed")} onRetry={() => void runs.refetch()} />
      )}
      <DataTable
        name="runs"
        label={t("sync.latestRuns")}
        columns={shown}
        rows={runs.data ?? []}
        rowId={(run) => run.id}
        loading={runs.isPending}
        empty={
          <EmptyState kind="nothing-yet" title={t("sync.noRunYet")} text={emptyText("empty.runsText")}>
            <LinkButton to="/settings/integrations" variant="default">
              {emptyText("empty.connect")}
            </LinkButton>
          </EmptyState>
        }
        card={(run) => <RunCard run={run} />}
      />
    </section>
  );
}

function RunCard({ run }: { run: SyncRun }) {
  return (
    <>
      <div style={{ display: "flex", justifyContent: "space-between" }}>
        <PlatformMark platform={run.platform} withName />
        <RunState run={run} />
      </div>
      <div style={{ color: "var(--mantine-color-dimmed)", fontSize: "var(--mantine-font-size-sm)" }}>
        {kindWords[run.kind] ?? run.kind} · <TimeText at={run.startedAt} />{" "}
        {t("run.tally", {
          seen: showNumber(run.seen),
          created: showNumber(run.created),
          updated: showNumber(run.updated),
          failed: showNumber(run.failed),
        })}
      </div>
      <RunTrouble run={run} />
    </>
  );
}
