import { ConnectorError } from "@counterfoil/connector-kit";
import type { MatchLine } from "@counterfoil/core/matching";
import type { Order } from "@counterfoil/core/model";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { entryOf, lineOf, unitsOf } from "../../testing/desk-questions.ts";
import { toOrder } from "../../testing/fake-shop.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

const matcher = vi.hoisted(() => ({ breaksOn: (_: readonly MatchLine[]): boolean => false }));

vi.mock("@counterfoil/core/matching", async (original) => {
  const real = await original<typeof import("@counterfoil/core/matching")>();
  const linkByChannel: typeof real.linkByChannel = (lines, index, policy) => {
    if (matcher.breaksOn(lines)) throw new Error("the matcher has a fault");
    return real.linkByChannel(lines, index, policy);
  };
  return { ...real, linkByChannel };
});

describeEachDatabase("no order is ever lost", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    matcher.breaksOn = () => false;
    desk = await openTestDesk(context.database);
  });
  const lastRun = async () => (await desk.owner.sync.runs({ limit: 1 }))[0];
  const numbers = async () =>
    (await desk.owner.orders.list({ limit: 100 })).orders.map(({ platformOrderId }) => platformOrderId).toSorted();
  const answer = (get: (externalId: string) => Promise<Order>) =>
    Object.assign(desk.shop.connector.orders ?? {}, { get });
  const healed = async (externalId: string) =>
    toOrder("ebay", { externalId, lines: [{ sku: "S" }] }, "2026-04-02T00:00:00.000Z");

  describe("when the matcher breaks", () => {
    test("on one order, that order waits with its reason, the others are linked, and it heals", async () => {
      for (let n = 0; n < 3; n += 1) await desk.stock({ sku: `S${n}` });
      matcher.breaksOn = (lines) => lines.some((line) => line.orderReference === "1-1");
      for (let n = 0; n < 3; n += 1) desk.shop.put({ externalId: `1-${n}`, lines: [{ sku: `S${n}` }] });
      await desk.sync();
      expect(await lastRun()).toMatchObject({ state: "done", seen: 3, created: 3, linked: 2, queued: 1, failed: 0 });
      expect((await lastRun())?.errors).toMatchObject([
        { externalId: "1-1", message: expect.stringMatching(/stored/) },
      ]);
      expect(await lineOf(desk, "1-1")).toMatchObject({ state: "queued", claims: [] });
      expect(await entryOf(desk, "1-1")).toMatchObject({ reason: "lookup_failed", status: "pending" });
      matcher.breaksOn = () => false;
      await desk.sync();
      expect(await unitsOf(desk, "1-1")).toHaveLength(1);
      expect((await entryOf(desk, "1-1")).status).toBe("resolved");
    });

    test("only on orders together, all wait and all heal", async () => {
      await desk.stock({ sku: "S", quantity: 2 });
      matcher.breaksOn = (lines) => lines.length > 1;
      for (const externalId of ["1-1", "1-2"]) desk.shop.put({ externalId, lines: [{ sku: "S" }] });
      await desk.sync();
      expect(await lastRun()).toMatchObject({ created: 2, linked: 0, queued: 2, failed: 0 });
      matcher.breaksOn = () => false;
      await desk.sync();
      expect([await unitsOf(desk, "1-1"), await unitsOf(desk, "1-2")].flat()).toHaveLength(2);
    });

    test("a person can still choose the unit", async () => {
      const unit = await desk.stock({ sku: "S" });
      matcher.breaksOn = () => true;
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      const { id: entryId } = await entryOf(desk, "1-1");
      await desk.owner.resolution.resolve({ entryId, units: [{ inventoryItemId: unit.id, quantity: 1 }] });
      expect(await unitsOf(desk, "1-1")).toEqual([unit.id]);
    });
  });

  describe("an order that cannot be stored", () => {
    const throwing = {
      toJSON: () => {
        throw new Error("odd");
      },
    } as never;
    test.each<[string, Partial<Order>]>([
      ["its mapping throws", { marketplace: throwing }],
      ["its mapping meets what is not there", { totals: null as never }],
      ["the database refuses a value", { currency: "POUNDS" }],
    ])("%s: the others are stored, it is read again and heals", async (_, oddity) => {
      await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "1-1", lines: [{}] });
      const odd = desk.shop.put({ externalId: "odd", lines: [{}], ...oddity });
      desk.shop.put({ externalId: "1-2", lines: [{}] });
      answer(async () => odd);
      await desk.sync();
      expect(await lastRun()).toMatchObject({ state: "done", created: 2, failed: 1, errors: [{ externalId: "odd" }] });
      expect(await numbers()).toEqual(["1-1", "1-2"]);
      await desk.sync();
      expect(await lastRun()).toMatchObject({ state: "failed", seen: 1, failed: 1, errors: [{ externalId: "odd" }] });
      answer(healed);
      await desk.sync();
      expect(await lastRun()).toMatchObject({ state: "done", seen: 1, created: 1, linked: 1, errors: [] });
      expect(await numbers()).toEqual(["1-1", "1-2", "odd"]);
      await desk.sync();
      expect(await lastRun()).toMatchObject({ state: "done", seen: 0 });
    });

    test("is forgotten when the platform shows it changed and whole", async () => {
      desk.shop.put({ externalId: "odd", currency: "POUNDS", lines: [{}] });
      await desk.sync();
      expect((await lastRun())?.state).toBe("failed");
      desk.shop.change("odd", { currency: "GBP" });
      await desk.sync();
      expect(await lastRun()).toMatchObject({ state: "done", seen: 1, created: 1 });
    });
  });

  describe("a record that the connector could not read", () => {
    test("is read again by its number until that works", async () => {
      desk.shop.problems = [{ externalId: "7", message: "The total is not a number." }];
      await desk.sync();
      await desk.sync();
      const run = await lastRun();
      expect(run).toMatchObject({ state: "failed", failed: 1, errors: [{ externalId: "7" }] });
      expect(run?.errors[0]?.message).toMatch(/no such order/);
      answer(healed);
      await desk.sync();
      expect(await lastRun()).toMatchObject({ state: "done", created: 1 });
      expect(await numbers()).toEqual(["7"]);
    });

    test("many of them do not use up the platform's calls; those not tried are told by their number", async () => {
      desk.shop.problems = Array.from({ length: 25 }, (_, n) => ({ externalId: `p${n}`, message: "Unreadable." }));
      await desk.sync();
      const asked: string[] = [];
      answer(async (externalId) => {
        asked.push(externalId);
        return await healed(externalId);
      });
      await desk.sync();
      expect(asked).toHaveLength(20);
      expect((await lastRun())?.errors).toMatchObject([{ message: expect.stringMatching(/^5 more orders/) }]);
      await desk.sync();
      expect(new Set(asked).size).toBe(25);
      expect(await numbers()).toHaveLength(25);
    });

    test("a platform that answers nobody is asked once", async () => {
      desk.shop.problems = ["a", "b", "c"].map((externalId) => ({ externalId, message: "Unreadable." }));
      await desk.sync();
      let asked = 0;
      answer(async () => {
        asked += 1;
        throw new ConnectorError({ code: "rate_limited", message: "Too many calls." });
      });
      await desk.sync();
      expect(asked).toBe(1);
      expect((await lastRun())?.errors).toHaveLength(2);
    });
  });
});
