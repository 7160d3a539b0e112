import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decimal, parseDecimal, share } from "./amounts.ts";
import { createEbaySimulator } from "./index.ts";
import { errorIds, SCOPE, SEED, type StartedEbay, startEbay } from "./testing/started-ebay.ts";

let desk: StartedEbay;
beforeEach(async () => {
  desk = await startEbay();
});
afterEach(async () => {
  await desk.stop();
  expect(desk.violations()).toEqual([]);
});

const orders = () => desk.call("GET", "/sell/fulfillment/v1/order");

describe("quotas", () => {
  it("count calls, show them, and refuse with 2001 when used up", async () => {
    await orders();
    const { clientId } = desk.ebay.world.applications.all()[0]!;
    desk.ebay.world.accessTokens.put({
      accessToken: "application-token",
      clientId,
      username: null,
      refreshToken: null,
      scopes: [SCOPE],
      expiresAt: Number.MAX_SAFE_INTEGER,
    });
    const limits = await desk.call(
      "GET",
      "/developer/analytics/v1_beta/rate_limit/?api_context=sell&api_name=fulfillment",
      {
        token: "application-token",
      },
    );
    expect(limits.body.rateLimits[0].resources[0].rates).toEqual([
      // Midnight Pacific of 2 March 2026.
      { count: 1, limit: 100_000, remaining: 99_999, reset: "2026-03-02T08:00:00.000Z", timeWindow: 86_400 },
    ]);
    desk.ebay.quotas.adjust("sell.fulfillment", { limit: 1 });
    const refused = await orders();
    expect([refused.status, errorIds(refused.body)]).toEqual([429, [2001]]);
    const user = await desk.call("GET", "/developer/analytics/v1_beta/user_rate_limit/?api_name=fulfillment");
    expect(user.body.rateLimits[0].resources[0].rates[0].remaining).toBe(0);
  });
});

describe("faults speak eBay's language", () => {
  it.each([
    ["/sell/fulfillment/v1/order", 500, 30500],
    ["/sell/inventory/v1/inventory_item", 503, 25001],
    ["/commerce/identity/v1/user/", 502, 140000],
    ["/sell/fulfillment/v1/order", 429, 2001],
  ])("%s: %i with error %i", async (path, status, errorId) => {
    desk.arm({ kind: "status", status });
    const answer = await desk.call("GET", path, { wrong: true });
    expect([answer.status, errorIds(answer.body)]).toEqual([status, [errorId]]);
    expect((await desk.call("GET", path)).status).toBe(200);
  });

  it("throttle with and without Retry-After", async () => {
    desk.arm({ kind: "status", status: 429, retryAfterSeconds: 9, operation: ["getOrders"] });
    desk.arm({ kind: "status", status: 429, operation: ["getOrders"] });
    const [first, second] = [await orders(), await orders()];
    expect([first.headers.get("retry-after"), second.headers.get("retry-after")]).toEqual(["9", null]);
  });

  it("expire the token of one call", async () => {
    desk.arm({ kind: "token-expired", operation: "getOrders" });
    const expired = await orders();
    expect([expired.status, errorIds(expired.body)]).toEqual([401, [1001]]);
    expect((await orders()).status).toBe(200);
  });

  it("log each call by its operation", async () => {
    await orders();
    await desk.trading("GetUser");
    await desk.call("GET", "/commerce/identity/v1/user/");
    expect(desk.ebay.requests.list().map(({ kind, data }) => [kind, data["status"]])).toEqual([
      ["getOrders", 200],
      ["GetUser", 200],
      ["getUser", 200],
    ]);
  });
});

describe("the whole", () => {
  it("tests a connection by the privileges as well", async () => {
    expect((await desk.call("GET", "/sell/account/v1/privilege")).body).toMatchObject({
      sellerRegistrationCompleted: true,
    });
  });

  it("goes back to the seed, and gives the same answers for the same seed", async () => {
    const place = () => desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400937" }] }).orderId;
    desk.ebay.reset();
    const first = place();
    desk.ebay.reset();
    expect(desk.ebay.world.orders.size).toBe(0);
    expect(place()).toBe(first);
  });

  it("refuses a seed that names an id twice", () => {
    const [listing] = SEED.listings ?? [];
    expect(() => createEbaySimulator({ seed: { ...SEED, listings: [listing!, listing!] } })).toThrow("110035400937");
  });

  it("restores a snapshot taken in the middle", () => {
    const { acts, world } = desk.ebay;
    const snapshot = desk.ebay.snapshot();
    acts.placeOrder({ lines: [{ itemId: "110035400937", quantity: 3 }] });
    desk.ebay.restore(snapshot);
    expect([world.orders.size, world.listings.get("110035400937")?.available]).toEqual([0, 3]);
  });
});

describe("amounts", () => {
  it("read back as they were written", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (value) => {
        expect(parseDecimal(decimal(value))).toBe(value);
      }),
    );
  });

  it("are shared without losing a hundredth", () => {
    fc.assert(
      fc.property(fc.nat(1e7), fc.array(fc.nat(1e6), { minLength: 1, maxLength: 8 }), (total, weights) => {
        const shares = share(total, weights);
        expect(shares.reduce((sum, part) => sum + part, 0)).toBe(total);
        expect(shares.every((part) => part >= 0)).toBe(true);
      }),
    );
  });
});
