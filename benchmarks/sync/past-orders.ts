import type { BenchServer } from "./bench-database.ts";

const tables = ["orders", "order_lines", "claims", "stubs", "stock_movements", "order_figures"];
/** Lots that the past sold from: a shop with many orders sells more than one piece of a thing. */
const lots = 20_000;

const number = "substring(sale.external_id from 4)::integer";
const steps = [
  `INSERT INTO orders (workspace_id, id, connection_id, platform, external_id, status, raw_status, payment_status,
     placed_at, changed_at, paid_at, shipped_at, currency, marketplace, buyer_username, buyer_name, total_minor,
     lines_complete, raw, link_state, line_count, unit_count, first_title, search_text, content_hash)
   SELECT $1, uuidv7(), $2, 'ebay', 'P9-' || n, 'shipped', 'SHIPPED', 'paid', at, at, at, at, 'GBP', 'EBAY_GB',
     'buyer-' || n % 5000, 'A Buyer', 4348, true, jsonb_build_object('orderId', n, 'buyer', 'buyer-' || n % 5000),
     'settled', 2, 2, 'Lot ' || n % ${lots}, 'P9-' || n || ' A Buyer buyer-' || n % 5000 || ' Lot ' || n % ${lots}, md5(n::text)
   FROM generate_series($3::integer, $4::integer - 1) AS n, LATERAL (
     SELECT '2020-01-01Z'::timestamptz + n * interval '2 minutes' AS at) AS moment`,
  `INSERT INTO order_lines (workspace_id, id, order_id, external_id, position, listing_external_id, sku, title, quantity,
     quantity_shipped, unit_price_minor, line_total_minor, currency, state, quantity_needed, decided_by_kind, decided_at,
     state_detail)
   SELECT $1, uuidv7(), sale.id, sale.external_id || '-' || place, place, 'PL-' || lot, 'LOT-' || lot,
     'Lot ' || lot || ' of the past', 1, 1, 1999, 1999, 'GBP', 'linked', 1, 'system', sale.placed_at,
     '{"shipped": 1, "method": "auto"}'
   FROM orders AS sale, generate_series(0, (ARRAY[2, 2, 2, 1, 4])[${number} % 5 + 1] - 1) AS place,
     LATERAL (SELECT (${number} * 7 + place * 13) % ${lots} AS lot) AS chosen
   WHERE sale.external_id LIKE 'P9-%' AND ${number} >= $3 AND ${number} < $4 AND $2::uuid IS NOT NULL`,
  `INSERT INTO claims (workspace_id, id, order_id, line_id, item_id, quantity, quantity_sold, method, decided_by_kind,
     currency, gross_minor, sold_at)
   SELECT $1, uuidv7(), line.order_id, line.id, item.id, 1, 1, 'sku', 'system', 'GBP', 1999, now()
   FROM order_lines AS line JOIN orders AS sale ON sale.id = line.order_id
   JOIN inventory_items AS item ON item.workspace_id = $1 AND item.sku_key = line.sku_key
   WHERE sale.external_id LIKE 'P9-%' AND ${number} >= $3 AND ${number} < $4 AND $2::uuid IS NOT NULL`,
  `INSERT INTO stock_movements (workspace_id, id, item_id, kind, quantity, claim_id, order_id, actor_kind)
   SELECT $1, uuidv7(), claim.item_id, 'sold', -1, claim.id, claim.order_id, 'system'
   FROM claims AS claim JOIN orders AS sale ON sale.id = claim.order_id
   WHERE sale.external_id LIKE 'P9-%' AND ${number} >= $3 AND ${number} < $4 AND $2::uuid IS NOT NULL`,
  `INSERT INTO stubs (workspace_id, sequence, id, action, order_id, line_id, decided_by_kind, payload, at, previous_hash, hash)
   SELECT $1, row_number() OVER () + coalesce((SELECT max(sequence) FROM stubs WHERE workspace_id = $1), 0), uuidv7(),
     'linked', claim.order_id, claim.line_id, 'system', jsonb_build_object('claim', claim.id, 'score', 0.99), now(),
     md5(claim.id::text), md5(claim.line_id::text)
   FROM claims AS claim JOIN orders AS sale ON sale.id = claim.order_id
   WHERE sale.external_id LIKE 'P9-%' AND ${number} >= $3 AND ${number} < $4 AND $2::uuid IS NOT NULL`,
  `INSERT INTO order_figures (workspace_id, order_id, placed_at, platform, currency, status, is_sale, units,
     units_returned, total_minor, refunded_minor, ready_at, shipped_at)
   SELECT $1, sale.id, sale.placed_at, 'ebay', 'GBP', 'shipped', true, 2, 0, 4348, 0, sale.placed_at, sale.placed_at
   FROM orders AS sale
   WHERE sale.external_id LIKE 'P9-%' AND ${number} >= $3 AND ${number} < $4 AND $2::uuid IS NOT NULL`,
];

/**
 * Fills a database with orders of the past, sent and settled, 2.2 lines each, with their claims, stubs, movements and
 * figures. Written without triggers and with the indexes made afterwards: only what comes after is measured.
 */
export async function addPastOrders(
  server: BenchServer,
  past: { name: string; workspaceId: string; connectionId: string; from: number; to: number },
): Promise<void> {
  const { name, workspaceId, connectionId, from, to } = past;
  const client = await server.connect(name);
  try {
    await client.query("SET session_replication_role = replica");
    await client.query("SET maintenance_work_mem = '512MB'");
    await client.query("SET work_mem = '128MB'");
    if (from === 0) await client.query(stockLots, [workspaceId]);
    const { rows: indexes } = await client.query<{ name: string; made: string }>(secondaryIndexes, [tables]);
    for (const index of indexes) await client.query(`DROP INDEX ${index.name}`);
    for (const step of steps) await client.query(step, [workspaceId, connectionId, from, to]);
    for (const index of indexes) await client.query(index.made);
    await client.query(
      `INSERT INTO stub_chains (workspace_id, sequence, hash) SELECT $1, max(sequence), '' FROM stubs WHERE workspace_id = $1
       ON CONFLICT (workspace_id) DO UPDATE SET sequence = excluded.sequence`,
      [workspaceId],
    );
    await client.query("VACUUM ANALYZE");
    await client.query("CHECKPOINT");
  } finally {
    await client.end();
  }
}

const stockLots = `INSERT INTO inventory_items (workspace_id, id, sku, title, status, quantity_on_hand)
  SELECT $1, uuidv7(), 'LOT-' || n, 'Lot ' || n || ' of the past', 'in_stock', 100
  FROM generate_series(0, ${lots} - 1) AS n`;

const secondaryIndexes = `SELECT indexname AS name, indexdef AS made FROM pg_indexes
  WHERE schemaname = 'public' AND tablename = ANY ($1)
    AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace)`;
