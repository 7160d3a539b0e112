// `npm run bench -- api [--lines 1000000] [--items 100000] [--listings 50000] [--rounds 200] [--seconds 4] [--keep FOLDER]`:
// the procedures that the dashboard and programs call most, at a million order lines on PostgreSQL, beside the very
// statements that they send, by `pg` alone. With `--keep` the filled shop stays there, and the next run starts at once.
import { parseArgs } from "node:util";
import { createCounterfoilClient } from "@counterfoil/client";
import pg from "pg";
import { type OpenShop, openShop } from "../shop/open-shop.ts";
import { recordSql, replay } from "./recorded-sql.ts";

const { values } = parseArgs({
  options: {
    lines: { type: "string", default: "1000000" },
    items: { type: "string", default: "100000" },
    listings: { type: "string", default: "50000" },
    keep: { type: "string" },
    rounds: { type: "string", default: "200" },
    seconds: { type: "string", default: "4" },
  },
});
const orders = Math.round((Number(values.lines) * 3) / 4);
const rounds = Number(values.rounds);
const budgetMs = Number(values.seconds) * 1000;
const leastRounds = 15;

const size = { orders, items: Number(values.items), listings: Number(values.listings), waiting: 20_000 };
const shop = await openShop(size, { keep: values.keep });
try {
  await measureAll(shop);
} finally {
  await shop.close();
}

type Caller = OpenShop["caller"];

async function hottest({ caller }: OpenShop) {
  const [order] = (await caller.orders.list({ limit: 1 })).orders;
  const [item] = (await caller.inventory.list({ limit: 1 })).items;
  const [entry] = (await caller.resolution.list({ limit: 1, status: "pending" })).entries;
  const id = order?.id ?? "";
  const entryId = entry?.id ?? "";
  const itemId = item?.id ?? "";
  return {
    "orders.list": (api: Caller) => api.orders.list({ limit: 100 }),
    "orders.list-ready": (api: Caller) => api.orders.list({ limit: 100, word: "ready", sort: "ship_by" }),
    "orders.list-search": (api: Caller) => api.orders.list({ limit: 100, q: "O-4242" }),
    "orders.get": (api: Caller) => api.orders.get({ id }),
    "resolution.list": (api: Caller) => api.resolution.list({ limit: 50, status: "pending" }),
    "resolution.stats": (api: Caller) => api.resolution.stats(),
    "inventory.list": (api: Caller) => api.inventory.list({ limit: 100 }),
    "inventory.get": (api: Caller) => api.inventory.get({ id: itemId }),
    "listings.list": (api: Caller) => api.listings.list({ limit: 100, counts: false }),
    "connections.list": (api: Caller) => api.connections.list(),
    // Beyond the ten: what pages ask besides their list.
    "orders.list-many": (api: Caller) => api.orders.list({ limit: 100, q: "castle" }),
    "orders.list-two-words": (api: Caller) => api.orders.list({ limit: 100, q: "galaxy castle" }),
    "orders.list-done": (api: Caller) => api.orders.list({ limit: 100, word: "done", sort: "ship_by" }),
    "orders.list-min-total": (api: Caller) => api.orders.list({ limit: 100, minTotal: 20_000 }),
    "orders.list-largest": (api: Caller) => api.orders.list({ limit: 100, minTotal: 30_499 }),
    "resolution.get": (api: Caller) => api.resolution.get({ entryId }),
    "inventory.list-many": (api: Caller) => api.inventory.list({ limit: 100, q: "castle" }),
    "inventory.list-by-cost": (api: Caller) =>
      api.inventory.list({ limit: 100, sort: { field: "unitCost", direction: "asc" } }),
    "listings.list-phantom": (api: Caller) => api.listings.list({ limit: 100, counts: false, filter: "phantom" }),
    "listings.list-not-linked": (api: Caller) => api.listings.list({ limit: 100, counts: false, filter: "not_linked" }),
    "listings.list-differs": (api: Caller) => api.listings.list({ limit: 100, counts: false, filter: "differs" }),
    "listings.counts": (api: Caller) => api.listings.counts(),
    "home.overview": (api: Caller) => api.home.overview(),
  };
}

async function measureAll(open: OpenShop): Promise<void> {
  const { connection } = open.database;
  if (connection.kind !== "postgres") throw new Error("this benchmark wants PostgreSQL");
  const client = new pg.Client({ connectionString: connection.url });
  await client.connect();
  const ratios: number[] = [];
  try {
    for (const [name, call] of Object.entries(await hottest(open)))
      ratios.push(await measure(open, client, { name, call }));
    await measureHttp(open);
  } finally {
    await client.end();
  }
  report("ratio-sql-p50.worst", Math.max(...ratios), "times");
  if (Math.max(...ratios) > 2) process.exitCode = 1;
}

interface Hot {
  name: string;
  call: (api: Caller) => Promise<unknown>;
}

/** The two take turns, so that a busy machine slows both alike. Gives the ratio of their medians. */
async function measure({ caller }: OpenShop, client: pg.Client, { name, call }: Hot): Promise<number> {
  await call(caller);
  const statements = await recordSql(() => call(caller));
  await replay(client, statements);
  const [ours, alone]: [number[], number[]] = [[], []];
  const until = performance.now() + 2 * budgetMs;
  for (let round = 0; round < rounds && (round < leastRounds || performance.now() < until); round += 1) {
    ours.push(await timed(() => call(caller)));
    alone.push(await timed(() => replay(client, statements)));
  }
  report(`p50-ms.${name}`, at(ours, 0.5), "ms");
  report(`p99-ms.${name}`, at(ours, 0.99), "ms");
  report(`sql-p50-ms.${name}`, at(alone, 0.5), "ms");
  report(`sql-p99-ms.${name}`, at(alone, 0.99), "ms");
  const ratio = at(ours, 0.5) / at(alone, 0.5);
  report(`ratio-sql-p50.${name}`, ratio, "times");
  return ratio;
}

/** The whole way of a program: HTTP, sign-in check, JSON. */
async function measureHttp({ url, session }: OpenShop): Promise<void> {
  const client = createCounterfoilClient({ url, session });
  const times: number[] = [];
  for (let round = 0; round < 50; round += 1) times.push(await timed(() => client.resolution.stats.query()));
  report("http-p50-ms.resolution.stats", at(times, 0.5), "ms");
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function report(measure: string, value: number, unit: string): void {
  const line = { bench: "api", measure, value: Number(value.toPrecision(4)), unit };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
