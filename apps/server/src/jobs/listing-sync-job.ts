import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { runListingSync } from "../services/sync/run-listing-sync.ts";
import { defineJob } from "./job-definition.ts";

export const listingSyncJob = defineJob({
  name: "listings.sync",
  payload: z.object({ workspaceId: z.uuid(), connectionId: z.uuid(), runId: z.uuid().nullable() }),
  retries: 3,
  concurrency: 1,
  run: (parts, { payload: { workspaceId, connectionId, runId }, signal }) =>
    runListingSync({ ctx: systemContext(parts, workspaceId, "listing sync"), input: { connectionId, runId, signal } }),
});
