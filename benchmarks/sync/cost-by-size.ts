import { addUnits, type BenchServer } from "./bench-database.ts";
import { importOrders } from "./import-orders.ts";
import { addPastOrders } from "./past-orders.ts";
import { lineCount } from "./zero-latency-shop.ts";

// What a server does once is not compared: it starts, and reads its stock, of which each size has more than the one before.
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
  const importNext = async () => {
    const lines = lineCount(warmingUp + orders);
    await addUnits(server, { name, workspaceId: ids.workspaceId, from: firstLine, to: firstLine + lines });
    const cost = await importOrders(server, { name, ...ids, orders, firstOrder, firstLine, warmUp: warmingUp });
    firstOrder += warmingUp + orders;
    firstLine += lines;
    return cost;
  };
  for (const size of sizes) {
    await addPastOrders(server, { name, ...ids, from: past, to: size });
    past = size;
    const cost = await importNext();
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
