import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import { describeEachDatabase } from "../testing/describe-each-database.ts";
import { fillEveryTable } from "../testing/fill-every-table.ts";
import type { DatabaseHandle } from "./database-handle.ts";

interface Scope {
  workspaceId: string;
  connections: string[] | null;
}

async function count(database: DatabaseHandle, { workspaceId, connections }: Scope, table: string): Promise<number> {
  const { rows } = await database.inWorkspace(
    workspaceId,
    (tx) => sql<{ n: number }>`SELECT count(*)::int AS n FROM ${sql.table(table)}`.execute(tx),
    { connections },
  );
  return rows[0]?.n ?? 0;
}

/** Tables that tell of a connection or of an order, by their columns: a new one is held to this without being named. */
async function confinedTables(database: DatabaseHandle): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`SELECT DISTINCT c.relname AS name FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type t ON t.oid = a.atttypid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND t.typname = 'uuid'
      AND a.attname IN ('connection_id', 'order_id', 'line_id', 'listing_id', 'shipment_id', 'payout_id')
    ORDER BY 1`.execute(database.db);
  return rows.map(({ name }) => name);
}

// What is stock's own also without a sale: its rows without an order stay visible.
const withoutOrder = ["dispatch_parcels", "stock_movements", "stubs"];

describeEachDatabase("transactions confined to some connections", (context) => {
  let workspaceId = "";
  let connection = "";
  beforeAll(async () => {
    workspaceId = await context.createWorkspace();
    await fillEveryTable(context.database, workspaceId);
    const { id } = await context.database.inWorkspace(workspaceId, (tx) =>
      tx.selectFrom("connections").select("id").executeTakeFirstOrThrow(),
    );
    connection = id;
  });

  it("see nothing of the others, in any table that tells of a connection or an order", async () => {
    const tables = await confinedTables(context.database);
    expect(tables.length).toBeGreaterThan(30);
    for (const table of [...tables, "connections", "alerts", "jobs", "alert_deliveries"]) {
      if (withoutOrder.includes(table)) continue;
      expect([table, await count(context.database, { workspaceId, connections: [randomUUID()] }, table)]).toEqual([
        table,
        0,
      ]);
      expect([table, await count(context.database, { workspaceId, connections: [] }, table)]).toEqual([table, 0]);
    }
  });

  it("see what belongs to theirs, and stock", async () => {
    const scope = { workspaceId, connections: [connection] };
    for (const table of await confinedTables(context.database)) {
      if (table === "webhook_events") continue;
      expect([table, (await count(context.database, scope, table)) > 0]).toEqual([table, true]);
    }
    expect(await count(context.database, { workspaceId, connections: [] }, "inventory_items")).toBe(1);
  });

  it("hide rows of an order from what has rows without one too", async () => {
    await context.database.inWorkspace(workspaceId, async (tx) => {
      const order = await tx.selectFrom("orders").select("id").executeTakeFirstOrThrow();
      const item = await tx.selectFrom("inventory_items").select("id").executeTakeFirstOrThrow();
      await sql`INSERT INTO stock_movements (workspace_id, id, item_id, kind, quantity, actor_kind, order_id)
        VALUES (${workspaceId}, ${randomUUID()}, ${item.id}, 'received', 1, 'system', ${order.id})`.execute(tx);
    });
    const free = await count(context.database, { workspaceId, connections: [] }, "stock_movements");
    expect(await count(context.database, { workspaceId, connections: null }, "stock_movements")).toBe(free + 1);
    expect(await count(context.database, { workspaceId, connections: [connection] }, "stock_movements")).toBe(free + 1);
  });

  it("cannot write into another connection, nor move a row there", async () => {
    const other = randomUUID();
    await context.database.inWorkspace(workspaceId, (tx) =>
      tx
        .insertInto("connections")
        .values({ workspace_id: workspaceId, id: other, platform: "bricklink", method: "keys", status: "connected" })
        .execute(),
    );
    const confined = <Result>(work: Parameters<DatabaseHandle["inWorkspace"]>[1]) =>
      context.database.inWorkspace(workspaceId, work, { connections: [connection] }) as Promise<Result>;
    await expect(
      confined((tx) =>
        tx.insertInto("stock_channels").values({ workspace_id: workspaceId, connection_id: other }).execute(),
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(confined((tx) => tx.updateTable("orders").set({ connection_id: other }).execute())).rejects.toThrow(
      /row-level security/,
    );
    const updated = await confined<{ numUpdatedRows: bigint }>((tx) =>
      tx.updateTable("connections").set({ status: "error" }).where("id", "=", other).executeTakeFirstOrThrow(),
    );
    expect(updated.numUpdatedRows).toBe(0n);
  });

  it("leave a change of stock to be told to the other channels as well", async () => {
    const mine = await context.createWorkspace();
    await fillEveryTable(context.database, mine);
    await context.database.inWorkspace(
      mine,
      (tx) => sql`UPDATE inventory_items SET status = 'not_received'`.execute(tx),
      { connections: [] },
    );
    const tasks = await context.database.inWorkspace(mine, (tx) =>
      tx.selectFrom("stock_tasks").select(["cause", "revision"]).execute(),
    );
    expect(tasks).toEqual([expect.objectContaining({ cause: "stock" })]);
  });

  it("refuse the id of a connection that is no UUID, and leave no scope behind", async () => {
    await expect(
      context.database.inWorkspace(workspaceId, async () => 1, { connections: ["x}'; drop table orders"] }),
    ).rejects.toThrow(TypeError);
    expect(await count(context.database, { workspaceId, connections: null }, "orders")).toBe(1);
    expect(await count(context.database, { workspaceId, connections: [randomUUID()] }, "orders")).toBe(0);
    expect(await count(context.database, { workspaceId, connections: null }, "orders")).toBe(1);
  });
});
