import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { moneyText, parseMoney } from "./money.ts";
import { type Loose, SEED, type StartedAmazon, startAmazon } from "./testing/started-amazon.ts";

let desk: StartedAmazon | undefined;
afterEach(async () => {
  await desk?.stop();
  desk = undefined;
});

describe("money", () => {
  it("comes back as it was, with the decimals of its currency", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom("GBP", "JPY", "XTS"), (value, currency) => {
        expect(parseMoney(moneyText(value, currency), currency)).toBe(value);
      }),
    );
    expect([moneyText(5, "GBP"), moneyText(1980, "JPY"), parseMoney("12.5", "EUR")]).toEqual(["0.05", "1980", 1250]);
    expect(() => parseMoney("1.005", "GBP")).toThrow(RangeError);
    expect(() => parseMoney("10.5", "JPY")).toThrow(RangeError);
  });
});

describe("a long list", () => {
  const lines = [{ sku: "75192-1-N", quantity: 1 }];
  const [first] = SEED.orders ?? [];
  const orders = Array.from({ length: 60 }, (_, index) => ({
    placedAt: new Date(Date.parse("2026-02-01T00:00:00Z") + index * 60_000).toISOString(),
    buyer: first?.buyer as NonNullable<typeof first>["buyer"],
    lines,
  }));

  it("is read without a gap or a double while orders change between the pages", async () => {
    const started = await startAmazon({ ...SEED, orders, rateFactor: 10_000 });
    desk = started;
    const all = started.amazon.world.orders.all().map(({ orderId }) => orderId);
    const touches = fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(touches, fc.integer({ min: 7, max: 25 }), async (indexes, pageSize) => {
        const after = new Date(started.clock.milliseconds() - 60 * 86_400_000).toISOString();
        const query = { lastUpdatedAfter: after, maxResultsPerPage: String(pageSize) };
        const touched = new Set<string>();
        const seen: string[] = [];
        let token: string | undefined;
        do {
          const search = new URLSearchParams({ ...query, ...(token && { paginationToken: token }) });
          const { body } = await started.call("GET", `/orders/2026-01-01/orders?${search}`);
          seen.push(...body.orders.map((order: Loose) => order.orderId));
          token = body.pagination?.nextToken;
          const orderId = all[indexes[touched.size] ?? -1];
          if (orderId !== undefined) {
            started.amazon.acts.touchOrder({ orderId });
            touched.add(orderId);
          }
        } while (token !== undefined);
        started.clock.advance(200_000);
        started.amazon.world.accessTokens.all().forEach((row) => {
          row.expiresAt += 200_000;
        });
        expect(new Set(seen).size).toBe(seen.length);
        for (const orderId of all) expect(seen.includes(orderId) || touched.has(orderId)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe("the simulator", () => {
  it("goes back to its seed, and two of the same seed are the same", async () => {
    const started = await startAmazon();
    desk = started;
    const before = started.amazon.snapshot().store;
    started.amazon.acts.placeOrder({ lines: [{ sku: "75192-1-N" }] });
    started.amazon.acts.setSettings({ listingDelaySeconds: 1 });
    started.amazon.reset();
    expect(started.amazon.world.settings.listingDelaySeconds).toBe(60);
    const { "access-tokens": _tokens, grants: _grants, ...tables } = started.amazon.snapshot().store.tables;
    const { "access-tokens": _before, grants: _earlier, ...seeded } = before.tables;
    expect(tables).toEqual(seeded);
  });

  it("is served to other processes by the control API, token buckets included", async () => {
    desk = await startAmazon();
    const control = `${desk.origin}/_simulator/amazon`;
    const act = { method: "POST", body: JSON.stringify({ lines: [{ sku: "75192-1-N" }] }) };
    const { orderId } = (await (await fetch(`${control}/acts/placeOrder`, act)).json()) as Loose;
    expect((await desk.call("GET", `/orders/2026-01-01/orders/${orderId}`)).status).toBe(200);
    const change = { method: "PUT", body: JSON.stringify({ limit: 40, refillPerSecond: 2 }) };
    expect(await (await fetch(`${control}/quotas/getOrder`, change)).json()).toMatchObject({
      limit: 40,
      refillPerSecond: 2,
    });
    const { headers } = await desk.call("GET", `/orders/2026-01-01/orders/${orderId}`);
    expect(headers.get("x-amzn-ratelimit-limit")).toBe("2");
    expect(
      (await fetch(`${control}/acts/placeOrder`, { method: "POST", body: '{"lines":[{"sku":"NOPE"}]}' })).status,
    ).toBe(409);
  });
});
