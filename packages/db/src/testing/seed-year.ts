import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { DatabaseHandle } from "../handle/database-handle.ts";
import { refreshStatistics } from "../sync/refresh-statistics.ts";

/** How large a made-up year is, and its first day. */
export interface SeededYear {
  workspaceId: string;
  orders: number;
  /** `YYYY-MM-DD`; 365 days from its midnight in UTC. */
  start: string;
}

const atOnce = 10_000;

/** A whole number from 0 to below `limit`, the same for the same row and salt on every run. */
function drawn(row: string, salt: string, limit: number): RawBuilder<number> {
  return sql<number>`(('x' || substr(md5((${sql.raw(row)})::text || ${sql.lit(`-${salt}`)}), 1, 8))::bit(32)::bigint % ${sql.lit(limit)})::integer`;
}

function idOf({ workspaceId }: SeededYear, kind: string, row: string): RawBuilder<string> {
  return sql<string>`md5(${sql.lit(`${workspaceId}-${kind}-`)} || ${sql.raw(row)})::uuid`;
}

/**
 * Fills a workspace with a year of orders on seven platforms in five currencies (of 0, 2 and 3 decimals), with their
 * lines, units, costs, dispatches and returns; some of every figure is unknown. The same year for the same size.
 */
export async function seedYear(database: DatabaseHandle, year: SeededYear): Promise<void> {
  await database.inWorkspace(year.workspaceId, (tx) => seedConnections(tx, year));
  for (let first = 1; first <= year.orders; first += atOnce) {
    const last = Math.min(year.orders, first + atOnce - 1);
    await database.inWorkspace(year.workspaceId, (tx) => seedPart(tx, year, { first, last }));
  }
  await database.inWorkspace(year.workspaceId, (tx) => seedUnsold(tx, year));
  // Uncounted tables are joined row by row, which takes minutes for a year.
  await refreshStatistics(database);
  await sql`analyze audit`.execute(database.db);
}

async function seedConnections(tx: Transaction<Database>, year: SeededYear): Promise<void> {
  await sql`insert into connections (workspace_id, id, platform, method, account, status)
    select ${year.workspaceId}::uuid, ${idOf(year, "connection", "platform")}, platform, 'keys', 'year', 'connected'
    from unnest(array['amazon', 'bricklink', 'brickowl', 'bricqer', 'ebay', 'flipkart', 'tiktok-shop']) as platform`.execute(
    tx,
  );
}

async function seedPart(tx: Transaction<Database>, year: SeededYear, part: { first: number; last: number }) {
  await seedOrders(tx, year, part);
  await seedLines(tx, year, part);
  await seedUnits(tx, year, part);
  await seedClaims(tx, year, part);
  await seedAudit(tx, year, part);
}

interface Part {
  first: number;
  last: number;
}

async function seedOrders(tx: Transaction<Database>, year: SeededYear, { first, last }: Part): Promise<void> {
  await sql`
    insert into orders (workspace_id, id, connection_id, platform, external_id, status, raw_status, payment_status,
      placed_at, changed_at, paid_at, shipped_at, ship_by, currency, tax_minor, fees_minor, refunded_minor, total_minor,
      lines_complete, line_count, unit_count)
    select ${year.workspaceId}::uuid, ${idOf(year, "order", "n")}, ${idOf(year, "connection", "platform")}, platform,
      'Y-' || n, status, status,
      case when status = 'pending' then 'unpaid' when status in ('refunded', 'returned') then 'refunded'
        when ${drawn("n", "payment", 20)} = 0 then 'unknown' else 'paid' end,
      placed, placed, case when ${drawn("n", "paid", 10)} > 0 then placed + interval '20 minutes' end,
      case when status in ('shipped', 'delivered', 'completed', 'returned', 'refunded')
        then placed + make_interval(mins => 30 + ${drawn("n", "dispatch", 6_000)}) end,
      case when ${drawn("n", "due", 8)} > 0 then placed + interval '3 days' end,
      currency, case when ${drawn("n", "tax", 3)} = 0 then total / 6 end,
      case when ${drawn("n", "fees", 10)} > 0 then total / 8 end,
      case when status in ('refunded', 'returned') and ${drawn("n", "refund", 4)} > 0 then total end,
      case when ${drawn("n", "total", 50)} > 0 then total end, ${drawn("n", "complete", 100)} > 0, 1, 1
    from (
      select n, (array['amazon', 'bricklink', 'brickowl', 'bricqer', 'ebay', 'flipkart', 'tiktok-shop'])[1 + ${drawn("n", "platform", 7)}] as platform,
        (array['GBP', 'GBP', 'GBP', 'EUR', 'USD', 'JPY', 'KWD'])[1 + ${drawn("n", "currency", 7)}] as currency,
        (array['completed', 'completed', 'completed', 'shipped', 'delivered', 'paid', 'packed', 'cancelled', 'pending',
          'returned', 'refunded', 'partially_shipped'])[1 + ${drawn("n", "status", 12)}] as status,
        (${year.start}::date)::timestamp at time zone 'UTC' + make_interval(secs => ${drawn("n", "placed", 31_536_000)}) as placed,
        (500 + ${drawn("n", "price", 30_000)})::bigint as total
      from generate_series(${first}::integer, ${last}::integer) as n) as drawn_order`.execute(tx);
}

/** One line an order, and a second one for every third. */
async function seedLines(tx: Transaction<Database>, year: SeededYear, { first, last }: Part): Promise<void> {
  await sql`
    insert into order_lines (workspace_id, id, order_id, external_id, position, sku, title, quantity, quantity_needed,
      line_total_minor, currency, state)
    select sale.workspace_id, ${idOf(year, "line", "n || '-' || k")}, sale.id, k::text, k,
      'SKU-' || ${drawn("n + k", "sku", 3_000)}, 'Set ' || n, 1 + ${drawn("n + k", "quantity", 2)},
      case when sale.status in ('cancelled', 'pending', 'returned') then 0 else 1 + ${drawn("n + k", "quantity", 2)} end,
      sale.total_minor, sale.currency,
      case when sale.status in ('cancelled', 'returned') then 'released' when sale.status = 'pending' then 'pending'
        when ${drawn("n + k", "linked", 15)} > 0 then 'linked' else 'queued' end
    from generate_series(${first}::integer, ${last}::integer) as n
    cross join lateral generate_series(0, case when n % 3 = 0 then 1 else 0 end) as k
    join orders as sale on sale.id = ${idOf(year, "order", "n")}`.execute(tx);
}

/** The units that the lines will take, received weeks or months before. */
async function seedUnits(tx: Transaction<Database>, year: SeededYear, part: Part): Promise<void> {
  const lines = linesOf(year, part);
  await sql`
    insert into inventory_items (workspace_id, id, sku, title, status, unit_cost_minor, unit_cost_currency, acquired_at)
    select line.workspace_id, ${idOf(year, "item", "line.id")}, line.sku, line.title,
      case when sale.shipped_at is null then 'listed' else 'sold' end, cost.minor,
      case when cost.minor is not null then case when ${drawn("line.id", "foreign", 25)} = 0 then 'SEK' else sale.currency end end,
      sale.placed_at - make_interval(days => 5 + ${drawn("line.id", "age", 400)})
    from ${lines}
    cross join lateral (select case when ${drawn("line.id", "cost", 12)} > 0
      then (100 + ${drawn("line.id", "price", 9_000)})::bigint end as minor) as cost`.execute(tx);
  await sql`
    insert into stock_movements (workspace_id, id, item_id, kind, quantity, actor_kind, at)
    select line.workspace_id, ${idOf(year, "received", "line.id")}, ${idOf(year, "item", "line.id")}, 'received',
      line.quantity, 'person', sale.placed_at - make_interval(days => 5 + ${drawn("line.id", "age", 400)})
    from ${lines}`.execute(tx);
}

async function seedClaims(tx: Transaction<Database>, year: SeededYear, part: Part): Promise<void> {
  const lines = linesOf(year, part);
  await sql`
    insert into claims (workspace_id, id, order_id, line_id, item_id, quantity, quantity_sold, quantity_released,
      quantity_returned, method, decided_by_kind, currency)
    select line.workspace_id, ${idOf(year, "claim", "line.id")}, sale.id, line.id, ${idOf(year, "item", "line.id")},
      case when sale.status = 'returned' then 0 else line.quantity end,
      case when sale.status <> 'returned' and sale.shipped_at is not null then line.quantity else 0 end,
      case when sale.status = 'returned' then line.quantity else 0 end,
      case when sale.status = 'returned' then line.quantity else 0 end, 'sku', 'system', sale.currency
    from ${lines}`.execute(tx);
  await sql`
    insert into stock_movements (workspace_id, id, item_id, kind, quantity, claim_id, order_id, actor_kind, at)
    select line.workspace_id, ${idOf(year, "sold", "line.id")}, ${idOf(year, "item", "line.id")}, 'sold',
      -line.quantity, ${idOf(year, "claim", "line.id")}, sale.id, 'system', sale.shipped_at
    from ${lines} where sale.shipped_at is not null
    union all
    select line.workspace_id, ${idOf(year, "returned", "line.id")}, ${idOf(year, "item", "line.id")}, 'returned',
      line.quantity, ${idOf(year, "claim", "line.id")}, sale.id, 'system', sale.shipped_at + interval '9 days'
    from ${lines} where sale.status = 'returned'`.execute(tx);
}

/** Linked lines, and those of returned orders, which were linked once. */
function linesOf(year: SeededYear, { first, last }: Part): RawBuilder<unknown> {
  return sql`generate_series(${first}::integer, ${last}::integer) as n
    join orders as sale on sale.id = ${idOf(year, "order", "n")}
    join order_lines as line on line.workspace_id = sale.workspace_id and line.order_id = sale.id
      and (line.state = 'linked' or sale.status = 'returned')`;
}

async function seedAudit(tx: Transaction<Database>, year: SeededYear, { first, last }: Part): Promise<void> {
  await sql`
    insert into audit (workspace_id, id, at, actor_kind, actor, action, subject_type, subject_id)
    select sale.workspace_id, ${idOf(year, "audit", "n")}, sale.shipped_at,
      (array['person', 'rule', 'system'])[1 + ${drawn("n", "sender", 3)}], 'x', 'order-dispatched', 'order', sale.id::text
    from generate_series(${first}::integer, ${last}::integer) as n
    join orders as sale on sale.id = ${idOf(year, "order", "n")}
    where sale.shipped_at is not null and ${drawn("n", "here", 3)} > 0`.execute(tx);
}

/** Stock that never sold: a fifth as many units as there were orders, of every age. */
async function seedUnsold(tx: Transaction<Database>, year: SeededYear): Promise<void> {
  await sql`
    insert into inventory_items (workspace_id, id, sku, title, status, unit_cost_minor, unit_cost_currency, acquired_at)
    select ${year.workspaceId}::uuid, ${idOf(year, "unsold", "n")}, 'SKU-' || ${drawn("n", "sku", 4_000)}, 'Unsold ' || n, 'listed',
      case when n % 9 > 0 then 100 + ${drawn("n", "cost", 9_000)} end, case when n % 9 > 0 then 'GBP' end,
      case when n % 7 > 0 then (${year.start}::date)::timestamp at time zone 'UTC' + make_interval(days => ${drawn("n", "age", 365)}) end
    from generate_series(1, ${Math.ceil(year.orders / 5)}::integer) as n`.execute(tx);
  await sql`
    insert into stock_movements (workspace_id, id, item_id, kind, quantity, actor_kind, at)
    select workspace_id, md5(id || 'imported')::uuid, id, 'imported', 1 + ${drawn("id", "lot", 3)}, 'person',
      coalesce(acquired_at, (${year.start}::date)::timestamp at time zone 'UTC')
    from inventory_items where title like 'Unsold %'`.execute(tx);
}
