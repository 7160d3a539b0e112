import type { ManifestLimit } from "@counterfoil/connector-kit";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { raiseTo, roomIn, take, usedOf, type WindowState } from "./window-state.ts";

const start = Date.parse("2026-11-21T23:50:00.000Z");
const longestWayMs = 150;

/** Hands calls out as a database would, and makes each of them as late as it may be made, or at once. */
function callsMade(
  limit: ManifestLimit,
  steps: readonly { pauseMs: number; wanted: number; late: number }[],
): number[] {
  let state: WindowState = {};
  let now = start;
  const made: number[] = [];
  for (const { pauseMs, wanted, late } of steps) {
    now += pauseMs;
    const room = roomIn(limit, state, { now, lane: "withdraw_stock" });
    const calls = Math.min(wanted, room.calls);
    if (calls < 1) continue;
    state = take(limit, state, { now, calls });
    const hold = Math.max(0, room.validUntil - now - 1);
    for (let call = 0; call < calls; call += 1)
      made.push(now + Math.floor(hold * late) + Math.floor(longestWayMs * late));
  }
  return made.sort((a, b) => a - b);
}

const steps = fc.array(
  fc.record({
    pauseMs: fc.integer({ min: 0, max: 900 }),
    wanted: fc.integer({ min: 1, max: 30 }),
    late: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  { minLength: 20, maxLength: 200 },
);

describe("what a platform sees of calls that were handed out", () => {
  test("is never more than a sliding limit in any window, however late each call is made", () => {
    const shapes = fc.record({ requests: fc.integer({ min: 1, max: 60 }), windowSeconds: fc.constantFrom(5, 10, 60) });
    fc.assert(
      fc.property(shapes, steps, (shape, plan) => {
        const limit: ManifestLimit = { operation: "x", window: "sliding", verified: true, ...shape };
        const made = callsMade(limit, plan);
        const crowded = made.filter((at, index) => {
          const first = made[index - limit.requests];
          return first !== undefined && at - first < limit.windowSeconds * 1000;
        });
        expect(crowded).toEqual([]);
      }),
    );
  });

  test("never empties a bucket further than it is deep, however late each call is made", () => {
    const shapes = fc.record({
      requests: fc.integer({ min: 1, max: 30 }),
      windowSeconds: fc.constantFrom(1, 2, 15, 60),
    });
    fc.assert(
      fc.property(shapes, steps, (shape, plan) => {
        const limit: ManifestLimit = { operation: "x", window: "bucket", verified: true, ...shape };
        const perMs = limit.requests / (limit.windowSeconds * 1000);
        let tokens = limit.requests;
        let at = start;
        for (const call of callsMade(limit, plan)) {
          tokens = Math.min(limit.requests, tokens + (call - at) * perMs) - 1;
          at = call;
          expect(tokens).toBeGreaterThanOrEqual(-1e-6);
        }
      }),
    );
  });

  test("is never more than a day's limit, and a new day begins at midnight", () => {
    const limit: ManifestLimit = {
      operation: "x",
      requests: 5,
      windowSeconds: 86_400,
      window: "day-utc",
      verified: true,
    };
    const midnight = Date.parse("2026-11-22T00:00:00.000Z");
    const used = take(limit, {}, { now: start, calls: 5 });
    expect(roomIn(limit, used, { now: start, lane: "withdraw_stock" })).toMatchObject({ calls: 0, freeAt: midnight });
    expect(roomIn(limit, used, { now: midnight, lane: "withdraw_stock" }).calls).toBe(5);
    expect(roomIn(limit, {}, { now: midnight - 500, lane: "withdraw_stock" }).calls).toBe(0);
    expect(usedOf(limit, take(limit, used, { now: start, calls: -2 }), start)).toBe(3);
  });
});

test("each lane stops at its share, so that the last calls are kept for withdrawing stock", () => {
  const limit: ManifestLimit = {
    operation: "x",
    requests: 100,
    windowSeconds: 86_400,
    window: "day-utc",
    verified: true,
  };
  const used = take(limit, {}, { now: start, calls: 60 });
  const room = (lane: Parameters<typeof roomIn>[2]["lane"]) => roomIn(limit, used, { now: start, lane }).calls;
  expect([room("withdraw_stock"), room("read_orders"), room("send_tracking"), room("refresh_catalogue")]).toEqual([
    40, 30, 20, 0,
  ]);
});

test.each(["sliding", "bucket", "day-utc"] as const)("the platform's own higher count is taken over (%s)", (window) => {
  const limit: ManifestLimit = { operation: "x", requests: 100, windowSeconds: 600, window, verified: true };
  expect(usedOf(limit, raiseTo(limit, {}, { now: start, used: 70 }), start)).toBeGreaterThanOrEqual(69);
  const more = take(limit, {}, { now: start, calls: 80 });
  expect(raiseTo(limit, more, { now: start, used: 70 })).toBe(more);
});
