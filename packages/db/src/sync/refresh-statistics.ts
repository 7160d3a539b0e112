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
 * Counts anew how full the tables are that orders fill. PostgreSQL keeps the plans of foreign-key checks and triggers
 * for as long as a session lives: made while a table was nearly empty, they read the whole of it for every row, which is
 * just when a shop's first orders come in. Its own background counting comes a minute too late for that.
 */
export async function refreshStatistics(database: DatabaseHandle): Promise<void> {
  await sql.raw(`analyze ${tables.join(", ")}`).execute(database.db);
}
