import type { InventoryItem } from "@counterfoil/core/model";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { ClaimState } from "../tables/order.table.ts";
import type { MovementKind } from "../tables/stock.table.ts";
import { type FullItemRow, fullItemColumns, toInventoryItem } from "./inventory-item-row.ts";

/** One item, or null when the workspace has none of this id. Removed items are not found. */
export async function readItem(tx: Transaction<Database>, id: string): Promise<InventoryItem | null> {
  return (await readItems(tx, [id]))[0] ?? null;
}

/** The items of these ids that the workspace has, in the order of their ids. */
export async function readItems(tx: Transaction<Database>, ids: readonly string[]): Promise<InventoryItem[]> {
  return await readByIds(tx, ids, sql``);
}

/** Reads items and keeps others from changing them, or from claiming their units, until the transaction ends. */
export async function lockItems(tx: Transaction<Database>, ids: readonly string[]): Promise<InventoryItem[]> {
  return await readByIds(tx, ids, sql`for no key update of item`);
}

async function readByIds(
  tx: Transaction<Database>,
  ids: readonly string[],
  lock: ReturnType<typeof sql>,
): Promise<InventoryItem[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<FullItemRow>`
    select ${fullItemColumns} from inventory_items as item
    where item.removed_at is null
      and item.id = any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)))
    order by item.id ${lock}`.execute(tx);
  return rows.map(toInventoryItem);
}

export interface ItemMovement {
  id: string;
  kind: MovementKind;
  quantity: number;
  at: Date;
  actor: string | null;
  note: string | null;
  orderId: string | null;
}

/** An item's movements, newest first. */
export async function readMovements(tx: Transaction<Database>, itemId: string): Promise<ItemMovement[]> {
  return await tx
    .selectFrom("stock_movements")
    .select(["id", "kind", "quantity", "at", "actor", "note", "order_id as orderId"])
    .where("item_id", "=", itemId)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .execute();
}

export interface ItemClaim {
  orderId: string;
  platformOrderId: string;
  platform: string;
  lineId: string;
  /** Units held, or for a claim that holds none, the units it let go. */
  quantity: number;
  state: ClaimState;
}

/** The sales an item's units are or were tied to, newest first. */
export async function readItemClaims(tx: Transaction<Database>, itemId: string): Promise<ItemClaim[]> {
  return await tx
    .selectFrom("claims")
    .innerJoin("orders", "orders.id", "claims.order_id")
    .select([
      "claims.order_id as orderId",
      "orders.external_id as platformOrderId",
      "orders.platform",
      "claims.line_id as lineId",
      sql<number>`case when claims.quantity > 0 then claims.quantity else claims.quantity_released end`.as("quantity"),
      "claims.state",
    ])
    .where("claims.item_id", "=", itemId)
    .orderBy("claims.created_at", "desc")
    .orderBy("claims.id", "desc")
    .execute();
}
