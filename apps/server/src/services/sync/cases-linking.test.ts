import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test } from "vitest";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("linking sold lines to stock", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });

  test("case 1: a dispatched line takes the one listed unit with its SKU, which is then sold", async () => {
    const unit = await desk.stock({ sku: "S", status: "listed" });
    desk.shop.put({ externalId: "1-1", status: "shipped", lines: [{ sku: "S" }] });
    await desk.sync();
    const { orders } = await desk.owner.orders.list();
    const order = await desk.owner.orders.get({ id: orders[0]!.id });
    expect(order.linkState).toBe("linked");
    expect(order.lines[0]!.claims).toMatchObject([{ inventoryItemId: unit.id, method: "sku", state: "sold" }]);
    expect(order.lines[0]!.claims[0]!.evidence[0]).toContain("SKU S");
    expect((await desk.owner.inventory.get({ id: unit.id })).status).toBe("sold");
    expect((await desk.owner.resolution.list()).entries).toEqual([]);
  });
});
