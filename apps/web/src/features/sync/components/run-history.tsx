import { Button } from "@mantine/core";
import { DataTable } from "../../../components/data-table/data-table.tsx";
import type { TableColumn } from "../../../components/data-table/table-column.ts";
import { EmptyState } from "../../../components/empty-state.tsx";
import { t } from "../../../components/empty-texts.ts";
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
import { RunTrouble } from "./run-trouble.tsx";

function count(id: keyof SyncRun & string, label: string, read: (run: SyncRun) => number): TableColumn<SyncRun> {
  // As wide as its heading: all columns and the first trouble stand side by side on a small desk screen.
  return { id, label, width: 40 + 6.5 * label.length, align: "right", cell: (run) => showNumber(read(run)) };
}

const columns: readonly TableColumn<SyncRun>[] = [
  { id: "startedAt", label: "Started", width: 104, cell: (run) => <TimeText at={run.startedAt} /> },
  { id: "platform", label: "Platform", width: 116, cell: (run) => <PlatformMark platform={run.platform} withName /> },
  { id: "kind", label: "What", width: 104, cell: (run) => kindWords[run.kind] ?? run.kind },
  { id: "state", label: "State", width: 150, cell: (run) => <RunState run={run} /> },
  count("seen", "Read", (run) => run.seen),
  count("created", "New", (run) => run.created),
  count("updated", "Changed", (run) => run.updated),
  count("unchanged", "Unchanged", (run) => run.unchanged),
  count("failed", "Failed", (run) => run.failed),
  { ...count("linked", "Linked", (run) => run.linked), hidden: true },
  { ...count("queued", "Queued", (run) => run.queued), hidden: true },
  { id: "took", label: "Took", width: 68, align: "right", cell: (run) => took(run) },
  count("calls", "Calls", (run) => run.calls),
  { id: "error", label: "First trouble", width: 190, grow: true, cell: (run) => <RunTrouble run={run} /> },
];

function took(run: SyncRun): string {
  const duration = durationOf(run);
  return duration === null ? "" : showDuration(duration);
}

function RunState({ run }: { run: SyncRun }) {
  const { tone, word } = stateOf(run);
  const cancel = useCancelRun();
  const stop = () =>
    cancel.mutate({ runId: run.id }, { onError: (error) => notifyFailure("It was not stopped", error) });
  return (
    <span style={{ display: "inline-flex", gap: "0.5rem", alignItems: "center" }}>
      <StateDot tone={tone} word={word} />
      {run.state === "running" && !run.cancelling && (
        <Button size="compact-xs" variant="default" onClick={stop} loading={cancel.isPending}>
          Cancel
        </Button>
      )}
    </span>
  );
}

/** The latest runs with what each one did. `always` shows the section before there was any. */
export function RunHistory({ always = false }: { always?: boolean }) {
  const runs = useSyncRuns(always ? 100 : 25);
  if (!always && !runs.isPending && (runs.data?.length ?? 0) === 0) return null;
  return (
    <section aria-label="Latest runs">
      <h2 style={{ fontSize: "1rem", margin: "1.25rem 0 0.5rem" }}>Latest runs</h2>
      {runs.error && !runs.data && (
        <FailureNotice error={runs.error} what="The runs could not be loaded." onRetry={() => void runs.refetch()} />
      )}
      <DataTable
        name="runs"
        label="Latest runs"
        columns={columns}
        rows={runs.data ?? []}
        rowId={(run) => run.id}
        loading={runs.isPending}
        empty={
          <EmptyState kind="nothing-yet" title="No run yet" text={t("empty.runsText")}>
            <LinkButton to="/settings/integrations" variant="default">
              {t("empty.connect")}
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
        {kindWords[run.kind] ?? run.kind} · <TimeText at={run.startedAt} /> · {showNumber(run.seen)} read,{" "}
        {showNumber(run.created)} new, {showNumber(run.updated)} changed, {showNumber(run.failed)} failed
      </div>
      <RunTrouble run={run} />
    </>
  );
}
