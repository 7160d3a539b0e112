import { readLatestRuns } from "@counterfoil/db";
import type { Verb } from "../context.ts";
import { listSchedules, type ScheduleView } from "./schedules.ts";
import { syncRunView } from "./sync-run-view.ts";
import type { SyncRunView } from "./sync-views.ts";

/** One kind of sync of one connection: its schedule and its latest run. */
export interface SyncStatus extends ScheduleView {
  lastRun: SyncRunView | null;
}

/** How every kind of sync of every connection stands. */
export async function syncStatus({ ctx }: Pick<Verb<void>, "ctx">): Promise<SyncStatus[]> {
  const schedules = await listSchedules({ ctx });
  const runs = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => readLatestRuns(tx));
  return schedules.map((schedule) => {
    const { connectionId, kind, platform } = schedule;
    const run = runs.find((row) => row.connection_id === connectionId && row.kind === kind);
    return { ...schedule, lastRun: run === undefined ? null : syncRunView({ ...run, platform }) };
  });
}
