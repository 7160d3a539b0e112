import type { SyncRunRow } from "@counterfoil/db";
import type { SyncRunView } from "./sync-views.ts";

export function syncRunView(row: SyncRunRow & { platform: string }): SyncRunView {
  return {
    ...{ id: row.id, connectionId: row.connection_id, platform: row.platform, kind: row.kind, state: row.state },
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    ...{ seen: row.seen, created: row.created, updated: row.updated, unchanged: row.unchanged },
    ...{ failed: row.failed, linked: row.linked, queued: row.queued, errors: row.errors },
    ...{ calls: row.calls, cancelling: row.state === "running" && row.cancel_requested, startedBy: row.started_by },
    from: row.options.from ?? null,
  };
}

/** The run's numbers, for the event that tells the page of its progress. */
export function countsOf(row: SyncRunRow): Record<string, number> {
  const { seen, created, updated, unchanged, failed, linked, queued } = row;
  return { seen, created, updated, unchanged, failed, linked, queued };
}
