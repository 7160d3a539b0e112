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
