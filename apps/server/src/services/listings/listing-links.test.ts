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
