import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createClock } from "../kit/index.ts";
import { type Sandbox, startSandbox } from "./index.ts";

const ANCHOR = "2026-11-21T09:00:00.000Z";
let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ anchor: ANCHOR, clock: createClock({ at: ANCHOR, mode: "frozen" }) });
});
afterEach(() => sandbox.stop());

describe("TikTok Shop in the sandbox", () => {
  it("has a consent page for the demo app, and its keys on the front page", async () => {
    const { serviceId, appKey } = sandbox.credentials.tiktokShop;
    const page = await fetch(`${sandbox.baseURL("tiktok-shop")}/open/authorize?service_id=${serviceId}&state=s`);
    expect(await page.text()).toContain(sandbox.shop.name);
    expect(await (await fetch(sandbox.origin)).text()).toContain(appKey);
  });

  it("sells the same stock codes as eBay, in the same quantity less its own sales", () => {
    const { ebay, tiktokShop } = sandbox;
    const shared = tiktokShop.world.products
      .where(({ status }) => status === "ACTIVATE")
      .flatMap(({ skus }) => skus)
      .flatMap(({ sellerSku, stock }) => {
        const twin = ebay.world.listings.find((each) => each.sku === sellerSku && each.status === "ACTIVE");
        const here = stock.reduce((sum, { available, committed }) => sum + available + committed, 0);
        return twin === undefined ? [] : [{ sellerSku, twin: twin.available, here }];
      });
    expect(shared.length).toBeGreaterThan(5);
    for (const { here, twin, sellerSku } of shared) expect(here, sellerSku).toBe(twin);
  });

  it("has orders in different hands, which do not lapse while nobody looks", () => {
    const open = () =>
      sandbox.tiktokShop.world.orders.where(({ deliveredTime, cancelTime }) => (deliveredTime ?? cancelTime) === null);
    const waiting = open().length;
    expect(waiting).toBeGreaterThan(2);
    sandbox.tiktokShop.clock.advance(14 * 86_400_000);
    sandbox.tiktokShop.acts.settle({});
    expect(open()).toHaveLength(waiting);
  });

  it("is the same for the same shop, and fits any seed", async () => {
    const twin = await startSandbox({ anchor: ANCHOR, clock: createClock({ at: ANCHOR, mode: "frozen" }) });
    expect(twin.tiktokShop.snapshot().store).toEqual(sandbox.tiktokShop.snapshot().store);
    await twin.stop();
    const other = await startSandbox({ anchor: ANCHOR, seed: "another shop" });
    expect(other.tiktokShop.world.products.size).toBeGreaterThan(10);
    await other.stop();
  });
});
