import { createMemoryRateBudget } from "@counterfoil/connector-kit";
import { afterAll, expect, test } from "vitest";
import { createTiktokShop, tiktokShop } from "./index.ts";
import { falcon, startStandIn } from "./testing/tiktok-shop-stand-in.ts";

const count = 5_000;
const standIn = await startStandIn();
afterAll(standIn.stop);

// TikTok Shop publishes no limits: the rate that is permitted is the one that the manifest declares.
test("5,000 orders are caught up with at the rate that the connector allows itself, and no call is too many", async () => {
  const { simulator, clock, settings } = standIn;
  for (let placed = 0; placed < count; placed += 1) {
    if (placed % 850 === 0) simulator.acts.editSku({ skuId: falcon.skuId, available: 900 });
    simulator.acts.placeOrder({ lines: [{ sellerSku: falcon.sku }] });
    clock.advance(1000);
  }
  clock.advance(60_000);
  const now = () => clock.milliseconds();
  const sleep = async (milliseconds: number) => clock.advance(milliseconds);
  const [limit] = tiktokShop.manifest.limits;
  const rateBudget = createMemoryRateBudget({ limits: tiktokShop.manifest.limits, now, sleep });
  const startedAt = now();
  const callsBefore = simulator.requests.list().length;
  const seen = new Set<string>();
  let cursor: string | null = null;
  // A host makes a connector for each of its runs: the budget outlives them.
  for (let runs = 0; runs < 3; runs += 1) {
    let pages = 0;
    for await (const page of createTiktokShop({ ...settings(), rateBudget, sleep }).orders.changedSince(cursor)) {
      for (const { externalId } of page.items) seen.add(externalId);
      cursor = page.cursor;
      pages += 1;
      if (runs < 2 && pages === 15) break;
    }
  }
  expect(seen.size).toBeGreaterThanOrEqual(count);
  const calls = simulator.requests.list().slice(callsBefore);
  expect(calls.filter(({ data }) => data["status"] === 429)).toEqual([]);
  const seconds = (now() - startedAt) / 1000;
  const permitted = limit.requests + (seconds * limit.requests) / limit.windowSeconds;
  const share = calls.length / permitted;
  console.info(
    `TikTok Shop: ${seen.size} orders in ${calls.length} calls and ${Math.round(seconds)} s of its clock: ${Math.round(share * 100)} % of our own declared rate (none is published), none refused`,
  );
  expect(share).toBeGreaterThan(0.8);
  expect(share).toBeLessThanOrEqual(1);
});
