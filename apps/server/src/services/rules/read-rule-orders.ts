import type { RuleOrder } from "@counterfoil/core/fulfillment";
import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";

type Tx = Transaction<Database>;

/** An order as rules see it, and how to show it. */
export interface JudgedOrder extends RuleOrder {
  platformOrderId: string;
  connectionId: string;
}

interface Which {
  /** Orders that may still be sent, or all that were placed since a day. */
  open: boolean;
  placedSince?: Date;
  platform?: string | undefined;
  limit: number;
}

/** Orders with what rules may ask of them, oldest first. */
export async function readRuleOrders(tx: Tx, which: Which): Promise<JudgedOrder[]> {
  let query = tx
    .selectFrom("orders")
    .select([
      "id",
      "platform",
      "connection_id",
      "external_id",
      "status",
      "payment_status",
      "country_code",
      "total_minor",
      "currency",
      "link_state",
      sql<RuleOrder["lines"]>`(select coalesce(jsonb_agg(jsonb_build_object('sku', line.sku, 'productNumbers',
          (select coalesce(jsonb_agg(mark ->> 'value'), '[]') from jsonb_array_elements(line.identifiers) as mark))
          order by line.position), '[]')
        from order_lines as line where line.order_id = orders.id and line.removed_at is null)`.as("lines"),
      sql<(string | null)[]>`(select coalesce(jsonb_agg(item.location), '[]') from claims as claim
        join inventory_items as item on item.id = claim.item_id
        where claim.order_id = orders.id and claim.quantity > 0)`.as("locations"),
    ])
    .orderBy("placed_at")
    .orderBy("id")
    .limit(which.limit);
  if (which.open) query = query.where("status", "in", ["paid", "packed", "partially_shipped"]);
  if (which.placedSince !== undefined) query = query.where("placed_at", ">=", which.placedSince);
  if (which.platform !== undefined) query = query.where("platform", "=", which.platform);
  const rows = await query.execute();
  return rows.map((row) => ({
    ...{ id: row.id, platform: row.platform, connectionId: row.connection_id, platformOrderId: row.external_id },
    ...{ status: row.status, paymentStatus: row.payment_status, countryCode: row.country_code },
    total: row.total_minor === null ? null : { minor: Number(row.total_minor), currency: row.currency },
    linked: row.link_state === "linked" || row.link_state === "settled",
    ...{ lines: row.lines, locations: row.locations },
  }));
}

/** The seller's own country; null where nobody said. */
export async function readHomeCountry(tx: Tx): Promise<string | null> {
  const row = await tx.selectFrom("workspaces").select("country_code").executeTakeFirst();
  return row?.country_code ?? null;
}
