import { systemContext } from "../services/context.ts";
import { runOrderStatus } from "../services/sync/run-order-status.ts";
import { defineJob } from "./job-definition.ts";
import { syncPayload } from "./sync-payload.ts";

export const orderStatusJob = defineJob({
  name: "order-status.sync",
  payload: syncPayload,
  retries: 1,
  concurrency: 2,
  run: (parts, { payload: { workspaceId, connectionId, runId }, signal }) =>
    runOrderStatus({ ctx: systemContext(parts, workspaceId, "order status"), input: { connectionId, runId, signal } }),
});
