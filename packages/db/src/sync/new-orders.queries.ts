import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { columnList, recordset } from "../recordset.ts";
import { type LineStateChange, lineStateColumns } from "../resolution/save-lines.queries.ts";
import type { OrderLinkState } from "../tables/order.table.ts";
import { type LineUpsert, soldLineColumns } from "./upsert-lines.queries.ts";
import { type OrderUpsert, orderColumns } from "./upsert-orders.queries.ts";

/** Another transaction stored one of the orders in the meantime. Its code has the transaction run again. */
export class OrderExistsError extends Error {
  override readonly name = "OrderExistsError";
  readonly code = "40001";
}

/** Which of a connection's orders are stored, by their platform's numbers. */
export async function storedOrderNumbers(
  tx: Transaction<Database>,
  { connectionId, externalIds }: { connectionId: string; externalIds: readonly string[] },
): Promise<Set<string>> {
  if (externalIds.length === 0) return new Set();
  const { rows } = await sql<{ external_id: string }>`
    select external_id from orders
    where connection_id = ${connectionId}::uuid and external_id = any (${[...externalIds]}::text[])`.execute(tx);
  return new Set(rows.map((row) => row.external_id));
}

/** An order that is not stored yet, with how far its lines are linked. */
export interface NewOrder extends OrderUpsert {
  link_state: OrderLinkState;
}

/** A line of such an order, with what was decided on it. */
export interface NewLine extends LineUpsert, Omit<LineStateChange, "id" | "version" | "decided_at"> {
  decided_at: string | null;
}

const newOrderColumns = { ...orderColumns, link_state: "text" };
const newLineColumns = { ...soldLineColumns, ...lineStateColumns };

/** Writes new orders as they were decided, each row once. Throws `OrderExistsError` when one of them is stored after all. */
export async function insertNewOrders(
  tx: Transaction<Database>,
  workspaceId: string,
  orders: readonly NewOrder[],
): Promise<void> {
  if (orders.length === 0) return;
  const { rows } = await sql`
    insert into orders (workspace_id, ${columnList(newOrderColumns)})
    select ${workspaceId}::uuid, ${columnList(newOrderColumns, "r")} from ${recordset(orders, newOrderColumns)}
    order by r.external_id
    on conflict (workspace_id, connection_id, external_id) do nothing returning id`.execute(tx);
  if (rows.length !== orders.length) throw new OrderExistsError("An order was stored in the same moment.");
}

/** Writes the lines of new orders as they were decided, each row once. */
export async function insertNewLines(
  tx: Transaction<Database>,
  workspaceId: string,
  lines: readonly NewLine[],
): Promise<void> {
  if (lines.length === 0) return;
  await sql`
    insert into order_lines (workspace_id, ${columnList(newLineColumns)})
    select ${workspaceId}::uuid, ${columnList(newLineColumns, "r")} from ${recordset(lines, newLineColumns)}
    order by r.order_id, r.external_id`.execute(tx);
}
