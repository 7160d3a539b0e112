import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test } from "vitest";
import { orderOf, refusalOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { wakeHeldOrders } from "./wake-held-orders.ts";

describeEachDatabase("moving orders by hand", (context) => {
  let desk: TestDesk;
  let id: string;
  let unitId: string;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
    unitId = (await desk.stock({ sku: "S", location: "L1" })).id;
    desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
    await desk.sync();
    id = (await orderOf(desk, "1-1")).id;
  });
  type Move = Parameters<TestDesk["owner"]["orders"]["setStatus"]>[0];
  const move = (status: Move["status"], more: Partial<Move> = {}) =>
    desk.owner.orders.setStatus({ orderId: id, status, ...more });
  const unit = async () => await desk.owner.inventory.get({ id: unitId });

  test("what a person says survives a re-sync, and gives way to what the platform says anew", async () => {
    expect((await move("packed")).status).toBe("packed");
    desk.shop.change("1-1", { sellerNote: "read again" });
    await desk.sync();
    expect((await orderOf(desk, "1-1")).status).toBe("packed");
    desk.shop.change("1-1", { status: "shipped" });
    await desk.sync();
    expect((await orderOf(desk, "1-1")).status).toBe("shipped");
  });

  test("case A27: a move that the workflow does not know is refused with the allowed ones; force leaves an audit row", async () => {
    const refusal = await refusalOf(move("completed"));
    expect(refusal.code).toBe("conflict");
    expect(refusal.message).toContain("Allowed: packed");
    const forced = await move("completed", { force: true, note: "buyer was here" });
    expect(forced.status).toBe("completed");
    expect(forced.history.at(-1)?.text).toBe("Forced from paid to completed (buyer was here).");
  });

  test("a hold needs a reason, keeps its units, and wakes at its date", async () => {
    expect((await refusalOf(move("on_hold"))).code).toBe("invalid");
    const held = await move("on_hold", { holdReason: "waits for a spare part", holdUntil: "2026-04-01T09:00:00.000Z" });
    expect(held).toMatchObject({ status: "on_hold", holdReason: "waits for a spare part" });
    expect(held.lines[0]?.claims).toMatchObject([{ state: "reserved" }]);
    desk.shop.change("1-1", { sellerNote: "read again" });
    await desk.sync();
    expect((await orderOf(desk, "1-1")).status).toBe("on_hold");
    await wakeHeldOrders(desk.parts);
    expect((await orderOf(desk, "1-1")).status).toBe("on_hold");
    await wakeHeldOrders({ ...desk.parts, now: () => new Date("2026-04-01T09:00:01.000Z") });
    expect((await orderOf(desk, "1-1")).status).toBe("paid");
  });

  test("a cancelled order lets its unit go", async () => {
    await move("cancelled");
    expect(await unit()).toMatchObject({ quantityOnHand: 1 });
    expect((await orderOf(desk, "1-1")).lines[0]?.claims).toMatchObject([{ state: "released" }]);
    expect((await refusalOf(move("shipped"))).code).toBe("conflict");
  });

  test("a return puts the same unit back; case 93: an order that never left cannot come back", async () => {
    expect((await refusalOf(move("returned"))).code).toBe("conflict");
    await move("shipped");
    expect(await unit()).toMatchObject({ status: "sold", quantityOnHand: 0 });
    await move("returned");
    expect((await unit()).quantityOnHand).toBe(1);
    expect((await orderOf(desk, "1-1")).status).toBe("returned");
  });

  test("case 95: a refund without a return keeps the unit sold", async () => {
    await move("shipped");
    await move("refunded");
    expect(await unit()).toMatchObject({ quantityOnHand: 0 });
  });

  test("shipped with a tracking number tells the platform, once", async () => {
    const sent = await move("shipped", { trackingNumber: "RM123456785GB" });
    expect(sent.status).toBe("shipped");
    expect(desk.shop.packages).toMatchObject([{ shipment: { carrier: "RM" } }]);
    expect((await move("shipped", { trackingNumber: "RM123456785GB" })).status).toBe("shipped");
    expect(desk.shop.packages).toHaveLength(1);
  });

  test("a viewer moves nothing, and another workspace's order is not found", async () => {
    const viewer = desk.callerFor(desk.workspaceId, "viewer");
    expect((await refusalOf(viewer.orders.setStatus({ orderId: id, status: "packed" }))).code).toBe("forbidden");
    const stranger = await openTestDesk(context.database);
    const refusal = await refusalOf(stranger.owner.orders.setStatus({ orderId: id, status: "packed" }));
    expect(refusal.code).toBe("not_found");
  });
});
