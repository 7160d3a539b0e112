import { type RawBuilder, sql, type Transaction } from "kysely";
import type { DispatchRow } from "../analytics/dispatch.queries.ts";
import type { Period } from "../analytics/period.ts";
import type { SalesRow, SalesStepRow, StatusRow } from "../analytics/sales.queries.ts";
import type { SellThroughRow } from "../analytics/stock.queries.ts";
import type { Database } from "../database.ts";

/** Everything that analytics tells of a period, counted once more from orders, lines, claims, items and the audit. */
export interface PlainFigures {
  sales: SalesRow[];
  statuses: StatusRow[];
  dispatch: DispatchRow[];
  days: SalesStepRow[];
  sellThrough: SellThroughRow;
}

/**
 * The plain way: each order on its own, from the base tables, with the days told by local dates instead of moments.
 * It shares no expression with the queries that it checks.
 */
export async function countAgain(
  tx: Transaction<Database>,
  { period, now }: { period: Period; now: Date },
): Promise<PlainFigures> {
  await sql`create temp table plain_orders on commit drop as ${plainOrders(period)}`.execute(tx);
  return {
    sales: await readPlain(tx, plainSales),
    statuses: await readPlain(tx, plainStatuses),
    dispatch: await readPlain(tx, plainDispatch(now)),
    days: await readPlain(tx, plainDays),
    sellThrough: await readPlainMovements(tx, period),
  };
}

async function readPlain<Row>(tx: Transaction<Database>, query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(tx)).rows;
}

/** One row an order of the period, with what it cost and who sent it. */
function plainOrders({ from, to, timeZone, platform }: Period) {
  return sql`
    with costs as (
      select claims.order_id, sum(claims.quantity_returned) as returned,
        sum(case when claims.quantity > 0 then claims.quantity * items.unit_cost_minor else 0 end) as cost,
        count(*) filter (where claims.quantity > 0
          and items.unit_cost_currency is distinct from orders.currency) as not_costed
      from claims join inventory_items as items on items.id = claims.item_id join orders on orders.id = claims.order_id
      group by claims.order_id),
    wanted as (
      select order_id, sum(quantity) - sum(least(quantity, coalesce(quantity_cancelled, 0))) as units,
        count(*) filter (where quantity_needed > 0 and state <> 'linked') as open_lines, count(*) as lines
      from order_lines where removed_at is null group by order_id),
    senders as (
      select distinct on (subject_id) subject_id, actor_kind from audit
      where action = 'order-dispatched' order by subject_id, at, id)
    select orders.platform, orders.currency::text, orders.status, orders.total_minor as total, orders.fees_minor as fees,
      orders.tax_minor as tax, orders.shipped_at, orders.ship_by, senders.actor_kind as sender,
      coalesce(wanted.units, 0) as units, coalesce(costs.returned, 0) as returned,
      case when orders.refunded_minor is not null then orders.refunded_minor
        when orders.payment_status <> 'paid' then null
        when orders.status = 'refunded' or orders.status = 'returned' then null else 0 end as refunded,
      case when not orders.lines_complete or wanted.lines is null or wanted.open_lines > 0 then null
        when coalesce(costs.not_costed, 0) > 0 then null else coalesce(costs.cost, 0) end as cost,
      case when orders.paid_at is null then orders.placed_at else orders.paid_at end as ready_at,
      (orders.placed_at at time zone ${timeZone})::date as day
    from orders left join costs on costs.order_id = orders.id left join wanted on wanted.order_id = orders.id
    left join senders on senders.subject_id = orders.id::text
    where (orders.placed_at at time zone ${timeZone})::date between ${from}::date and ${to}::date
      and (${platform}::text is null or orders.platform = ${platform})`;
}

const earned = sql`(total - coalesce(tax, 0) - refunded - fees - cost)`;

const plainSales = sql<SalesRow>`
  select platform, currency, count(*)::integer as orders, sum(units)::integer as units,
    sum(coalesce(total, 0))::bigint as revenue, sum((total is null)::integer)::integer as revenue_unknown,
    sum(coalesce(tax, 0))::bigint as tax, sum(coalesce(refunded, 0))::bigint as refunded,
    sum((refunded is null)::integer)::integer as refunds_unknown, sum(coalesce(fees, 0))::bigint as fees,
    sum((fees is null)::integer)::integer as fees_unknown, sum(coalesce(cost, 0))::bigint as cost,
    sum((cost is null)::integer)::integer as cost_unknown, sum(coalesce(${earned}, 0))::bigint as profit,
    sum((${earned} is null)::integer)::integer as profit_unknown,
    sum((status = 'returned')::integer)::integer as orders_returned, sum(returned)::integer as units_returned
  from plain_orders where status <> 'pending' and status <> 'cancelled' group by platform, currency
  order by platform, currency`;

const plainStatuses = sql<StatusRow>`
  select platform, currency, status, count(*)::integer as orders, sum(coalesce(total, 0))::bigint as total,
    sum((total is null)::integer)::integer as total_unknown
  from plain_orders group by platform, currency, status order by platform, currency, status`;

const plainDays = sql<SalesStepRow>`
  select day::text as step, platform, currency, count(*)::integer as orders, sum(units)::integer as units,
    sum(coalesce(total, 0))::bigint as revenue, sum(coalesce(${earned}, 0))::bigint as profit,
    sum((${earned} is null)::integer)::integer as profit_unknown
  from plain_orders where status not in ('pending', 'cancelled') group by day, platform, currency
  order by day, platform, currency`;

/** The median by its place in the sorted list. */
function plainDispatch(now: Date): RawBuilder<DispatchRow> {
  return sql<DispatchRow>`
    with ranked as (
      select platform, extract(epoch from shipped_at - ready_at) / 3600.0 as hours,
        row_number() over (partition by platform order by shipped_at - ready_at) as place,
        count(*) over (partition by platform) as sent
      from plain_orders where shipped_at is not null and status not in ('pending', 'cancelled')),
    medians as (
      select platform, avg(hours) as hours from ranked where place in ((sent + 1) / 2, (sent + 2) / 2) group by platform)
    select plain_orders.platform, count(*)::integer as orders, sum((shipped_at is not null)::integer)::integer as sent,
      max(medians.hours)::double precision as median_hours,
      sum(case when shipped_at is not null and ship_by is not null and shipped_at <= ship_by then 1 else 0 end)::integer as on_time,
      sum(case when ship_by is null then 0 when shipped_at > ship_by then 1 when shipped_at is null and ship_by < ${now}
        and status in ('paid', 'packed', 'partially_shipped', 'unknown') then 1 else 0 end)::integer as late,
      sum((shipped_at is not null and ship_by is null)::integer)::integer as ship_by_unknown,
      sum((shipped_at is not null and coalesce(sender, '') = 'rule')::integer)::integer as sent_by_rule,
      sum((shipped_at is not null and coalesce(sender, '') = 'person')::integer)::integer as sent_by_hand,
      sum((shipped_at is not null and coalesce(sender, '') = 'system')::integer)::integer as sent_by_system,
      sum((shipped_at is not null and sender is null)::integer)::integer as sent_elsewhere
    from plain_orders left join medians on medians.platform = plain_orders.platform
    where status not in ('pending', 'cancelled') group by plain_orders.platform order by plain_orders.platform`;
}

async function readPlainMovements(tx: Transaction<Database>, { from, to, timeZone }: Period): Promise<SellThroughRow> {
  const { rows } = await sql<SellThroughRow>`
    with moved as (select kind, quantity, (at at time zone ${timeZone})::date as day from stock_movements)
    select (select coalesce(sum(quantity), 0) from moved where day < ${from}::date)::integer as opening,
      (select coalesce(sum(quantity), 0) from moved
        where day between ${from}::date and ${to}::date and (kind = 'received' or kind = 'imported'))::integer as received,
      (select coalesce(sum(-quantity), 0) from moved where day between ${from}::date and ${to}::date
        and (kind = 'sold' or kind = 'sale_undone' or kind = 'returned'))::integer as sold`.execute(tx);
  return rows[0] ?? { opening: 0, received: 0, sold: 0 };
}
