import type { DatabaseHandle } from "@counterfoil/db";
import { describeEachDatabase, fillEveryTable } from "@counterfoil/db/testing";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import {
  idTables,
  keyColumn,
  outsideWorkspaces,
  type Procedure,
  procedures,
  tableOf,
} from "../testing/ids-in-inputs.ts";
import { sampleInputs } from "../testing/sample-input.ts";
import { openTestDesk, type TestDesk } from "../testing/test-desk.ts";

// Generated from the router, like the test between workspaces: every procedure is called by somebody who is confined to
// one connection, with the ids of another connection of the same workspace.

const inside = procedures.filter(({ path }) => !outsideWorkspaces.has(path));

/** Written into what the other connection's buyers, orders and listings say. */
const mark = "hidden-from-staff";

/** A refusal, or an answer that is looked through for what must not be in it. */
const notThere = expect.stringMatching(/^(not_found|forbidden|answered)$/);

interface Shops {
  desk: TestDesk;
  /** The ids of rows that belong to the connection out of sight, by table; only tables that hide such rows. */
  hidden: ReadonlyMap<string, string>;
  /** The ids of rows that the whole workspace shares. */
  shared: ReadonlyMap<string, string>;
}

async function markRows(database: DatabaseHandle, workspaceId: string, connection: string): Promise<void> {
  await database.inWorkspace(workspaceId, async (tx) => {
    const order = sql`(SELECT id FROM orders WHERE connection_id = ${connection})`;
    const entry = sql`(SELECT id::text FROM queue_entries WHERE connection_id = ${connection})`;
    await sql`UPDATE orders SET buyer_name = ${mark}, external_id = ${mark}, search_text = ${mark}
      WHERE connection_id = ${connection}`.execute(tx);
    await sql`UPDATE order_lines SET title = ${mark} WHERE order_id = ${order}`.execute(tx);
    await sql`UPDATE queue_entries SET title = ${mark} WHERE connection_id = ${connection}`.execute(tx);
    await sql`UPDATE listings SET title = ${mark} WHERE connection_id = ${connection}`.execute(tx);
    await sql`UPDATE bank_transactions SET description = ${mark} WHERE connection_id = ${connection}`.execute(tx);
    await sql`UPDATE connections SET label = ${mark} WHERE id = ${connection}`.execute(tx);
    await sql`UPDATE dispatch_parcels SET order_id = ${order}, order_ref = ${mark}`.execute(tx);
    await sql`UPDATE jobs SET kind = 'orders.dispatch-bulk',
      input = jsonb_build_object('batchId', (SELECT batch_id FROM dispatch_parcels LIMIT 1))`.execute(tx);
    await sql`UPDATE alerts SET title = ${mark}, kind = 'oversold', trouble = 'oversold:' || ${entry}`.execute(tx);
  });
}

async function firstIds(database: DatabaseHandle, { workspaceId }: TestDesk, connections: readonly string[] | null) {
  const ids = new Map<string, string>();
  for (const table of new Set(Object.values(idTables))) {
    const key = sql.ref(keyColumn(table));
    const { rows } = await database.inWorkspace(
      workspaceId,
      (tx) => sql<{ id: string }>`SELECT ${key}::text AS id FROM ${sql.table(table)} LIMIT 1`.execute(tx),
      { connections },
    );
    if (rows[0]) ids.set(table, rows[0].id);
  }
  return ids;
}

/** Every row that a confined member does not see, but for what a change of shared stock asks other channels to be told. */
async function unseenRows(database: DatabaseHandle, { workspaceId, shopConnectionId }: TestDesk): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`SELECT DISTINCT tablename AS name FROM pg_policies
    WHERE policyname = 'own_connections' AND tablename NOT IN ('stock_tasks') ORDER BY 1`.execute(database.db);
  const all = sql.join(
    tables.map(({ name }) => sql`SELECT ${name}::text || to_jsonb(t)::text AS row FROM ${sql.table(name)} AS t`),
    sql` UNION ALL `,
  );
  const read = async (connections: string[] | null) => {
    const { rows } = await database.inWorkspace(workspaceId, (tx) => sql<{ row: string }>`${all}`.execute(tx), {
      connections,
    });
    return rows.map(({ row }) => row);
  };
  const seen = new Set(await read([shopConnectionId]));
  return (await read(null)).filter((row) => !seen.has(row)).sort();
}

async function call(desk: TestDesk, path: string, input: unknown): Promise<{ code: string; answer: string }> {
  const [area = "", verb = ""] = path.split(".");
  // As the owner, so that no role stands in the way: a key of the owner's that is confined.
  const confined = desk.callerFor(desk.workspaceId, "owner", [desk.shopConnectionId]);
  const caller = confined as unknown as Record<string, Record<string, (given: unknown) => Promise<unknown>>>;
  try {
    return { code: "answered", answer: JSON.stringify((await caller[area]?.[verb]?.(input)) ?? null) };
  } catch (error) {
    const { cause, code } = error as { cause?: { code?: string }; code?: string };
    const answer = String(error);
    const missing = cause?.code === "invalid" && answer.includes("not found");
    return { code: missing ? "not_found" : (cause?.code ?? code ?? "unknown"), answer };
  }
}

describeEachDatabase("the rows of a connection that a member is not given", (context) => {
  let shops: Shops;
  beforeAll(async () => {
    const desk = await openTestDesk(context.database);
    await fillEveryTable(context.database, desk.workspaceId);
    const { id: connection } = await context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx.selectFrom("orders").select("connection_id as id").executeTakeFirstOrThrow(),
    );
    await markRows(context.database, desk.workspaceId, connection);
    const all = await firstIds(context.database, desk, [connection]);
    const shared = await firstIds(context.database, desk, []);
    const hidden = new Map([...all].filter(([table]) => !shared.has(table)));
    desk.shop.put({ externalId: "own-1", lines: [{ sku: "S", title: "Own" }] });
    await desk.sync();
    desk.waitingJobs.length = 0;
    shops = { desk, hidden, shared };
  });

  test("are those of orders, lines, queue, listings, runs, parcels and money", () => {
    expect([...shops.hidden.keys()].sort()).toEqual(
      expect.arrayContaining([
        ...["alert_deliveries", "alerts", "bank_transactions", "buyer_notices", "claims", "connections", "listings"],
        ...["order_lines", "orders", "payouts", "queue_entries", "shipments", "shipping_labels", "stock_rehearsals"],
        "sync_runs",
      ]),
    );
    expect([...shops.shared.keys()]).toEqual(expect.arrayContaining(["inventory_items", "mappings", "order_rules"]));
  });

  test.each(inside.map(({ path }) => path))("are neither shown nor changed by %s", async (path) => {
    const { input: schema, type } = inside.find((candidate) => candidate.path === path) as Procedure;
    const { desk, hidden, shared } = shops;
    // The rows that fill tables share some ids.
    const unseenIds = [...hidden.values()].filter((id) => ![...shared.values()].includes(id));
    const idFor = (property: string) => {
      if (property === "workspaceId") return desk.workspaceId;
      const table = tableOf(path, property) ?? "";
      return hidden.get(table) ?? shared.get(table) ?? null;
    };
    const before = type === "mutation" ? await unseenRows(context.database, desk) : null;
    for (const given of schema ? sampleInputs(schema, idFor) : [{ input: undefined, ids: [] }]) {
      const outcome = await call(desk, path, given.input);
      const names = given.ids.some((property) => hidden.has(tableOf(path, property) ?? ""));
      if (names) expect(outcome).toEqual({ code: notThere, answer: expect.anything() });
      const asked = JSON.stringify(given.input) ?? "";
      for (const id of unseenIds) if (!asked.includes(id)) expect(outcome.answer).not.toContain(id);
      expect(outcome.answer).not.toContain(mark);
    }
    if (before !== null) expect(await unseenRows(context.database, desk)).toEqual(before);
  });

  test("leave what is their own to them", async () => {
    const { desk } = shops;
    const packer = desk.callerFor(desk.workspaceId, "packer", [desk.shopConnectionId]);
    const { orders, total } = await packer.orders.list();
    expect(orders.map(({ platformOrderId }) => platformOrderId)).toEqual(["own-1"]);
    expect(total).toBe(1);
    expect((await packer.connections.names()).map(({ id }) => id)).toEqual([desk.shopConnectionId]);
    const owner = await desk.owner.orders.list();
    expect(owner.orders.map(({ platformOrderId }) => platformOrderId)).toEqual(expect.arrayContaining(["own-1", mark]));
    await expect(packer.connections.disconnect({ connectionId: desk.shopConnectionId })).rejects.toThrow(/manager/);
  });
});
