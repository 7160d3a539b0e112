import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { createTestWorkspace, describeEachDatabase } from "../testing/describe-each-database.ts";

// What pages and syncs ask again and again. Each must stay inside its workspace, however many there are: it is found by
// an index whose first column is the workspace, which is also what would let the tables be shared out to many servers.
const hotQueries: Readonly<Record<string, string>> = {
  "orders, newest first": "SELECT id FROM orders ORDER BY placed_at DESC, id DESC LIMIT 50",
  "what is next to be sent, from a place on": `SELECT id FROM orders WHERE (CASE WHEN status IN
    ('pending', 'paid', 'packed', 'partially_shipped', 'on_hold') AND ship_by IS NOT NULL THEN ship_by
    ELSE '9999-12-31T00:00:00.000Z'::timestamptz END, id) > ('2026-01-01T00:00:00Z'::timestamptz, '${randomUUID()}'::uuid)
    ORDER BY CASE WHEN status IN ('pending', 'paid', 'packed', 'partially_shipped', 'on_hold') AND ship_by IS NOT NULL
    THEN ship_by ELSE '9999-12-31T00:00:00.000Z'::timestamptz END, id LIMIT 50`,
  "what is late": `SELECT count(*) FROM orders WHERE ship_by < now() AND shipped_at IS NULL AND NOT archived
    AND same_sale_as IS NULL AND status IN ('paid', 'packed', 'partially_shipped')`,
  "orders of a total": "SELECT id FROM orders WHERE total_minor >= 100000",
  "orders that need links": "SELECT id FROM orders WHERE link_state IN ('needs_link') ORDER BY placed_at DESC LIMIT 50",
  "what was sent today": "SELECT count(*) FROM orders WHERE shipped_at >= '2026-01-01T00:00:00Z'::timestamptz",
  "what was claimed lately": "SELECT id FROM claims WHERE created_at >= '2026-01-01T00:00:00Z'::timestamptz",
  "lines of named orders": `SELECT id FROM order_lines WHERE order_id = any(array(
    select value::uuid from jsonb_array_elements_text('["${randomUUID()}"]'::jsonb)))`,
  "listings by title": `SELECT id FROM listings WHERE status NOT IN ('ended', 'draft') ORDER BY lower(title), id LIMIT 50`,
  "one order by its number": "SELECT id FROM orders WHERE external_id = '11-00001'",
  "the lines of an order": `SELECT id FROM order_lines WHERE order_id = '${randomUUID()}'`,
  "the queue": "SELECT id FROM queue_entries WHERE status = 'pending' ORDER BY order_placed_at, id LIMIT 50",
  "a unit by its SKU": "SELECT id FROM inventory_items WHERE sku_key = normalize_sku('S')",
  "claims of a line": `SELECT id FROM claims WHERE line_id = '${randomUUID()}'`,
  "movements of a unit": `SELECT id FROM stock_movements WHERE item_id = '${randomUUID()}'`,
  "listings of a connection": `SELECT id FROM listings WHERE connection_id = '${randomUUID()}' AND status = 'active'`,
  "figures to send": `SELECT listing_id FROM stock_tasks WHERE connection_id = '${randomUUID()}' AND state = 'pending'`,
  "the latest runs": "SELECT id FROM sync_runs ORDER BY started_at DESC LIMIT 20",
  "the newest alerts": "SELECT id FROM alerts ORDER BY raised_at DESC, id DESC LIMIT 50",
  "a shared budget": `SELECT state FROM rate_budgets WHERE connection_id = '${randomUUID()}' AND operation = 'all calls'`,
  "deliveries that are due": "SELECT id FROM alert_deliveries WHERE state = 'pending' AND available_at <= now()",
};

interface Plan {
  "Node Type": string;
  "Index Name"?: string;
  "Index Cond"?: string;
  "Relation Name"?: string;
  Plans?: Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

describeEachDatabase("hot queries", (context) => {
  it.each(Object.entries(hotQueries))("%s: reads its own workspace by index", async (_, query) => {
    const workspaceId = await createTestWorkspace(context.database);
    const { rows } = await context.database.inWorkspace(workspaceId, async (tx) => {
      // Empty tables are read whole without harm; what matters is the way that is there when they are full.
      await sql`set local enable_seqscan = off`.execute(tx);
      return await sql<{ "QUERY PLAN": { Plan: Plan }[] }>`${sql.raw(`EXPLAIN (FORMAT JSON) ${query}`)}`.execute(tx);
    });
    const [explained] = rows[0]?.["QUERY PLAN"] ?? [];
    const reading = explained
      ? nodesOf(explained.Plan).filter((node) => node["Relation Name"] || node["Index Name"])
      : [];
    expect(reading.map((node) => node["Node Type"])).not.toContain("Seq Scan");
    const conditions = reading.flatMap((node) => node["Index Cond"] ?? []);
    expect(conditions.length).toBeGreaterThan(0);
    for (const condition of conditions) expect(condition).toContain("workspace_id = ");
  });
});
