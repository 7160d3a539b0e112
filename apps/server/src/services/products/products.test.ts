import type { Listing } from "@counterfoil/core/model";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { offeredListing } from "../../testing/offered-listing.ts";
import { syncListings } from "../../testing/stock-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

const falcon: Listing["identifiers"] = [{ type: "set_number", value: "75192-1" }];

describeEachDatabase("products made of listings", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });
  const onEbay = (id: string, change: Parameters<typeof offeredListing>[2] = {}) => offeredListing("ebay", id, change);
  const onBricklink = (id: string, change: Parameters<typeof offeredListing>[2] = {}) =>
    offeredListing("bricklink", id, change);
  const syncOther = () => syncListings(desk, desk.otherConnectionId);
  const all = async () => (await desk.owner.products.list()).products;
  const only = async () => {
    const products = await all();
    expect(products).toHaveLength(1);
    return await desk.owner.products.get({ productId: products[0]!.id });
  };

  describe("products and variants", () => {
    test("one SKU on two platforms is one variant of one product, with the units behind it", async () => {
      const unit = await desk.stock({ sku: "A", quantity: 3 });
      desk.shop.listings = [onEbay("1", { sku: "A", title: "LEGO 75192", imageUrl: "https://i.example/1.jpg" })];
      desk.otherShop.listings = [onBricklink("9", { sku: "a ", identifiers: falcon })];
      await syncListings(desk);
      await syncOther();
      const product = await only();
      expect(product).toMatchObject({ title: "LEGO 75192", listings: 2, platforms: ["bricklink", "ebay"], onHand: 3 });
      expect(product.imageUrl).toBe("https://i.example/1.jpg");
      expect(product.identifiers).toEqual(falcon);
      expect(product.variantList).toMatchObject([{ sku: "A" }]);
      expect(product.unitList.map(({ inventoryItemId }) => inventoryItemId)).toEqual([unit.id]);
    });

    test("the variations of a listing are variants of one product, with their options", async () => {
      const colour = (value: string) =>
        onEbay("1", { variationId: value, sku: `P-${value}`, variation: [{ name: "Colour", value }] });
      desk.shop.listings = [colour("Red"), colour("Blue")];
      await syncListings(desk);
      const { variantList } = await only();
      expect(variantList.map(({ options }) => options[0]?.value).sort()).toEqual(["Blue", "Red"]);
    });

    test("a change on the platform comes through; what a person set stays, until it is to follow again", async () => {
      desk.shop.listings = [onEbay("1", { title: "Before" })];
      await syncListings(desk);
      const { id } = await only();
      desk.shop.listings = [onEbay("1", { title: "After", imageUrl: "https://i.example/2.jpg" })];
      await syncListings(desk);
      expect(await only()).toMatchObject({ title: "After", imageUrl: "https://i.example/2.jpg" });
      await desk.owner.products.edit({ productId: id, set: { title: "Mine", category: "Sets" } });
      desk.shop.listings = [onEbay("1", { title: "Third", identifiers: [{ type: "brand", value: "LEGO" }] })];
      await syncListings(desk);
      expect(await only()).toMatchObject({
        title: "Mine",
        category: "Sets",
        brand: "LEGO",
        edited: ["title", "category"],
      });
      await desk.owner.products.edit({ productId: id, follow: ["title"] });
      await desk.runJobs();
      expect(await only()).toMatchObject({ title: "Third", category: "Sets", edited: ["category"] });
    });

    test("reading the same again changes nothing, and makes nothing twice", async () => {
      desk.shop.listings = [onEbay("1"), onEbay("2")];
      await syncListings(desk);
      const before = await Promise.all((await all()).map(({ id }) => desk.owner.products.get({ productId: id })));
      await syncListings(desk);
      const after = await Promise.all((await all()).map(({ id }) => desk.owner.products.get({ productId: id })));
      expect(after).toEqual(before);
    });
  });

  describe("a listing made anew under another number", () => {
    const remake = async () => {
      desk.shop.listings = [];
      await syncListings(desk);
      desk.shop.listings = [onEbay("NEW", { sku: "A" })];
      await syncListings(desk);
    };

    test("comes to the same variant; the old one stays in the product's history", async () => {
      desk.shop.listings = [onEbay("OLD", { sku: "A" })];
      await syncListings(desk);
      const { id } = await only();
      await remake();
      const product = await only();
      expect(product.id).toBe(id);
      expect(product.variantList[0]?.listings.map(({ externalId, status }) => [externalId, status])).toEqual([
        ["NEW", "active"],
        ["OLD", "ended"],
      ]);
    });

    test("goes where a person put the one before, although two products carry the SKU", async () => {
      desk.shop.listings = [onEbay("OLD", { sku: "A" })];
      desk.otherShop.listings = [onBricklink("9", { sku: "A" })];
      await syncListings(desk);
      await syncOther();
      const [listing] = (await only()).variantList[0]!.listings.filter(({ platform }) => platform === "ebay");
      const { productId } = await desk.owner.products.place({ listingId: listing!.id, productId: null });
      await remake();
      const moved = await desk.owner.products.get({ productId });
      expect(moved.variantList[0]?.listings[0]).toMatchObject({ externalId: "NEW", placedBy: "person" });
      expect((await desk.owner.products.unplaced()).listings).toEqual([]);
    });
  });

  test("staff confined to a connection see the products that are offered there", async () => {
    desk.shop.listings = [onEbay("1", { title: "Elsewhere" })];
    desk.otherShop.listings = [onBricklink("9", { title: "Here" })];
    await syncListings(desk);
    await syncOther();
    const hidden = (await all()).find(({ title }) => title === "Elsewhere");
    const staff = desk.callerFor(desk.workspaceId, "viewer", [desk.otherConnectionId]);
    const { products, counts } = await staff.products.list();
    expect([products.map(({ title }) => title), counts.all]).toEqual([["Here"], 1]);
    await expect(staff.products.get({ productId: hidden!.id })).rejects.toThrow(/product/i);
  });

  describe("what is not certain", () => {
    test("a SKU that stands on other goods is asked about, with what it may be, and a person says", async () => {
      desk.shop.listings = [onEbay("1", { sku: "A", identifiers: falcon })];
      await syncListings(desk);
      desk.otherShop.listings = [
        onBricklink("9", { sku: "A", identifiers: [{ type: "set_number", value: "10294-1" }] }),
      ];
      await syncOther();
      const { id } = await only();
      const { listings } = await desk.owner.products.unplaced();
      expect(listings).toMatchObject([{ externalId: "9", reason: "contradicts", candidates: [{ id }] }]);
      await syncOther();
      expect((await desk.owner.products.list()).counts).toMatchObject({ all: 1, unplaced: 1 });
      await desk.owner.products.place({ listingId: listings[0]!.id, productId: null });
      await desk.runJobs();
      expect((await desk.owner.products.list()).counts).toMatchObject({ all: 2, unplaced: 0 });
      await syncOther();
      expect((await desk.owner.products.list()).counts).toMatchObject({ all: 2, unplaced: 0 });
    });

    test("a listing that moves leaves no empty product behind, but one that a person edited stays", async () => {
      desk.shop.listings = [onEbay("1"), onEbay("2"), onEbay("3")];
      await syncListings(desk);
      const of = async (sku: string) => (await desk.owner.products.list({ q: sku })).products[0]!.id;
      const listingOf = async (sku: string) =>
        (await desk.owner.products.get({ productId: await of(sku) })).variantList[0]!.listings[0]!.id;
      await desk.owner.products.edit({ productId: await of("S-2"), set: { category: "Kept" } });
      const target = await of("S-1");
      for (const sku of ["S-2", "S-3"])
        await desk.owner.products.place({ listingId: await listingOf(sku), productId: target });
      await desk.runJobs();
      expect((await all()).map(({ category, listings }) => [category, listings]).sort()).toEqual([
        [null, 3],
        ["Kept", 0],
      ]);
    });
  });

  describe("categories and attributes", () => {
    const words = (theme: string, category = "19006"): Partial<Listing> => ({
      category: { id: category, path: ["Toys", "LEGO Sets"] },
      attributes: [{ name: "LEGO Theme", value: theme }],
    });

    test("what listings carry is shown undecided with its count, then mapped, previewed and applied", async () => {
      desk.shop.listings = [
        onEbay("1", words("Star Wars™")),
        onEbay("2", words("Star Wars™")),
        onEbay("3", words("City")),
      ];
      await syncListings(desk);
      const mapping = desk.owner.productMapping;
      expect(await mapping.categories()).toMatchObject({
        words: [
          {
            platform: "ebay",
            key: "19006",
            name: "Toys > LEGO Sets",
            listings: 3,
            example: "Listing 1",
            state: "undecided",
            word: null,
          },
        ],
      });
      expect((await mapping.attributes()).words).toMatchObject([{ key: "LEGO Theme", listings: 3, values: 2 }]);
      expect((await mapping.summary()).counts).toEqual([
        { kind: "attributes", platform: "ebay", seen: 1, undecided: 1 },
        { kind: "categories", platform: "ebay", seen: 1, undecided: 1 },
      ]);
      await mapping.mapCategory({ platform: "ebay", key: "19006", to: { kind: "map", word: "Sets" } });
      const attribute = { platform: "ebay", name: "LEGO Theme" };
      await mapping.mapAttribute({ ...attribute, value: null, to: { kind: "map", word: "Theme" } });
      await mapping.mapAttribute({ ...attribute, value: "Star Wars™", to: { kind: "map", word: "Star Wars" } });
      expect((await mapping.values(attribute)).words.map(({ key, state, word }) => [key, state, word])).toEqual([
        ["City", "undecided", null],
        ["Star Wars™", "mapped", "Star Wars"],
      ]);

      const [first] = await all();
      await desk.owner.products.edit({ productId: first!.id, set: { category: "By hand" } });
      const preview = await mapping.preview();
      expect(preview).toMatchObject({ products: 3, changed: 3 });
      expect(preview.examples.find(({ productId }) => productId === first!.id)?.changes).toEqual([
        { field: "attributes", before: "", after: "Theme: Star Wars" },
      ]);
      expect((await all()).map(({ category }) => category)).toEqual(["By hand", null, null]);
      await mapping.applyNow();
      await desk.runJobs();
      expect((await all()).map(({ category }) => category)).toEqual(["By hand", "Sets", "Sets"]);
      expect(await mapping.preview()).toMatchObject({ changed: 0 });
    });

    test("what is mapped already is applied to the listings that are read next", async () => {
      await desk.owner.productMapping.mapCategory({
        platform: "ebay",
        key: "19006",
        to: { kind: "map", word: "Sets" },
      });
      desk.shop.listings = [onEbay("1", words("City"))];
      await syncListings(desk);
      expect(await only()).toMatchObject({ category: "Sets", attributes: [] });
    });

    test("a word that is left out, or undecided again, leaves the products", async () => {
      const decide = async (to: { kind: "map"; word: string } | { kind: "leave_out" } | { kind: "undecided" }) => {
        await desk.owner.productMapping.mapCategory({ platform: "ebay", key: "19006", to });
        await desk.owner.productMapping.applyNow();
        await desk.runJobs();
        return [(await only()).category, (await desk.owner.productMapping.categories()).words[0]?.state];
      };
      desk.shop.listings = [onEbay("1", words("City"))];
      await syncListings(desk);
      expect(await decide({ kind: "map", word: "Sets" })).toEqual(["Sets", "mapped"]);
      expect(await decide({ kind: "leave_out" })).toEqual([null, "left_out"]);
      expect(await decide({ kind: "undecided" })).toEqual([null, "undecided"]);
    });

    test("packers may look and not decide", async () => {
      const packer = desk.callerFor(desk.workspaceId, "packer");
      expect((await packer.productMapping.categories()).words).toEqual([]);
      const asked = packer.productMapping.mapCategory({ platform: "ebay", key: "1", to: { kind: "leave_out" } });
      await expect(asked).rejects.toThrow(/role of manager/);
    });
  });
});
