import { systemContext } from "../services/context.ts";
import { runStockSync } from "../services/stock-sync/run-stock-sync.ts";
import { defineJob } from "./job-definition.ts";
import { syncPayload } from "./sync-payload.ts";

export const stockSyncJob = defineJob({
  name: "stock.sync",
  payload: syncPayload,
  retries: 3,
  concurrency: 2,
  run: (parts, { payload: { workspaceId, connectionId, runId }, signal }) =>
    runStockSync({ ctx: systemContext(parts, workspaceId, "stock sync"), input: { connectionId, runId, signal } }),
});
