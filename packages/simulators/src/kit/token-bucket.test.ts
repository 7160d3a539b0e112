import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClock, createQuotas } from "./index.ts";

function bucket(limit: number, refillPerSecond: number) {
  const clock = createClock({ at: "2026-03-01T12:00:00Z", mode: "frozen" });
  const quotas = createQuotas(clock);
  quotas.define({ name: "calls", limit, refillPerSecond });
  return { clock, quotas };
}

describe("a token bucket", () => {
  it("lets a burst pass, then a call for each token that has dripped in", () => {
    const { clock, quotas } = bucket(3, 0.5);
    const taken = () => quotas.take("calls").allowed;
    expect([taken(), taken(), taken(), taken()]).toEqual([true, true, true, false]);
    clock.advance(1_999);
    expect(taken()).toBe(false);
    clock.advance(1);
    expect([taken(), taken()]).toEqual([true, false]);
    clock.advance(3_600_000);
    expect(quotas.peek("calls")).toMatchObject({ remaining: 3, count: 0, windowSeconds: 6, refillPerSecond: 0.5 });
  });

  it("says when it is full again, is kept per key, and can be changed and cleared", () => {
    const { clock, quotas } = bucket(20, 0.0056);
    quotas.take("calls", "a");
    expect(Date.parse(quotas.peek("calls", "a").resetAt) - clock.milliseconds()).toBeCloseTo(1000 / 0.0056, -1);
    expect(quotas.peek("calls", "b").remaining).toBe(20);
    quotas.adjust("calls", { key: "a", count: 20, refillPerSecond: 1 });
    expect(quotas.take("calls", "a").allowed).toBe(false);
    clock.advance(1_000);
    expect(quotas.take("calls", "a").allowed).toBe(true);
    quotas.clear();
    expect(quotas.peek("calls", "a")).toMatchObject({ remaining: 20, refillPerSecond: 0.0056 });
  });

  it("never lets more pass than burst plus refill", () => {
    const steps = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0.005, max: 5, noNaN: true }),
        (waits, limit, rate) => {
          const { clock, quotas } = bucket(limit, rate);
          let passed = 0;
          let elapsed = 0;
          for (const wait of waits) {
            clock.advance(wait);
            elapsed += wait;
            if (quotas.take("calls").allowed) passed += 1;
            expect(passed).toBeLessThanOrEqual(limit + (elapsed / 1000) * rate + 0.001);
          }
        },
      ),
    );
  });
});
