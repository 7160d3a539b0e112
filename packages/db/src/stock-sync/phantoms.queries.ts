import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";

/** A sale that left the house and that no unit was taken for. */
export interface UncoveredSaleRow {
  line_id: string;
  order_id: string;
  order_number: string;
  platform: string;
  title: string;
  sold_at: Date;
  quantity: number;
  item_ids: string[];
}

/** Dispatched sales that wait for a unit, with the units in stock that they may have sold. */
export async function readUncoveredSales(tx: Transaction<Database>): Promise<UncoveredSaleRow[]> {
  const { rows } = await sql<UncoveredSaleRow>`
    select line.id as line_id, orders.id as order_id, orders.external_id as order_number, orders.platform, line.title,
      orders.placed_at as sold_at,
      (line.quantity_needed - coalesce((select sum(claim.quantity) from claims as claim where claim.line_id = line.id), 0))
        ::integer as quantity,
      candidates.item_ids
    from order_lines as line join orders on orders.id = line.order_id
    cross join lateral (
      select coalesce(jsonb_agg(distinct item.id), '[]') as item_ids from inventory_items as item
      where item.removed_at is null and item.status in ('in_stock', 'listed') and item.quantity_on_hand > 0
        and (item.sku_key = line.sku_key
          or item.id = (select (entry.top_candidate ->> 'inventoryItemId')::uuid from queue_entries as entry
            where entry.line_id = line.id)
          or exists (select from item_listings as link where link.item_id = item.id and link.platform = orders.platform
            and link.listing_external_id = line.listing_external_id
            and link.variation_id is not distinct from line.variation_id))) as candidates
    where line.state in ('pending', 'queued') and line.removed_at is null and line.quantity_needed > 0
      and orders.status in ('shipped', 'delivered', 'completed', 'partially_shipped')
      and candidates.item_ids <> '[]'`.execute(tx);
  return rows;
}

/** A unit in stock that may be gone. */
export interface SuspectUnitRow {
  id: string;
  sku: string | null;
  title: string;
  location: string | null;
  listed_at: Date;
  quantity: number;
  /** Sold by an order that is known here, and on the shelf again only because somebody counted it so. */
  says_sold: boolean;
}

/** The units named, and all that are on the shelf again after their own sale without having come back. */
export async function readSuspectUnits(
  tx: Transaction<Database>,
  itemIds: readonly string[],
): Promise<SuspectUnitRow[]> {
  const { rows } = await sql<SuspectUnitRow>`
    select * from (
      select item.id, item.sku, item.title, item.location, coalesce(item.listed_at, item.created_at) as listed_at,
        item.quantity_on_hand - item.quantity_claimed as quantity,
        exists (select from claims as claim where claim.item_id = item.id and claim.quantity_sold > 0)
          and (select coalesce(sum(movement.quantity), 0) from stock_movements as movement
            where movement.item_id = item.id and movement.kind <> 'adjusted') <= 0 as says_sold
      from inventory_items as item
      where item.removed_at is null and item.status in ('in_stock', 'listed')
        and item.quantity_on_hand > item.quantity_claimed) as unit
    where unit.says_sold
      or unit.id = any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(itemIds)}::jsonb)))`.execute(
    tx,
  );
  return rows;
}
