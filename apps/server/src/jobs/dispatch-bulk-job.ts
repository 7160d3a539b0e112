import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { runDispatchJob } from "../services/fulfillment/run-dispatch-job.ts";
import { runTrackedJob } from "../services/jobs/run-tracked-job.ts";
import { defineJob } from "./job-definition.ts";

export const dispatchBulkJob = defineJob({
  name: "orders.dispatch-bulk",
  payload: z.object({ workspaceId: z.uuid(), jobId: z.uuid() }),
  retries: 5,
  concurrency: 2,
  run: async (parts, { payload: { workspaceId, jobId }, signal }) => {
    const ctx = systemContext(parts, workspaceId, "sending orders");
    await runTrackedJob(ctx, { jobId, signal }, (job) => runDispatchJob({ ctx, input: job }));
  },
});
