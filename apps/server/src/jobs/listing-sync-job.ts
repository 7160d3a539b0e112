import { systemContext } from "../services/context.ts";
import { runListingSync } from "../services/sync/run-listing-sync.ts";
import { defineJob } from "./job-definition.ts";
import { syncPayload } from "./sync-payload.ts";

export const listingSyncJob = defineJob({
  name: "listings.sync",
  payload: syncPayload,
  retries: 3,
  concurrency: 1,
  run: (parts, { payload: { workspaceId, connectionId, runId }, signal }) =>
    runListingSync({ ctx: systemContext(parts, workspaceId, "listing sync"), input: { connectionId, runId, signal } }),
});
