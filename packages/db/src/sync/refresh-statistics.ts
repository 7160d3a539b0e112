import { sql } from "kysely";
import type { DatabaseHandle } from "../handle/database-handle.ts";

const tables = [
  "orders",
  "order_lines",
  "claims",
  "stock_movements",
  "inventory_items",
  "item_listings",
  "listings",
  "queue_entries",
  "stubs",
  "shipments",
  "shipment_lines",
];

/**
 * Counts anew how full the tables are that orders fill, of those that are twice as long as at their last count: counting
 * a long one costs seconds and tells nothing new. PostgreSQL keeps the plans of foreign-key checks and triggers for as
 * long as a session lives: made while a table was nearly empty, they read the whole of it for every row, which is just
 * when a shop's first orders come in. Its own background counting comes a minute too late for that. Answers the tables.
 */
export async function refreshStatistics(database: DatabaseHandle): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where oid = any (${[...tables]}::text[]::regclass[])
      and pg_relation_size(oid) > 2 * relpages::bigint * current_setting('block_size')::bigint`.execute(database.db);
  const grown = rows.map(({ name }) => name);
  // Blocks of units that were never counted are read whole each time somebody asks what changed.
  await sql`select brin_summarize_new_values('inventory_items_by_change')`.execute(database.db);
  if (grown.length > 0) await sql.raw(`analyze ${grown.join(", ")}`).execute(database.db);
  return grown;
}
