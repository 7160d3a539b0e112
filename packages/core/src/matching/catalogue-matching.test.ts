import { expect, test } from "vitest";
import type { Identifier } from "../model/index.ts";
import { buildIndex, defaultPolicy, link, type MatchDecision, normalisePlatform } from "./index.ts";
import { equalUnit, sale, unit } from "./testing/fixtures.ts";

const asin = (value: string): Identifier => ({ type: "asin", value });
const stocked = (id: string, acquiredAt: string | null = null) =>
  unit({ id, title: "Falcon", identifiers: [asin("B01A")], acquiredAt });

function taken(decision: MatchDecision | undefined): string[] {
  return decision?.outcome === "linked" ? decision.units.map(({ itemId }) => itemId) : [];
}

test("case 29: of three units with the ASIN the oldest is taken", () => {
  const index = buildIndex([
    stocked("b", "2025-02-01T00:00:00Z"),
    stocked("a", "2024-02-01T00:00:00Z"),
    stocked("c", "2025-03-01T00:00:00Z"),
  ]);
  expect(taken(link([sale({ identifiers: [asin("B01A")] })], index, defaultPolicy)[0])).toEqual(["a"]);
});

test("case 31: three needed and two there is insufficient, and nothing is taken", () => {
  const index = buildIndex([stocked("a"), stocked("b")]);
  const decisions = link([sale({ identifiers: [asin("B01A")], needed: 3 })], index, defaultPolicy);
  expect(decisions).toMatchObject([{ outcome: "queued", reason: "insufficient", needed: 3, found: 2 }]);
});

test("case 33: an ASIN unknown to stock is no match", () => {
  const decisions = link([sale({ identifiers: [asin("B0ZZ")] })], buildIndex([stocked("a")]), defaultPolicy);
  expect(decisions).toMatchObject([{ reason: "no_match" }]);
});

test("case 35: units of equal age are chosen alike whatever their order", () => {
  const units = ["c", "a", "b"].map((id) => stocked(id, "2025-01-01T00:00:00Z"));
  const line = sale({ identifiers: [asin("B01A")] });
  const choices = [units, units.toReversed()].map((items) => taken(link([line], buildIndex(items), defaultPolicy)[0]));
  expect(choices).toEqual([["a"], ["a"]]);
});

test.each(["AMAZON", " Amazon UK ", "amz", "amazon"])("case 37: %j is Amazon", (typed) => {
  expect(normalisePlatform(typed)).toBe("amazon");
  const item = unit({ id: "a", listings: [{ platform: typed, listingId: "L1", variationId: null }] });
  const decisions = link([sale({ platform: "amazon", listingId: "L1" })], buildIndex([item]), defaultPolicy);
  expect(decisions).toMatchObject([{ outcome: "linked", method: "listing" }]);
});

test("case 39: a parent ASIN is found through the alias that the seller entered", () => {
  const index = buildIndex([stocked("a")], [{ type: "alias", from: asin("BPARENT"), to: asin("B01A") }]);
  expect(taken(link([sale({ identifiers: [asin("BPARENT")] })], index, defaultPolicy)[0])).toEqual(["a"]);
});

test("case 47: a unit set aside for the line is accepted without an ASIN", () => {
  const index = buildIndex([unit({ id: "u" }), stocked("a")]);
  const decisions = link([sale({ identifiers: [asin("B01A")], preLinked: ["u"] })], index, defaultPolicy);
  expect(taken(decisions[0])).toEqual(["u"]);
});

test("case 41: a unit set aside but sold since is dropped for another", () => {
  const index = buildIndex([
    unit({ id: "u", identifiers: [asin("B01A")], status: "sold", quantityOnHand: 0 }),
    stocked("v"),
  ]);
  const decisions = link([sale({ identifiers: [asin("B01A")], preLinked: ["u"] })], index, defaultPolicy);
  expect(taken(decisions[0])).toEqual(["v"]);
});

test("case 45: a unit set aside but promised to another order is not accepted", () => {
  const index = buildIndex([unit({ id: "u", quantityClaimed: 1 })]);
  expect(link([sale({ preLinked: ["u"] })], index, defaultPolicy)).toMatchObject([{ outcome: "queued" }]);
});

test("case 49: one held and one free of three is insufficient with two found", () => {
  const index = buildIndex([stocked("a")]);
  const decisions = link([sale({ identifiers: [asin("B01A")], needed: 3, held: 1 })], index, defaultPolicy);
  expect(decisions).toMatchObject([{ reason: "insufficient", needed: 3, found: 2 }]);
});

test("case 55: two lines of one order with the same ASIN get a unit each", () => {
  const index = buildIndex([stocked("a"), stocked("b")]);
  const lines = [0, 1].map((position) => sale({ id: `l${position}`, position, identifiers: [asin("B01A")] }));
  expect(link(lines, index, defaultPolicy).map(taken)).toEqual([["a"], ["b"]]);
});

test("case 57: a line that holds one of two and finds no other needs one more", () => {
  const index = buildIndex([unit({ id: "a", identifiers: [asin("B01A")], quantityClaimed: 1 })]);
  const decisions = link([sale({ identifiers: [asin("B01A")], needed: 2, held: 1 })], index, defaultPolicy);
  expect(decisions).toMatchObject([{ reason: "insufficient", needed: 2, found: 1 }]);
});

test("case 69: three needed of three equal units are all taken, in units or from a lot", () => {
  const units = ["a", "b", "c"].map((id) => equalUnit({ id }));
  expect(taken(link([sale({ sku: "S", needed: 3 })], buildIndex(units), defaultPolicy)[0])).toEqual(["a", "b", "c"]);
  const lot = buildIndex([equalUnit({ id: "lot", quantityOnHand: 5 })]);
  expect(link([sale({ sku: "S", needed: 3 })], lot, defaultPolicy)).toMatchObject([
    { outcome: "linked", units: [{ itemId: "lot", quantity: 3 }] },
  ]);
});

test("case 69: without first-in-first-out two of three equal units are asked for, not half taken", () => {
  const index = buildIndex(["a", "b", "c"].map((id) => equalUnit({ id })));
  const policy = { ...defaultPolicy, fifoInterchangeable: false };
  expect(link([sale({ sku: "S", needed: 2 })], index, policy)).toMatchObject([{ reason: "multiple", needed: 2 }]);
});

test.each([
  { number: "109", sold: "amazon", expected: "queued" },
  { number: "109", sold: "eBay", expected: "linked" },
])("case $number: a unit recorded sold on $sold is $expected in a run for eBay", ({ sold, expected }) => {
  const item = unit({
    id: "a",
    sku: "S",
    status: "sold",
    quantityOnHand: 0,
    legacySale: { quantity: 1, platform: sold, orderReference: null },
  });
  const decisions = link([sale({ sku: "S" })], buildIndex([item]), { ...defaultPolicy, includeSold: true });
  expect(decisions).toMatchObject([{ outcome: expected }]);
});

test("case 111: a unit of an earlier sale is used once", () => {
  const item = unit({
    id: "a",
    sku: "S",
    status: "sold",
    quantityOnHand: 0,
    legacySale: { quantity: 1, platform: null, orderReference: null },
  });
  const lines = ["l1", "l2"].map((id) => sale({ id, orderId: id, sku: "S" }));
  const decisions = link(lines, buildIndex([item]), { ...defaultPolicy, includeSold: true });
  expect(decisions.map(({ outcome }) => outcome)).toEqual(["linked", "queued"]);
});

test("case 181: an id of something else that equals a unit's id means nothing", () => {
  const decisions = link([sale({ id: "a", orderId: "a" })], buildIndex([unit({ id: "a" })]), defaultPolicy);
  expect(decisions).toMatchObject([{ outcome: "queued", reason: "no_match" }]);
});

test("case 185: a unit set aside that is another product is ignored for one of the named product", () => {
  const index = buildIndex([unit({ id: "u", identifiers: [asin("B0OTHER")] }), stocked("a")]);
  const decisions = link([sale({ identifiers: [asin("B01A")], preLinked: ["u"] })], index, defaultPolicy);
  expect(taken(decisions[0])).toEqual(["a"]);
});

test("case 107: thousands of lines are decided and no unit is given twice", () => {
  const units = Array.from({ length: 1500 }, (_, n) => stocked(`u${n}`, new Date(n * 1000).toISOString()));
  const lines = Array.from({ length: 2000 }, (_, n) =>
    sale({ id: `l${n}`, orderId: `o${n}`, identifiers: [asin("B01A")], placedAt: new Date(n * 1000).toISOString() }),
  );
  const given = link(lines, buildIndex(units), defaultPolicy).flatMap(taken);
  expect(new Set(given).size).toBe(1500);
  expect(given).toHaveLength(1500);
});
