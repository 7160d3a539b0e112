import { sql } from "kysely";
import { attack, type Outcome } from "./attack.ts";
import { type AttackWorld, masterKey, password } from "./attack-world.ts";
import { leak, mutate, query, send } from "./request.ts";

const errors: readonly { path: string; method?: string; body?: string }[] = [
  { path: "/no/such/page.php" },
  { path: "/api/nothing" },
  { path: "/api/v1/platforms/nothing", method: "POST", body: "{" },
  { path: "/trpc/nothing.at.all" },
  { path: "/trpc/inventory.list?input=%7B" },
  { path: "/trpc/inventory.create", body: "{" },
  { path: "/trpc/inventory.create", body: '{"title":1}' },
  { path: "/trpc/connections.saveKeys", body: '{"platform":"nothing","fields":{}}' },
  { path: "/api/auth/nothing" },
  { path: "/api/auth/sign-in/email", body: "{" },
  { path: "/api/integrations/nothing/callback?code=x&state=y" },
  { path: "/api/v1/platforms/orders/0" },
  { path: "/api/export/analytics/nothing.csv" },
  { path: "/api/export/documents/nothing.pdf" },
  { path: "/api/events", method: "DELETE" },
  { path: "/", method: "TRACE" },
];

/** Secrets that this run knows, hunted wherever somebody could read. */
export function describeSecrets(world: () => AttackWorld): void {
  attack("secrets where none belong", {
    name: "in error pages",
    cases: () => errors.filter(({ method }) => method !== "TRACE"),
    attempt: async ({ path, ...sent }) => {
      const answered = await send(world(), path, { as: world().ann, ...sent });
      if (answered.headers.has("x-powered-by") || answered.headers.has("server")) return `${path} says what serves it`;
      return leak(answered) ?? found(answered.text, await known(world()), path);
    },
  });

  attack("secrets where none belong", {
    name: "in answers about connections, keys and the shop",
    cases: () => [
      ...[
        "connections.list",
        "platforms.list",
        "apiKeys.list",
        "webhooks.list",
        "session.me",
        "sync.status",
        "sync.runs",
      ],
      ...[
        "inventory.list",
        "orders.list",
        "jobs.list",
        "alerts.list",
        "stock.settings",
        "rules.list",
        "policy.get",
        "sync.budgets",
      ],
    ],
    attempt: async (path) => {
      await mutate(world(), "apiKeys.create", world().ann, { name: "hunted", scopes: ["orders:read"] });
      const input = ["sync.runs", "inventory.list", "orders.list", "jobs.list", "alerts.list"].includes(path)
        ? {}
        : undefined;
      const { text, status } = await query(world(), path, world().ann, input);
      return status === 200 || status === 400 ? found(text, await known(world()), path) : `${path}: ${status}`;
    },
  });

  attack("secrets where none belong", {
    name: "in the log, with every call to a platform written down",
    cases: () => ["at the level debug"],
    attempt: async () => {
      const log = world().server.output();
      if (!log.includes('"level"') || log.length < 10_000) return "the log holds nothing to be hunted in";
      return found(log, await known(world()), "the log");
    },
  });

  attack("secrets where none belong", {
    name: "in a dump of the database, with its job queue",
    cases: () => ["every schema"],
    attempt: async () => {
      const dump = await dumpAll(world());
      if (!dump.includes(world().ann.workspaceId)) return "the dump is empty";
      return found(dump, await known(world()), "the database");
    },
  });
}

/** What must lie nowhere in plain text, by name. */
async function known({ sandbox, ann }: AttackWorld): Promise<Map<string, string>> {
  const { ebay, tiktokShop } = sandbox.credentials;
  const cookie = decodeURIComponent(ann.cookie.split(";")[0]?.split("=")[1] ?? "");
  const grants = [...sandbox.ebay.world.grants.all(), ...sandbox.tiktokShop.world.grants.all()] as object[];
  const tokens = grants.flatMap((grant) =>
    Object.entries(grant).filter(([name, value]) => /token$/i.test(name) && value),
  );
  return new Map([
    ["the password", password],
    ["the master key", masterKey],
    ["eBay's client secret", ebay.clientSecret],
    ["TikTok Shop's secret", tiktokShop.appSecret],
    ["the signed session", cookie],
    ...tokens.map(([name, value], index): [string, string] => [`${name} ${index}`, String(value)]),
  ]);
}

function found(text: string, secrets: ReadonlyMap<string, string>, where: string): Outcome {
  const all = [...secrets].filter(([, secret]) => secret.length > 7 && text.includes(secret)).map(([name]) => name);
  return all.length === 0 ? null : `${all.join(", ")} in ${where}`;
}

async function dumpAll({ database }: AttackWorld): Promise<string> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
    WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`.execute(database.db);
  const parts: string[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await sql<{ row: string }>`SELECT t::text AS row FROM ${sql.table(`${schema}.${name}`)} t`.execute(
      database.db,
    );
    parts.push(...rows.map(({ row }) => row));
  }
  return parts.join("\n");
}
