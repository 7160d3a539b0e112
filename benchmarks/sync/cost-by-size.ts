import { addUnits, type BenchServer } from "./bench-database.ts";
import { importOrders } from "./import-orders.ts";
import { addPastOrders } from "./past-orders.ts";
import { lineCount } from "./zero-latency-shop.ts";

const warmingUp = 500;

type Report = (measure: string, value: number, unit: string) => void;

const words = (size: number) =>
  size >= 1_000_000 ? `${size / 1_000_000}m` : size >= 1000 ? `${size / 1000}k` : String(size);

/**
 * Imports the same number of new orders beside more and more orders that are there already, and compares what one costs:
 * processor time of the server and of the database together, and the clock's.
 */
export async function reportCostBySize(
  server: BenchServer,
  shop: { name: string; workspaceId: string; connectionId: string; orders: number; sizes: readonly number[] },
  report: Report,
): Promise<void> {
  const { name, orders, sizes, ...ids } = shop;
  const costs: { size: number; cpu: number; wall: number }[] = [];
  let [past, firstOrder, firstLine] = [0, 0, 0];
  const importNext = async (count: number) => {
    const lines = lineCount(count);
    await addUnits(server, { name, workspaceId: ids.workspaceId, from: firstLine, to: firstLine + lines });
    const cost = await importOrders(server, { name, ...ids, orders: count, firstOrder, firstLine });
    firstOrder += count;
    firstLine += lines;
    return cost;
  };
  for (const size of sizes) {
    await addPastOrders(server, { name, ...ids, from: past, to: size });
    // The first import of a process also pays for its start: it is not the one that is compared.
    if (past === 0) await importNext(warmingUp);
    past = size;
    const cost = await importNext(orders);
    const cpu = ((cost.ownCpu + (cost.databaseCpu ?? 0)) / orders) * 1000;
    costs.push({ size, cpu, wall: (cost.seconds / orders) * 1000 });
    report(`cpu-ms-per-order.at-${words(size)}`, cpu, "ms");
    report(`orders-per-second.at-${words(size)}`, orders / cost.seconds, "orders/s");
    report(`memory-mb.at-${words(size)}`, cost.memory, "MB");
  }
  const [first, last] = [costs[0], costs.at(-1)];
  if (!first || !last || first === last) return;
  report(`cost-${words(last.size)}-over-${words(first.size)}`, last.cpu / first.cpu, "times");
  report(`cost-${words(last.size)}-over-${words(first.size)}.wall`, last.wall / first.wall, "times");
}
