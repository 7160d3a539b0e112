import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { runTrackedJob } from "../services/jobs/run-tracked-job.ts";
import { runHistorical } from "../services/resolution/run-historical.ts";
import { defineJob } from "./job-definition.ts";

export const historicalJob = defineJob({
  name: "resolution.process-historical",
  payload: z.object({ workspaceId: z.uuid(), jobId: z.uuid() }),
  retries: 3,
  concurrency: 1,
  run: async (parts, { payload: { workspaceId, jobId }, signal }) => {
    const ctx = systemContext(parts, workspaceId, "linking past orders");
    await runTrackedJob(ctx, { jobId, signal }, (job) => runHistorical({ ctx, input: job }));
  },
});
