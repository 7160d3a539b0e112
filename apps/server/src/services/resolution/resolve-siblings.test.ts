import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test } from "vitest";
import { entryOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("sales that ask the same", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
    for (let n = 1; n <= 4; n += 1)
      desk.shop.put({
        externalId: `1-${n}`,
        placedAt: `2026-03-0${n}T00:00:00.000Z`,
        lines: [{ sku: n < 4 ? "ASKED" : "OTHER", title: "A set that nobody knows" }],
      });
    await desk.sync(desk.shopConnectionId);
  });

  /** Decides the first sale by hand, then those like it. */
  async function decide(unit: { id: string }) {
    const { id: entryId } = await entryOf(desk, "1-1");
    await desk.owner.resolution.resolve({ entryId, units: [{ inventoryItemId: unit.id, quantity: 1 }] });
    return await desk.owner.resolution.resolveSiblings({ entryId, inventoryItemId: unit.id });
  }
  const statusOf = async (number: string) => (await entryOf(desk, number)).status;

  test("get units like the one chosen, each its own, and others are left alone", async () => {
    const [first] = [
      await desk.stock({ sku: "HAVE" }),
      await desk.stock({ sku: "HAVE" }),
      await desk.stock({ sku: "HAVE" }),
    ];
    const { resolved, left } = await decide(first ?? { id: "" });
    expect(resolved.map(({ platformOrderId }) => platformOrderId)).toEqual(["1-2", "1-3"]);
    expect(left).toEqual([]);
    expect(await statusOf("1-4")).toBe("pending");
    const { items } = await desk.owner.inventory.list({});
    expect(items.every(({ quantityClaimed }) => quantityClaimed === 1)).toBe(true);
  });

  test("take the oldest sale first, and say of the rest that too few units are left", async () => {
    const unit = await desk.stock({ sku: "HAVE" });
    await desk.stock({ sku: "HAVE" });
    await desk.stock({ sku: "HAVE", condition: "used" });
    const { resolved, left } = await decide(unit);
    expect(resolved.map(({ platformOrderId }) => platformOrderId)).toEqual(["1-2"]);
    expect(left).toMatchObject([{ platformOrderId: "1-3", why: "Too few units like this one are left." }]);
    expect(await statusOf("1-3")).toBe("pending");
  });

  test("each can be taken back by itself", async () => {
    const unit = await desk.stock({ sku: "HAVE", quantity: 3 });
    const { resolved } = await decide(unit);
    expect(resolved).toHaveLength(2);
    await desk.owner.resolution.undo({ entryId: resolved[0]?.entryId ?? "" });
    expect(await statusOf("1-2")).toBe("pending");
    expect(await statusOf("1-3")).toBe("resolved");
  });

  test("of a stranger are not found", async () => {
    const unit = await desk.stock({ sku: "HAVE" });
    const { id: entryId } = await entryOf(desk, "1-1");
    const stranger = desk.callerFor(await context.createWorkspace());
    await expect(stranger.resolution.resolveSiblings({ entryId, inventoryItemId: unit.id })).rejects.toThrow(
      "not found",
    );
  });
});
