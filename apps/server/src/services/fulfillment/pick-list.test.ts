import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test } from "vitest";
import { lineOf, orderOf, refusalOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("the pick list", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });
  const list = () => desk.owner.orders.pickList();
  const places = async () => (await list()).groups.map(({ location }) => location);

  test("goes by place in natural order over all paid orders, unknown places last (65); case 63: the unit's own place wins", async () => {
    await desk.stock({ sku: "A | Garage - E1", location: "Loft - S10" });
    await desk.stock({ sku: "B", location: "Loft - S5" });
    await desk.stock({ sku: "C" });
    desk.shop.put({ externalId: "1", lines: [{ sku: "A | Garage - E1" }, { sku: "C" }] });
    desk.shop.put({ externalId: "2", lines: [{ sku: "B" }] });
    desk.shop.put({ externalId: "3", status: "pending", lines: [{ sku: "B" }] });
    desk.shop.put({ externalId: "4", lines: [{ sku: "never seen", title: "Found in the attic" }] });
    await desk.sync();
    expect(await places()).toEqual(["Loft - S5", "Loft - S10", null]);
    const view = await list();
    expect(view).toMatchObject({ orders: 3, units: 4, ticked: 0 });
    expect(view.groups[2]?.picks.map(({ title, itemId }) => [title, itemId === null])).toContainEqual([
      "Found in the attic",
      true,
    ]);
  });

  test("case 67: reading it twice changes nothing", async () => {
    await desk.stock({ sku: "S", location: "L1" });
    desk.shop.put({ externalId: "1", lines: [{ sku: "S" }] });
    await desk.sync();
    const before = await orderOf(desk, "1");
    const first = await list();
    expect(await list()).toEqual(first);
    expect(await orderOf(desk, "1")).toEqual(before);
  });

  test("case 61: of a partly shipped order only what is left is picked", async () => {
    await desk.stock({ sku: "S", location: "L1", quantity: 2 });
    await desk.stock({ sku: "T", location: "L2" });
    desk.shop.put({ externalId: "1", lines: [{ sku: "S", quantity: 2 }, { sku: "T" }] });
    await desk.sync();
    const line = await lineOf(desk, "1");
    await desk.owner.orders.tickPick({ lineId: line.id, itemId: line.claims[0]?.inventoryItemId ?? null, quantity: 2 });
    expect(await list()).toMatchObject({ units: 3, ticked: 2 });
    await desk.owner.orders.dispatch({
      ...{ orderId: (await orderOf(desk, "1")).id, lines: [{ lineId: line.id, quantity: 1 }] },
      ...{ shippedAt: "2026-04-01T07:00:00.000Z", idempotencyKey: "key-0001" },
    });
    const view = await list();
    expect(view).toMatchObject({ units: 2, ticked: 1 });
    expect(view.groups.map(({ picks }) => picks[0]?.quantity)).toEqual([1, 1]);
  });

  test("a tick is seen by the whole workspace and by no other, and can be taken back", async () => {
    await desk.stock({ sku: "S", location: "L1" });
    desk.shop.put({ externalId: "1", lines: [{ sku: "S" }] });
    await desk.sync();
    const [pick] = (await list()).groups[0]?.picks ?? [];
    const tick = { lineId: pick?.lineId ?? "", itemId: pick?.itemId ?? null };
    await desk.owner.orders.tickPick({ ...tick, quantity: 1 });
    const viewer = desk.callerFor(desk.workspaceId, "viewer");
    expect((await viewer.orders.pickList()).groups[0]?.picks[0]).toMatchObject({ ticked: 1, tickedBy: "Ann" });
    expect((await refusalOf(viewer.orders.tickPick({ ...tick, quantity: 0 }))).code).toBe("forbidden");
    const stranger = await openTestDesk(context.database);
    expect((await refusalOf(stranger.owner.orders.tickPick({ ...tick, quantity: 1 }))).code).toBe("not_found");
    await desk.owner.orders.tickPick({ ...tick, quantity: 0 });
    expect(await list()).toMatchObject({ units: 1, ticked: 0 });
  });
});
