import { systemContext } from "../services/context.ts";
import { runBackfill } from "../services/sync/run-backfill.ts";
import { defineJob } from "./job-definition.ts";
import { syncPayload } from "./sync-payload.ts";

export const backfillJob = defineJob({
  name: "orders.backfill",
  payload: syncPayload,
  retries: 3,
  concurrency: 1,
  run: (parts, { payload: { workspaceId, connectionId, runId }, signal }) =>
    runBackfill({ ctx: systemContext(parts, workspaceId, "backfill"), input: { connectionId, runId, signal } }),
});
