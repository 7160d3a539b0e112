import { z } from "zod";
import type { Verb } from "../context.ts";
import { notFound } from "../service-error.ts";
import { type JobView, jobView } from "./job-view.ts";

export const getJobInput = z.object({ jobId: z.uuid() });

/** One piece of long work. Throws `not_found`. */
export async function getJob({ ctx, input }: Verb<z.infer<typeof getJobInput>>): Promise<JobView> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("jobs").selectAll().where("id", "=", input.jobId).executeTakeFirst(),
  );
  if (row === undefined) throw notFound("The job");
  return jobView(row);
}
