// `npm run bench -- analytics [--orders 100000] [--rounds 5]`: a seeded year on PostgreSQL, each answer timed and
// compared with a plain count of the same rows.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import {
  createDatabase,
  type Database,
  type DatabaseHandle,
  newId,
  type Period,
  readDispatch,
  readDispatchSteps,
  readLateRisk,
  readLowGoods,
  readSales,
  readSalesSteps,
  readSellThrough,
  readStatuses,
  readStockAge,
} from "@counterfoil/db";
import { countAgain, countStockAgain, seedYear } from "@counterfoil/db/testing/seeded-year";
import { sql, type Transaction } from "kysely";

const { values } = parseArgs({
  options: { orders: { type: "string", default: "100000" }, rounds: { type: "string", default: "5" } },
});
const orders = Number(values.orders);
const rounds = Number(values.rounds);
const period: Period = { from: "2025-01-01", to: "2025-12-31", timeZone: "Europe/London", platform: null };
const now = new Date("2025-12-31T12:00:00Z");
const soon = new Date("2026-01-01T12:00:00Z");

const answers: Record<string, (tx: Transaction<Database>) => Promise<unknown>> = {
  sales: (tx) => readSales(tx, period),
  "sales by day": (tx) => readSalesSteps(tx, { period, step: "day" }),
  "sales by month": (tx) => readSalesSteps(tx, { period, step: "month" }),
  statuses: (tx) => readStatuses(tx, period),
  dispatch: (tx) => readDispatch(tx, { period, now }),
  "dispatch by week": (tx) => readDispatchSteps(tx, { period, step: "week" }),
  "late risk": (tx) => readLateRisk(tx, { platform: null, now, soon }),
  "stock age": (tx) => readStockAge(tx, now),
  "sell-through": (tx) => readSellThrough(tx, period),
  "low stock": (tx) => readLowGoods(tx, { period, atMost: 1, limit: 50 }),
};

const folder = await mkdtemp(join(tmpdir(), "counterfoil-analytics-"));
const database = await createDatabase({ dataDir: folder });
try {
  const workspaceId = await seed(database);
  for (const [name, answer] of Object.entries(answers)) await time(workspaceId, name, answer);
  await compare(workspaceId);
} finally {
  await database.close();
  await rm(folder, { recursive: true, force: true });
}

async function seed({ asSystem, db }: DatabaseHandle): Promise<string> {
  const workspaceId = newId();
  const started = performance.now();
  await asSystem((tx) =>
    tx
      .insertInto("workspaces")
      .values({ workspace_id: workspaceId, name: "Year", currency: "GBP", time_zone: "Europe/London" })
      .execute(),
  );
  await seedYear(database, { workspaceId, orders, start: "2025-01-01" });
  await sql`vacuum analyze`.execute(db);
  report({ step: "seed", orders, seconds: Math.round((performance.now() - started) / 1000) });
  return workspaceId;
}

async function time(workspaceId: string, name: string, answer: (tx: Transaction<Database>) => Promise<unknown>) {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    await database.inWorkspace(workspaceId, answer);
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const median = Math.round(times[Math.floor(rounds / 2)] ?? 0);
  report({ answer: name, orders, medianMs: median, worstMs: Math.round(times.at(-1) ?? 0) });
  if (median >= 300) process.exitCode = 1;
}

async function compare(workspaceId: string): Promise<void> {
  const equal = await database.inWorkspace(workspaceId, async (tx) => {
    const counted = await countAgain(tx, { period, now });
    const low = { period, atMost: 1, limit: 50 };
    const stock = await countStockAgain(tx, { ...low, now, soon });
    return {
      sales: isDeepStrictEqual(await readSales(tx, period), counted.sales),
      statuses: isDeepStrictEqual(await readStatuses(tx, period), counted.statuses),
      days: isDeepStrictEqual(await readSalesSteps(tx, { period, step: "day" }), counted.days),
      dispatch: isDeepStrictEqual(toTheSecond(await readDispatch(tx, { period, now })), toTheSecond(counted.dispatch)),
      sellThrough: isDeepStrictEqual(await readSellThrough(tx, period), counted.sellThrough),
      lateRisk: isDeepStrictEqual(await readLateRisk(tx, { platform: null, now, soon }), stock.lateRisk),
      stockAge: isDeepStrictEqual(await readStockAge(tx, now), stock.stockAge),
      lowStock: isDeepStrictEqual(await readLowGoods(tx, low), stock.lowGoods),
    };
  });
  report({ equalToPlainCount: equal });
  if (Object.values(equal).includes(false)) process.exitCode = 1;
}

function toTheSecond<Row extends { median_hours: number | null }>(rows: Row[]) {
  return rows.map((row) => ({ ...row, median_hours: Math.round((row.median_hours ?? 0) * 3600) }));
}

function report(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
