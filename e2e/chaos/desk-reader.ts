import { createDatabase, type DatabaseHandle } from "@counterfoil/db";
import { sql } from "kysely";
import pg from "pg";
import type { ChaosListing } from "./goods.ts";

/** An order as the database holds it. */
export interface HeldOrder {
  platform: string;
  number: string;
  lines: number;
  /** Whether it counts, or is another road of a sale that counts already. */
  counts: boolean;
  status: string;
  readAt: Date;
  /** Units of stock that its lines hold. */
  units: number;
  /** Why a line of it waits for a person; null where none does. */
  reason: string | null;
}

/** Units of an item that a person counted in. */
export interface CountedIn {
  item: string;
  units: number;
  /** By this machine's clock, milliseconds. */
  at: number;
}

/** Reads what the database of an installation holds, while it runs or afterwards. */
export interface DeskReader {
  /** Every listing of the connected shops with the items behind it, sorted. */
  listings(): Promise<(ChaosListing & { items: string[] })[]>;
  orders(): Promise<HeldOrder[]>;
  /** Counts what is counted in from now on. */
  remember(): Promise<void>;
  /** Units that a person counted in since then. A click whose answer was lost counted them all the same. */
  added(): Promise<CountedIn[]>;
  /** Ends every connection of the server's processes to the database, as a restart of it does. Answers how many. */
  cutConnections(): Promise<number>;
  close(): Promise<void>;
}

export async function openDeskReader(url: string): Promise<DeskReader> {
  const database = await createDatabase({ url });
  let since: string[] = [];
  return {
    listings: () =>
      database.asSystem(async (tx) => {
        const { rows } = await sql<ChaosListing & { items: string[] }>`
          SELECT l.id, l.platform, l.external_id AS "externalId", l.variation_id AS "variationId", l.sku,
            array_agg(link.item_id::text ORDER BY link.item_id) AS items
          FROM listings l JOIN item_listings link ON link.workspace_id = l.workspace_id AND link.platform = l.platform
            AND link.listing_external_id = l.external_id AND link.variation_id IS NOT DISTINCT FROM l.variation_id
          WHERE l.fulfilled_by = 'seller'
          GROUP BY l.workspace_id, l.id ORDER BY l.platform, l.external_id, l.variation_id`.execute(tx);
        return rows;
      }),
    orders: () =>
      database.asSystem(async (tx) => {
        const { rows } = await sql<HeldOrder>`
          SELECT o.platform, o.external_id AS number, o.same_sale_as IS NULL AS counts, o.status,
            counted.created_at AS "readAt",
            (SELECT count(*)::int FROM order_lines l WHERE l.workspace_id = o.workspace_id AND l.order_id = o.id) AS lines,
            (SELECT coalesce(sum(c.quantity), 0)::int FROM claims c
              WHERE c.workspace_id = o.workspace_id AND c.order_id = counted.id) AS units,
            (SELECT max(q.reason) FROM queue_entries q WHERE q.workspace_id = o.workspace_id AND q.order_id = counted.id
              AND q.status = 'pending') AS reason
          FROM orders o JOIN orders counted
            ON counted.workspace_id = o.workspace_id AND counted.id = coalesce(o.same_sale_as, o.id)
          ORDER BY o.platform, o.external_id`.execute(tx);
        return rows;
      }),
    remember: async () => {
      since = (await added(database)).map(({ id }) => id);
    },
    added: async () => (await added(database)).filter(({ id }) => !since.includes(id)),
    cutConnections: () => cutConnections(url),
    close: () => database.close(),
  };
}

async function added(database: DatabaseHandle): Promise<(CountedIn & { id: string })[]> {
  return await database.asSystem(async (tx) => {
    const { rows } = await sql<Omit<CountedIn, "at"> & { id: string; at: Date }>`
      SELECT id, item_id::text AS item, quantity AS units, at FROM stock_movements
      WHERE kind IN ('received', 'imported', 'adjusted')`.execute(tx);
    return rows.map((row) => ({ ...row, at: row.at.getTime() }));
  });
}

async function cutConnections(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`);
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}
