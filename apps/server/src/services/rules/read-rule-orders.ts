import type { RuleOrder } from "@counterfoil/core/fulfillment";
import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";

type Tx = Transaction<Database>;

/** An order as rules see it, and how to show it. */
export interface JudgedOrder extends RuleOrder {
  platformOrderId: string;
  connectionId: string;
  placedAt: Date;
}

interface Which {
  /** Orders that may still be sent, or all that were placed since a day. */
  open: boolean;
  placedSince?: Date;
  platform?: string | undefined;
  limit: number;
  /** Only orders that come after this one. */
  after?: JudgedOrder | undefined;
}

/** All open orders, part by part: those that no rule fits never keep the others from being looked at. */
export async function* openRuleOrders(
  inWorkspace: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>,
  { platform, part }: { platform?: string | undefined; part: number },
): AsyncGenerator<JudgedOrder[]> {
  let after: JudgedOrder | undefined;
  do {
    const orders = await inWorkspace((tx) => readRuleOrders(tx, { open: true, platform, limit: part, after }));
    if (orders.length > 0) yield orders;
    after = orders.length < part ? undefined : orders.at(-1);
  } while (after !== undefined);
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
      "placed_at",
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
  if (which.after !== undefined)
    query = query.where(
      sql<boolean>`(placed_at, id) > (${which.after.placedAt}::timestamptz, ${which.after.id}::uuid)`,
    );
  const rows = await query.execute();
  return rows.map((row) => ({
    ...{ id: row.id, platform: row.platform, connectionId: row.connection_id, platformOrderId: row.external_id },
    ...{
      placedAt: row.placed_at,
      status: row.status,
      paymentStatus: row.payment_status,
      countryCode: row.country_code,
    },
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
