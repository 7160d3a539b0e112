import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { SyncKind, SyncRunRow, SyncRunTable } from "../tables/operation.table.ts";

/** Counts of a run, to be added to what it has. */
export interface RunCounts {
  seen: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  linked: number;
  queued: number;
}

/** One thing of a run that could not be read or written. */
export interface RunError {
  message: string;
  externalId: string | null;
  /** The platform's failure in the connectors' terms, where one is behind it: the page offers what mends it. */
  code?: string;
}

const errorsKept = 100;

/** Opens a run, or answers null while another of its kind runs for the connection. */
export async function openRun(
  tx: Transaction<Database>,
  run: {
    workspaceId: string;
    id: string;
    connectionId: string;
    kind: SyncKind;
    startedBy: string;
    at: Date;
    options?: { from?: string };
  },
): Promise<SyncRunRow | null> {
  const row = await tx
    .insertInto("sync_runs")
    .values({
      workspace_id: run.workspaceId,
      id: run.id,
      connection_id: run.connectionId,
      kind: run.kind,
      state: "running",
      started_by: run.startedBy,
      started_at: run.at,
      heartbeat_at: run.at,
      options: JSON.stringify(run.options ?? {}),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Adds to a running run's counts and errors and shows that it is alive. Null when it does not run any more. */
export async function advanceRun(
  tx: Transaction<Database>,
  run: { id: string; counts: RunCounts; errors: readonly RunError[]; at: Date },
): Promise<SyncRunRow | null> {
  const { counts } = run;
  const { rows } = await sql<SyncRunRow>`
    update sync_runs set heartbeat_at = ${run.at.toISOString()}::timestamptz,
      seen = seen + ${counts.seen}, created = created + ${counts.created}, updated = updated + ${counts.updated},
      unchanged = unchanged + ${counts.unchanged}, failed = failed + ${counts.failed},
      linked = linked + ${counts.linked}, queued = queued + ${counts.queued},
      errors = case when jsonb_array_length(errors) >= ${errorsKept} then errors
        else errors || ${JSON.stringify(run.errors.slice(0, errorsKept))}::jsonb end
    where id = ${run.id}::uuid and state = 'running' returning *`.execute(tx);
  return rows[0] ?? null;
}

/** Ends a running run. Answers it as it ended, or null when it had ended before. */
export async function finishRun(
  tx: Transaction<Database>,
  run: {
    id: string;
    state: Exclude<SyncRunTable["state"], "running">;
    error: RunError | null;
    at: Date;
    calls?: number;
  },
): Promise<SyncRunRow | null> {
  const added = JSON.stringify(run.error === null ? [] : [run.error]);
  const row = await tx
    .updateTable("sync_runs")
    .set({
      state: run.state,
      finished_at: run.at,
      errors: sql<string>`errors || ${added}::jsonb`,
      calls: run.calls ?? 0,
    })
    .where("id", "=", run.id)
    .where("state", "=", "running")
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Marks runs that showed no life since a time as crashed, so that they block no next one. Answers their number. */
export async function markCrashedRuns(
  tx: Transaction<Database>,
  silent: { since: Date; at: Date; connectionId?: string },
): Promise<number> {
  const query = tx
    .updateTable("sync_runs")
    .set({ state: "crashed", finished_at: silent.at })
    .where("state", "=", "running")
    .where("heartbeat_at", "<", silent.since);
  const { connectionId } = silent;
  const chosen = connectionId === undefined ? query : query.where("connection_id", "=", connectionId);
  return Number((await chosen.executeTakeFirst()).numUpdatedRows);
}

/** The cursor after which a connection's next run goes on; null at the first. */
export async function readCursor(
  tx: Transaction<Database>,
  connectionId: string,
  kind: SyncKind,
): Promise<string | null> {
  const row = await tx
    .selectFrom("sync_cursors")
    .select("cursor")
    .where("connection_id", "=", connectionId)
    .where("kind", "=", kind)
    .executeTakeFirst();
  return row?.cursor ?? null;
}

/** Stores the cursor, in the transaction of the page that it follows; with `succeededAt` when the run came to its end. */
export async function saveCursor(
  tx: Transaction<Database>,
  saved: { workspaceId: string; connectionId: string; kind: SyncKind; cursor?: string | null; succeededAt?: Date },
): Promise<void> {
  const change = {
    ...(saved.cursor === undefined ? {} : { cursor: saved.cursor }),
    ...(saved.succeededAt === undefined ? {} : { last_success_at: saved.succeededAt }),
    updated_at: sql<Date>`now()`,
  };
  await tx
    .insertInto("sync_cursors")
    .values({ workspace_id: saved.workspaceId, connection_id: saved.connectionId, kind: saved.kind, ...change })
    .onConflict((conflict) => conflict.columns(["workspace_id", "connection_id", "kind"]).doUpdateSet(change))
    .execute();
}
