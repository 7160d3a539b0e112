import { createMemoryRateBudget } from "@counterfoil/connector-kit";
import { afterAll, expect, test } from "vitest";
import { amazonLimits, operations } from "./amazon-operations.ts";
import { type AmazonSettings, createAmazon } from "./index.ts";
import { shopSeed } from "./testing/amazon-seed.ts";
import { startStandIn } from "./testing/amazon-stand-in.ts";

const count = 5_000;
const start = Date.parse("2026-01-20T00:00:00Z");
const standIn = await startStandIn({
  ...shopSeed,
  orders: Array.from({ length: count }, (_, index) => ({
    orderId: `203-0000000-${String(index).padStart(7, "0")}`,
    placedAt: new Date(start + index * 60_000).toISOString(),
    buyer: {
      name: "Sample Buyer",
      email: "sample@marketplace.amazon.co.uk",
      address: {
        name: "Sample Buyer",
        addressLine1: "1 Example Street",
        city: "Leeds",
        postalCode: "LS1 1AA",
        countryCode: "GB",
      },
    },
    lines: [{ sku: "75192-1-N", quantity: 1 }],
  })),
});
afterAll(standIn.stop);

test("5,000 orders are caught up with at Amazon's own rate, and no call is too many", async () => {
  const { amazon, clock, settings } = standIn;
  const sleep = async (ms: number) => void clock.advance(ms);
  const now = () => clock.milliseconds();
  const rateBudget = createMemoryRateBudget({ limits: amazonLimits, now, sleep });
  const connect = () => createAmazon({ ...settings(), rateBudget, sleep, random: () => 0.5 } as AmazonSettings);
  const startedAt = now();
  const seen = new Set<string>();
  let cursor: string | null = null;
  // A host makes a connector for each of its runs: the budget outlives them.
  for (let runs = 0; runs < 3; runs += 1) {
    let pages = 0;
    for await (const page of connect().orders.changedSince(cursor, { startFrom: "2026-01-01T00:00:00Z" })) {
      for (const order of page.items) seen.add(order.externalId);
      cursor = page.cursor;
      pages += 1;
      if (runs < 2 && pages === 15) break;
    }
  }
  expect(seen.size).toBe(count);
  const calls = amazon.requests.list({ kind: "searchOrders" });
  expect(amazon.requests.list().filter(({ data }) => data["status"] === 429)).toHaveLength(0);
  const seconds = (now() - startedAt) / 1000;
  const permitted = operations.searchOrders.burst + seconds * operations.searchOrders.ratePerSecond;
  const share = calls.length / permitted;
  console.log(
    `${calls.length} searches in ${Math.round(seconds)} s: ${Math.round(share * 100)} % of the permitted rate, none refused`,
  );
  expect(share).toBeGreaterThan(0.8);
});
