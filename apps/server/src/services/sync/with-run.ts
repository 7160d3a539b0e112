import { ConnectorError } from "@counterfoil/connector-kit";
import type { ConnectionRow, SyncKind, SyncRunRow } from "@counterfoil/db";
import { requireConnection } from "../connections/connection-rows.ts";
import { recordConnectionFailure } from "../connections/record-outcome.ts";
import type { ServiceContext } from "../context.ts";
import { inRunScope, type RunScope } from "./run-scope.ts";
import { adoptRun, endRun, failureText, keepAlive, publishRun } from "./sync-lifecycle.ts";

/** What a sync job is given. */
export interface SyncInput {
  connectionId: string;
  /** The run that was opened for this job; null opens one. */
  runId: string | null;
  /** Stops after the page at hand; what was read stays. */
  signal: AbortSignal;
}

/** A run under way. */
export interface OpenRun {
  connection: ConnectionRow;
  run: SyncRunRow;
  /** Aborts when the server stops or somebody cancels the run. */
  signal: AbortSignal;
}

/**
 * Does the work of one run: opens it or goes on with the one at hand, shows that it lives, counts its calls, stops when
 * it is cancelled, and ends it with what came of it. Answers whether it came to its end. Throws when the server stops:
 * the queue then runs the job again, in a process that goes on.
 */
export async function withRun(
  ctx: ServiceContext,
  { kind, connectionId, runId, signal: stopping }: SyncInput & { kind: SyncKind },
  work: (open: OpenRun) => Promise<void>,
): Promise<boolean> {
  const connection = await ctx.db.inWorkspace(ctx.workspaceId, (tx) => requireConnection(tx, connectionId));
  if (connection.disconnected_at !== null) return false;
  const run = await adoptRun(ctx, { connectionId, kind, runId });
  if (run === null) return false;
  publishRun(ctx, run);
  const beating = keepAlive(ctx, run);
  const signal = AbortSignal.any([stopping, beating.cancelled]);
  const scope: RunScope = { runId: run.id, calls: run.calls };
  const end = (state: "done" | "failed" | "cancelled", error?: { message: string; externalId: null; code?: string }) =>
    endRun(ctx, { connectionId, kind, id: run.id, state, calls: scope.calls, ...(error && { error }) });
  const bound = { ...ctx, logger: ctx.logger.child({ runId: run.id }) };
  try {
    await inRunScope(scope, async () => {
      signal.throwIfAborted();
      await work({ connection, run, signal });
    });
    await end(signal.aborted ? "cancelled" : "done");
    return !signal.aborted;
  } catch (error) {
    if (signal.aborted) await end("cancelled");
    else await fail(bound, { kind, connection, error, end });
    if (stopping.aborted) throw error;
    return false;
  } finally {
    beating.stop();
  }
}

async function fail(
  ctx: ServiceContext,
  {
    kind,
    connection,
    error,
    end,
  }: {
    kind: SyncKind;
    connection: ConnectionRow;
    error: unknown;
    end: (state: "failed", error: { message: string; externalId: null; code?: string }) => Promise<void>;
  },
): Promise<void> {
  ctx.logger.warn({ err: error, connectionId: connection.id, kind }, "a sync run failed");
  const code = ConnectorError.is(error) ? { code: error.code } : {};
  // The card first: whoever sees the run ended finds the connection red already, and a test then knows what to try again.
  try {
    await recordConnectionFailure(ctx, connection, error);
  } finally {
    await end("failed", { message: failureText(error), externalId: null, ...code });
  }
}
