import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { recordset } from "../recordset.ts";
import type { RunError } from "./runs.queries.ts";

const columns = { external_id: "text", message: "text" } as const;

/** Remembers orders that could not be read or stored, so that the next runs read them again. Those without number cannot be. */
export async function rememberUnreadOrders(
  tx: Transaction<Database>,
  failed: { workspaceId: string; connectionId: string; problems: readonly RunError[]; at: Date },
): Promise<void> {
  const messages = new Map(failed.problems.map(({ externalId, message }) => [externalId, message]));
  const rows = [...messages].flatMap(([id, message]) => (id === null ? [] : [{ external_id: id, message }]));
  if (rows.length === 0) return;
  const at = failed.at.toISOString();
  await sql`
    insert into unread_orders as known
      (workspace_id, connection_id, external_id, message, first_failed_at, last_failed_at)
    select ${failed.workspaceId}::uuid, ${failed.connectionId}::uuid, r.external_id, r.message, ${at}::timestamptz,
      ${at}::timestamptz from ${recordset(rows, columns)}
    on conflict (workspace_id, connection_id, external_id) do update set message = excluded.message,
      attempts = known.attempts + 1, last_failed_at = excluded.last_failed_at`.execute(tx);
}

/** Forgets orders that are stored now. */
export async function forgetUnreadOrders(
  tx: Transaction<Database>,
  stored: { connectionId: string; externalIds: readonly string[] },
): Promise<void> {
  if (stored.externalIds.length === 0) return;
  const rows = stored.externalIds.map((id) => ({ external_id: id }));
  await sql`
    delete from unread_orders using ${recordset(rows, { external_id: "text" })}
    where unread_orders.connection_id = ${stored.connectionId}::uuid
      and unread_orders.external_id = r.external_id`.execute(tx);
}

/** Numbers of orders that failed before a time, the longest untried first, and how many there are in all. */
export async function readUnreadOrders(
  tx: Transaction<Database>,
  asked: { connectionId: string; before: Date; limit: number },
): Promise<{ externalIds: string[]; total: number }> {
  const rows = await tx
    .selectFrom("unread_orders")
    .select(["external_id", sql<number>`(count(*) over ())::integer`.as("total")])
    .where("connection_id", "=", asked.connectionId)
    .where("last_failed_at", "<", asked.before)
    .orderBy("last_failed_at")
    .orderBy("external_id")
    .limit(asked.limit)
    .execute();
  return { externalIds: rows.map((row) => row.external_id), total: rows[0]?.total ?? 0 };
}
