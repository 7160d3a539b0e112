import { createMemoryRateBudget } from "@counterfoil/connector-kit";
import { afterAll, expect, test } from "vitest";
import { flipkart } from "./index.ts";
import { seed } from "./testing/flipkart-seed.ts";
import { startStandIn } from "./testing/flipkart-stand-in.ts";

const count = 5_000;
const begin = Date.parse("2026-11-20T00:00:00Z");
const standIn = await startStandIn("self", {
  ...seed,
  orders: Array.from({ length: count }, (_, index) => ({
    orderId: `OD43200000000${String(index).padStart(7, "0")}`,
    placedAt: new Date(begin + index * 1_000).toISOString(),
    lines: [{ sku: "10294-N" }],
  })),
});
afterAll(standIn.stop);

test("5,000 orders are caught up with at the rate that the connector allows itself, and no call is too many", async () => {
  const { flipkart: simulator, driver, connect } = standIn;
  const now = () => driver.clock.now();
  const sleep = async (milliseconds: number) => driver.clock.advance(milliseconds);
  const rateBudget = createMemoryRateBudget({ limits: flipkart.manifest.limits, now, sleep });
  const [limit] = flipkart.manifest.limits;
  const startedAt = now();
  const seen = new Set<string>();
  let cursor: string | null = null;
  // A host makes a connector for each of its runs: the budget outlives them.
  for (let runs = 0; runs < 3; runs += 1) {
    let pages = 0;
    for await (const page of connect({ rateBudget }).orders.changedSince(cursor)) {
      expect(page.problems).toEqual([]);
      for (const order of page.items) seen.add(order.externalId);
      cursor = page.cursor;
      pages += 1;
      if (runs < 2 && pages === 80) break;
    }
  }
  expect(seen.size).toBe(count);
  const calls = simulator.requests.list();
  expect(calls.filter(({ data }) => data["status"] === 429)).toHaveLength(0);
  const seconds = (now() - startedAt) / 1000;
  const permitted = limit.requests + (seconds * limit.requests) / limit.windowSeconds;
  const share = calls.length / permitted;
  console.info(
    `Flipkart: ${count} orders in ${calls.length} calls and ${Math.round(seconds)} s of its clock: ${Math.round(share * 100)} % of the permitted rate, none refused`,
  );
  expect(share).toBeGreaterThan(0.8);
  expect(share).toBeLessThanOrEqual(1);
});
