import type { DatabaseHandle } from "@counterfoil/db";
import { type RawBuilder, sql } from "kysely";
import { bulkLoad } from "./bulk-load.ts";

/** How large a made-up shop is. */
export interface ShopSize {
  workspaceId: string;
  orders: number;
  items: number;
  listings: number;
  /** Lines that wait for a person. */
  waiting: number;
}

const platformNames = "(array['ebay', 'amazon', 'bricklink'])";
const platforms = sql.raw(platformNames);
const platformName = `${platformNames}[1 + n % 3]`;
const platformOf = sql.raw(platformName);

/** The same id for the same row: a hash in the form of a UUID of version 8. */
function idOf(kind: string, row: string): RawBuilder<string> {
  const hash = `md5('${kind}-' || ${row})`;
  return sql<string>`${sql.raw(`overlay(overlay(${hash} placing '8' from 13) placing 'a' from 17)::uuid`)}`;
}

/**
 * Fills a workspace quickly with orders (four lines for every three) and their figures, stock, listings tied to it, and
 * a queue: enough for lists, searches, counts and analytics. Triggers are off meanwhile; what they keep is filled in bulk.
 */
export async function seedShop(database: DatabaseHandle, size: ShopSize): Promise<void> {
  await database.db.connection().execute(async (db) => {
    const run = async (statement: RawBuilder<unknown>) => await statement.execute(db);
    await bulkLoad(db, { tables: largeTables, fill: async () => await fillShop(run, size) });
  });
  await sql`vacuum analyze`.execute(database.db);
  await sql`checkpoint`.execute(database.db);
}

const largeTables = [
  ...[
    "orders",
    "order_lines",
    "order_figures",
    "queue_entries",
    "inventory_items",
    "claims",
    "listings",
    "item_listings",
  ],
  ...["stock_tasks", "sync_runs"],
];

async function fillShop(run: (statement: RawBuilder<unknown>) => Promise<unknown>, size: ShopSize): Promise<void> {
  const { workspaceId } = size;
  await run(sql`insert into connections (workspace_id, id, platform, method, account, status, connected_at, last_checked_at)
    select ${workspaceId}::uuid, ${idOf("connection", "platform")}, platform, 'keys', 'shop', 'connected', now(), now()
    from unnest(${platforms}) as platform`);
  await run(ordersOf(size));
  await run(linesOf(size));
  await run(queueOf(size));
  await run(itemsOf(size));
  await run(claimsOf(size));
  await run(listingsOf(size));
  await run(linksOf(size));
  await run(tasksOf(size));
  await run(figuresOf(size));
  await run(orderCountsOf(size));
  await run(sql`insert into sync_runs (workspace_id, id, connection_id, kind, state, started_at, finished_at, seen)
    select ${workspaceId}::uuid, ${idOf("run", "n")}, ${idOf("connection", "'ebay'")}, 'orders', 'done',
      now() - make_interval(hours => n), now() - make_interval(hours => n), n % 50 from generate_series(1, 2000) as n`);
}

function ordersOf({ workspaceId, orders }: ShopSize): RawBuilder<unknown> {
  return sql`insert into orders (workspace_id, id, connection_id, platform, external_id, status, raw_status, payment_status,
      placed_at, changed_at, ship_by, shipped_at, currency, buyer_name, country_code, total_minor, lines_complete, link_state, line_count,
      unit_count, first_title, search_text)
    select ${workspaceId}::uuid, ${idOf("order", "n")}, ${idOf("connection", platformName)}, ${platformOf}, 'O-' || n,
      status, 'X', 'paid', placed, placed, placed + interval '3 days',
      case when status in ('shipped', 'completed') then placed + interval '1 day' end, 'GBP', 'Buyer ' || n % 50000, 'GB', 500 + n % 30000, true,
      case when n % 25 = 0 and n % 50 = 0 then 'needs_link' else 'linked' end, 1 + (n % 3 = 0)::integer, 1, title,
      lower('o-' || n || ' buyer ' || n % 50000 || ' sku-' || n % 40000 || ' ' || title)
    from (select n, now() - make_interval(secs => n * 60) as placed,
        case when n % 25 = 0 then 'paid' when n % 90 = 0 then 'cancelled' when n % 7 = 0 then 'shipped' else 'completed' end
          as status,
        (array['Castle', 'Galaxy Explorer', 'Police Station', 'Star Cruiser', 'Pirate Ship'])[1 + n % 5] || ' ' || 6000 + n % 4000 as title
      from generate_series(1, ${orders}::integer) as n) as drawn`;
}

function linesOf({ workspaceId, orders }: ShopSize): RawBuilder<unknown> {
  return sql`insert into order_lines (workspace_id, id, order_id, external_id, position, sku, title, quantity, quantity_needed,
      line_total_minor, currency, state)
    select ${workspaceId}::uuid, ${idOf("line", "n || '-' || k")}, ${idOf("order", "n")}, k::text, k, 'SKU-' || n % 40000,
      'Castle ' || 6000 + n % 4000, 1, 1, 500 + n % 30000, 'GBP', case when n % 50 = 0 then 'queued' else 'linked' end
    from generate_series(1, ${orders}::integer) as n
    cross join lateral generate_series(0, (n % 3 = 0)::integer) as k`;
}

function queueOf({ workspaceId, orders, waiting }: ShopSize): RawBuilder<unknown> {
  return sql`insert into queue_entries (workspace_id, id, platform, connection_id, order_id, line_id, order_placed_at, status,
      reason, quantity_needed, sku, title, sibling_key, search_text)
    select ${workspaceId}::uuid, ${idOf("entry", "n")}, ${platformOf}, ${idOf("connection", platformName)},
      ${idOf("order", "n")}, ${idOf("line", "n || '-0'")}, now() - make_interval(secs => n * 60),
      case when n % 4 = 0 then 'resolved' else 'pending' end, 'no_match', 1, 'SKU-' || n % 40000, 'Castle ' || 6000 + n % 4000,
      'sku-' || n % 40000, lower('o-' || n || ' castle ' || 6000 + n % 4000)
    from generate_series(50, ${Math.min(orders, waiting * 50)}::integer, 50) as n`;
}

function itemsOf({ workspaceId, items }: ShopSize): RawBuilder<unknown> {
  return sql`insert into inventory_items (workspace_id, id, sku, title, status, quantity_on_hand, condition, location,
      unit_cost_minor, unit_cost_currency, acquired_at)
    select ${workspaceId}::uuid, ${idOf("item", "n")}, 'SKU-' || n, 'Castle ' || 6000 + n % 4000 || ' boxed', 
      (array['in_stock', 'listed', 'sold', 'not_received'])[1 + n % 4], case when n % 4 < 2 then 1 else 0 end,
      case when n % 2 = 0 then 'new' else 'used' end, 'Loft - S' || n % 90, 100 + n % 5000, 'GBP',
      now() - make_interval(hours => n % 20000)
    from generate_series(1, ${items}::integer) as n`;
}

/** What linked lines took of the units, those of each unit years apart. */
function claimsOf({ workspaceId, items }: ShopSize): RawBuilder<unknown> {
  return sql`insert into claims (workspace_id, id, order_id, line_id, item_id, quantity, quantity_sold, method,
      decided_by_kind, currency, created_at)
    select line.workspace_id, line.id, sale.id, line.id,
      ${idOf("item", `(1 + (substr(sale.external_id, 3)::integer * 7 + line.position) % ${items})`)}, 1,
      case when sale.shipped_at is null then 0 else 1 end, 'sku', 'system', 'GBP', sale.placed_at
    from order_lines as line join orders as sale on sale.workspace_id = line.workspace_id and sale.id = line.order_id
    where line.workspace_id = ${workspaceId}::uuid and line.state = 'linked'`;
}

function listingsOf({ workspaceId, listings }: ShopSize): RawBuilder<unknown> {
  return sql`insert into listings (workspace_id, id, connection_id, platform, external_id, sku, title, status, quantity,
      price_minor, price_currency)
    select ${workspaceId}::uuid, ${idOf("listing", "n")}, ${idOf("connection", platformName)}, ${platformOf}, 'L-' || n,
      'SKU-' || n, 'Castle ' || 6000 + n % 4000, 'active', 1, 900 + n % 9000, 'GBP'
    from generate_series(1, ${listings}::integer) as n`;
}

/** One unit for each listing, but for one in twenty. */
function linksOf({ workspaceId, items, listings }: ShopSize): RawBuilder<unknown> {
  return sql`insert into item_listings (workspace_id, item_id, platform, listing_external_id, sku, method, made_by_kind)
    select ${workspaceId}::uuid, ${idOf("item", "n")}, ${platformOf}, 'L-' || n, 'SKU-' || n, 'sku', 'system'
    from generate_series(1, ${Math.min(items, listings)}::integer) as n where n % 20 <> 0`;
}

/** A figure that is on its way for one listing in a hundred, one that was taken over for most. */
function tasksOf({ workspaceId, listings }: ShopSize): RawBuilder<unknown> {
  return sql`insert into stock_tasks (workspace_id, listing_id, connection_id, state, cause, wanted, changed_at, settled_at)
    select ${workspaceId}::uuid, ${idOf("listing", "n")}, ${idOf("connection", platformName)},
      case when n % 100 = 0 then (array['pending', 'failed', 'held'])[1 + n / 100 % 3] else 'settled' end, 'stock', 1,
      now() - make_interval(mins => n % 5000), case when n % 100 = 0 then null else now() end
    from generate_series(1, ${listings}::integer) as n where n % 3 <> 0`;
}

function figuresOf({ workspaceId }: ShopSize): RawBuilder<unknown> {
  return sql`insert into order_figures (workspace_id, order_id, placed_at, platform, currency, status, is_sale, units,
      units_returned, total_minor, tax_minor, refunded_minor, fees_minor, cost_minor, ready_at, ship_by, shipped_at)
    select workspace_id, id, placed_at, platform, currency, status, status <> 'cancelled', unit_count, 0, total_minor, null,
      0, total_minor / 8, total_minor / 3, placed_at, ship_by,
      case when status in ('shipped', 'completed') then placed_at + interval '1 day' end
    from orders where workspace_id = ${workspaceId}::uuid`;
}

/** What the database counts by itself while its triggers are on. */
function orderCountsOf({ workspaceId }: ShopSize): RawBuilder<unknown> {
  return sql`insert into order_counts (workspace_id, connection_id, platform, status, link_state, counted_elsewhere, orders)
    select workspace_id, connection_id, platform, status, link_state, same_sale_as is not null, count(*)
    from orders where workspace_id = ${workspaceId}::uuid group by 1, 2, 3, 4, 5, 6`;
}
