import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { SyncKind } from "../tables/operation.table.ts";
import type { SyncScheduleRow } from "../tables/schedule.table.ts";

type Tx = Transaction<Database>;

/** A connection and one of its kinds of sync. */
export interface ScheduleKey {
  workspaceId: string;
  connectionId: string;
  kind: SyncKind;
}

/**
 * Takes the connections whose time for one kind has come, in all workspaces, and writes down when the next time is.
 * `platforms` are those that give what is read; `everySeconds` holds where the seller chose nothing.
 */
export async function claimDueSyncs(
  tx: Tx,
  due: { kind: SyncKind; platforms: readonly string[]; everySeconds: number; at: Date },
): Promise<{ workspaceId: string; connectionId: string }[]> {
  if (due.platforms.length === 0) return [];
  const at = due.at.toISOString();
  const { rows } = await sql<{ workspaceId: string; connectionId: string }>`
    insert into sync_cursors as known (workspace_id, connection_id, kind, next_run_at)
    select connection.workspace_id, connection.id, ${due.kind},
      ${at}::timestamptz + make_interval(secs => coalesce(schedule.every_seconds, ${due.everySeconds}::integer))
    from connections as connection
    left join sync_cursors as planned on planned.workspace_id = connection.workspace_id
      and planned.connection_id = connection.id and planned.kind = ${due.kind}
    left join sync_schedules as schedule on schedule.workspace_id = connection.workspace_id
      and schedule.connection_id = connection.id and schedule.kind = ${due.kind}
    where connection.disconnected_at is null and connection.platform = any (${[...due.platforms]}::text[])
      and schedule.paused_at is null
      and (planned.next_run_at is null or planned.next_run_at <= ${at}::timestamptz)
    order by connection.workspace_id, connection.id
    on conflict (workspace_id, connection_id, kind) do update set next_run_at = excluded.next_run_at
    returning known.workspace_id as "workspaceId", known.connection_id as "connectionId"`.execute(tx);
  return rows;
}

/** What sellers chose for the connections of a workspace. */
export async function readSchedules(tx: Tx, connectionId?: string): Promise<SyncScheduleRow[]> {
  const query = tx.selectFrom("sync_schedules").selectAll();
  return await (connectionId === undefined ? query : query.where("connection_id", "=", connectionId)).execute();
}

/** Stores the seller's choice and when the next run is. */
export async function saveSchedule(
  tx: Tx,
  { workspaceId, connectionId, kind }: ScheduleKey,
  change: {
    everySeconds?: number | null;
    paused?: { at: Date; by: string } | null;
    nextRunAt: Date | null;
  },
): Promise<void> {
  const key = { workspace_id: workspaceId, connection_id: connectionId, kind };
  const chosen = {
    ...(change.everySeconds === undefined ? {} : { every_seconds: change.everySeconds }),
    ...(change.paused === undefined
      ? {}
      : { paused_at: change.paused?.at ?? null, paused_by: change.paused?.by ?? null }),
    updated_at: sql<Date>`now()`,
  };
  const columns = ["workspace_id", "connection_id", "kind"] as const;
  await tx
    .insertInto("sync_schedules")
    .values({ ...key, ...chosen })
    .onConflict((conflict) => conflict.columns(columns).doUpdateSet(chosen))
    .execute();
  await tx
    .insertInto("sync_cursors")
    .values({ ...key, next_run_at: change.nextRunAt })
    .onConflict((conflict) => conflict.columns(columns).doUpdateSet({ next_run_at: change.nextRunAt }))
    .execute();
}

/** Runs that are under way or, of those that ended, the latest of each kind of each connection. */
export async function readLatestRuns(tx: Tx) {
  return await tx
    .selectFrom("sync_runs")
    .distinctOn(["connection_id", "kind"])
    .selectAll()
    .orderBy("connection_id")
    .orderBy("kind")
    .orderBy("started_at", "desc")
    .execute();
}

/** Asks a run to stop. Answers it, or null when it does not run any more. */
export async function requestRunCancel(tx: Tx, runId: string) {
  const row = await tx
    .updateTable("sync_runs")
    .set({ cancel_requested: true })
    .where("id", "=", runId)
    .where("state", "=", "running")
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

/** Shows that a run is alive. True when somebody asked for its end. */
export async function beatRun(tx: Tx, { runId, at }: { runId: string; at: Date }): Promise<boolean> {
  const row = await tx
    .updateTable("sync_runs")
    .set({ heartbeat_at: at })
    .where("id", "=", runId)
    .returning("cancel_requested")
    .executeTakeFirst();
  return row?.cancel_requested ?? false;
}
