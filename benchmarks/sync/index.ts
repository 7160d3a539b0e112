// `npm run bench -- sync [--orders 5000] [--sizes 1000,100000,1000000] [--only import,sizes]`. Protocol: README.md here.
import { parseArgs } from "node:util";
import { openBenchServer, seedShop } from "./bench-database.ts";
import { copySameRows } from "./copy-same-rows.ts";
import { reportCostBySize } from "./cost-by-size.ts";
import { importOrders } from "./import-orders.ts";
import { shareLimit } from "./share-limit.ts";
import { reportWithdrawals } from "./withdrawal-measures.ts";
import { lineCount } from "./zero-latency-shop.ts";

const { values } = parseArgs({
  options: {
    orders: { type: "string", default: "5000" },
    sizes: { type: "string", default: "1000,100000" },
    only: { type: "string", default: "import,sizes,limits,withdrawals" },
  },
});
const orders = Number(values.orders);
const sizes = values.sizes.split(",").map(Number);
const parts = values.only.split(",");

function report(measure: string, value: number, unit: string): void {
  process.stdout.write(`${JSON.stringify({ bench: "sync", measure, value: Number(value.toPrecision(4)), unit })}\n`);
}

const server = await openBenchServer();
try {
  if (parts.includes("import")) await reportImport();
  if (parts.includes("sizes")) {
    const grown = await seedShop(server, { name: "grown", units: 0 });
    await reportCostBySize(server, { name: "grown", ...grown, orders: Math.min(orders, 2000), sizes }, report);
  }
  if (parts.includes("limits")) await reportLimits();
  if (parts.includes("withdrawals")) await reportWithdrawals(server, { sales: 12, report });
} finally {
  await server.close();
}

/** An import into an empty shop, beside COPY of the same rows. Throws where an order is missing or a line unlinked. */
async function reportImport(): Promise<void> {
  const ids = await seedShop(server, { name: "before", units: lineCount(orders) });
  await server.create("imported", "before");
  await server.create("copied", "before");
  const plan = { name: "imported", ...ids, orders, firstOrder: 0, firstLine: 0 };
  const { seconds, ownCpu, databaseCpu, memory } = await importOrders(server, plan);
  const [counted] = await server.run<{ orders: number; linked: number; lines: number }>(
    "imported",
    `SELECT (SELECT count(*)::integer FROM orders) AS orders, (SELECT count(*)::integer FROM claims) AS linked,
       (SELECT count(*)::integer FROM order_lines) AS lines`,
  );
  if (counted?.orders !== orders || counted.linked !== counted.lines)
    throw new Error(`not all was imported and linked: ${JSON.stringify(counted)}`);
  report("orders-per-second", orders / seconds, "orders/s");
  const copying = await copySameRows(server, { from: "imported", to: "copied" });
  report("copy-orders-per-second", orders / copying.seconds, "orders/s");
  report("ratio-copy", seconds / copying.seconds, "times");
  report("cpu-ms-per-order.server", (ownCpu / orders) * 1000, "ms");
  if (databaseCpu !== null && copying.databaseCpu !== null) {
    report("cpu-ms-per-order.database", (databaseCpu / orders) * 1000, "ms");
    report("ratio-copy.cpu", (ownCpu + databaseCpu) / copying.databaseCpu, "times");
  }
  report("memory-mb", memory, "MB");
}

async function reportLimits(): Promise<void> {
  const ids = await seedShop(server, { name: "limited", units: 0 });
  for (const workers of [1, 2, 4]) {
    const { refused, used } = await shareLimit(server, { name: "limited", ...ids, workers });
    report(`over-limit.${workers}-workers`, refused, "calls");
    report(`permitted-rate-used.${workers}-workers`, used, "share");
  }
}
