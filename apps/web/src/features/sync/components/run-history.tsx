import { DataTable } from "../../../components/data-table/data-table.tsx";
import type { TableColumn } from "../../../components/data-table/table-column.ts";
import { EmptyState } from "../../../components/empty-state.tsx";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import { StateDot, type Tone } from "../../../components/state-dot.tsx";
import { TimeText } from "../../../components/time-text.tsx";
import type { SyncRun } from "../../../lib/api-types.ts";
import { showNumber } from "../../../lib/format.ts";
import { useSyncRuns } from "../queries/sync-queries.ts";

const states: Readonly<Record<SyncRun["state"], { word: string; tone: Tone }>> = {
  running: { word: "Running", tone: "progress" },
  done: { word: "Done", tone: "done" },
  failed: { word: "Failed", tone: "failed" },
  crashed: { word: "Broken off", tone: "failed" },
  cancelled: { word: "Cancelled", tone: "off" },
};

function count(id: keyof SyncRun & string, label: string, read: (run: SyncRun) => number): TableColumn<SyncRun> {
  return { id, label, width: 92, align: "right", cell: (run) => showNumber(read(run)) };
}

const columns: readonly TableColumn<SyncRun>[] = [
  { id: "startedAt", label: "Started", width: 130, cell: (run) => <TimeText at={run.startedAt} /> },
  { id: "platform", label: "Platform", width: 130, cell: (run) => <PlatformMark platform={run.platform} withName /> },
  { id: "state", label: "State", width: 110, cell: (run) => <RunState run={run} /> },
  count("seen", "Read", (run) => run.seen),
  count("created", "New", (run) => run.created),
  count("updated", "Changed", (run) => run.updated),
  count("linked", "Linked", (run) => run.linked),
  count("queued", "Queued", (run) => run.queued),
  count("failed", "Unreadable", (run) => run.failed),
  { id: "error", label: "First trouble", width: 220, grow: true, cell: (run) => run.errors[0]?.message ?? "" },
];

function RunState({ run }: { run: SyncRun }) {
  return <StateDot tone={states[run.state].tone} word={states[run.state].word} />;
}

/** The latest runs with what each one did. */
export function RunHistory() {
  const runs = useSyncRuns(25);
  if (!runs.isPending && (runs.data?.length ?? 0) === 0) return null;
  return (
    <section aria-label="Latest runs">
      <h2 style={{ fontSize: "1rem", margin: "1.5rem 0 0.5rem" }}>Latest runs</h2>
      <DataTable
        name="runs"
        label="Latest runs"
        columns={columns}
        rows={runs.data ?? []}
        rowId={(run) => run.id}
        loading={runs.isPending}
        empty={<EmptyState kind="nothing-yet" title="No run yet" />}
        card={(run) => (
          <>
            <div style={{ display: "flex", justifyContent: "space-between" }}>
              <PlatformMark platform={run.platform} withName />
              <RunState run={run} />
            </div>
            <div style={{ color: "var(--mantine-color-dimmed)", fontSize: "var(--mantine-font-size-sm)" }}>
              <TimeText at={run.startedAt} /> · {showNumber(run.seen)} read, {showNumber(run.created)} new,{" "}
              {showNumber(run.linked)} linked, {showNumber(run.queued)} queued
            </div>
            {run.errors[0] && <div style={{ fontSize: "var(--mantine-font-size-sm)" }}>{run.errors[0].message}</div>}
          </>
        )}
      />
    </section>
  );
}
