import {
  beatRun,
  finishRun,
  markCrashedRuns,
  openRun,
  type RunError,
  type SyncKind,
  type SyncRunRow,
  type SyncRunTable,
  saveCursor,
} from "@counterfoil/db";
import { toServiceError } from "../connector-failure.ts";
import type { ServerParts, ServiceContext } from "../context.ts";
import { ServiceError } from "../service-error.ts";
import { countsOf } from "./sync-run-view.ts";

/** A run that shows no sign of life for this long was killed. It beats every few seconds. */
const silenceMeansCrashMs = 30_000;
const heartbeatMs = 5_000;

interface Target {
  connectionId: string;
  kind: SyncKind;
}

/** Opens a run; one that was killed before does not block it. Null while another one is alive. */
export async function beginRun(
  ctx: ServiceContext,
  target: Target & { options?: { from?: string } },
): Promise<SyncRunRow | null> {
  const at = ctx.now();
  const since = new Date(at.getTime() - silenceMeansCrashMs);
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await markCrashedRuns(tx, { since, at, connectionId: target.connectionId });
    return await openRun(tx, {
      ...{ workspaceId: ctx.workspaceId, id: ctx.newId(), startedBy: ctx.actor.name, at },
      ...target,
    });
  });
}

/**
 * The run that a job works on. The job queue lets one job of a connection run at a time, so a run that is open was
 * either opened for this job or left behind by a killed process: the job goes on with it.
 */
export async function adoptRun(
  ctx: ServiceContext,
  { runId, ...target }: Target & { runId: string | null },
): Promise<SyncRunRow | null> {
  // A run that waited long for its job is silent and not dead.
  const own = runId === null ? null : await takeOpenRun(ctx, { ...target, runId });
  return own ?? (await beginRun(ctx, target)) ?? (await takeOpenRun(ctx, target));
}

async function takeOpenRun(ctx: ServiceContext, target: Target & { runId?: string }): Promise<SyncRunRow | null> {
  const row = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => {
    const open = tx
      .updateTable("sync_runs")
      .set({ heartbeat_at: ctx.now() })
      .where("connection_id", "=", target.connectionId)
      .where("kind", "=", target.kind)
      .where("state", "=", "running");
    const { runId } = target;
    return (runId === undefined ? open : open.where("id", "=", runId)).returningAll().executeTakeFirst();
  });
  return row ?? null;
}

/** Shows that a run is alive until it is stopped, also while the platform makes it wait; hears of its cancelling. */
export function keepAlive(ctx: ServiceContext, run: SyncRunRow): { cancelled: AbortSignal; stop(): void } {
  const cancelling = new AbortController();
  if (run.cancel_requested) cancelling.abort();
  const beat = async () => {
    const at = ctx.now();
    if (await ctx.db.inWorkspace(ctx.workspaceId, (tx) => beatRun(tx, { runId: run.id, at }))) cancelling.abort();
  };
  const timer = setInterval(() => {
    beat().catch((error: unknown) => {
      ctx.logger.warn({ err: error, runId: run.id }, "a sync run could not show that it is alive");
    });
  }, heartbeatMs);
  timer.unref();
  // The event is only quicker: the next beat reads the same from the database.
  const unsubscribe = ctx.events.subscribe(ctx.workspaceId, (event) => {
    if (event.type === "sync-progress" && event.runId === run.id && event.state === "cancelling") cancelling.abort();
  });
  return {
    cancelled: cancelling.signal,
    stop: () => {
      clearInterval(timer);
      unsubscribe();
    },
  };
}

/** Ends a run: red when nothing of what it saw could be used. */
export async function endRun(
  ctx: ServiceContext,
  run: Target & { id: string; state: Exclude<SyncRunTable["state"], "running">; error?: RunError; calls?: number },
): Promise<void> {
  const at = ctx.now();
  const row = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const open = await tx.selectFrom("sync_runs").selectAll().where("id", "=", run.id).executeTakeFirst();
    const allFailed = open !== undefined && open.seen > 0 && open.failed === open.seen;
    const state = run.state === "done" && allFailed ? "failed" : run.state;
    if (state === "done")
      await saveCursor(tx, {
        ...{ workspaceId: ctx.workspaceId, connectionId: run.connectionId, kind: run.kind, succeededAt: at },
      });
    return await finishRun(tx, { id: run.id, state, error: run.error ?? null, at, calls: run.calls ?? 0 });
  });
  if (row !== null) publishRun(ctx, row);
}

/** Tells the page how far a run is. */
export function publishRun(ctx: ServiceContext, row: SyncRunRow): void {
  const { id: runId, connection_id: connectionId, state } = row;
  ctx.events.publish(ctx.workspaceId, { type: "sync-progress", runId, connectionId, state, counts: countsOf(row) });
}

/** The words for a failure that a seller reads in the list of runs. */
export function failureText(error: unknown): string {
  const known = toServiceError(error);
  return ServiceError.is(known) ? known.message : "Something went wrong on the server.";
}

/** Marks runs whose process was killed as crashed, so that nobody waits for them. Every running run shows that it lives. */
export async function markSilentRuns(parts: ServerParts): Promise<void> {
  const at = parts.now();
  const since = new Date(at.getTime() - silenceMeansCrashMs);
  await parts.db.asSystem((tx) => markCrashedRuns(tx, { since, at }));
}
