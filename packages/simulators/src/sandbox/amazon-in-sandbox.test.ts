import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createClock } from "../kit/index.ts";
import { type Sandbox, startSandbox } from "./index.ts";

const ANCHOR = "2026-11-21T09:00:00.000Z";
let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ anchor: ANCHOR, clock: createClock({ at: ANCHOR, mode: "frozen" }) });
});
afterEach(() => sandbox.stop());

const orderPage = z.object({
  orders: z.array(z.object({ orderId: z.string(), orderItems: z.array(z.object({ quantityOrdered: z.number() })) })),
});

describe("Amazon in the sandbox", () => {
  it("is opened by the refresh token of the demo credentials", async () => {
    const { clientId, clientSecret, refreshToken } = sandbox.credentials.amazon;
    const base = sandbox.baseURL("amazon");
    const body = new URLSearchParams({
      grant_type: "refresh_token",
      refresh_token: refreshToken,
      client_id: clientId,
      client_secret: clientSecret,
    });
    const answer = await fetch(`${base}/lwa/auth/o2/token`, { method: "POST", body });
    const { access_token } = z.object({ access_token: z.string() }).parse(await answer.json());
    const query = new URLSearchParams({ createdAfter: "2026-10-01T00:00:00Z" });
    const orders = await fetch(`${base}/api-eu/orders/2026-01-01/orders?${query}`, {
      headers: { "x-amz-access-token": access_token },
    });
    expect(orderPage.parse(await orders.json()).orders).toHaveLength(sandbox.amazon.world.orders.size);
    const page = await (await fetch(sandbox.origin)).text();
    expect(page).toContain(sandbox.credentials.amazon.applicationId);
  });

  it("sells the same stock codes as eBay and BrickLink, in the same quantity, and warehouse goods under others", () => {
    const { ebay, bricklink, amazon, shop } = sandbox;
    const merchant = amazon.world.listings
      .all()
      .flatMap(({ sku, availability }) =>
        availability.filter(({ channelCode }) => channelCode === "DEFAULT").map(({ quantity }) => ({ sku, quantity })),
      );
    const ebayListings = ebay.world.listings.where(({ status }) => status === "ACTIVE");
    const shared = merchant.flatMap(({ sku, quantity }) => {
      const twin = ebayListings.find((listing) => listing.sku === sku);
      return twin === undefined ? [] : [{ sku, quantity, twin: twin.available }];
    });
    expect(shared.length).toBeGreaterThan(10);
    for (const { quantity, twin } of shared) expect(quantity).toBe(twin);
    const lotSkus = new Set(shop.offers.filter(({ platform }) => platform === "bricklink").map(({ sku }) => sku));
    expect(merchant.filter(({ sku }) => lotSkus.has(sku)).length).toBeGreaterThan(10);
    expect(bricklink.world.lots.size).toBeGreaterThan(10);
    const stockCodes = new Set(shop.units.map(({ sku }) => sku));
    for (const { sku } of amazon.world.warehouse.all()) expect(stockCodes.has(sku)).toBe(false);
  });

  it("never promises a unit that another platform has sold or offers", () => {
    const { amazon, shop } = sandbox;
    const offered = new Set(shop.offers.flatMap(({ unitIds }) => unitIds));
    const open = amazon.world.orders.where(
      ({ fulfilledBy, packages }) => fulfilledBy === "MERCHANT" && packages.length === 0,
    );
    expect(open.length).toBeGreaterThan(3);
    for (const { lines } of open) {
      const unit = shop.units.find(({ sku }) => sku === lines[0]?.sku);
      expect(unit === undefined || offered.has(unit.id)).toBe(false);
    }
  });

  it("is the same for the same shop, and fits any seed", async () => {
    const twin = await startSandbox({ anchor: ANCHOR, clock: createClock({ at: ANCHOR, mode: "frozen" }) });
    expect(twin.amazon.snapshot().store).toEqual(sandbox.amazon.snapshot().store);
    await twin.stop();
    const other = await startSandbox({ anchor: ANCHOR, seed: "another shop" });
    expect(other.amazon.world.listings.size).toBeGreaterThan(20);
    await other.stop();
  });
});
