import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { sql } from "kysely";
import { expect, it } from "vitest";
import type { DatabaseHandle } from "../handle/database-handle.ts";
import { newId } from "../new-id.ts";
import { type DatabaseContext, describeEachDatabase } from "../testing/describe-each-database.ts";

const statuses = ["pending", "paid", "packed", "shipped", "delivered", "cancelled"] as const;
type Status = (typeof statuses)[number];

/** A transaction that sets orders to statuses in one statement, and ends well or is undone. */
interface Batch {
  changes: { order: number; status: Status }[];
  undone: boolean;
}

const batch: fc.Arbitrary<Batch> = fc.record({
  changes: fc.uniqueArray(fc.record({ order: fc.nat(5), status: fc.constantFrom(...statuses) }), {
    selector: ({ order }) => order,
    minLength: 1,
  }),
  undone: fc.boolean(),
});

async function ask(database: DatabaseHandle, workspaceId: string, events: string[], enabled = true): Promise<string> {
  const id = newId();
  const values = { workspace_id: workspaceId, id, url: "https://a.test", secret: "s", key_id: "k", events, enabled };
  await database.inWorkspace(workspaceId, (tx) => tx.insertInto("webhook_endpoints").values(values).execute());
  return id;
}

/** Six orders of one connection, all paid. */
async function sell(database: DatabaseHandle, workspaceId: string): Promise<string[]> {
  const connection = randomUUID();
  const orders = Array.from({ length: 6 }, () => newId());
  await database.inWorkspace(workspaceId, async (tx) => {
    await sql`INSERT INTO connections (workspace_id, id, platform, method, status, account)
      VALUES (${workspaceId}, ${connection}, 'ebay', 'keys', 'connected', ${connection})`.execute(tx);
    await sql`INSERT INTO orders (workspace_id, id, connection_id, platform, external_id, status, raw_status,
        payment_status, placed_at, changed_at, currency, lines_complete, buyer_name)
      SELECT ${workspaceId}, id::uuid, ${connection}, 'ebay', id, 'paid', 'PAID', 'paid', now(), now(), 'GBP', true, 'Ann Buyer'
      FROM jsonb_array_elements_text(${JSON.stringify(orders)}::jsonb) AS id`.execute(tx);
  });
  return orders;
}

async function commit(database: DatabaseHandle, workspaceId: string, orders: string[], { changes, undone }: Batch) {
  const rows = JSON.stringify(changes.map(({ order, status }) => ({ id: orders[order], status })));
  const work = database.inWorkspace(workspaceId, async (tx) => {
    await sql`UPDATE orders SET status = r.status FROM jsonb_to_recordset(${rows}::jsonb) AS r(id uuid, status text)
      WHERE orders.id = r.id`.execute(tx);
    if (undone) throw new Error("undone");
  });
  await work.catch((error: Error) => expect(error.message).toBe("undone"));
}

async function told(database: DatabaseHandle, workspaceId: string) {
  return await database.inWorkspace(workspaceId, (tx) =>
    tx.selectFrom("outgoing_events").selectAll().orderBy("occurred_at").orderBy("id").execute(),
  );
}

const eventful = (context: DatabaseContext) => async (events: string[]) => {
  const workspaceId = await context.createWorkspace();
  const endpointId = await ask(context.database, workspaceId, events);
  return { workspaceId, endpointId, orders: await sell(context.database, workspaceId) };
};

describeEachDatabase("what changes tell", (context) => {
  const open = eventful(context);

  it("each order's statuses, one event for each change that stayed, in their order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { maxLength: 12 }), async (batches) => {
        const { workspaceId, orders } = await open(["order.status_changed"]);
        const expected = new Map<string, string[]>(orders.map((id) => [id, []]));
        const now = new Map<string, Status>(orders.map((id) => [id, "paid"]));
        for (const one of batches) {
          await commit(context.database, workspaceId, orders, one);
          for (const { order, status } of one.undone ? [] : one.changes) {
            const id = orders[order] ?? "";
            if (now.get(id) !== status) expected.get(id)?.push(`${now.get(id)}→${status}`);
            now.set(id, status);
          }
        }
        const seen = new Map<string, string[]>(orders.map((id) => [id, []]));
        for (const { subject_id, data } of await told(context.database, workspaceId))
          seen.get(subject_id)?.push(`${data["previousStatus"]}→${data["status"]}`);
        expect(seen).toEqual(expected);
      }),
      { numRuns: context.kind === "pglite" ? 10 : 25 },
    );
  });

  it("nothing where nobody asked, or where the address is off", async () => {
    const { workspaceId, orders } = await open(["alert.raised"]);
    await ask(context.database, workspaceId, ["order.created", "order.status_changed"], false);
    await commit(context.database, workspaceId, orders, { changes: [{ order: 0, status: "shipped" }], undone: false });
    expect(await told(context.database, workspaceId)).toEqual([]);
  });

  it("to each address what it asked for, and to no other workspace", async () => {
    const { workspaceId, endpointId, orders } = await open(["order.created", "order.cancelled"]);
    const second = await ask(context.database, workspaceId, ["order.status_changed", "order.dispatched"]);
    const stranger = await open(["order.created", "order.status_changed", "order.cancelled"]);
    const changes = [
      { order: 0, status: "cancelled" as const },
      { order: 1, status: "shipped" as const },
    ];
    await commit(context.database, workspaceId, orders, { changes, undone: false });
    const { rows } = await context.database.inWorkspace(workspaceId, (tx) =>
      sql<{
        endpoint: string;
        type: string;
        orders: number;
      }>`SELECT endpoint_id AS endpoint, type, count(*)::integer AS orders
        FROM webhook_deliveries AS delivery JOIN outgoing_events AS event ON event.id = delivery.event_id
        GROUP BY 1, 2 ORDER BY type`.execute(tx),
    );
    expect(rows).toEqual([
      { endpoint: endpointId, type: "order.cancelled", orders: 1 },
      { endpoint: endpointId, type: "order.created", orders: 6 },
      { endpoint: second, type: "order.dispatched", orders: 1 },
      { endpoint: second, type: "order.status_changed", orders: 2 },
    ]);
    expect((await told(context.database, stranger.workspaceId)).map(({ type }) => type)).toEqual(
      Array.from({ length: 6 }, () => "order.created"),
    );
  });

  it("ids and what changed, and nothing of the buyer", async () => {
    const { workspaceId, orders } = await open(["order.created", "order.status_changed"]);
    await commit(context.database, workspaceId, orders, { changes: [{ order: 0, status: "packed" }], undone: false });
    const all = await told(context.database, workspaceId);
    expect(all.at(-1)).toMatchObject({
      subject_id: orders[0],
      data: { orderId: orders[0], platform: "ebay", status: "packed", previousStatus: "paid" },
    });
    expect(JSON.stringify(all)).not.toContain("Buyer");
  });

  it("many orders at once, under the plan that one order made", async () => {
    const { workspaceId, orders } = await open(["order.status_changed"]);
    // The plans of triggers are kept: this first one is made for a single row.
    await commit(context.database, workspaceId, orders, { changes: [{ order: 0, status: "packed" }], undone: false });
    await context.database.inWorkspace(workspaceId, (tx) =>
      sql`INSERT INTO orders (workspace_id, id, connection_id, platform, external_id, status, raw_status,
          payment_status, placed_at, changed_at, currency, lines_complete)
        SELECT workspace_id, gen_random_uuid(), connection_id, 'ebay', 'n' || n, 'paid', 'PAID', 'paid', now(), now(),
          'GBP', true FROM orders CROSS JOIN generate_series(1, 1000) AS n WHERE id = ${orders[0]}`.execute(tx),
    );
    await context.database.inWorkspace(workspaceId, (tx) =>
      tx.updateTable("orders").set({ status: "shipped" }).where("external_id", "like", "n%").execute(),
    );
    const { rows } = await context.database.inWorkspace(workspaceId, (tx) =>
      sql<{
        waiting: string;
      }>`SELECT count(*)::text AS waiting FROM webhook_deliveries WHERE state = 'pending'`.execute(tx),
    );
    expect(rows).toEqual([{ waiting: "1001" }]);
  }, 30_000);
});
