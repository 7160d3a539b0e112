import { describe, expect, test } from "vitest";
import { changedFields, composeProduct, type ProductContent, type ProductSource } from "./compose-product.ts";
import {
  type KnownProduct,
  type KnownVariant,
  type ListingToPlace,
  placeListing,
  type Surroundings,
} from "./place-listing.ts";
import { categoryKey, type WordMapping, wordKey } from "./word-mapping.ts";

const set = (value: string) => ({ type: "set_number", value, key: value.replace(/-\d$/, "") }) as const;
const code = (type: "gtin" | "part_number" | "color" | "asin", value: string) => ({ type, value, key: value }) as const;

const variant = (id: string, change: Partial<KnownVariant> = {}): KnownVariant => ({
  ...{ id, productId: "P", skuKey: null, condition: null, options: [], ...change },
});
const product = (id: string, change: Partial<KnownProduct> = {}): KnownProduct => ({
  ...{ id, identifiers: [], variants: [], ...change },
});
const listing = (change: Partial<ListingToPlace> = {}): ListingToPlace => ({
  ...{ skuKey: null, condition: null, options: [], identifiers: [], ...change },
});
const place = (what: Partial<ListingToPlace>, around: Partial<Surroundings> = {}) =>
  placeListing(listing(what), { products: [], siblings: [], inherited: null, ...around });

describe("where a listing belongs", () => {
  const known = product("P", { identifiers: [set("75192-1")], variants: [variant("V", { skuKey: "A" })] });

  test("with the SKU of a variant: to that variant", () => {
    expect(place({ skuKey: "A" }, { products: [known] })).toEqual({ outcome: "variant", variantId: "V" });
    expect(place({ skuKey: "A", identifiers: [set("75192")] }, { products: [known] })).toMatchObject({
      variantId: "V",
    });
  });

  test("with a SKU that stands on other goods: a person is asked", () => {
    const asked = { outcome: "ask", reason: "contradicts" };
    expect(place({ skuKey: "A", identifiers: [set("10294-1")] }, { products: [known] })).toEqual(asked);
    const used = product("P", { variants: [variant("V", { skuKey: "A", condition: "used" })] });
    expect(place({ skuKey: "A", condition: "new" }, { products: [used] })).toEqual(asked);
  });

  test("with a SKU that two variants carry: a person is asked", () => {
    const twin = product("Q", { variants: [variant("W", { productId: "Q", skuKey: "A" })] });
    expect(place({ skuKey: "A" }, { products: [known, twin] })).toEqual({ outcome: "ask", reason: "several" });
  });

  test("what a person said of the listing before goes first, also where the SKU is not clear", () => {
    const twin = product("Q", { variants: [variant("W", { productId: "Q", skuKey: "A" })] });
    expect(place({ skuKey: "A" }, { products: [known, twin], inherited: "W" })).toEqual({
      ...{ outcome: "variant", variantId: "W" },
    });
  });

  test("a variation goes with the others of its listing, under its own SKU", () => {
    expect(place({ skuKey: "B" }, { products: [known], siblings: ["P", "P"] })).toEqual({
      ...{ outcome: "product", productId: "P" },
    });
  });

  test("a number in common names the product; without a SKU the variant that says the same", () => {
    const goods = product("P", {
      identifiers: [code("gtin", "5702015869935")],
      variants: [variant("N", { condition: "new" }), variant("U", { condition: "used" })],
    });
    const identifiers = [code("gtin", "5702015869935")];
    expect(place({ identifiers, condition: "used" }, { products: [goods] })).toMatchObject({ variantId: "U" });
    expect(place({ identifiers, condition: "used", skuKey: "X" }, { products: [goods] })).toMatchObject({
      ...{ outcome: "product", productId: "P" },
    });
  });

  test("a bar code that two products share: a person is asked; one that the set number contradicts does not count", () => {
    const series = [1, 2].map((n) =>
      product(`P${n}`, { identifiers: [code("gtin", "1"), set(`71001-${n}`)], variants: [] }),
    );
    expect(place({ identifiers: [code("gtin", "1")] }, { products: series })).toMatchObject({ reason: "several" });
    expect(place({ identifiers: [code("gtin", "1"), set("71001-2")] }, { products: series })).toEqual({
      ...{ outcome: "product", productId: "P2" },
    });
  });

  test("a part is what it is in one colour", () => {
    const red = product("R", { identifiers: [code("part_number", "3001"), code("color", "5")] });
    const asked = (color: string) =>
      place({ identifiers: [code("part_number", "3001"), code("color", color)] }, { products: [red] });
    expect(asked("5")).toMatchObject({ productId: "R" });
    expect(asked("11")).toEqual({ outcome: "new" });
  });

  test("what nothing is known of is a new product", () => {
    expect(place({ skuKey: "NEW" })).toEqual({ outcome: "new" });
  });
});

const mapping: WordMapping = {
  categories: new Map([[wordKey("ebay", "19006"), "Sets"]]),
  names: new Map([
    [wordKey("ebay", "LEGO Theme"), "Theme"],
    [wordKey("ebay", "Box"), null],
  ]),
  values: new Map([
    [wordKey("ebay", "LEGO Theme", "Star Wars™"), "Star Wars"],
    [wordKey("ebay", "LEGO Theme", "N/A"), null],
  ]),
};
const source = (change: Partial<ProductSource> = {}): ProductSource => ({
  ...{ platform: "ebay", live: true, title: "T", categoryKey: null, attributes: [], identifiers: [] },
  ...{ imageUrl: null, imageUrls: [], ...change },
});
const empty: ProductContent = { title: "Known", brand: null, category: null, attributes: [], imageUrl: null };
const compose = (sources: ProductSource[], content = empty, edited: readonly ("title" | "category")[] = []) =>
  composeProduct(sources, mapping, { content, edited: new Set(edited) });

describe("a product made of its listings", () => {
  test("takes mapped words only, and a value as it is where only the name is mapped", () => {
    const attributes = [
      ...[
        { name: "LEGO Theme", value: "Star Wars™" },
        { name: "LEGO Theme", value: "Classic" },
      ],
      ...[
        { name: "LEGO Theme", value: "N/A" },
        { name: "Box", value: "Yes" },
        { name: "Colour", value: "Red" },
      ],
    ];
    expect(compose([source({ categoryKey: "19006", attributes })])).toMatchObject({
      category: "Sets",
      attributes: [
        { name: "Theme", value: "Classic" },
        { name: "Theme", value: "Star Wars" },
      ],
    });
    expect(compose([source({ categoryKey: "1" })]).category).toBeNull();
  });

  test("follows the oldest listing that is offered still, and gathers pictures and numbers", () => {
    const composed = compose([
      source({ live: false, title: "Old", imageUrl: "a", identifiers: [{ type: "brand", value: "LEGO" }] }),
      source({ title: "Now", imageUrl: "b", imageUrls: ["b", "c"] }),
      source({ title: "Later", identifiers: [{ type: "gtin", value: "1" }] }),
    ]);
    expect(composed).toMatchObject({ title: "Now", brand: "LEGO", imageUrl: "b", imageUrls: ["b", "c", "a"] });
    expect(composed.identifiers).toEqual([{ type: "gtin", value: "1" }]);
  });

  test("keeps what a person set, and its title where no listing has one", () => {
    const content = { ...empty, title: "Mine", category: null };
    const composed = compose([source({ title: "Theirs", categoryKey: "19006" })], content, ["title", "category"]);
    expect(composed).toMatchObject({ title: "Mine", category: null });
    expect(compose([source({ title: "" })]).title).toBe("Known");
  });

  test("the fields that change are named", () => {
    expect(changedFields(empty, { ...empty, title: "Other", attributes: [{ name: "a", value: "b" }] })).toEqual([
      ...["title", "attributes"],
    ]);
    expect(changedFields(empty, { ...empty })).toEqual([]);
  });
});

test("a category is known by its id, or else by its names", () => {
  expect(categoryKey({ id: "7", path: ["Toys"] })).toBe("7");
  expect(categoryKey({ id: null, path: ["Toys", "Bricks"] })).toBe("Toys > Bricks");
});
