import type { z } from "zod";
import type { Verb } from "../context.ts";
import { conflict } from "../service-error.ts";
import { getJob, type getJobInput } from "./get-job.ts";

/** Asks long work to stop after its present step. What it has done so far stays done. */
export async function cancelJob({ ctx, input }: Verb<z.infer<typeof getJobInput>>): Promise<{ ok: true }> {
  const cancelled = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .updateTable("jobs")
      .set({ cancel_requested: true })
      .where("id", "=", input.jobId)
      .where("state", "in", ["queued", "running"])
      .returning("id")
      .executeTakeFirst(),
  );
  if (cancelled !== undefined) return { ok: true };
  const { state } = await getJob({ ctx, input });
  throw conflict(`This work cannot be cancelled any more: it is ${state}.`);
}
