import { systemContext } from "../services/context.ts";
import { runHealthCheck } from "../services/sync/run-health-check.ts";
import { defineJob } from "./job-definition.ts";
import { syncPayload } from "./sync-payload.ts";

export const healthJob = defineJob({
  name: "health.check",
  payload: syncPayload,
  retries: 0,
  concurrency: 2,
  run: (parts, { payload: { workspaceId, connectionId }, signal }) =>
    runHealthCheck({ ctx: systemContext(parts, workspaceId, "health check"), input: { connectionId, signal } }),
});
