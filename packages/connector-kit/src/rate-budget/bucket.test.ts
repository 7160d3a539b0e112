import fc from "fast-check";
import { expect, test } from "vitest";
import { type ManifestLimit, rateLanes } from "../contract/index.ts";
import { createMemoryRateBudget } from "./memory-rate-budget.ts";

const operation = "searchOrders";

/** A bucket of `depth` calls that gains one every second. */
function bucket(depth: number): ManifestLimit {
  return { operation, requests: depth, windowSeconds: depth, window: "bucket", verified: true };
}

function budgetOf(limit: ManifestLimit, maxWaitMs = 1e9) {
  let now = 1_000_000;
  const budget = createMemoryRateBudget({
    limits: [limit],
    maxWaitMs,
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  });
  return {
    ...{ now: () => now, observe: budget.observe.bind(budget), use: () => budget.use() },
    ask: (lane: (typeof rateLanes)[number] = "withdraw_stock") => budget.acquire({ operation, lane }),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test("a bucket is never overdrawn, and is used up to its rate", async () => {
  const steps = fc.array(
    fc.record({ lane: fc.constantFrom(...rateLanes), pause: fc.integer({ min: 0, max: 3_000 }) }),
    {
      maxLength: 60,
    },
  );
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 6 }), async (calls, depth) => {
      const budget = budgetOf(bucket(depth));
      let tokens = depth;
      let at = budget.now();
      for (const { lane, pause } of calls) {
        budget.pass(pause);
        await budget.ask(lane);
        tokens = Math.min(depth, tokens + (budget.now() - at) / 1000) - 1;
        at = budget.now();
        expect(tokens).toBeGreaterThan(-0.001);
      }
    }),
  );
});

test("once empty, one call a second goes through, whatever its lane", async () => {
  const budget = budgetOf(bucket(5));
  for (let count = 0; count < 5; count += 1) await budget.ask();
  const emptyAt = budget.now();
  for (let count = 0; count < 10; count += 1) await budget.ask();
  expect(budget.now() - emptyAt).toBe(10_000);
  expect(budget.use()).toEqual([{ operation, used: 5, limit: 5 }]);
});

test("the platform's own rate is taken over; its count empties the bucket", async () => {
  const budget = budgetOf(bucket(5));
  budget.observe(operation, { ratePerSecond: 0.5, remaining: 0 });
  const before = budget.now();
  await budget.ask();
  await budget.ask();
  expect(budget.now() - before).toBe(4_000);
});

test("a wait that is too long is told as a slow-down with its time, not as a used-up quota", async () => {
  const budget = budgetOf({ ...bucket(2), windowSeconds: 400 }, 60_000);
  await budget.ask();
  await budget.ask();
  const retryAt = budget.now() + 200_000;
  await expect(budget.ask()).rejects.toMatchObject({ code: "rate_limited", retryable: true, retryAt });
});
