import fc from "fast-check";
import { expect, test } from "vitest";
import { type ManifestLimit, type RateLane, rateLanes } from "../contract/index.ts";
import { nextMidnight } from "./calendar.ts";
import { createMemoryRateBudget } from "./memory-rate-budget.ts";

const limit = (requests: number, window: ManifestLimit["window"] = "sliding", windowSeconds = 10): ManifestLimit => ({
  operation: "all calls",
  requests,
  windowSeconds,
  window,
  verified: true,
});

/** A clock that moves only by waiting: waiting callers wake in the order of their times. */
function virtualTime(start = 1_000_000) {
  let now = start;
  const alarms: { at: number; ring: () => void }[] = [];
  const settle = async () => {
    for (let count = 0; count < 20; count += 1) await Promise.resolve();
  };
  return {
    now: () => now,
    sleep: (ms: number) => new Promise<void>((resolve) => alarms.push({ at: now + ms, ring: resolve })),
    pass: (ms: number) => {
      now += ms;
    },
    async run(until = Number.POSITIVE_INFINITY) {
      await settle();
      for (;;) {
        alarms.sort((a, b) => a.at - b.at);
        const next = alarms[0];
        if (!next || next.at > until) break;
        alarms.shift();
        now = Math.max(now, next.at);
        next.ring();
        await settle();
      }
    },
  };
}

test("no sliding window is ever exceeded, whoever asks whenever", async () => {
  const call = fc.record({ lane: fc.constantFrom(...rateLanes), pause: fc.integer({ min: 0, max: 4_000 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 40 }), fc.integer({ min: 1, max: 6 }), async (calls, requests) => {
      const time = virtualTime();
      const budget = createMemoryRateBudget({ limits: [limit(requests)], maxWaitMs: 1e9, ...time });
      const granted: number[] = [];
      for (const { lane, pause } of calls) {
        time.pass(pause);
        budget.acquire({ operation: "x", lane }).then(() => granted.push(time.now()));
        await time.run(time.now());
      }
      await time.run();
      expect(granted).toHaveLength(calls.length);
      for (const at of granted) {
        expect(granted.filter((other) => other > at - 10_000 && other <= at).length).toBeLessThanOrEqual(requests);
      }
    }),
    { numRuns: 60 },
  );
});

test("no day's quota is ever exceeded, and the refusal names the next midnight", async () => {
  const zones = fc.constantFrom("day-utc" as const, "day-pacific" as const);
  const steps = fc.array(fc.integer({ min: 0, max: 7_200_000 }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(zones, steps, fc.integer({ min: 1, max: 8 }), async (zone, pauses, requests) => {
      const time = virtualTime(Date.UTC(2026, 2, 7, 20));
      const budget = createMemoryRateBudget({ limits: [limit(requests, zone)], ...time });
      const perDay = new Map<number, number>();
      for (const pause of pauses) {
        time.pass(pause);
        const resetAt = nextMidnight(time.now(), zone);
        const outcome = await budget.acquire({ operation: "x", lane: "withdraw_stock" }).catch((error) => error);
        if (outcome === undefined) perDay.set(resetAt, (perDay.get(resetAt) ?? 0) + 1);
        else expect(outcome).toMatchObject({ code: "quota_exhausted", resetAt, retryable: false });
      }
      for (const count of perDay.values()) expect(count).toBeLessThanOrEqual(requests);
    }),
  );
});

test("a quota keeps a reserve: each lane stops before it eats the share of the lanes ahead of it", async () => {
  const time = virtualTime();
  const budget = createMemoryRateBudget({ limits: [limit(100, "day-utc")], ...time });
  const grantedTo = async (lane: RateLane) => {
    for (let count = 0; ; count += 1) {
      const refused = await budget.acquire({ operation: "x", lane }).then(
        () => false,
        () => true,
      );
      if (refused) return count;
    }
  };
  expect(await grantedTo("refresh_catalogue")).toBe(60);
  expect(await grantedTo("send_tracking")).toBe(20);
  expect(await grantedTo("read_orders")).toBe(10);
  expect(await grantedTo("withdraw_stock")).toBe(10);
  expect(budget.use()).toEqual([{ operation: "all calls", used: 100, limit: 100 }]);
});

test("when room opens, the more harmful lane goes first", async () => {
  const time = virtualTime();
  const budget = createMemoryRateBudget({ limits: [limit(1)], ...time });
  await budget.acquire({ operation: "x", lane: "read_orders" });
  const order: string[] = [];
  for (const lane of ["refresh_catalogue", "read_orders", "withdraw_stock"] as const) {
    budget.acquire({ operation: "x", lane }).then(() => order.push(lane));
  }
  await time.run();
  expect(order).toEqual(["withdraw_stock", "read_orders", "refresh_catalogue"]);
});

test("a pause that the platform asked for holds its operation only; a long one is thrown with its time", async () => {
  const time = virtualTime();
  const budget = createMemoryRateBudget({ limits: [], ...time });
  budget.observe("slow", { retryAt: time.now() + 5_000 });
  await budget.acquire({ operation: "other", lane: "read_orders" });
  let grantedAt = 0;
  budget.acquire({ operation: "slow", lane: "read_orders" }).then(() => {
    grantedAt = time.now();
  });
  await time.run();
  expect(grantedAt).toBe(1_005_000);
  budget.observe("slow", { retryAt: 9_000_000 });
  const refused = budget.acquire({ operation: "slow", lane: "withdraw_stock" });
  await expect(refused).rejects.toMatchObject({ code: "rate_limited", retryAt: 9_000_000 });
});

test("the platform's own count is believed when it is higher", async () => {
  const time = virtualTime();
  const budget = createMemoryRateBudget({ limits: [limit(100, "day-utc")], ...time });
  budget.observe("all calls", { remaining: 0 });
  const refused = budget.acquire({ operation: "x", lane: "withdraw_stock" });
  await expect(refused).rejects.toMatchObject({ code: "quota_exhausted" });
});

test("an aborted wait leaves the queue to the others", async () => {
  const time = virtualTime();
  const budget = createMemoryRateBudget({ limits: [limit(1)], ...time });
  await budget.acquire({ operation: "x", lane: "read_orders" });
  const controller = new AbortController();
  const given = budget.acquire({ operation: "x", lane: "withdraw_stock", signal: controller.signal });
  const patient = budget.acquire({ operation: "x", lane: "read_orders" });
  controller.abort();
  await expect(given).rejects.toMatchObject({ code: "aborted" });
  await time.run();
  await patient;
});

test.each([
  ["2026-01-15T12:00:00Z", "2026-01-16T08:00:00.000Z"],
  ["2026-07-15T06:59:59Z", "2026-07-15T07:00:00.000Z"],
  ["2026-03-08T09:00:00Z", "2026-03-09T07:00:00.000Z"],
  ["2026-11-01T08:00:00Z", "2026-11-02T08:00:00.000Z"],
])("Pacific midnight after %s is %s, also when clocks change", (at, expected) => {
  expect(new Date(nextMidnight(Date.parse(at), "day-pacific")).toISOString()).toBe(expected);
});
