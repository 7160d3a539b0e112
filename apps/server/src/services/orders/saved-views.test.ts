import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test } from "vitest";
import { refusalOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("views of the list of orders", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
    desk.shop.put({ externalId: "1-1", shipBy: "2026-03-02T00:00:00.000Z", lines: [{ sku: "A" }] });
    desk.shop.put({ externalId: "1-2", status: "shipped", lines: [{ sku: "A" }] });
    desk.shop.put({ externalId: "1-3", lines: [{ sku: "B" }] });
    await desk.sync();
  });
  const late = { name: "Late ones", search: { late: true }, query: { late: true } };

  test("count by the very filters of the list", async () => {
    const questions = [
      { late: true },
      { sku: "a" },
      { word: "sent" as const },
      { linkState: "needs_link" as const },
      {},
    ];
    for (const [index, query] of questions.entries())
      await desk.owner.views.save({ name: `View ${index}`, search: {}, query });
    const views = await desk.owner.views.list();
    for (const [index, query] of questions.entries())
      expect(views[index]?.orders).toBe((await desk.owner.orders.list(query)).total);
    expect(views.map(({ orders }) => orders)).toEqual([1, 2, 1, 3, 3]);
  });

  test("are kept under their name, replaced by it, counted anew and forgotten", async () => {
    await desk.owner.views.save(late);
    expect(await desk.owner.views.list()).toMatchObject([{ name: "Late ones", search: { late: true }, orders: 1 }]);
    desk.shop.put({ externalId: "1-4", shipBy: "2026-03-02T00:00:00.000Z", lines: [{ sku: "A" }] });
    await desk.sync();
    const again = await desk.owner.views.save({ ...late, query: { ...late.query, sku: "A" } });
    expect(again).toMatchObject([{ name: "Late ones", orders: 2 }]);
    expect(await desk.owner.views.remove({ id: again[0]?.id ?? "" })).toEqual([]);
    expect((await refusalOf(desk.owner.views.remove({ id: again[0]?.id ?? "" }))).code).toBe("not_found");
  });

  test("are nobody else's", async () => {
    await desk.owner.views.save(late);
    const other = await openTestDesk(context.database);
    expect(await other.owner.views.list()).toEqual([]);
    const [view] = await desk.owner.views.list();
    expect((await refusalOf(other.owner.views.remove({ id: view?.id ?? "" }))).code).toBe("not_found");
  });

  test("end at twenty, and a name is wanted", async () => {
    for (let index = 0; index < 20; index += 1) await desk.owner.views.save({ ...late, name: `View ${index}` });
    expect((await refusalOf(desk.owner.views.save(late))).code).toBe("conflict");
    await expect(desk.owner.views.save({ ...late, name: " " })).rejects.toThrow(/Give the view a name/);
  });
});
