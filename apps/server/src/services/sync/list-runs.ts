import { z } from "zod";
import type { Verb } from "../context.ts";
import { syncRunView } from "./sync-run-view.ts";
import type { SyncRunView } from "./sync-views.ts";

export const listRunsInput = z
  .object({ connectionId: z.uuid().optional(), limit: z.number().int().min(1).max(100).default(20) })
  .prefault({});

/** The latest runs, newest first. */
export async function listRuns({ ctx, input }: Verb<z.infer<typeof listRunsInput>>): Promise<SyncRunView[]> {
  const { connectionId, limit } = input;
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => {
    const query = tx
      .selectFrom("sync_runs")
      .innerJoin("connections", "connections.id", "sync_runs.connection_id")
      .selectAll("sync_runs")
      .select("connections.platform")
      .orderBy("sync_runs.started_at", "desc")
      .orderBy("sync_runs.id", "desc")
      .limit(limit);
    return (connectionId === undefined ? query : query.where("sync_runs.connection_id", "=", connectionId)).execute();
  });
  return rows.map(syncRunView);
}
