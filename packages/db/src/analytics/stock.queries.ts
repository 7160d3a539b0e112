import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { type Period, within } from "./period.ts";

/** Days in stock up to which a unit counts as of an age; older than the last is the rest. */
export const ageLimits = [30, 90, 180, 365] as const;

/** Units on the shelf of one age and currency of cost; `age` is the place in `ageLimits`, null where it is unknown. */
export interface StockAgeRow {
  age: number | null;
  /** Null for units whose cost is unknown. */
  currency: string | null;
  units: number;
  cost: number | null;
}

/** What lies on the shelf at `now`, by how long it has been there. */
export async function readStockAge(tx: Transaction<Database>, now: Date): Promise<StockAgeRow[]> {
  const days = sql`extract(epoch from ${now}::timestamptz - acquired_at) / 86400`;
  const { rows } = await sql<StockAgeRow>`
    select case when acquired_at is null then null
        else width_bucket(${days}, array[${sql.join([...ageLimits])}]::numeric[]) end as age,
      unit_cost_currency as currency, sum(quantity_on_hand)::integer as units,
      sum(quantity_on_hand * unit_cost_minor)::bigint as cost
    from inventory_items
    where removed_at is null and status in ('in_stock', 'listed') and quantity_on_hand > 0
    group by 1, unit_cost_currency order by 1 nulls last, 2 nulls last`.execute(tx);
  return rows;
}

/** Movements of the period against what there was to sell. */
export interface SellThroughRow {
  opening: number;
  received: number;
  sold: number;
}

/** Units on the shelf when the period began, units received in it, and units sold in it less those that came back. */
export async function readSellThrough(tx: Transaction<Database>, period: Period): Promise<SellThroughRow> {
  const inside = within("at", period);
  const { rows } = await sql<SellThroughRow>`
    select
      coalesce(sum(quantity) filter (where not (${inside})), 0)::integer as opening,
      coalesce(sum(quantity) filter (where ${inside} and kind in ('received', 'imported')), 0)::integer as received,
      coalesce(-sum(quantity) filter (where ${inside} and kind in ('sold', 'sale_undone', 'returned')), 0)::integer as sold
    from stock_movements
    where at < (${period.to}::date + 1)::timestamp at time zone ${period.timeZone}`.execute(tx);
  return rows[0] ?? { opening: 0, received: 0, sold: 0 };
}

/** Goods that sold in the period and of which few are left. */
export interface LowGoodsRow {
  item_id: string;
  sku: string;
  title: string;
  available: number;
  sold: number;
}

/** Goods of one SKU with at most `atMost` units to sell, most wanted first. */
export async function readLowGoods(
  tx: Transaction<Database>,
  { period, atMost, limit }: { period: Period; atMost: number; limit: number },
): Promise<LowGoodsRow[]> {
  const { rows } = await sql<LowGoodsRow>`
    with wanted as (
      select item.sku_key, -sum(moved.quantity) as sold
      from stock_movements as moved
      join inventory_items as item on item.workspace_id = moved.workspace_id and item.id = moved.item_id
      where ${within("moved.at", period)} and moved.kind in ('sold', 'sale_undone', 'returned')
        and item.sku_key is not null
      group by item.sku_key having sum(moved.quantity) < 0),
    left_over as (
      select sku_key, sum(quantity_on_hand - quantity_claimed) as available from inventory_items
      where removed_at is null and status in ('in_stock', 'listed') and quantity_on_hand > quantity_claimed
        and sku_key is not null group by sku_key),
    low as (
      select wanted.sku_key, wanted.sold, coalesce(left_over.available, 0) as available
      from wanted left join left_over on left_over.sku_key = wanted.sku_key
      where coalesce(left_over.available, 0) <= ${atMost} order by sold desc, available, sku_key limit ${limit})
    select newest.id as item_id, newest.sku, newest.title, low.available::integer, low.sold::integer
    from low cross join lateral (
      select item.id, item.sku, item.title from inventory_items as item where item.sku_key = low.sku_key
      order by item.created_at desc, item.id limit 1) as newest
    order by low.sold desc, low.available, low.sku_key`.execute(tx);
  return rows;
}
