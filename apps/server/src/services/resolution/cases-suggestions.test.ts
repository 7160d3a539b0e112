import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test } from "vitest";
import { entryOf, waiting } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("suggestions and search", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });
  const falcon = { identifiers: [{ type: "set_number" as const, value: "75192-1" }], title: "Millennium Falcon" };
  const candidatesFor = async (line: object) => {
    desk.shop.put({ externalId: "1-1", lines: [line] });
    await desk.sync();
    return (await entryOf(desk, "1-1")).candidates;
  };
  const ids = (candidates: readonly { inventoryItemId: string }[]) =>
    candidates.map(({ inventoryItemId }) => inventoryItemId);

  test("case 133: of equal units the listed one ranks first", async () => {
    const backlog = await desk.stock({ ...falcon });
    const listed = await desk.stock({ ...falcon, status: "listed" });
    expect(ids(await candidatesFor({ title: "LEGO 75192" }))).toEqual([listed.id, backlog.id]);
  });

  test("case 135: nearer prices rank first", async () => {
    const priced = (minor: number) => desk.stock({ ...falcon, askingPrice: { minor, currency: "GBP" } });
    const units = [await priced(25_000), await priced(14_000), await priced(10_500), await priced(12_000)];
    const order = [units[2], units[3], units[1], units[0]].map((unit) => unit?.id);
    expect(ids(await candidatesFor({ title: "LEGO 75192", unitPrice: { minor: 10_000, currency: "GBP" } }))).toEqual(
      order,
    );
  });

  test("case 137: a unit found by SKU, number and title appears once, with all reasons", async () => {
    const unit = await desk.stock({ ...falcon, sku: "abc" });
    const candidates = await candidatesFor({ sku: "ABC", title: "LEGO 75192 Millennium Falcon" });
    expect(ids(candidates)).toEqual([unit.id]);
    expect(candidates[0]?.reasons.length).toBeGreaterThanOrEqual(3);
  });

  test("case 147: a title of short words suggests nothing rather than everything", async () => {
    await desk.stock({ title: "LEGO AT-ST Walker" });
    expect(await candidatesFor({ title: "LEGO AT-AT" })).toEqual([]);
  });

  test.each(["100%", "a_b", "(x)", "a,b", "it's", "\\", "%%", "'; drop table orders; --"])(
    "case 153: %j is searched literally, in the workspace's own stock only",
    async (text) => {
      const other = await openTestDesk(context.database);
      await other.stock({ title: `Theirs ${text}` });
      const unit = await desk.stock({ title: `Mine ${text} end` });
      await desk.stock({ title: "Nothing of the sort" });
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      const [entry] = await waiting(desk);
      const found = await desk.owner.resolution.search({ entryId: entry?.id ?? "", q: text });
      expect(ids(found)).toEqual([unit.id]);
      expect(await desk.owner.resolution.search({ entryId: entry?.id ?? "", q: "  " })).toEqual([]);
      expect((await desk.owner.resolution.list({ q: text })).entries).toEqual([]);
    },
  );

  test("search finds identifiers, SKUs and places, shows free units first, and says what is not free", async () => {
    const taken = await desk.stock({ ...falcon, sku: "T", location: "Loft - S5" });
    desk.shop.put({ externalId: "1-0", lines: [{ sku: "T" }] });
    const free = await desk.stock({ ...falcon, location: "Loft - S5" });
    desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
    await desk.sync();
    const { id: entryId } = await entryOf(desk, "1-1");
    for (const q of ["75192-1", "loft s5", "falcon"]) {
      const found = await desk.owner.resolution.search({ entryId, q });
      expect(found.map(({ inventoryItemId, available }) => [inventoryItemId, available])).toEqual([
        [free.id, 1],
        [taken.id, 0],
      ]);
    }
  });

  test("the list is paged, filtered and counted, and tells how many ask the same", async () => {
    for (let n = 0; n < 5; n += 1)
      desk.shop.put({
        externalId: `1-${n}`,
        placedAt: `2026-03-0${n + 1}T00:00:00.000Z`,
        lines: [{ sku: n < 3 ? "SAME" : `x${n}`, title: `Set ${n}` }],
      });
    desk.otherShop.put({ externalId: "9", lines: [{ title: "Other" }] });
    await desk.sync(desk.shopConnectionId);
    await desk.sync(desk.otherConnectionId);
    const first = await desk.owner.resolution.list({ platform: "ebay", limit: 2 });
    expect(first.entries.map(({ platformOrderId }) => platformOrderId)).toEqual(["1-0", "1-1"]);
    expect(first).toMatchObject({ total: 5, stats: { pending: 5, resolved: 0 } });
    expect(first.entries[0]).toMatchObject({ siblings: 2, reason: "no_match", quantityNeeded: 1, buyer: "buyer-1" });
    const second = await desk.owner.resolution.list({ platform: "ebay", limit: 3, cursor: first.nextCursor });
    expect(second.entries.map(({ platformOrderId }) => platformOrderId)).toEqual(["1-2", "1-3", "1-4"]);
    expect(second.nextCursor).toBeNull();
    expect((await desk.owner.resolution.list({ q: "set 4" })).entries).toHaveLength(1);
    expect((await desk.owner.resolution.list({ reason: "title" })).entries).toHaveLength(0);
    expect(
      (await desk.owner.resolution.list({ sort: "newest", limit: 1, platform: "ebay" })).entries[0]?.platformOrderId,
    ).toBe("1-4");
  });
});
