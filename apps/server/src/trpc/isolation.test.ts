import { type DatabaseHandle, dumpDatabase } from "@counterfoil/db";
import { createTestWorkspace, describeEachDatabase, fillEveryTable } from "@counterfoil/db/testing";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { sampleInputs } from "../testing/sample-input.ts";
import { openTestDesk, type TestDesk } from "../testing/test-desk.ts";
import { appRouter } from "./root.ts";

// Generated from the router: a procedure that is added is called here without being named, and one that names an id
// of a kind that is not known here fails until the table behind that id is.

/** The tables behind ids, by the last word of the property; `id` alone is told by the procedure's own name. */
const tables: Readonly<Record<string, string>> = {
  connectionId: "connections",
  orderId: "orders",
  orderIds: "orders",
  lineId: "order_lines",
  claimId: "claims",
  itemId: "inventory_items",
  inventoryItemId: "inventory_items",
  inventoryItemIds: "inventory_items",
  itemIds: "inventory_items",
  entryId: "queue_entries",
  entryIds: "queue_entries",
  listingId: "listings",
  listingIds: "listings",
  jobId: "jobs",
  runId: "sync_runs",
  batchId: "dispatch_batches",
  payoutId: "payouts",
  transactionId: "bank_transactions",
  transactionIds: "bank_transactions",
  attempt: "oauth_states",
  alertId: "alerts",
  webhookId: "alert_webhooks",
  deliveryId: "alert_deliveries",
  mappingId: "mappings",
  ruleId: "order_rules",
  viewId: "saved_views",
  productId: "products",
  shipmentId: "shipments",
  labelId: "shipping_labels",
  rateId: "shipping_labels",
  "apiKeys.id": "api_keys",
  "inventory.id": "inventory_items",
  "orders.id": "orders",
  "listings.id": "listings",
  "stock.id": "stock_rehearsals",
  "finance.id": "payouts",
  "mappings.id": "mappings",
  "rules.id": "order_rules",
  "rules.ids": "order_rules",
  "views.id": "saved_views",
  "alerts.id": "alerts",
};

/** Procedures that stand before a workspace, or work on all processes: they name no row of a workspace. */
const outsideWorkspaces = new Set(["setup.status", "setup.createOwner", "demo.start"]);

/** "Not there" is the answer to a foreign id; lists that filter by one, and answers row by row, are empty of it. */
const notThere = expect.objectContaining({ code: expect.stringMatching(/^(not_found|answered)$/) });

interface Procedure {
  path: string;
  input: z.ZodType | null;
}

const procedures: Procedure[] = Object.entries(
  (appRouter as unknown as { _def: { procedures: Record<string, { _def: { inputs: z.ZodType[] } }> } })._def.procedures,
).map(([path, { _def }]) => ({ path, input: _def.inputs[0] ?? null }));
const inside = procedures.filter(({ path }) => !outsideWorkspaces.has(path));

interface Shops {
  desk: TestDesk;
  /** The workspace that must stay unseen, with at least one row in every table. */
  hidden: string;
}

async function idIn(database: DatabaseHandle, { hidden }: Shops, table: string): Promise<string> {
  const key = table === "workspaces" ? sql.ref("workspace_id") : sql.ref("id");
  const { rows } = await database.inWorkspace(hidden, (tx) =>
    sql<{ id: string }>`SELECT ${key} AS id FROM ${sql.table(table)} LIMIT 1`.execute(tx),
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`the other workspace has no row in ${table}`);
  return row.id;
}

/** Every row of the workspace that must stay untouched, as a backup would hold it. */
async function rowsOf(database: DatabaseHandle, workspaceId: string): Promise<string[]> {
  const lines: string[] = [];
  await dumpDatabase(database, async (line) => {
    if (line.includes(workspaceId)) lines.push(line);
  });
  return lines;
}

/** What a procedure answered the other workspace's owner. */
async function call(shops: Shops, path: string, input: unknown): Promise<{ code: string; answer: string }> {
  const [area = "", verb = ""] = path.split(".");
  const caller = shops.desk.owner as unknown as Record<string, Record<string, (given: unknown) => Promise<unknown>>>;
  try {
    return { code: "answered", answer: JSON.stringify((await caller[area]?.[verb]?.(input)) ?? null) };
  } catch (error) {
    const { cause, code } = error as { cause?: { code?: string }; code?: string };
    const answer = String(error);
    const missing = cause?.code === "invalid" && answer.includes("not found");
    return { code: missing ? "not_found" : (cause?.code ?? code ?? "unknown"), answer };
  }
}

function tableOf(path: string, property: string): string | null {
  const name = property.split(".").at(-1) ?? property;
  const [area] = path.split(".");
  return tables[`${area}.${name}`] ?? tables[name] ?? null;
}

describeEachDatabase("another workspace's rows", (context) => {
  let shops: Shops;
  const ids = new Map<string, string>();
  beforeAll(async () => {
    const desk = await openTestDesk(context.database);
    const hidden = await createTestWorkspace(context.database);
    await fillEveryTable(context.database, hidden);
    shops = { desk, hidden };
    for (const table of new Set(Object.values(tables))) ids.set(table, await idIn(context.database, shops, table));
    ids.set("workspaces", hidden);
  });

  test.each(inside.map(({ path }) => path))(
    "are neither shown nor changed by %s, which knows none of their ids",
    async (path) => {
      const { input: schema } = inside.find((candidate) => candidate.path === path) as Procedure;
      const idFor = (property: string) =>
        property === "workspaceId" ? shops.hidden : (ids.get(tableOf(path, property) ?? "") ?? null);
      const before = await rowsOf(context.database, shops.hidden);
      for (const given of schema ? sampleInputs(schema, idFor) : [{ input: undefined, ids: [] }]) {
        const outcome = await call(shops, path, given.input);
        if (given.ids.length > 0) expect(outcome).toEqual(notThere);
        // Answers row by row repeat the id that was asked for; they may hold no other.
        const asked = JSON.stringify(given.input) ?? "";
        const others = [shops.hidden, ...ids.values()].filter((id) => !asked.includes(id));
        for (const id of others) expect(outcome.answer).not.toContain(id);
      }
      expect(await rowsOf(context.database, shops.hidden)).toEqual(before);
    },
  );

  test(`are asked for through every procedure (${inside.length} of ${procedures.length})`, () => {
    expect(procedures.map(({ path }) => path)).toEqual(expect.arrayContaining([...outsideWorkspaces]));
    expect(inside.length).toBe(procedures.length - outsideWorkspaces.size);
  });
});
