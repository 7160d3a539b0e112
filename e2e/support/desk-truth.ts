import { createDatabase, type DatabaseLocation } from "@counterfoil/db";
import { sql } from "kysely";

/** What the database holds, as counts that must agree with each other and with the simulators. */
export interface DeskTruth {
  orders: { platform: string; externalId: string; lines: number }[];
  linesWithoutState: number;
  /** Items with more units claimed than there are, or whose kept count is not the sum of their claims. */
  overclaimedItems: number;
  /** Items whose units on hand are not the sum of their movements. */
  unbalancedItems: number;
  /** Lines that hold more units than were sold. */
  overservedLines: number;
  claims: number;
  stubsOutOfChain: number;
}

/** Reads a stopped installation's database. */
export async function readDeskTruth(location: DatabaseLocation): Promise<DeskTruth> {
  const database = await createDatabase(location);
  try {
    return await database.asSystem(async (tx) => {
      const count = async (query: ReturnType<typeof sql<{ n: number }>>) => (await query.execute(tx)).rows[0]?.n ?? -1;
      const orders = await sql<{ platform: string; externalId: string; lines: number }>`
        SELECT o.platform, o.external_id AS "externalId", count(l.id)::int AS lines
        FROM orders o LEFT JOIN order_lines l ON l.workspace_id = o.workspace_id AND l.order_id = o.id
        GROUP BY o.workspace_id, o.id, o.platform, o.external_id`.execute(tx);
      return {
        orders: orders.rows,
        linesWithoutState: await count(sql<{ n: number }>`
          SELECT count(*)::int AS n FROM order_lines l
          JOIN orders o ON o.workspace_id = l.workspace_id AND o.id = l.order_id
          WHERE l.state = 'pending' AND o.payment_status = 'paid' AND o.status IN ('paid', 'shipped')`),
        overclaimedItems: await count(sql<{ n: number }>`
          SELECT count(*)::int AS n FROM inventory_items i
          LEFT JOIN (SELECT workspace_id, item_id, sum(quantity - quantity_sold) AS held FROM claims GROUP BY 1, 2) c
            ON c.workspace_id = i.workspace_id AND c.item_id = i.id
          WHERE i.quantity_claimed <> coalesce(c.held, 0) OR i.quantity_claimed > i.quantity_on_hand`),
        unbalancedItems: await count(sql<{ n: number }>`
          SELECT count(*)::int AS n FROM inventory_items i
          LEFT JOIN (SELECT workspace_id, item_id, sum(quantity) AS moved FROM stock_movements GROUP BY 1, 2) m
            ON m.workspace_id = i.workspace_id AND m.item_id = i.id
          WHERE i.quantity_on_hand <> coalesce(m.moved, 0)`),
        overservedLines: await count(sql<{ n: number }>`
          SELECT count(*)::int AS n FROM (
            SELECT l.id FROM order_lines l JOIN claims c ON c.workspace_id = l.workspace_id AND c.line_id = l.id
            GROUP BY l.workspace_id, l.id, l.quantity HAVING sum(c.quantity) > l.quantity) AS served`),
        claims: await count(sql<{ n: number }>`SELECT count(*)::int AS n FROM claims WHERE quantity > 0`),
        stubsOutOfChain: await count(sql<{ n: number }>`
          SELECT (count(*) - count(DISTINCT (workspace_id, previous_hash)))::int AS n FROM stubs`),
      };
    });
  } finally {
    await database.close();
  }
}
