import { systemContext } from "../services/context.ts";
import { runOrderSync } from "../services/sync/run-order-sync.ts";
import { defineJob } from "./job-definition.ts";
import { syncPayload } from "./sync-payload.ts";

export const orderSyncJob = defineJob({
  name: "orders.sync",
  payload: syncPayload,
  retries: 3,
  concurrency: 2,
  run: (parts, { payload: { workspaceId, connectionId, runId }, signal }) =>
    runOrderSync({ ctx: systemContext(parts, workspaceId, "order sync"), input: { connectionId, runId, signal } }),
});
