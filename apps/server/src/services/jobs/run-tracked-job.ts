import type { JobChange, JobRow } from "@counterfoil/db";
import { toServiceError } from "../connector-failure.ts";
import type { ServiceContext } from "../context.ts";
import { ServiceError } from "../service-error.ts";
import { jobView } from "./job-view.ts";

/** How long work reports itself. */
export interface TrackedJob {
  id: string;
  input: unknown;
  /** Where an earlier attempt, cut short by a crash, had come to; null at the first. */
  checkpoint: unknown;
  /** Aborts on cancel and when the server stops. */
  signal: AbortSignal;
  /**
   * Shows how far the work is. Call it after every step: it is also where a cancel or the server's stopping ends the
   * work, by an exception to let through.
   */
  report(update: { progress: Record<string, number>; message?: string; checkpoint?: unknown }): Promise<void>;
}

/**
 * Runs tracked work: running, then done with its summary, failed, or cancelled. After a crash the queue calls this
 * again and the work goes on from its checkpoint. Finished or cancelled jobs are left alone.
 */
export async function runTrackedJob(
  ctx: ServiceContext,
  run: { jobId: string; signal: AbortSignal },
  work: (job: TrackedJob) => Promise<unknown>,
): Promise<void> {
  const row = await begin(ctx, run.jobId);
  if (row === null) return;
  const cancelled = new AbortController();
  const signal = AbortSignal.any([run.signal, cancelled.signal]);
  const job: TrackedJob = {
    id: row.id,
    input: row.input,
    checkpoint: row.checkpoint,
    signal,
    report: async ({ progress, message, checkpoint }) => {
      const change = {
        progress: JSON.stringify(progress),
        heartbeat_at: ctx.now(),
        ...(message === undefined ? {} : { message }),
        ...(checkpoint === undefined ? {} : { checkpoint: JSON.stringify(checkpoint) }),
      };
      if ((await save(ctx, row.id, change))?.cancel_requested) cancelled.abort();
      signal.throwIfAborted();
    },
  };
  try {
    const summary = await work(job);
    await save(ctx, row.id, { state: "done", summary: JSON.stringify(summary ?? null), finished_at: ctx.now() });
  } catch (error) {
    if (run.signal.aborted) throw error;
    if (cancelled.signal.aborted) await save(ctx, row.id, { state: "cancelled", finished_at: ctx.now() });
    else await fail(ctx, row.id, error);
  }
}

async function begin(ctx: ServiceContext, jobId: string): Promise<JobRow | null> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.selectFrom("jobs").selectAll().where("id", "=", jobId).executeTakeFirst(),
  );
  if (row === undefined || (row.state !== "queued" && row.state !== "running")) return null;
  if (row.cancel_requested) {
    await save(ctx, jobId, { state: "cancelled", finished_at: ctx.now() });
    return null;
  }
  return await save(ctx, jobId, { state: "running", started_at: row.started_at ?? ctx.now(), heartbeat_at: ctx.now() });
}

async function fail(ctx: ServiceContext, jobId: string, error: unknown): Promise<void> {
  ctx.logger.error({ err: error, jobId }, "a tracked job failed");
  const known = toServiceError(error);
  const shown = ServiceError.is(known)
    ? { code: known.code, message: known.message }
    : { code: "internal", message: "Something went wrong on the server." };
  await save(ctx, jobId, { state: "failed", error: JSON.stringify(shown), finished_at: ctx.now() });
}

async function save(ctx: ServiceContext, jobId: string, change: JobChange): Promise<JobRow | null> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx.updateTable("jobs").set(change).where("id", "=", jobId).returningAll().executeTakeFirst(),
  );
  if (row === undefined) return null;
  const { kind, state, progress } = jobView(row);
  ctx.events.publish(ctx.workspaceId, { type: "job-progress", jobId, kind, state, progress });
  return row;
}
