import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";

/** A kind of data, counted. */
export interface StoredCount {
  kind: StoredKind;
  rows: number;
  oldest: Date | null;
}

const tables = {
  credentials: { table: "credentials", since: "updated_at" },
  alert_secrets: { table: "webhook_endpoints", since: "created_at" },
  members: { table: "members", since: "created_at" },
  api_keys: { table: "api_keys", since: "created_at" },
  messages: { table: "webhook_events", since: "received_at" },
  notices: { table: "buyer_notices", since: "created_at" },
  answers: { table: "http_answers", since: "created_at" },
  decisions: { table: "stubs", since: "at" },
  audit: { table: "audit", since: "at" },
  orders: { table: "orders", since: "placed_at" },
  stock: { table: "inventory_items", since: "created_at" },
} as const;
export type StoredKind = keyof typeof tables;

/** How much there is of each kind in the workspace, and since when. */
export async function countStored(tx: Transaction<Database>): Promise<StoredCount[]> {
  const counts = Object.entries(tables).map(
    ([kind, { table, since }]) => sql`SELECT ${kind}::text AS kind, count(*)::integer AS rows,
      min(${sql.ref(since)}) AS oldest FROM ${sql.table(table)}`,
  );
  const { rows } = await sql<StoredCount>`${sql.join(counts, sql` UNION ALL `)}`.execute(tx);
  return rows;
}
