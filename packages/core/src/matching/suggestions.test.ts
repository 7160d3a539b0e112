import { describe, expect, test } from "vitest";
import { buildIndex, defaultPolicy, explain, link, readConditionWords, readTitleNumbers, suggest } from "./index.ts";
import { sale, unit } from "./testing/fixtures.ts";

const falcon = { identifiers: [{ type: "set_number" as const, value: "75192-1" }], title: "Millennium Falcon" };
const ids = (candidates: readonly { itemId: string }[]) => candidates.map(({ itemId }) => itemId);

test("case 133: of equal units the listed one ranks first", () => {
  const index = buildIndex([unit({ id: "a", ...falcon }), unit({ id: "b", ...falcon, status: "listed" })]);
  expect(ids(suggest(sale({ title: "LEGO 75192" }), index, 5))).toEqual(["b", "a"]);
});

test("case 135: nearer prices rank first, and a price far away adds nothing", () => {
  const priced = (id: string, minor: number) => unit({ id, ...falcon, askingPrice: { minor, currency: "GBP" } });
  const index = buildIndex([priced("far", 25_000), priced("b", 12_000), priced("c", 14_000), priced("a", 10_500)]);
  const line = sale({ title: "LEGO 75192", unitPrice: { minor: 10_000, currency: "GBP" } });
  const found = suggest(line, index, 5);
  expect(ids(found)).toEqual(["a", "b", "c", "far"]);
  const texts = (id: string) => found.find(({ itemId }) => itemId === id)?.reasons.map(({ text }) => text) ?? [];
  expect(texts("far").some((text) => text.startsWith("Price"))).toBe(false);
  expect(texts("a")).toContain("Price is 5 % away");
});

test("case 137: a unit found in three ways appears once", () => {
  const index = buildIndex([unit({ id: "a", ...falcon, sku: "abc" })]);
  const found = suggest(sale({ sku: "ABC", title: "LEGO 75192 Millennium Falcon" }), index, 5);
  expect(ids(found)).toEqual(["a"]);
  expect(found[0]?.reasons.length).toBeGreaterThanOrEqual(3);
});

test.each([
  ["139", "LEGO 2024 Advent 75395", ["75395"]],
  ["141", "LEGO 75192 vs 10294", ["75192", "10294"]],
  ["143", "LEGO 497 Galaxy Explorer", ["497"]],
  ["143", "LEGO 910001 Castle", ["910001"]],
  ["145", "LEGO 75192-1 Falcon", ["75192"]],
  ["163", "Vintage 1999 LEGO castle", []],
  ["numbers: piece count", "LEGO Super Heroes 76101 Outrider Dropship Attack 124pcs", ["76101"]],
  ["numbers: piece count in French", "LEGO 11032 Classic 1500 pièces", ["11032"]],
  ["numbers: piece count and scale", "Ferrari Daytona SP3 (3778 piezas) escala 1:8", []],
  ["numbers: age", "LEGO City 60337 316 pieces Age 8 plus", ["60337"]],
  ["numbers: quantity", "7x LEGO Roses 40460 MISB", ["40460"]],
  ["numbers: glued", "Lego21333 Van Gogh", ["21333"]],
  ["numbers: list", "LEGO 40747,40460,40524 Blumen Bundle", ["40747", "40460", "40524"]],
  ["numbers: year in brackets", "LEGO 7110 STAR WARS LANDSPEEDER (1999 - NEW IN SEALED BOX)", ["7110"]],
  ["numbers: model names", "LEGO R2-D2 and C-3PO with T-16 from NCC-1701", []],
  ["numbers: sizes with units", "Samsung 256GB microSD, 1000 mAh, 120 Hz, 500 watt", []],
  ["numbers: part number", "LEGO PART No : 4495931 brick 2x4", []],
])("case %s: %s", (_, title, expected) => {
  expect(readTitleNumbers(title).map(({ number }) => number)).toEqual(expected);
});

test.each(["LEGO 497 Galaxy Explorer", "LEGO 910001 Castle"])(
  "case 143: %s is suggested when it is in stock",
  (title) => {
    const number = /\d+/.exec(title)?.[0] ?? "";
    const index = buildIndex([
      unit({ id: "a", title: "x", identifiers: [{ type: "set_number", value: `${number}-1` }] }),
    ]);
    expect(ids(suggest(sale({ title }), index, 5))).toEqual(["a"]);
  },
);

test("case 145: the number in the title finds the unit stored with its variant", () => {
  const index = buildIndex([unit({ id: "a", ...falcon })]);
  expect(ids(suggest(sale({ title: "LEGO 75192" }), index, 5))).toEqual(["a"]);
});

test("case 147: a title of short and common words suggests nothing rather than everything", () => {
  const index = buildIndex([unit({ id: "a", title: "LEGO AT-ST Walker" }), unit({ id: "b", title: "LEGO set new" })]);
  expect(suggest(sale({ title: "LEGO AT-AT" }), index, 5)).toEqual([]);
});

test.each([
  ["149", "LEGO Newcastle United stadium", null],
  ["149", "LEGO 75192 used, like new", "used"],
  ["151", "LEGO 75192 Millennium Falcon", null],
  ["words: a name", "LEGO Star Wars A New Hope 75159", null],
  ["words: sealed", "LEGO 75192 BNISB", "new"],
  ["words: German", "LEGO 75192 Neu & OVP", "new"],
  ["words: how it is made", "LEGO Brick-Built Bluey Family", null],
  ["words: German used", "LEGO 75192 aufgebaut, gebraucht", "used"],
  ["words: Italian used", "Lego 75387 già montato", "used"],
])("case %s: condition of %s", (_, title, expected) => {
  expect(readConditionWords(title)).toBe(expected);
});

test("case 151: silence about condition is neither a bonus nor a penalty", () => {
  const index = buildIndex([unit({ id: "a", ...falcon, condition: "new" }), unit({ id: "b", ...falcon })]);
  const [a, b] = suggest(sale({ title: "LEGO 75192" }), index, 5);
  expect(a?.score).toBe(b?.score);
});

describe("explanations", () => {
  test("a link names its evidence and why the others lost", () => {
    const index = buildIndex([unit({ id: "a", sku: "S", ...falcon }), unit({ id: "b", sku: "S", ...falcon })]);
    const [decision] = link([sale({ sku: "S" })], index, defaultPolicy);
    expect(decision && explain(decision)).toMatchObject({
      headline: "Linked: SKU S is the same.",
      losers: [{ itemId: "b", lostBecause: "An equal unit is older." }],
    });
  });

  test("an index follows what changes in stock", () => {
    const index = buildIndex([unit({ id: "a", sku: "S" })]);
    index.update({ items: [unit({ id: "a", sku: "S", quantityClaimed: 1 }), unit({ id: "b", sku: "T" })] });
    expect(link([sale({ sku: "S" })], index, defaultPolicy)).toMatchObject([{ reason: "oversold" }]);
    expect(link([sale({ sku: "T" })], index, defaultPolicy)).toMatchObject([{ outcome: "linked" }]);
    index.update({ removedIds: ["b"] });
    expect(link([sale({ sku: "T" })], index, defaultPolicy)).toMatchObject([{ reason: "no_match" }]);
    expect(index.size).toBe(1);
  });
});
