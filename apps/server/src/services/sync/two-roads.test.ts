import type { Order } from "@counterfoil/core/model";
import { describeEachDatabase } from "@counterfoil/db/testing";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { orderOf, refusalOf, unitsOf, waiting } from "../../testing/desk-questions.ts";
import type { OrderDraft } from "../../testing/fake-shop.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

// The second shop stands for a back office that brings the first one's orders.
describeEachDatabase("a sale that comes by two roads (case 187)", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });

  const channelSells = async (number: string, change: Partial<Order> = {}) => {
    desk.shop.put({ externalId: number, lines: [{ sku: "S" }], ...change });
    await desk.sync();
  };
  const officeBrings = async (number: string, change: Partial<OrderDraft> = {}) => {
    const soldThrough = { platform: "ebay", orderExternalId: number };
    desk.otherShop.put({ externalId: `office-${number}`, lines: [{ sku: "S" }], soldThrough, ...change });
    await desk.sync(desk.otherConnectionId);
  };
  const freeUnits = async () => {
    const { items } = await desk.owner.inventory.list({ limit: 100 });
    return items.reduce((sum, { quantityOnHand, quantityClaimed }) => sum + quantityOnHand - quantityClaimed, 0);
  };

  describe("is counted once", () => {
    beforeEach(async () => {
      await desk.stock({ sku: "S" });
      await desk.stock({ sku: "S" });
    });

    test("when the channel's own order comes first", async () => {
      await channelSells("1");
      await officeBrings("1");
      const [first, second] = [await orderOf(desk, "1"), await orderOf(desk, "office-1")];
      expect(await unitsOf(desk, "1")).toHaveLength(1);
      expect(await unitsOf(desk, "office-1")).toEqual([]);
      expect(second).toMatchObject({ sameSaleAs: first.id, linkState: "none" });
      expect(second.otherRoads).toEqual([
        { id: first.id, platform: "ebay", platformOrderId: "1", counts: true, takesParcels: true },
      ]);
      expect(first).toMatchObject({ sameSaleAs: null, otherRoads: [{ platformOrderId: "office-1", counts: false }] });
      expect(await waiting(desk)).toEqual([]);
      expect(await freeUnits()).toBe(1);
    });

    test("when the back office is read first", async () => {
      await officeBrings("1");
      await channelSells("1");
      expect(await unitsOf(desk, "office-1")).toHaveLength(1);
      expect(await orderOf(desk, "1")).toMatchObject({ linkState: "none", lines: [{ claims: [] }] });
      expect(await freeUnits()).toBe(1);
    });

    test("when both are read anew, and when it falls through", async () => {
      await channelSells("1");
      await officeBrings("1");
      await officeBrings("1", { status: "packed" });
      desk.shop.change("1", { status: "packed" });
      await desk.sync();
      expect(await freeUnits()).toBe(1);
      desk.shop.change("1", { status: "cancelled" });
      await desk.sync();
      await officeBrings("1", { status: "cancelled" });
      expect(await freeUnits()).toBe(2);
    });

    test("in the counts of the list, where both are shown", async () => {
      await channelSells("1");
      await officeBrings("1");
      const { orders, counts } = await desk.owner.orders.list({ limit: 10 });
      expect(orders).toHaveLength(2);
      expect(counts).toMatchObject({ ready: 1, needsLink: 0 });
      const ready = await desk.owner.orders.list({ limit: 10, word: "ready" });
      expect(ready.orders.map(({ platformOrderId }) => platformOrderId)).toEqual(["1"]);
    });

    test("in the figures", async () => {
      await officeBrings("1");
      await channelSells("1");
      const rows = await desk.parts.db.inWorkspace(desk.workspaceId, (tx) =>
        tx
          .selectFrom("order_figures")
          .innerJoin("orders", "orders.id", "order_figures.order_id")
          .select("external_id")
          .execute(),
      );
      expect(rows).toEqual([{ external_id: "office-1" }]);
    });

    test("and is sent once: the other order takes no parcel", async () => {
      await channelSells("1");
      await officeBrings("1");
      const { id } = await orderOf(desk, "office-1");
      const parcel = { shippedAt: "2026-04-01T09:00:00.000Z", idempotencyKey: "key-of-the-parcel" };
      const refusal = await refusalOf(desk.owner.orders.dispatch({ orderId: id, ...parcel }));
      expect(refusal.message).toContain("same sale as order 1 on EBAY");
      expect(desk.otherShop.packages).toEqual([]);
    });
  });

  test("counts by the back office alone where its channel is not connected", async () => {
    await desk.stock({ sku: "S" });
    await officeBrings("1");
    expect(await unitsOf(desk, "office-1")).toHaveLength(1);
    expect(await orderOf(desk, "office-1")).toMatchObject({ sameSaleAs: null, linkState: "linked" });
  });

  test("counts where its lines are known: an order without lines holds nothing back", async () => {
    await desk.stock({ sku: "S" });
    const soldThrough = { platform: "ebay", orderExternalId: "1" };
    desk.otherShop.put({ externalId: "office-1", lines: [], linesComplete: false, soldThrough });
    await desk.sync(desk.otherConnectionId);
    await channelSells("1");
    expect(await unitsOf(desk, "1")).toHaveLength(1);
    expect(await orderOf(desk, "office-1")).toMatchObject({ linkState: "none" });
  });

  test("takes its unit as soon as one road says which, though the other came first and could not", async () => {
    await desk.stock({ sku: "S" });
    await officeBrings("1", { lines: [{ sku: "?", title: "Some bricks" }] });
    expect((await waiting(desk)).map(({ platformOrderId }) => platformOrderId)).toEqual(["office-1"]);
    await channelSells("1");
    expect(await unitsOf(desk, "1")).toHaveLength(1);
    expect(await waiting(desk)).toEqual([]);
    expect(await orderOf(desk, "office-1")).toMatchObject({ linkState: "none" });
  });

  test("stays with the road on which a person decided", async () => {
    await desk.stock({ sku: "S" });
    await officeBrings("1", { lines: [{ sku: "?", title: "Some bricks" }] });
    const [entry] = await waiting(desk);
    await desk.owner.resolution.skip({ entryId: entry!.id });
    await channelSells("1");
    expect(await unitsOf(desk, "1")).toEqual([]);
    expect(await orderOf(desk, "1")).toMatchObject({ linkState: "none" });
  });

  test("that waits for a person waits once, and counts by itself once the seller says so", async () => {
    await channelSells("1");
    await officeBrings("1");
    expect((await waiting(desk)).map(({ platformOrderId }) => platformOrderId)).toEqual(["1"]);
    await officeBrings("1", { soldThrough: null });
    expect((await waiting(desk)).map(({ platformOrderId }) => platformOrderId).sort()).toEqual(["1", "office-1"]);
  });

  test("counts by itself once the seller says so, also where it was the one that counted", async () => {
    await desk.stock({ sku: "S", quantity: 5 });
    await officeBrings("1");
    await channelSells("1");
    expect(await freeUnits()).toBe(4);
    await officeBrings("1", { soldThrough: null });
    expect(await unitsOf(desk, "1")).toHaveLength(1);
    expect(await freeUnits()).toBe(3);
  });

  test("read by both roads in the same moment is counted once", async () => {
    await desk.stock({ sku: "S", quantity: 20 });
    const numbers = Array.from({ length: 10 }, (_, index) => String(index));
    for (const number of numbers) {
      const soldThrough = { platform: "ebay", orderExternalId: number };
      desk.shop.put({ externalId: number, lines: [{ sku: "S" }] });
      desk.otherShop.put({ externalId: `office-${number}`, lines: [{ sku: "S" }], soldThrough });
    }
    desk.shop.pageSize = 2;
    desk.otherShop.pageSize = 3;
    await Promise.all([desk.sync(), desk.sync(desk.otherConnectionId)]);
    expect(await freeUnits()).toBe(10);
  });
});

const roads = ["channel", "office"] as const;
const statuses = ["pending", "paid", "packed", "shipped", "cancelled"] as const satisfies readonly Order["status"][];

// One database is enough: what differs between the two is tested above.
describeEachDatabase("sales by two roads in any order", (context) => {
  test("take one unit each at most, and each has one order that counts", async () => {
    if (context.kind === "pglite") return;
    const step = fc.record({
      ...{
        sale: fc.integer({ min: 1, max: 3 }),
        road: fc.constantFrom(...roads),
        status: fc.constantFrom(...statuses),
      },
      hasLines: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 14 }), async (steps) => {
        const desk = await openTestDesk(context.database);
        for (let unit = 0; unit < 6; unit += 1) await desk.stock({ sku: "S" });
        const seen = new Set<number>();
        for (const { sale, road, status, hasLines } of steps) {
          seen.add(sale);
          const isOffice = road === "office";
          const soldThrough = isOffice ? { platform: "ebay", orderExternalId: String(sale) } : null;
          const lines = isOffice && !hasLines ? [] : [{ sku: "S" }];
          const order = { ...{ lines, linesComplete: lines.length > 0, status, soldThrough }, rawStatus: status };
          const payment = status === "pending" ? ("unpaid" as const) : ("paid" as const);
          const shop = isOffice ? desk.otherShop : desk.shop;
          shop.put({ externalId: `${road}-${sale}`.replace("channel-", ""), paymentStatus: payment, ...order });
          await desk.sync(isOffice ? desk.otherConnectionId : desk.shopConnectionId);
        }
        const { orders } = await desk.owner.orders.list({ limit: 100 });
        const counted = orders.filter(({ sameSaleAs }) => sameSaleAs === null);
        expect(counted).toHaveLength(seen.size);
        const entries = await waiting(desk);
        for (const order of orders) {
          const { lines } = await desk.owner.orders.get({ id: order.id });
          const held = lines.flatMap(({ claims }) => claims.filter(({ state }) => state !== "released"));
          expect(held.length).toBeLessThanOrEqual(order.sameSaleAs === null ? 1 : 0);
          if (order.sameSaleAs !== null) expect(entries.map(({ orderId }) => orderId)).not.toContain(order.id);
        }
      }),
      { numRuns: Number(process.env.FC_NUM_RUNS ?? 12) },
    );
  });
});
