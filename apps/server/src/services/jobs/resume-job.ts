import type { z } from "zod";
import type { Verb } from "../context.ts";
import { conflict } from "../service-error.ts";
import { getJob, type getJobInput } from "./get-job.ts";
import { isTrackedJob } from "./tracked-job-kinds.ts";

/** Goes on with cancelled or failed work from where it stopped. Throws `conflict` for work in any other state. */
export async function resumeJob({ ctx, input }: Verb<z.infer<typeof getJobInput>>): Promise<{ ok: true }> {
  const { workspaceId } = ctx;
  const { kind, state } = await getJob({ ctx, input });
  const resumed = await ctx.db.inWorkspace(workspaceId, (tx) =>
    tx
      .updateTable("jobs")
      .set({ state: "queued", cancel_requested: false, error: null, finished_at: null })
      .where("id", "=", input.jobId)
      .where("state", "in", ["cancelled", "failed"])
      .returning("id")
      .executeTakeFirst(),
  );
  if (resumed === undefined || !isTrackedJob(kind)) throw conflict(`This work cannot be resumed: it is ${state}.`);
  await ctx.jobs.enqueue(kind, { workspaceId, jobId: input.jobId }, { singletonKey: input.jobId });
  return { ok: true };
}
