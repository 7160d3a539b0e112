import { randomUUID } from "node:crypto";
import type { DatabaseHandle } from "@counterfoil/db";
import { sql } from "kysely";
import { beforeAll } from "vitest";
import type { z } from "zod";
import { restRoutes } from "../../apps/server/src/http/rest/rest-routes.ts";
import {
  idTables,
  keyColumn,
  outsideWorkspaces,
  procedures,
  tableOf,
} from "../../apps/server/src/testing/ids-in-inputs.ts";
import { sampleInputs } from "../../apps/server/src/testing/sample-input.ts";
import { attack, type Outcome } from "./attack.ts";
import type { AttackWorld } from "./attack-world.ts";
import { type Answered, call, leak, query, send } from "./request.ts";

const inside = procedures.filter(({ path }) => !outsideWorkspaces.has(path));

/** Bob knows ids of rows in a workspace that is not his, and asks every door for them. */
export function describeOtherSellers(world: () => AttackWorld): void {
  const ids = new Map<string, string>();
  let before: string;
  beforeAll(async () => {
    const { database, hidden } = world();
    for (const table of new Set(Object.values(idTables))) ids.set(table, await idIn(database, hidden, table));
    ids.set("workspaces", hidden);
    before = await rowsOf(database, hidden);
  });
  const idFor = (path: string) => (property: string) =>
    property === "workspaceId" ? world().hidden : (ids.get(tableOf(path, property) ?? "") ?? randomUUID());

  const judge = (answered: Answered, { asked, named }: { asked: string; named: boolean }): Outcome => {
    const others = [world().hidden, ...ids.values()].filter((id) => !asked.includes(id));
    const shown = others.find((id) => answered.text.includes(id));
    if (shown !== undefined) return `${asked}: shows ${shown}`;
    // Answers row by row, and lists that filter by a foreign id, answer and say nothing.
    if (named && ![200, 207, 400, 403, 404, 409, 422].includes(answered.status)) return `${asked}: ${answered.status}`;
    return leak(answered);
  };

  attack("another seller's ids", {
    name: "through every procedure",
    cases: () =>
      inside.flatMap(({ path, type, input }) =>
        (input === null ? [{ input: undefined, ids: [] }] : sampleInputs(input, idFor(path))).map((given) => ({
          ...{ path, type, ...given },
        })),
      ),
    attempt: async ({ path, type, input, ids: named }) => {
      const answered = await call(world(), { path, type }, { as: world().bob, input });
      return judge(answered, { asked: `${path} ${JSON.stringify(input)}`, named: named.length > 0 });
    },
  });

  attack("another seller's ids", {
    name: "through every REST path",
    cases: () => restRoutes,
    attempt: async (route) => {
      const table = /order/.test(route.path) ? "orders" : "queue_entries";
      const path = route.path.replace("{platform}", "ebay").replace(/\{\w+\}/g, ids.get(table) ?? "");
      const body =
        route.bodySchema === null ? undefined : sampleBody(route.bodySchema, ids.get("inventory_items") ?? "");
      const answered = await send(world(), path, { as: world().bob, method: route.method.toUpperCase(), body });
      return judge(answered, {
        asked: `${route.method} ${path} ${JSON.stringify(body)}`,
        named: /\{\w*id\}/i.test(route.path),
      });
    },
  });

  attack("another seller's ids", {
    name: "by naming Ann's workspace in a header or a cookie",
    cases: () =>
      inside
        .filter(({ type, input }) => type === "query" && (input === null || input.safeParse(undefined).success))
        .flatMap(({ path }) => ["header", "cookie"].map((by) => ({ path, by }))),
    attempt: async ({ path, by }) => {
      const { ann, bob } = world();
      const cookie = `${bob.cookie}; counterfoil.workspace=${ann.workspaceId}`;
      const headers: Record<string, string> =
        by === "cookie" ? { cookie } : { "x-counterfoil-workspace": ann.workspaceId };
      const answered = await call(world(), { path, type: "query" }, { as: bob, headers });
      if (answered.text.includes(ann.workspaceId)) return `${path} by ${by} shows Ann's workspace`;
      const mayAnswer = by === "cookie" || ["session.me", "platforms.list"].includes(path);
      return answered.status === 403 || mayAnswer ? leak(answered) : `${path} by ${by}: ${answered.status}`;
    },
  });

  attack("another seller's ids", {
    name: "through downloads, and by becoming a member",
    cases: () => [
      { path: `/api/export/documents/packing-slip.pdf?order=${ids.get("orders")}`, allowed: [400, 404] },
      { path: `/api/export/documents/address-label.pdf?order=${ids.get("orders")}`, allowed: [400, 404] },
      { path: `/api/export/documents/pick-list.pdf?order=${ids.get("orders")}`, allowed: [200] },
      { path: "/api/export/inventory.csv", allowed: [200] },
      { path: "/api/export/payouts.csv", allowed: [200] },
      { path: "/api/export/profit.csv", allowed: [200] },
      { path: `/trpc/session.switchWorkspace`, body: { workspaceId: world().hidden }, allowed: [403, 404] },
      { path: `/trpc/session.switchWorkspace`, body: { workspaceId: world().ann.workspaceId }, allowed: [403, 404] },
    ],
    attempt: async ({ path, body, allowed }: { path: string; body?: unknown; allowed: number[] }) => {
      const answered = await send(world(), path, { as: world().bob, body });
      if (!allowed.includes(answered.status)) return `${path}: ${answered.status} ${answered.text.slice(0, 200)}`;
      return judge(answered, { asked: path + JSON.stringify(body), named: false });
    },
  });

  attack("another seller's ids", {
    name: "have changed nothing in that workspace",
    cases: () => [world().hidden],
    attempt: async (hidden) =>
      (await rowsOf(world().database, hidden)) === before ? null : "rows of the other workspace are not as they were",
  });

  attack("mass assignment", {
    name: "of fields that are not the caller's to set",
    cases: () => assignments(world()),
    attempt: async ({ path, body, method = "POST" }) => {
      const answered = await send(world(), path, { as: world().bob, method, body });
      return leak(answered) ?? (await strayRows(world())) ?? (await polluted(world()));
    },
  });
}

interface Assignment {
  path: string;
  body: unknown;
  method?: string;
}

/** Rows that Bob marks with this word must all be his. */
const mark = "mass-assigned";

function assignments({ ann, hidden, bob }: AttackWorld): Assignment[] {
  const item = { title: mark, status: "in_stock", quantity: 1 };
  const create = "/trpc/inventory.create";
  const foreign = [ann.workspaceId, hidden].flatMap((id) => [{ workspaceId: id }, { workspace_id: id }]);
  return [
    ...foreign.map((more) => ({ path: create, body: { ...item, ...more } })),
    { path: create, body: { ...item, id: randomUUID(), quantityClaimed: -5, createdAt: "2001-01-01", version: 99 } },
    { path: create, body: JSON.stringify({ ...item }).replace("{", '{"__proto__":{"workspaceId":"x","admin":true},') },
    { path: create, body: { ...item, constructor: { prototype: { admin: true } } } },
    { path: "/trpc/apiKeys.create", body: { name: mark, scopes: ["orders:read"], workspaceId: ann.workspaceId } },
    {
      path: "/trpc/apiKeys.create",
      body: { name: mark, scopes: ["orders:read"], userId: ann.userId, user_id: ann.userId },
    },
    { path: "/trpc/mappings.pinSku", body: { sku: mark, itemId: randomUUID(), workspaceId: hidden } },
    { path: "/api/auth/update-user", body: { name: "Bob", role: "owner", emailVerified: true, id: ann.userId } },
    { path: "/api/auth/update-user", body: { name: "Bob", email: ann.email, userId: ann.userId } },
    { path: "/api/auth/change-email", body: { newEmail: ann.email } },
    {
      path: "/api/auth/sign-up/email",
      body: { name: mark, email: "mass@example.com", password: "a long pass phrase 43!" },
    },
    { path: "/trpc/setup.createOwner", body: owner },
    { path: "/api/auth/link-social", body: { provider: "github", userId: ann.userId } },
    { path: "/api/auth/admin/set-role", body: { userId: bob.userId, role: "admin" } },
    {
      path: "/api/v1/platforms/connect/bricqer",
      body: { apiKey: "k", tenant: "a", baseUrl: "http://127.0.0.1", base_url: "x" },
    },
  ];
}

const owner = {
  ...{ name: mark, email: "mass@example.com", password: "a long pass phrase 43!", workspaceName: mark },
  ...{ currency: "GBP", timeZone: "Europe/London", countryCode: "GB" },
};

async function strayRows({ database, bob, ann }: AttackWorld): Promise<Outcome> {
  const rows = await database.asSystem((tx) =>
    sql<{ stray: string }>`
      SELECT 'an item in ' || workspace_id AS stray FROM inventory_items
        WHERE title = ${mark} AND (workspace_id <> ${bob.workspaceId} OR quantity_claimed <> 0 OR created_at < '2002-01-01')
      UNION ALL SELECT 'a key in ' || workspace_id FROM api_keys
        WHERE name = ${mark} AND (workspace_id <> ${bob.workspaceId} OR user_id <> ${bob.userId})
      UNION ALL SELECT 'a workspace' FROM workspaces WHERE name = ${mark}
      UNION ALL SELECT 'a base address' FROM connections
        WHERE base_url IS NOT NULL AND workspace_id = ${bob.workspaceId}`.execute(tx),
  );
  const accounts = await sql<{ stray: string }>`
    SELECT 'a user ' || email AS stray FROM auth."user" WHERE email = 'mass@example.com' OR "emailVerified"
    UNION ALL SELECT 'an address taken' FROM auth."user"
      WHERE id = ${ann.userId} AND (email <> ${ann.email} OR name = 'Bob')`.execute(database.db);
  return rows.rows[0]?.stray ?? accounts.rows[0]?.stray ?? null;
}

async function polluted(world: AttackWorld): Promise<Outcome> {
  const { json } = await query(world, "session.me", world.bob);
  return json?.result?.data?.workspace?.id === world.bob.workspaceId || json?.result !== undefined
    ? null
    : `the server no longer knows Bob: ${JSON.stringify(json)}`;
}

async function idIn(database: DatabaseHandle, hidden: string, table: string): Promise<string> {
  const { rows } = await database.inWorkspace(hidden, (tx) =>
    sql<{ id: string }>`SELECT ${sql.ref(keyColumn(table))} AS id FROM ${sql.table(table)} LIMIT 1`.execute(tx),
  );
  return rows[0]?.id ?? randomUUID();
}

// Tables that only people change: the server's own round may note what it tried with a connection.
const lasting = [
  ...["workspaces", "members", "api_keys", "credentials", "inventory_items", "item_listings", "orders", "order_lines"],
  ...[
    "claims",
    "mappings",
    "order_rules",
    "saved_views",
    "webhook_endpoints",
    "payouts",
    "payout_decisions",
    "policies",
  ],
  ...["stock_policies", "stubs", "queue_entries", "shipping_senders", "shipments", "alert_settings"],
];

async function rowsOf(database: DatabaseHandle, workspaceId: string): Promise<string> {
  const parts: string[] = [];
  for (const table of lasting) {
    const { rows } = await database.asSystem((tx) =>
      sql<{ row: string }>`SELECT to_jsonb(t)::text AS row FROM ${sql.table(table)} t
        WHERE workspace_id = ${workspaceId} ORDER BY 1`.execute(tx),
    );
    parts.push(`${table}: ${rows.map(({ row }) => row).join("\n")}`);
  }
  return parts.join("\n");
}

function sampleBody(schema: z.ZodType, itemId: string): unknown {
  return sampleInputs(schema, () => itemId)[0]?.input;
}
