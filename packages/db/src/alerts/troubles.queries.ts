import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";

type Tx = Transaction<Database>;

/** A SKU that was sold lately and of which few units are left. */
export interface RunningLowRow {
  sku_key: string;
  sku: string;
  title: string;
  left: number;
}

/**
 * SKUs of which units were claimed since a time and no more than `few` can be offered. One that never had more than one
 * unit is not told of: its sale is its end.
 */
export async function readRunningLow(tx: Tx, { since, few }: { since: Date; few: number }): Promise<RunningLowRow[]> {
  const { rows } = await sql<RunningLowRow>`
    with sold as materialized (
      select item.sku_key, sum(claim.quantity)::integer as units from claims as claim
      join inventory_items as item on item.workspace_id = claim.workspace_id and item.id = claim.item_id
      where claim.created_at >= ${since.toISOString()}::timestamptz and claim.quantity > 0 and item.sku_key is not null
      group by item.sku_key
    )
    select sold.sku_key, min(item.sku) as sku, min(item.title) as title,
      sum(units_to_offer(item.status, item.quantity_on_hand, item.quantity_claimed, item.removed_at))::integer as left
    from sold join inventory_items as item on item.sku_key = sold.sku_key and item.removed_at is null
    group by sold.sku_key, sold.units
    having sum(units_to_offer(item.status, item.quantity_on_hand, item.quantity_claimed, item.removed_at)) <= ${few}
      and (count(*) > 1 or sold.units > 1 or sum(item.quantity_on_hand - item.quantity_claimed) > 0)
    order by sold.sku_key limit 200`.execute(tx);
  return rows;
}

/** Orders of each platform that should have been sent and were not. */
export async function countLateOrders(
  tx: Tx,
  at: Date,
): Promise<{ platform: string; late: number; example: string }[]> {
  const { rows } = await sql<{ platform: string; late: number; example: string }>`
    select platform, count(*)::integer as late, min(external_id) as example from orders
    where ship_by < ${at.toISOString()}::timestamptz and shipped_at is null and not archived and same_sale_as is null
      and status in ('paid', 'packed', 'partially_shipped')
    group by platform order by platform`.execute(tx);
  return rows;
}

/** Sales of units that were sold already and that wait for a person. */
export async function readOversold(tx: Tx) {
  return await tx
    .selectFrom("queue_entries")
    .innerJoin("orders", "orders.id", "queue_entries.order_id")
    .select(["queue_entries.id", "queue_entries.platform", "queue_entries.title", "orders.external_id as number"])
    .where("queue_entries.status", "=", "pending")
    .where("queue_entries.reason", "=", "oversold")
    .orderBy("queue_entries.created_at", "desc")
    .limit(200)
    .execute();
}
