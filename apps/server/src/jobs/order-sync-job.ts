import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { runOrderSync } from "../services/sync/run-order-sync.ts";
import { defineJob } from "./job-definition.ts";

export const orderSyncJob = defineJob({
  name: "orders.sync",
  payload: z.object({ workspaceId: z.uuid(), connectionId: z.uuid(), runId: z.uuid().nullable() }),
  retries: 3,
  concurrency: 2,
  run: (parts, { payload: { workspaceId, connectionId, runId }, signal }) =>
    runOrderSync({ ctx: systemContext(parts, workspaceId, "order sync"), input: { connectionId, runId, signal } }),
});
