import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { lineOf, orderOf, refusalOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("dispatching orders", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });

  /** A paid order of one unit, linked. */
  const sale = async (lines: object[] = [{ sku: "S" }]) => {
    const unit = await desk.stock({ sku: "S", quantity: 3 });
    desk.shop.put({ externalId: "1-1", lines });
    await desk.sync();
    return { unit, order: await orderOf(desk, "1-1") };
  };
  const request = (orderId: string, more: object = {}) => ({
    orderId,
    carrier: "Royal Mail",
    trackingNumber: "RM123456785GB",
    shippedAt: "2026-04-01T07:00:00.000Z",
    idempotencyKey: "key-0001",
    ...more,
  });
  const onHand = async (id: string) => (await desk.owner.inventory.get({ id })).quantityOnHand;

  test("the platform hears of the package, the order is shipped and its unit sold", async () => {
    const { unit, order } = await sale();
    const answer = await desk.owner.orders.dispatch(request(order.id));
    expect(answer).toMatchObject({ orderId: order.id, status: "shipped" });
    expect(desk.shop.packages).toMatchObject([
      { orderExternalId: "1-1", shipment: { trackingNumber: "RM123456785GB" } },
    ]);
    const after = await orderOf(desk, "1-1");
    expect(after).toMatchObject({ status: "shipped", linkState: "linked" });
    expect(after.shipments).toMatchObject([
      { id: answer.shipmentId, state: "confirmed", trackingNumber: "RM123456785GB" },
    ]);
    expect(after.lines[0]?.claims).toMatchObject([{ state: "sold" }]);
    expect(after.history.at(-1)?.text).toContain("RM123456785GB");
    expect(await onHand(unit.id)).toBe(2);
  });

  test("the next sync sees the same package and changes nothing", async () => {
    const { unit, order } = await sale();
    await desk.owner.orders.dispatch(request(order.id));
    await desk.sync();
    const after = await orderOf(desk, "1-1");
    expect(after.shipments).toHaveLength(1);
    expect(after.status).toBe("shipped");
    expect(await onHand(unit.id)).toBe(2);
  });

  test("a read from before the dispatch does not take the order back", async () => {
    const { order } = await sale();
    await desk.owner.orders.dispatch(request(order.id));
    desk.shop.change("1-1", { status: "paid", sellerNote: "late", shipments: [], lines: [], linesComplete: false });
    await desk.sync();
    expect((await orderOf(desk, "1-1")).status).toBe("shipped");
  });

  describe("case A29: an order that needs no package", () => {
    test.each(["shipped", "delivered", "completed", "cancelled", "refunded", "on_hold"] as const)(
      "is refused when it is %s",
      async (status) => {
        const { order } = await sale();
        desk.shop.change("1-1", { status });
        await desk.sync();
        expect((await refusalOf(desk.owner.orders.dispatch(request(order.id)))).code).toBe("conflict");
        expect(desk.shop.packages).toEqual([]);
      },
    );

    test("is refused when it was dispatched before, under another key", async () => {
      const { order } = await sale();
      await desk.owner.orders.dispatch(request(order.id));
      const again = desk.owner.orders.dispatch(request(order.id, { idempotencyKey: "key-0002" }));
      expect((await refusalOf(again)).code).toBe("conflict");
      expect(desk.shop.packages).toHaveLength(1);
    });
  });

  describe("case A31: the same request twice", () => {
    test("makes one package and answers the same", async () => {
      const { order } = await sale();
      const first = await desk.owner.orders.dispatch(request(order.id));
      const second = await desk.owner.orders.dispatch(request(order.id));
      expect(second).toEqual(first);
      expect(desk.shop.packages).toHaveLength(1);
    });

    test("at the same moment too", async () => {
      const { order, unit } = await sale();
      const answers = await Promise.all([1, 2].map(() => desk.owner.orders.dispatch(request(order.id))));
      expect(answers[0]).toEqual(answers[1]);
      expect(desk.shop.packages).toHaveLength(1);
      expect(await onHand(unit.id)).toBe(2);
    });
  });

  describe("a lost answer", () => {
    test("is looked up on the platform and the package taken over", async () => {
      const { order } = await sale();
      desk.shop.failShipment = "lost-after";
      expect((await desk.owner.orders.dispatch(request(order.id))).status).toBe("shipped");
      expect(desk.shop.packages).toHaveLength(1);
    });

    test("of a package that never arrived is told, and the repeated request sends it once", async () => {
      const { order } = await sale();
      desk.shop.failShipment = "lost-before";
      const refusal = await refusalOf(desk.owner.orders.dispatch(request(order.id)));
      expect(refusal.code).toBe("unavailable");
      expect((await orderOf(desk, "1-1")).shipments).toMatchObject([{ state: "outcome_unknown" }]);
      expect((await desk.owner.orders.dispatch(request(order.id))).status).toBe("shipped");
      expect(desk.shop.packages).toHaveLength(1);
    });
  });

  test("a refusal of the platform is told, nothing is sold, and the request can be sent anew", async () => {
    const { unit, order } = await sale();
    desk.shop.failShipment = "refused";
    const refusal = await refusalOf(desk.owner.orders.dispatch(request(order.id)));
    expect(refusal).toEqual({ code: "refused_by_platform", message: "The tracking number is not valid." });
    expect(await onHand(unit.id)).toBe(3);
    expect((await orderOf(desk, "1-1")).status).toBe("paid");
    await desk.owner.orders.dispatch(
      request(order.id, { trackingNumber: "RM000000014GB", idempotencyKey: "key-0002" }),
    );
    expect(desk.shop.packages).toMatchObject([{ shipment: { trackingNumber: "RM000000014GB" } }]);
  });

  test("case A33: taken by the platform, lost here: the next sync finds it shipped, and no second package goes", async () => {
    const { unit, order } = await sale();
    await desk.shop.connector.fulfillment?.ship({
      ...{ orderExternalId: "1-1", lines: null, carrier: "Royal Mail", trackingNumber: "RM123456785GB" },
      ...{ shippedAt: "2026-04-01T07:00:00.000Z", idempotencyKey: "key-0001" },
    });
    await desk.sync();
    expect(await orderOf(desk, "1-1")).toMatchObject({ status: "shipped" });
    expect(await onHand(unit.id)).toBe(2);
    expect((await refusalOf(desk.owner.orders.dispatch(request(order.id)))).code).toBe("conflict");
    expect(desk.shop.packages).toHaveLength(1);
  });

  test("case 85: two packages of one line sell one unit each", async () => {
    const { unit, order } = await sale([{ sku: "S", quantity: 2 }]);
    const line = await lineOf(desk, "1-1");
    const first = await desk.owner.orders.dispatch(request(order.id, { lines: [{ lineId: line.id, quantity: 1 }] }));
    expect(first.status).toBe("partially_shipped");
    expect(await onHand(unit.id)).toBe(2);
    await desk.sync();
    expect(await onHand(unit.id)).toBe(2);
    const second = await desk.owner.orders.dispatch(request(order.id, { idempotencyKey: "key-0002" }));
    expect(second.status).toBe("shipped");
    await desk.sync();
    expect(await onHand(unit.id)).toBe(1);
    expect((await orderOf(desk, "1-1")).shipments).toHaveLength(2);
  });

  test("more units than are left, a foreign line, or an unknown order are refused", async () => {
    const { order } = await sale();
    const line = await lineOf(desk, "1-1");
    const foreign = order.id;
    for (const lines of [[{ lineId: line.id, quantity: 2 }], [{ lineId: foreign, quantity: 1 }]])
      expect((await refusalOf(desk.owner.orders.dispatch(request(order.id, { lines })))).code).toBe("invalid");
    expect((await refusalOf(desk.owner.orders.dispatch(request(line.id)))).code).toBe("not_found");
    const stranger = await openTestDesk(context.database);
    expect((await refusalOf(stranger.owner.orders.dispatch(request(order.id)))).code).toBe("not_found");
    expect(desk.shop.packages).toEqual([]);
  });

  test("an order whose lines are not linked can be sent; a unit linked later is sold at once", async () => {
    desk.shop.put({ externalId: "1-1", lines: [{ sku: "unknown" }] });
    await desk.sync();
    const order = await orderOf(desk, "1-1");
    await desk.owner.orders.dispatch(request(order.id));
    const unit = await desk.stock({ title: "Found on the shelf" });
    const { entryId } = await lineOf(desk, "1-1");
    await desk.owner.resolution.resolve({ entryId: entryId ?? "", units: [{ inventoryItemId: unit.id, quantity: 1 }] });
    expect((await desk.owner.inventory.get({ id: unit.id })).status).toBe("sold");
  });
});
