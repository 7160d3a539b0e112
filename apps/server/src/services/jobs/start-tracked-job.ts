import type { ServiceContext } from "../context.ts";
import type { TrackedJobName } from "../job-queue.ts";

/** Writes down long work that the page will watch and hands it to the background. Answers the job's id. */
export async function startTrackedJob(ctx: ServiceContext, kind: TrackedJobName, input: unknown): Promise<string> {
  const jobId = ctx.newId();
  const { workspaceId } = ctx;
  await ctx.db.inWorkspace(workspaceId, (tx) =>
    tx
      .insertInto("jobs")
      .values({
        workspace_id: workspaceId,
        id: jobId,
        kind,
        state: "queued",
        input: JSON.stringify(input),
        started_by: ctx.actor.name,
        created_at: ctx.now(),
      })
      .execute(),
  );
  await ctx.jobs.enqueue(kind, { workspaceId, jobId }, { singletonKey: jobId });
  return jobId;
}
