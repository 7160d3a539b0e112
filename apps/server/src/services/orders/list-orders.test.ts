import { describeEachDatabase } from "@counterfoil/db/testing";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { orderOf, refusalOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("the list of orders", (context) => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openTestDesk(context.database);
    await desk.stock({ sku: "S" });
    const day = (n: number) => `2026-03-0${n}T10:00:00.000Z`;
    const buyer = { externalId: "b1", username: "brickfan_100%", name: "Bo Brick", email: null };
    desk.shop.put({
      externalId: "1-1",
      placedAt: day(1),
      status: "shipped",
      buyer,
      lines: [{ sku: "S", title: "Falcon" }],
    });
    desk.shop.put({
      externalId: "1-2",
      placedAt: day(2),
      shipBy: day(8),
      lines: [{ title: "Castle", quantity: 2 }, { title: "Moat" }],
    });
    desk.shop.put({
      externalId: "1-3",
      placedAt: day(3),
      status: "cancelled",
      shipBy: day(7),
      lines: [{ title: "Ship" }],
    });
    desk.shop.put({ externalId: "1-4", placedAt: day(4), status: "unknown", rawStatus: "LOST_AT_SEA", lines: [{}] });
    desk.otherShop.put({
      externalId: "900",
      placedAt: day(5),
      status: "on_hold",
      shipBy: day(7),
      lines: [{ title: "Train" }],
    });
    await desk.sync(desk.shopConnectionId);
    await desk.sync(desk.otherConnectionId);
  });
  const numbers = async (input: Parameters<TestDesk["owner"]["orders"]["list"]>[0]) =>
    (await desk.owner.orders.list(input)).orders.map(({ platformOrderId }) => platformOrderId);

  test("newest first, with what each list row shows", async () => {
    const { orders, total, counts } = await desk.owner.orders.list();
    expect(orders.map(({ platformOrderId }) => platformOrderId)).toEqual(["900", "1-4", "1-3", "1-2", "1-1"]);
    expect(total).toBe(5);
    expect(counts).toEqual({ needsLink: 1, ready: 0, onHold: 1, sent: 1, problem: 2, done: 0 });
    expect(orders[3]).toMatchObject({ lineCount: 2, unitCount: 3, firstTitle: "Castle", linkState: "needs_link" });
  });

  test("an order with a status that nobody knows is kept and shown as the platform writes it", async () => {
    expect(await orderOf(desk, "1-4")).toMatchObject({ status: "unknown", rawStatus: "LOST_AT_SEA" });
  });

  test("pages follow each other without gap or repetition", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<TestDesk["owner"]["orders"]["list"]>> = await desk.owner.orders.list({
        limit: 2,
        cursor,
      });
      seen.push(...page.orders.map(({ platformOrderId }) => platformOrderId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(["900", "1-4", "1-3", "1-2", "1-1"]);
    expect((await refusalOf(desk.owner.orders.list({ cursor: "nonsense" }))).code).toBe("invalid");
  });

  test("by the word for a sale, as many as it counts", async () => {
    const { counts } = await desk.owner.orders.list();
    expect(await numbers({ word: "needs_link" })).toEqual(["1-2"]);
    expect(await numbers({ word: "problem" })).toEqual(["1-4", "1-3"]);
    expect(await numbers({ word: "on_hold", platform: "bricklink" })).toEqual(["900"]);
    expect(await numbers({ word: "sent" })).toHaveLength(counts?.sent ?? -1);
    expect(await numbers({ word: "ready" })).toEqual([]);
    const problems = await desk.owner.orders.list({ word: "problem" });
    expect(problems).toMatchObject({ total: 2, counts });
  });

  test("the next to be sent first, without a date last, page by page", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<TestDesk["owner"]["orders"]["list"]>> = await desk.owner.orders.list({
        ...{ sort: "ship_by", limit: 2, cursor },
      });
      seen.push(...page.orders.map(({ platformOrderId }) => platformOrderId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen.slice(0, 2)).toEqual(["900", "1-2"]);
    expect(seen.slice(2).toSorted()).toEqual(["1-1", "1-3", "1-4"]);
  });

  test("filters by platform, status, link and time", async () => {
    expect(await numbers({ platform: "bricklink" })).toEqual(["900"]);
    expect(await numbers({ status: ["shipped", "cancelled"] })).toEqual(["1-3", "1-1"]);
    expect(await numbers({ linkState: "linked" })).toEqual(["1-1"]);
    expect(await numbers({ from: "2026-03-02T00:00:00Z", to: "2026-03-04T00:00:00Z" })).toEqual(["1-3", "1-2"]);
  });

  test("filters by what is late, by country, SKU and value", async () => {
    expect(await numbers({ late: true })).toEqual(["1-2"]);
    expect(await numbers({ sku: " s " })).toEqual(["1-1"]);
    expect(await numbers({ country: "de" })).toEqual([]);
    expect(await numbers({ minTotal: 0 })).toEqual([]);
  });

  test("is counted as the database keeps count, also after orders changed, left and were put together again", async () => {
    const counted = async () => {
      const { total, counts, totalIsAtLeast } = await desk.owner.orders.list({ limit: 1 });
      expect(totalIsAtLeast).toBe(false);
      return { total, counts };
    };
    const change = async (text: ReturnType<typeof sql>) =>
      await context.database.inWorkspace(desk.workspaceId, async (tx) => void (await text.execute(tx)));
    const before = await counted();
    await change(sql`update orders set status = 'completed' where external_id = '1-1'`);
    const after = { total: 5, counts: { needsLink: 1, ready: 0, onHold: 1, sent: 0, problem: 2, done: 1 } };
    expect(await counted()).toEqual(after);
    await sql`select fold_order_counts(${desk.workspaceId}::uuid)`.execute(context.database.db);
    expect(await counted()).toEqual(after);
    await change(sql`update orders set status = 'shipped' where external_id = '1-1'`);
    expect(await counted()).toEqual(before);
    expect(await desk.owner.orders.list({ limit: 1, from: "2020-01-01T00:00:00Z" })).toMatchObject(before);
  });

  test.each([
    ["falcon", ["1-1"]],
    ["BO BRICK", ["1-1"]],
    ["100%", ["1-1"]],
    ["%", ["1-1"]],
    ["1-2", ["1-2"]],
    ["castle falcon", []],
    ["'; --", []],
    ["\\", []],
  ])("the search text %j is taken literally", async (q, expected) => {
    expect(await numbers({ q })).toEqual(expected);
  });
});
