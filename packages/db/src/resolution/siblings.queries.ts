import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";

type Tx = Transaction<Database>;

/** A waiting entry that asks the same as another. */
export interface SiblingRow {
  id: string;
  number: string;
  needed: number;
}

/** Entries of the same goods on the same platform that wait too, the oldest sale first. */
export async function readSiblings(
  tx: Tx,
  { entryId, key }: { entryId: string; key: string | null },
): Promise<SiblingRow[]> {
  if (key === null) return [];
  const { rows } = await sql<SiblingRow>`
    select entry.id, sale.external_id as number, entry.quantity_needed as needed from queue_entries as entry
    join orders as sale on sale.id = entry.order_id
    where entry.sibling_key = ${key} and entry.status = 'pending' and entry.id <> ${entryId}::uuid
    order by entry.order_placed_at, entry.id limit 200`.execute(tx);
  return rows;
}

/** An item and how many of its units nobody has claimed. */
export interface FreeUnitsRow {
  id: string;
  free: number;
}

/**
 * Items that can stand in for one: of its SKU, or of its very title where it has none, and in its condition; itself
 * among them. The longest on the shelf come first.
 */
export async function readItemsAlike(tx: Tx, itemId: string): Promise<FreeUnitsRow[]> {
  const { rows } = await sql<FreeUnitsRow>`
    select other.id, units_to_offer(other.status, other.quantity_on_hand, other.quantity_claimed, other.removed_at) as free
    from inventory_items as item
    join inventory_items as other on other.workspace_id = item.workspace_id and other.removed_at is null
      and other.condition is not distinct from item.condition
      and (other.id = item.id or other.sku_key = item.sku_key
        or (item.sku_key is null and other.sku_key is null and lower(other.title) = lower(item.title)))
    where item.id = ${itemId}::uuid
      and units_to_offer(other.status, other.quantity_on_hand, other.quantity_claimed, other.removed_at) > 0
    order by other.acquired_at nulls last, other.created_at, other.id limit 500`.execute(tx);
  return rows;
}
