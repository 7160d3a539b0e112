import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";

type Tx = Transaction<Database>;

const waiting = ["paid", "packed", "partially_shipped"] as const;

/** The open lines of paid orders, the units tied to them, and what was ticked. */
export async function readPickRows(tx: Tx, which: { platform?: string | undefined; orderIds?: string[] | undefined }) {
  const lines = await readLines(tx, which);
  const ids = lines.map(({ id }) => id);
  if (ids.length === 0) return { lines, claims: [], ticks: [] };
  const ticks = await tx
    .selectFrom("pick_ticks")
    .select(["line_id", "item_id", "quantity", "ticked_by"])
    .where(sql<boolean>`line_id = any(${ids}::uuid[])`)
    .execute();
  return { lines, claims: await readClaims(tx, ids), ticks };
}
export type PickRows = Awaited<ReturnType<typeof readPickRows>>;

async function readLines(tx: Tx, which: { platform?: string | undefined; orderIds?: string[] | undefined }) {
  let query = tx
    .selectFrom("order_lines")
    .innerJoin("orders", "orders.id", "order_lines.order_id")
    .select([
      "order_lines.id",
      "order_lines.order_id",
      "order_lines.title",
      "order_lines.sku",
      "order_lines.identifiers",
      "order_lines.quantity",
      "order_lines.quantity_cancelled",
      "order_lines.quantity_refunded",
      "order_lines.quantity_shipped",
      "order_lines.state_detail",
      "orders.platform",
      "orders.external_id",
      "orders.buyer_name",
      "orders.buyer_username",
      "orders.ship_by",
      "orders.image_url",
    ])
    .where("orders.status", "in", waiting)
    .where("order_lines.removed_at", "is", null);
  if (which.platform !== undefined) query = query.where("orders.platform", "=", which.platform);
  if (which.orderIds !== undefined) query = query.where(sql<boolean>`orders.id = any(${which.orderIds}::uuid[])`);
  return await query.execute();
}

async function readClaims(tx: Tx, lineIds: string[]) {
  return await tx
    .selectFrom("claims")
    .innerJoin("inventory_items", "inventory_items.id", "claims.item_id")
    .select([
      "claims.line_id",
      "claims.item_id",
      "inventory_items.sku",
      "inventory_items.title",
      "inventory_items.location",
      "inventory_items.image_url",
      sql<number>`sum(claims.quantity - claims.quantity_sold)::integer`.as("quantity"),
      sql<string[]>`coalesce((select array_agg(mark.value order by mark.value) from inventory_identifiers as mark
        where mark.item_id = claims.item_id), '{}')`.as("codes"),
    ])
    .where(sql<boolean>`claims.line_id = any(${lineIds}::uuid[])`)
    .whereRef("claims.quantity", ">", "claims.quantity_sold")
    .groupBy([
      "claims.line_id",
      "claims.item_id",
      "inventory_items.sku",
      "inventory_items.title",
      "inventory_items.location",
      "inventory_items.image_url",
    ])
    .execute();
}
