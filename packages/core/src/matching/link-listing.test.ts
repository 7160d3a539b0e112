import { describe, expect, test } from "vitest";
import { buildIndex, defaultPolicy, type ListingToLink, linkListing, type MatchItem } from "./index.ts";
import { equalUnit, unit } from "./testing/fixtures.ts";

const listing = (change: Partial<ListingToLink> & { sku?: string | null } = {}): ListingToLink => {
  const { sku = "S", ...rest } = change;
  return {
    ...{ platform: "ebay", title: "Thing", identifiers: [], condition: null, price: null, location: null },
    reference: { externalId: "1", variationId: null, sku, platformData: {} },
    ...rest,
  };
};
const decide = (items: readonly MatchItem[], given: ListingToLink, fifoInterchangeable = true) =>
  linkListing(given, buildIndex(items), { policy: { ...defaultPolicy, fifoInterchangeable } });

describe("a listing and the stock", () => {
  test("case 157: the one unit with its SKU is tied to it, also while it is promised to an order", () => {
    const promised = unit({ id: "a", sku: "S", quantityOnHand: 1, quantityClaimed: 1 });
    expect(decide([promised, unit({ id: "b", sku: "T" })], listing())).toMatchObject({
      ...{ outcome: "linked", itemIds: ["a"], method: "sku" },
    });
  });

  test("case 159: without one that has its SKU nothing is tied", () => {
    expect(decide([unit({ id: "b", sku: "T" })], listing())).toEqual({ outcome: "unlinked", reason: "no_match" });
  });

  test("case 161: two different units that fit are left for review", () => {
    const two = [unit({ id: "a", sku: "S", condition: "new" }), unit({ id: "b", sku: "S", condition: "used" })];
    expect(decide(two, listing())).toEqual({ outcome: "unlinked", reason: "several" });
  });

  test("equal units stand behind it together, where the seller lets them stand for each other", () => {
    const equal = [equalUnit({ id: "b" }), equalUnit({ id: "a" })];
    expect(decide(equal, listing())).toMatchObject({ outcome: "linked", itemIds: ["a", "b"] });
    expect(decide(equal, listing(), false)).toEqual({ outcome: "unlinked", reason: "several" });
  });

  test("case 163: a year in the title is no set number, and no words of a title tie anything", () => {
    const set = unit({ id: "a", sku: "X", title: "Set 1999", identifiers: [{ type: "set_number", value: "1999-1" }] });
    expect(decide([set], listing({ sku: null, title: "Vintage 1999 Set" }))).toMatchObject({ outcome: "unlinked" });
  });

  test("a catalogue number ties in the same condition and leaves an unknown one open", () => {
    const identifiers = [{ type: "asin" as const, value: "B01A" }];
    const used = unit({ id: "a", condition: "used", identifiers });
    const offered = (condition: ListingToLink["condition"]) => listing({ sku: null, identifiers, condition });
    expect(decide([used], offered("used"))).toMatchObject({ outcome: "linked", method: "identifier" });
    expect(decide([used], offered("new"))).toEqual({ outcome: "unlinked", reason: "doubtful" });
    expect(decide([used], offered(null))).toEqual({ outcome: "unlinked", reason: "doubtful" });
  });

  test("of equal units the ones on the shelf that the listing names", () => {
    const units = [equalUnit({ id: "a", location: "Loft - S5" }), equalUnit({ id: "b", location: "Garage" })];
    expect(decide(units, listing({ location: "loft - s5" }))).toMatchObject({ itemIds: ["a"] });
    expect(decide(units, listing({ location: "elsewhere" }))).toMatchObject({ itemIds: ["a", "b"] });
  });

  test("a title that names another set keeps a re-used SKU from tying", () => {
    const other = unit({ id: "a", sku: "S", title: "Castle", identifiers: [{ type: "set_number", value: "10294-1" }] });
    expect(decide([other], listing({ title: "LEGO 75192 Falcon" }))).toEqual({
      ...{ outcome: "unlinked", reason: "doubtful" },
    });
  });

  test("a sold unit is not tied, and said to be sold", () => {
    const sold = unit({ id: "a", sku: "S", status: "sold", quantityOnHand: 0 });
    expect(decide([sold], listing())).toEqual({ outcome: "unlinked", reason: "sold" });
  });

  test("a unit that a person parted from it is not tied again", () => {
    const index = buildIndex([unit({ id: "a", sku: "S" })]);
    const decision = linkListing(listing(), index, { policy: defaultPolicy, refused: new Set(["a"]) });
    expect(decision).toEqual({ outcome: "unlinked", reason: "no_match" });
  });
});
