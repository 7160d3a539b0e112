import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decidePush, type PushFacts, settlingMs } from "./index.ts";

const now = Date.parse("2026-04-01T12:00:00Z");
const facts = (change: Partial<PushFacts>): PushFacts => ({
  ...{ wanted: 1, live: 1, known: 1, raiseSince: null, fell: false, ordersReadFrom: now - 3_600_000, now },
  ...change,
});

describe("a listing's figure", () => {
  test("is left alone where the platform shows it already", () => {
    expect(decidePush(facts({ wanted: 2, live: 2, known: 5 }))).toEqual({ kind: "nothing" });
  });

  test("is lowered at once", () => {
    expect(decidePush(facts({ wanted: 0, live: 3 }))).toEqual({ kind: "withdraw", quantity: 0 });
  });

  test("is raised only after the platform's orders were read", () => {
    const first = decidePush(facts({ wanted: 3, live: 2, known: 2 }));
    expect(first).toEqual({ kind: "read-orders-first", raiseSince: now, fell: false });
    const waiting = facts({ wanted: 3, live: 2, known: 2, raiseSince: now, now: now + 5_000 });
    expect(decidePush(waiting).kind).toBe("read-orders-first");
    expect(decidePush({ ...waiting, ordersReadFrom: now + 1 })).toEqual({ kind: "offer", quantity: 3 });
  });

  test("that fell without a known reason waits for the sale that explains it", () => {
    const fallen = decidePush(facts({ wanted: 3, live: 2, known: 3 }));
    expect(fallen).toEqual({ kind: "read-orders-first", raiseSince: now, fell: true });
    const later = facts({ wanted: 3, live: 2, known: 2, raiseSince: now, fell: true, now: now + settlingMs });
    expect(decidePush({ ...later, ordersReadFrom: now + 1_000 }).kind).toBe("read-orders-first");
    expect(decidePush({ ...later, ordersReadFrom: now + settlingMs }).kind).toBe("offer");
  });

  test("that fell waits no shorter when this process's clock is behind the one that began the wait", () => {
    const begun = facts({
      wanted: 1,
      live: 0,
      known: 1,
      raiseSince: now,
      ordersReadFrom: now - 1,
      now: now - settlingMs - 1,
    });
    expect(decidePush(begun)).toEqual({ kind: "read-orders-first", raiseSince: now, fell: true });
  });

  test("of a platform without orders is raised at once", () => {
    expect(decidePush(facts({ wanted: 3, live: 2, known: 2, ordersReadFrom: null })).kind).toBe("offer");
  });

  test("of a listing that is gone is settled when nothing was to be offered, and a problem otherwise", () => {
    expect(decidePush(facts({ wanted: 0, live: null }))).toEqual({ kind: "gone" });
    expect(decidePush(facts({ wanted: 1, live: null }))).toEqual({ kind: "missing" });
  });
});

test("no more is ever sent than is wanted, and more than the platform shows only after its orders were read", () => {
  const count = fc.integer({ min: 0, max: 5 });
  const time = fc.integer({ min: 0, max: 300_000 });
  const any = fc.record({
    wanted: count,
    live: fc.option(count),
    known: fc.option(count),
    raiseSince: fc.option(time),
    fell: fc.boolean(),
    ordersReadFrom: time,
    now: time,
  });
  fc.assert(
    fc.property(any, (given) => {
      const decision = decidePush(given);
      if (decision.kind === "withdraw" || decision.kind === "offer") expect(decision.quantity).toBe(given.wanted);
      if (decision.kind === "withdraw") expect(given.live).toBeGreaterThan(given.wanted);
      if (decision.kind === "offer") expect(given.ordersReadFrom).toBeGreaterThanOrEqual(given.raiseSince ?? Infinity);
    }),
  );
});
