import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";

/** An order that holds the units which another sale wanted too. */
export interface RivalOrderRow {
  id: string;
  platform: string;
  external_id: string;
}

const mostRivals = 5;

/** The orders that hold the units of a line's SKU or listing, the latest first. */
export async function readRivals(tx: Transaction<Database>, lineId: string): Promise<RivalOrderRow[]> {
  const { rows } = await sql<RivalOrderRow>`
    with wanted as (
      select item.id from order_lines as line join inventory_items as item on item.sku_key = line.sku_key
      where line.id = ${lineId}::uuid
      union
      select link.item_id from order_lines as line join orders as sale on sale.id = line.order_id
      join item_listings as link on link.platform = sale.platform and link.listing_external_id = line.listing_external_id
        and link.variation_id is not distinct from line.variation_id
      where line.id = ${lineId}::uuid)
    select rival.id, rival.platform, rival.external_id
    from wanted join claims as claim on claim.item_id = wanted.id and claim.quantity > 0 and claim.line_id <> ${lineId}::uuid
    join orders as rival on rival.id = claim.order_id
    group by rival.id, rival.platform, rival.external_id order by max(claim.reserved_at) desc, rival.id
    limit ${mostRivals}`.execute(tx);
  return rows;
}

/** A sold line and what it names, as it is known before it is written. */
export interface WantingLine {
  id: string;
  order_id: string;
  platform: string;
  listing_external_id: string | null;
  variation_id: string | null;
  sku: string | null;
  placed_at: Date;
}

/**
 * Of some lines, those whose SKU or listing names units that another order took away: sent after these lines were sold, or
 * within the day before.
 */
export async function readLinesSoldTwice(
  tx: Transaction<Database>,
  lines: readonly WantingLine[],
): Promise<ReadonlySet<string>> {
  if (lines.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    with line as (
      select * from json_to_recordset(${JSON.stringify(lines)}::json) as one(id uuid, order_id uuid, platform text,
        listing_external_id text, variation_id text, sku text, placed_at timestamptz)),
    wanted as (
      select line.id, line.order_id, line.placed_at, item.id as item_id
      from line join inventory_items as item on item.sku_key = normalize_sku(line.sku)
      union
      select line.id, line.order_id, line.placed_at, link.item_id
      from line join item_listings as link on link.platform = line.platform
        and link.listing_external_id = line.listing_external_id and link.variation_id is not distinct from line.variation_id)
    select distinct wanted.id::text as id
    from wanted join claims as claim on claim.item_id = wanted.item_id and claim.quantity_sold > 0
      and claim.order_id <> wanted.order_id and claim.sold_at >= wanted.placed_at - interval '1 day'`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
