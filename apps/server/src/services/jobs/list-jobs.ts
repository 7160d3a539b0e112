import { z } from "zod";
import type { Verb } from "../context.ts";
import { type JobView, jobView } from "./job-view.ts";

export const listJobsInput = z.object({ kind: z.string().optional() }).default({});

const shown = 50;

/** The workspace's latest long work, newest first. */
export async function listJobs({ ctx, input }: Verb<z.infer<typeof listJobsInput>>): Promise<JobView[]> {
  const { kind } = input;
  const rows = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => {
    const query = tx.selectFrom("jobs").selectAll().orderBy("created_at", "desc").orderBy("id", "desc").limit(shown);
    return (kind === undefined ? query : query.where("kind", "=", kind)).execute();
  });
  return rows.map(jobView);
}
