import type { Identifier } from "@counterfoil/core/model";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { entryOf, lineOf, orderOf, unitsOf, waiting } from "../../testing/desk-questions.ts";
import type { LineDraft } from "../../testing/fake-shop.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

const falcon = {
  title: "LEGO 75192 Millennium Falcon",
  identifiers: [{ type: "set_number" as const, value: "75192-1" }],
};
const asin = (value: string): Identifier[] => [{ type: "asin", value }];
const oldest = "2025-01-01T00:00:00Z";
const newest = "2026-01-01T00:00:00Z";

describeEachDatabase("linking sold lines to stock", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });
  const sell = async (line: LineDraft, status: "paid" | "shipped" = "shipped") => {
    desk.shop.put({ externalId: "1-1", status, lines: [line] });
    await desk.sync();
  };
  const setPolicy = (change: object) =>
    desk.owner.policy.set({ fifoInterchangeable: true, skuCaseInsensitive: false, probabilityBar: null, ...change });

  describe("by SKU", () => {
    test("case 1: a dispatched line takes the one listed unit with its SKU, which is then sold", async () => {
      const unit = await desk.stock({ sku: "S", status: "listed" });
      await sell({ sku: "S" });
      const order = await orderOf(desk, "1-1");
      expect(order.linkState).toBe("linked");
      expect(order.lines[0]?.claims).toMatchObject([{ inventoryItemId: unit.id, method: "sku", state: "sold" }]);
      expect(order.lines[0]?.claims[0]?.evidence[0]).toContain("SKU S");
      expect(await desk.owner.inventory.get({ id: unit.id })).toMatchObject({ status: "sold", quantityOnHand: 0 });
      expect(await waiting(desk)).toEqual([]);
    });

    test("case 3: a unit that is not yet received is not claimed and not suggested", async () => {
      await desk.stock({ sku: "S", status: "not_received" });
      await sell({ sku: "S" });
      expect(await entryOf(desk, "1-1")).toMatchObject({ reason: "no_match", candidates: [], topCandidate: null });
    });

    test("case 5: a unit sold to another order stays that order's", async () => {
      const unit = await desk.stock({ sku: "S" });
      await sell({ sku: "S" });
      const before = await orderOf(desk, "1-1");
      desk.shop.put({ externalId: "1-2", status: "shipped", lines: [{ sku: "S" }] });
      await desk.sync();
      expect(await entryOf(desk, "1-2")).toMatchObject({ reason: "no_match", candidates: [] });
      expect((await orderOf(desk, "1-1")).lines).toEqual(before.lines);
      expect((await desk.owner.inventory.get({ id: unit.id })).status).toBe("sold");
    });

    test.each([
      [true, "linked"],
      [false, "queued"],
    ])("case 7: of two equal units the oldest, by itself when first-in-first-out is %s", async (fifo, state) => {
      await setPolicy({ fifoInterchangeable: fifo });
      await desk.stock({ sku: "S", ...falcon, acquiredAt: newest });
      const old = await desk.stock({ sku: "S", ...falcon, acquiredAt: oldest });
      await sell({ sku: "S" });
      expect((await lineOf(desk, "1-1")).state).toBe(state);
      if (fifo) expect(await unitsOf(desk, "1-1")).toEqual([old.id]);
      else {
        const entry = await entryOf(desk, "1-1");
        expect(entry.reason).toBe("multiple");
        expect(entry.candidates.map(({ inventoryItemId }) => inventoryItemId)[0]).toBe(old.id);
      }
    });

    test("case 9: title words suggest and never link by themselves", async () => {
      const unit = await desk.stock({ title: "Hogwarts Castle Great Hall" });
      await sell({ title: "Harry Potter Hogwarts Great Hall" });
      const entry = await entryOf(desk, "1-1");
      expect(entry).toMatchObject({ reason: "title", status: "pending" });
      expect(entry.topCandidate?.inventoryItemId).toBe(unit.id);
      expect(entry.candidates[0]?.reasons.length).toBeGreaterThan(0);
    });

    test("case 11: a number of the title that is in stock is the reason", async () => {
      const unit = await desk.stock({ sku: "X", ...falcon });
      await sell({ sku: "S", title: "LEGO 75192 UCS ship" });
      const entry = await entryOf(desk, "1-1");
      expect(entry.reason).toBe("set_number");
      expect(entry.reasonText).toMatch(/number/);
      expect(entry.candidates[0]?.inventoryItemId).toBe(unit.id);
    });

    test.each([
      ["13: space around it", "  S ", "S"],
      ["15: a note after a pipe", "N3159 | Loft - S72 + Loft - S75", "N3159"],
    ])("case %s does not hide a SKU", async (_, sold, stocked) => {
      const unit = await desk.stock({ sku: stocked });
      await sell({ sku: sold });
      expect(await unitsOf(desk, "1-1")).toEqual([unit.id]);
    });

    test("case 17: plain hyphens are not separators", async () => {
      await desk.stock({ sku: "LEGO" });
      await sell({ sku: "LEGO-8531-NEW" });
      expect(await entryOf(desk, "1-1")).toMatchObject({ reason: "no_match", candidates: [] });
    });

    test("case 19: a unit without SKU is known by the first digits of its id, one with a SKU is not", async () => {
      const bare = await desk.stock({ title: "Bare" });
      await sell({ sku: bare.id.slice(0, 8) });
      expect(await unitsOf(desk, "1-1")).toEqual([bare.id]);
      const labelled = await desk.stock({ title: "Labelled", sku: "T" });
      desk.shop.put({ externalId: "1-2", lines: [{ sku: labelled.id.slice(0, 8) }] });
      await desk.sync();
      expect((await lineOf(desk, "1-2")).state).toBe("queued");
    });

    test("case 21: the unit that the seller tied to the SKU goes before the one that carries it", async () => {
      const pinned = await desk.stock({ title: "Pinned" });
      await desk.stock({ sku: "X" });
      await desk.owner.mappings.pinSku({ sku: "X", platform: null, inventoryItemId: pinned.id });
      await sell({ sku: "X" });
      expect(await unitsOf(desk, "1-1")).toEqual([pinned.id]);
    });

    test.each(["a,b", "a(b)", "100%", "a_b", `"it's"`])("case 23: %s is compared literally", async (sku) => {
      await desk.stock({ sku: "axb", title: "Other" });
      const unit = await desk.stock({ sku });
      await sell({ sku });
      expect(await unitsOf(desk, "1-1")).toEqual([unit.id]);
    });

    test.each([
      [true, "linked"],
      [false, "queued"],
    ])("case 25: a SKU in other capitals, linked when the seller allows it (%s)", async (allowed, state) => {
      await setPolicy({ skuCaseInsensitive: allowed });
      const unit = await desk.stock({ sku: "abc-1" });
      await sell({ sku: "ABC-1" });
      expect((await lineOf(desk, "1-1")).state).toBe(state);
      if (!allowed) expect((await entryOf(desk, "1-1")).topCandidate?.inventoryItemId).toBe(unit.id);
    });

    test("case 27: of two channels that sell the last unit, one takes it and the other is oversold", async () => {
      const unit = await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      desk.otherShop.put({ externalId: "9", lines: [{ sku: "S" }] });
      await desk.sync(desk.shopConnectionId);
      await desk.sync(desk.otherConnectionId);
      expect(await unitsOf(desk, "1-1")).toEqual([unit.id]);
      expect(await entryOf(desk, "9")).toMatchObject({ reason: "oversold", platform: "bricklink" });
    });

    test("case 27: of two dispatched before they were read, one has the unit and the other waits", async () => {
      const unit = await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "1-1", status: "shipped", lines: [{ sku: "S" }] });
      desk.otherShop.put({ externalId: "9", status: "shipped", lines: [{ sku: "S" }] });
      await desk.sync(desk.shopConnectionId);
      await desk.sync(desk.otherConnectionId);
      expect((await lineOf(desk, "1-1")).claims).toMatchObject([{ inventoryItemId: unit.id, state: "sold" }]);
      expect(await lineOf(desk, "9")).toMatchObject({ state: "queued", claims: [] });
      expect(await entryOf(desk, "9")).toMatchObject({ status: "pending", candidates: [], platform: "bricklink" });
      expect(await desk.owner.inventory.get({ id: unit.id })).toMatchObject({ status: "sold", quantityOnHand: 0 });
    });
  });

  describe("by catalogue number", () => {
    test("case 29: of three units with the ASIN the oldest is taken", async () => {
      for (const acquiredAt of [newest, oldest, "2025-06-01T00:00:00Z"])
        await desk.stock({ title: "Falcon", identifiers: asin("B01A"), acquiredAt });
      await sell({ identifiers: asin("B01A") });
      const [taken] = await unitsOf(desk, "1-1");
      expect((await desk.owner.inventory.get({ id: taken ?? "" })).acquiredAt).toBe("2025-01-01T00:00:00.000Z");
    });

    test("case 31: three needed and two there: both numbers are named and nothing is sold", async () => {
      for (let n = 0; n < 2; n += 1) await desk.stock({ title: "Falcon", identifiers: asin("B01A") });
      await sell({ identifiers: asin("B01A"), quantity: 3 });
      const entry = await entryOf(desk, "1-1");
      expect(entry).toMatchObject({ reason: "insufficient", quantityNeeded: 3 });
      expect(entry.reasonText).toMatch(/3 .* 2 /);
      expect((await desk.owner.inventory.list({ status: ["in_stock"] })).total).toBe(2);
    });

    test("case 33: an ASIN unknown to stock is no match", async () => {
      await sell({ identifiers: asin("B0ZZ") });
      expect((await entryOf(desk, "1-1")).reason).toBe("no_match");
    });

    test.each(["EBAY", " eBay UK ", "ebay"])(
      "case 37: a listing stored under %j is of the channel of the sale",
      async (platform) => {
        const unit = await desk.stock({ listings: [{ platform: "ebay", listingId: "110", variationId: null }] });
        await context.database.inWorkspace(desk.workspaceId, (tx) =>
          tx.updateTable("item_listings").set({ platform }).where("item_id", "=", unit.id).execute(),
        );
        await desk.stock({ listings: [{ platform: "bricklink", listingId: "110", variationId: null }] });
        await sell({ listingId: "110" });
        expect(await unitsOf(desk, "1-1")).toEqual([unit.id]);
      },
    );

    test.each(["AMAZON", " Amazon UK ", "amz"])(
      "case 37: a channel typed as %j is stored as amazon",
      async (platform) => {
        const unit = await desk.stock({ listings: [{ platform, listingId: "110", variationId: null }] });
        expect(unit.listings).toEqual([{ platform: "amazon", listingId: "110", variationId: null }]);
      },
    );

    test("case 39: a parent ASIN is found through the alias that the seller entered", async () => {
      const unit = await desk.stock({ identifiers: asin("B01A") });
      await desk.owner.mappings.addAlias({
        from: { type: "asin", value: "BPARENT" },
        to: { type: "asin", value: "B01A" },
      });
      await sell({ identifiers: asin("BPARENT") });
      expect(await unitsOf(desk, "1-1")).toEqual([unit.id]);
    });

    test("case 183: a line with only a numeric id of its own is queued and nothing is guessed", async () => {
      await desk.stock({ ...falcon, sku: "110" });
      await desk.stock({ title: "Other", identifiers: asin("110") });
      await desk.stock({ title: "Listed", listings: [{ platform: "bricklink", listingId: "110", variationId: null }] });
      await sell({ externalId: "110", listingId: "110", variationId: "110", sku: null, title: "Sold thing" });
      expect(await lineOf(desk, "1-1")).toMatchObject({ state: "queued", claims: [] });
      expect(await entryOf(desk, "1-1")).toMatchObject({ reason: "no_match", candidates: [], topCandidate: null });
      expect((await desk.owner.inventory.list({ status: ["in_stock"] })).total).toBe(3);
    });

    test("case 55: two lines of one order with the same ASIN take a unit each", async () => {
      const units = [
        await desk.stock({ title: "F", identifiers: asin("B01A") }),
        await desk.stock({ title: "F", identifiers: asin("B01A") }),
      ];
      desk.shop.put({ externalId: "1-1", lines: [{ identifiers: asin("B01A") }, { identifiers: asin("B01A") }] });
      await desk.sync();
      const taken = [...(await unitsOf(desk, "1-1", 0)), ...(await unitsOf(desk, "1-1", 1))];
      expect(taken.toSorted()).toEqual(units.map(({ id }) => id).toSorted());
    });
  });

  test("case 69: three of three equal units are all claimed", async () => {
    for (let n = 0; n < 3; n += 1) await desk.stock({ sku: "S", ...falcon });
    await sell({ sku: "S", quantity: 3 });
    expect(await unitsOf(desk, "1-1")).toHaveLength(3);
    expect((await lineOf(desk, "1-1")).state).toBe("linked");
  });

  test("case 73: the shares of a line's total add up to it exactly", async () => {
    for (let n = 0; n < 3; n += 1) await desk.stock({ sku: "S", ...falcon });
    await sell({ sku: "S", quantity: 3, lineTotal: { minor: 10_000, currency: "GBP" } });
    const claims = await context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx.selectFrom("claims").select("gross_minor").execute(),
    );
    expect(claims.map((claim) => claim.gross_minor).toSorted()).toEqual([3333, 3333, 3334]);
  });
});
