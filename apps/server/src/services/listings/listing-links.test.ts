import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { offeredListing } from "../../testing/offered-listing.ts";
import { listingOf, openChannels, sayYes, syncListings } from "../../testing/stock-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("listings and the stock behind them", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });
  const linksOf = async (id: string) =>
    (await desk.owner.inventory.get({ id })).listings.map(({ listingId }) => listingId);

  describe("links", () => {
    test("case 155: a unit moves from the listing that ended to the one made in its place", async () => {
      const unit = await desk.stock({
        sku: "A",
        listings: [{ platform: "ebay", listingId: "OLD", variationId: null }],
      });
      desk.shop.listings = [offeredListing("ebay", "OLD", { sku: "A" })];
      await syncListings(desk);
      desk.shop.listings = [offeredListing("ebay", "NEW", { sku: "A" })];
      await syncListings(desk);
      expect(await linksOf(unit.id)).toEqual(["NEW"]);
    });

    test("case 157: a unit without a listing is tied by its SKU, also when it comes after the listing", async () => {
      desk.shop.listings = [offeredListing("ebay", "1", { sku: "A" })];
      await syncListings(desk);
      expect(await listingOf(desk, "1")).toMatchObject({ standing: "not_linked", linkReason: "no_match" });
      const unit = await desk.stock({ sku: "A" });
      await desk.runJobs();
      expect(await linksOf(unit.id)).toEqual(["1"]);
    });

    test("case 159: a unit whose SKU is on no listing stays as it is", async () => {
      const unit = await desk.stock({ sku: "B" });
      desk.shop.listings = [offeredListing("ebay", "1", { sku: "A" })];
      await syncListings(desk);
      expect(await linksOf(unit.id)).toEqual([]);
    });

    test("case 161: two different units that fit are left for a person, who chooses", async () => {
      const used = await desk.stock({ sku: "A", condition: "used" });
      await desk.stock({ sku: "A", condition: "new" });
      desk.shop.listings = [offeredListing("ebay", "1", { sku: "A" })];
      await syncListings(desk);
      const row = await listingOf(desk, "1");
      expect(row).toMatchObject({ standing: "not_linked", linkReason: "several" });
      const { suggestions } = await desk.owner.listings.get({ id: row.id });
      expect(suggestions.map(({ inventoryItemId }) => inventoryItemId)).toContain(used.id);
      await desk.owner.listings.tie({ listingId: row.id, inventoryItemIds: [used.id] });
      expect(await listingOf(desk, "1")).toMatchObject({ standing: "agrees", links: 1 });
    });

    describe("a listing made anew under the SKU of one that ended", () => {
      const remake = async () => {
        desk.shop.listings = [];
        await syncListings(desk);
        desk.shop.listings = [offeredListing("ebay", "NEW", { sku: "A" })];
        await syncListings(desk);
        return await desk.owner.listings.get({ id: (await listingOf(desk, "NEW")).id });
      };
      const listOld = async () => {
        desk.shop.listings = [offeredListing("ebay", "OLD", { sku: "A" })];
        await syncListings(desk);
        return (await listingOf(desk, "OLD")).id;
      };

      test("offers what a person tied to it, in that person's name, though another unit carries the SKU", async () => {
        await desk.stock({ sku: "A", condition: "used" });
        await desk.stock({ sku: "A", condition: "new" });
        const chosen = await desk.stock({ sku: "OTHER" });
        await desk.owner.listings.tie({ listingId: await listOld(), inventoryItemIds: [chosen.id] });
        const { items } = await remake();
        expect(items).toMatchObject([{ inventoryItemId: chosen.id, madeBy: { kind: "person", name: "Ann" } }]);
        expect(await linksOf(chosen.id)).toEqual(["NEW"]);
      });

      test("is not tied to a unit that a person parted from it", async () => {
        const unit = await desk.stock({ sku: "A" });
        await desk.owner.listings.part({ listingId: await listOld(), inventoryItemIds: [unit.id] });
        expect(await remake()).toMatchObject({ items: [], standing: "not_linked" });
        expect(await linksOf(unit.id)).toEqual([]);
      });

      test("is left for a person where two ended listings offered different units under the SKU", async () => {
        const units = [await desk.stock({ sku: "B" }), await desk.stock({ sku: "C" })];
        desk.shop.listings = ["OLD1", "OLD2"].map((id) => offeredListing("ebay", id, { sku: "A" }));
        await syncListings(desk);
        for (const [index, id] of ["OLD1", "OLD2"].entries())
          await desk.owner.listings.tie({
            ...{ listingId: (await listingOf(desk, id)).id, inventoryItemIds: [units[index]!.id] },
          });
        expect(await remake()).toMatchObject({ items: [], linkReason: "several" });
        expect(await linksOf(units[0]!.id)).toEqual(["OLD1"]);
      });
    });

    test("what a person parted is not tied again", async () => {
      const unit = await desk.stock({ sku: "A" });
      desk.shop.listings = [offeredListing("ebay", "1", { sku: "A" })];
      await syncListings(desk);
      const { id } = await listingOf(desk, "1");
      await desk.owner.listings.part({ listingId: id, inventoryItemIds: [unit.id] });
      await syncListings(desk);
      expect(await linksOf(unit.id)).toEqual([]);
    });
  });

  describe("a difference", () => {
    const drift = async (quantity: number) => {
      await desk.stock({ sku: "S", quantity: 2 });
      desk.shop.listings = [offeredListing("ebay", "1", { sku: "S", quantity: 2 })];
      await openChannels(desk);
      desk.shop.listings = [offeredListing("ebay", "1", { sku: "S", quantity })];
      await desk.owner.sync.run({ connectionId: desk.shopConnectionId, kind: "stock" });
      await desk.runJobs();
    };

    test("of too many is withdrawn by itself", async () => {
      await drift(5);
      expect(desk.shop.figures.map(({ quantity }) => quantity)).toEqual([2]);
    });

    test("of too few is shown, and sent when a person says so", async () => {
      await drift(1);
      expect(desk.shop.figures).toEqual([]);
      const row = await listingOf(desk, "1");
      expect(row).toMatchObject({ standing: "differs", platformQuantity: 1, wanted: 2 });
      await desk.owner.listings.send({ listingIds: [row.id] });
      await desk.runJobs();
      expect(desk.shop.figures.map(({ quantity }) => quantity)).toEqual([2]);
    });

    test("is only shown where the rule is to ask", async () => {
      await desk.owner.stock.setChannel({ connectionId: desk.shopConnectionId, driftRule: "ask" });
      await drift(5);
      expect(desk.shop.figures).toEqual([]);
      expect((await desk.owner.listings.list({ filter: "differs" })).listings).toHaveLength(1);
    });
  });

  test("case 179: what is left of a lot is for sale, whatever was sold of it: the stock is what counts", async () => {
    await desk.stock({ sku: "S", quantity: 1 });
    desk.shop.listings = [offeredListing("ebay", "1", { sku: "S", status: "out_of_stock", quantity: 0 })];
    await syncListings(desk);
    expect(await listingOf(desk, "1")).toMatchObject({ standing: "differs", wanted: 1, onHand: 1 });
    expect((await desk.owner.listings.list({ filter: "phantom" })).listings).toEqual([]);
    expect(await desk.owner.stock.phantoms()).toEqual([]);
  });

  test("case 173: a live listing whose units were sold is told, and withdrawn only by a person", async () => {
    const unit = await desk.stock({ sku: "S" });
    await desk.owner.inventory.update({ id: unit.id, status: "sold" });
    desk.shop.listings = [offeredListing("ebay", "1", { sku: "S" })];
    await syncListings(desk);
    await sayYes(desk);
    const row = await listingOf(desk, "1");
    expect(row).toMatchObject({ standing: "phantom", linkReason: "sold" });
    expect(desk.shop.figures).toEqual([]);
    await desk.owner.listings.send({ listingIds: [row.id] });
    await desk.runJobs();
    await sayYes(desk);
    expect(desk.shop.figures.map(({ quantity }) => quantity)).toEqual([0]);
  });
});
