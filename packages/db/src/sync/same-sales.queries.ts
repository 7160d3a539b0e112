import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";

/**
 * Keeps pages that bring other platforms' sales apart from all pages that are written at the same time, until the
 * transaction ends: of two roads of one sale, the second must see the first. Pages without such sales do not wait for
 * each other. Call it before the orders are written.
 */
export async function lockRoads(
  tx: Transaction<Database>,
  { workspaceId, bringsSales }: { workspaceId: string; bringsSales: boolean },
): Promise<void> {
  const lock = sql.raw(bringsSales ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared");
  await sql`select ${lock}(hashtextextended(${`roads:${workspaceId}`}, 0))`.execute(tx);
}

/**
 * Decides for the sales of these orders which of their orders counts: of those whose lines are known, the one that holds
 * units, else the one on which a person decided, else the channel's own, which says best what was sold, else the one that
 * came first. Answers the orders whose part changed.
 */
export async function joinSameSales(tx: Transaction<Database>, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return [];
  const ids = sql`any (${[...orderIds]}::uuid[])`;
  const { rows } = await sql<{ id: string }>`
    with concerned as (
      select sold_on_platform, sold_on_number, platform, external_id from orders where id = ${ids}
      union all
      select sold_on_platform, sold_on_number, platform, external_id from orders where same_sale_as = ${ids}),
    sales as (
      select distinct coalesce(sold_on_platform, platform) as platform, coalesce(sold_on_number, external_id) as number
      from concerned),
    roads as (
      select sales.platform, sales.number, sale.id from sales join orders as sale
        on sale.external_id = sales.number and sale.platform = sales.platform and sale.sold_on_number is null
      union all
      select sales.platform, sales.number, sale.id from sales join orders as sale
        on sale.sold_on_number = sales.number and sale.sold_on_platform = sales.platform),
    ranked as (
      select sale.id, first_value(sale.id) over (partition by roads.platform, roads.number order by
          sale.lines_complete desc,
          exists (select from claims as claim where claim.order_id = sale.id and claim.quantity > 0) desc,
          exists (select from order_lines as line
            where line.order_id = sale.id and line.decided_by_kind = 'person') desc,
          sale.sold_on_number is not null, sale.created_at, sale.id) as counted
      from roads join orders as sale on sale.id = roads.id)
    update orders set same_sale_as = nullif(ranked.counted, ranked.id), updated_at = now()
    from ranked where orders.id = ranked.id
      and orders.same_sale_as is distinct from nullif(ranked.counted, ranked.id)
    returning orders.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Whether any stored order names another platform: most workspaces have one road for each sale, and nothing to join. */
export async function knowsOtherRoads(tx: Transaction<Database>): Promise<boolean> {
  // The last order that was brought may stand for itself since: what it was joined with is to be parted then.
  const { rows } = await sql`
    (select from orders where sold_on_number is not null limit 1)
    union all (select from orders where same_sale_as is not null limit 1)`.execute(tx);
  return rows.length > 0;
}
