import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createClock,
  createFaultDial,
  createLedger,
  createQuotas,
  createRandom,
  createStore,
  createWebhookSender,
} from "./index.ts";

describe("clock", () => {
  it("stands still when frozen and follows real time when advancing", () => {
    let real = 1_000;
    const clock = createClock({ at: "2026-03-01T12:00:00Z", mode: "frozen", realNow: () => real });
    real += 5_000;
    expect(clock.iso()).toBe("2026-03-01T12:00:00.000Z");
    clock.run();
    real += 1_500;
    expect(clock.iso()).toBe("2026-03-01T12:00:01.500Z");
    clock.advance(60_000);
    clock.freeze();
    real += 9_000;
    expect(clock.state()).toEqual({ at: "2026-03-01T12:01:01.500Z", mode: "frozen" });
    clock.set("2027-01-01T00:00:00Z");
    expect(clock.now().getUTCFullYear()).toBe(2027);
  });

  it("refuses what is no instant", () => {
    expect(() => createClock({ at: "soon" })).toThrow(RangeError);
  });
});

describe("random", () => {
  it("gives the same for the same seed, also after a restart, and something else for another", () => {
    const draw = (seed: string) =>
      Array.from(
        { length: 20 },
        (
          (random) => () =>
            random.integer(0, 1e6)
        )(createRandom(seed)),
      );
    expect(draw("a")).toEqual(draw("a"));
    expect(draw("a")).not.toEqual(draw("b"));
    const random = createRandom("c");
    const first = random.uuid();
    random.restart();
    expect(random.uuid()).toBe(first);
  });

  it("stays within bounds, and shuffles without losing anything", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: -100, max: 100 }),
        fc.nat(100),
        fc.array(fc.integer()),
        (seed, from, span, items) => {
          const random = createRandom(seed);
          const value = random.integer(from, from + span);
          expect(value).toBeGreaterThanOrEqual(from);
          expect(value).toBeLessThanOrEqual(from + span);
          expect(random.shuffle(items).toSorted()).toEqual(items.toSorted());
        },
      ),
    );
  });

  it("forks without moving", () => {
    const random = createRandom("a");
    const other = createRandom("a");
    random.fork("side").next();
    expect(random.next()).toBe(other.next());
  });
});

describe("store", () => {
  it("gives back rows as they were at the snapshot", () => {
    const store = createStore();
    const rows = store.table<{ id: string; tags: string[] }>("rows", (row) => row.id);
    rows.insert({ id: "a", tags: [] });
    store.nextNumber("n", 5);
    const snapshot = store.snapshot();
    rows.get("a")?.tags.push("changed");
    rows.put({ id: "b", tags: [] });
    store.nextNumber("n");
    store.restore(snapshot);
    expect(rows.all()).toEqual([{ id: "a", tags: [] }]);
    expect(store.nextNumber("n")).toBe(6);
    expect(() => rows.insert({ id: "a", tags: [] })).toThrow("a row a already");
  });
});

describe("ledger", () => {
  it("keeps what was so then, whatever happens to the data later", () => {
    const clock = createClock({ at: "2026-03-01T12:00:00Z", mode: "frozen" });
    const ledger = createLedger(clock, 3);
    const data = { quantity: 1 };
    ledger.append("stock-set", data);
    data.quantity = 99;
    expect(ledger.list()).toEqual([
      { sequence: 1, at: "2026-03-01T12:00:00.000Z", kind: "stock-set", data: { quantity: 1 } },
    ]);
    for (let count = 0; count < 5; count += 1) ledger.append("other");
    expect(ledger.list().map(({ sequence }) => sequence)).toEqual([4, 5, 6]);
    expect(ledger.list({ kind: "other", after: 5 })).toHaveLength(1);
  });
});

describe("fault dial", () => {
  const call = (path: string, operation?: string) => ({ method: "GET", path, operation });

  it("matches by method, path and operation, and one fault strikes a call", () => {
    const dial = createFaultDial(createRandom("f"));
    dial.add({ kind: "status", status: 500, path: "/orders/*" });
    dial.add({ kind: "status", status: 503, operation: ["getOrder", "getOrders"], count: null });
    dial.add({ kind: "status", status: 504, method: "post" });
    const status = (path: string, operation?: string) => {
      const fault = dial.take(call(path, operation));
      return fault?.kind === "status" ? fault.status : null;
    };
    expect(status("/orders")).toBeNull();
    expect([status("/orders/1", "getOrder"), status("/orders/1", "getOrder"), status("/x", "getOrders")]).toEqual([
      500, 503, 503,
    ]);
    expect(dial.take({ method: "POST", path: "/", operation: undefined })).toMatchObject({ status: 504 });
    expect(dial.list().map(({ struck }) => struck)).toEqual([1, 2, 1]);
  });

  it("strikes exactly `count` calls after `skip`", () => {
    fc.assert(
      fc.property(fc.nat(10), fc.integer({ min: 1, max: 10 }), fc.nat(30), (skip, count, calls) => {
        const dial = createFaultDial(createRandom("f"));
        dial.add({ kind: "slow", milliseconds: 0, skip, count });
        const struck = Array.from({ length: calls }, () => dial.take(call("/")) !== undefined);
        const expected = Array.from({ length: calls }, (_, index) => index >= skip && index < skip + count);
        expect(struck).toEqual(expected);
      }),
    );
  });
});

describe("quotas", () => {
  it("start anew at a zone's midnight, over the change to summer time as well", () => {
    const clock = createClock({ at: "2026-03-07T20:00:00Z", mode: "frozen" });
    const quotas = createQuotas(clock);
    quotas.define({ name: "daily", limit: 2, windowSeconds: 86_400, midnightIn: "America/Los_Angeles" });
    quotas.define({ name: "utc", limit: 2, windowSeconds: 86_400, midnightIn: "UTC" });
    expect(quotas.peek("daily").resetAt).toBe("2026-03-08T08:00:00.000Z");
    expect(quotas.peek("utc").resetAt).toBe("2026-03-08T00:00:00.000Z");
    expect([
      quotas.take("daily", "a").allowed,
      quotas.take("daily", "a", 2).allowed,
      quotas.take("daily", "b", 2).allowed,
    ]).toEqual([true, false, true]);
    expect(quotas.peek("daily", "a")).toMatchObject({ count: 1, remaining: 1 });
    clock.set("2026-03-08T08:00:00Z");
    expect(quotas.peek("daily", "a")).toMatchObject({ count: 0, resetAt: "2026-03-09T07:00:00.000Z" });
    clock.set("2026-11-01T12:00:00Z");
    expect(quotas.peek("daily", "a").resetAt).toBe("2026-11-02T08:00:00.000Z");
  });

  it("without a midnight run from the first call", () => {
    const clock = createClock({ at: "2026-03-01T12:00:00Z", mode: "frozen" });
    const quotas = createQuotas(clock);
    quotas.define({ name: "burst", limit: 1, windowSeconds: 15 });
    expect(quotas.take("burst").allowed).toBe(true);
    clock.advance(14_999);
    expect(quotas.take("burst").allowed).toBe(false);
    clock.advance(1);
    expect(quotas.take("burst").allowed).toBe(true);
  });

  it("never let more through than the limit", () => {
    fc.assert(
      fc.property(fc.nat(20), fc.array(fc.integer({ min: 1, max: 5 })), (limit, calls) => {
        const quotas = createQuotas(createClock({ at: "2026-03-01T12:00:00Z", mode: "frozen" }));
        quotas.define({ name: "any", limit, windowSeconds: 60 });
        const used = calls.reduce((sum, units) => sum + (quotas.take("any", "", units).allowed ? units : 0), 0);
        expect(used).toBeLessThanOrEqual(limit);
        expect(quotas.peek("any").count).toBe(used);
      }),
    );
  });
});

describe("webhooks", () => {
  const message = (kind: string) => ({
    kind,
    build: (attempt: number) => ({
      url: "http://127.0.0.1/hook",
      method: "POST",
      headers: {},
      body: `${kind}${attempt}`,
    }),
  });
  function sender(statuses: number[] = []) {
    const bodies: string[] = [];
    const clock = createClock({ at: "2026-03-01T12:00:00Z", mode: "frozen" });
    const fetch = async (_url: unknown, init?: RequestInit) => {
      bodies.push(String(init?.body));
      const status = statuses.shift() ?? 200;
      if (status === 0) throw new TypeError("nobody there");
      return new Response(null, { status });
    };
    return { bodies, webhooks: createWebhookSender({ clock, fetch: fetch as typeof globalThis.fetch }) };
  }

  it("arrive in order, one after the other", async () => {
    const { bodies, webhooks } = sender();
    for (const kind of ["a", "b", "c"]) webhooks.send(message(kind));
    await webhooks.flush();
    expect(bodies).toEqual(["a1", "b1", "c1"]);
  });

  it("are built anew for each attempt, up to three", async () => {
    const { bodies, webhooks } = sender([500, 0, 204, 500, 500, 500]);
    webhooks.send(message("a"));
    webhooks.send(message("b"));
    await webhooks.flush();
    expect(bodies).toEqual(["a1", "a2", "a3", "b1", "b2", "b3"]);
    expect(webhooks.attempts("a").map(({ status }) => status)).toEqual([500, null, 204]);
  });

  it("are dropped, doubled and swapped by the dial", async () => {
    const { bodies, webhooks } = sender();
    webhooks.dial({ drop: 1, duplicate: 1, reorder: 1 });
    for (const kind of ["lost", "late", "double", "plain"]) webhooks.send(message(kind));
    await webhooks.flush();
    expect(bodies).toEqual(["double1", "double1", "late1", "plain1"]);
  });
});
