import { describe, expect, test } from "vitest";
import {
  buildIndex,
  defaultPolicy,
  link,
  type MatchItem,
  type MatchLine,
  type MatchMapping,
  type MatchPolicy,
} from "./index.ts";
import { equalUnit, sale, unit } from "./testing/fixtures.ts";

interface Row {
  name: string;
  items: MatchItem[];
  line?: Partial<MatchLine>;
  policy?: Partial<MatchPolicy>;
  mappings?: MatchMapping[];
  expected: { units: string[]; method?: string } | { reason: string; first?: string | null; found?: number };
}

const rows: Row[] = [
  {
    name: "1: the one listed unit with the SKU is taken and the SKU is named",
    items: [unit({ id: "a", sku: "S", status: "listed" }), unit({ id: "b", sku: "T" })],
    line: { sku: "S" },
    expected: { units: ["a"], method: "sku" },
  },
  {
    name: "3: a unit not yet received is no match",
    items: [unit({ id: "a", sku: "S", status: "not_received" })],
    line: { sku: "S" },
    expected: { reason: "no_match", first: null },
  },
  {
    name: "5: a unit already sold is no match",
    items: [unit({ id: "a", sku: "S", status: "sold", quantityOnHand: 0 })],
    line: { sku: "S" },
    expected: { reason: "no_match", first: null },
  },
  {
    name: "7: of two equal units the oldest is taken when the seller allows it",
    items: [
      equalUnit({ id: "new", acquiredAt: "2026-01-20T00:00:00Z" }),
      equalUnit({ id: "old", acquiredAt: "2025-01-20T00:00:00Z" }),
    ],
    line: { sku: "S" },
    expected: { units: ["old"] },
  },
  {
    name: "7: otherwise a person is asked, oldest first",
    items: [
      equalUnit({ id: "new", acquiredAt: "2026-01-20T00:00:00Z" }),
      equalUnit({ id: "old", acquiredAt: "2025-01-20T00:00:00Z" }),
    ],
    line: { sku: "S" },
    policy: { fifoInterchangeable: false },
    expected: { reason: "multiple", first: "old" },
  },
  {
    name: "7: units of different products under one SKU are never chosen by age",
    items: [
      unit({ id: "a", sku: "S", title: "Millennium Falcon", identifiers: [{ type: "set_number", value: "75192" }] }),
      unit({ id: "b", sku: "S", title: "Titanic", identifiers: [{ type: "set_number", value: "10294" }] }),
    ],
    line: { sku: "S" },
    expected: { reason: "multiple" },
  },
  {
    name: "7: units in different condition are not interchangeable",
    items: [equalUnit({ id: "a", condition: "new" }), equalUnit({ id: "b", condition: "used" })],
    line: { sku: "S" },
    expected: { reason: "multiple" },
  },
  {
    name: "9: title words only suggest",
    items: [unit({ id: "a", title: "Hogwarts Castle Great Hall" }), unit({ id: "b", title: "Fire Station" })],
    line: { title: "Hogwarts Great Hall Harry Potter" },
    expected: { reason: "title", first: "a" },
  },
  {
    name: "9: a seller's own bar may link a suggestion",
    items: [unit({ id: "a", title: "Hogwarts Castle Great Hall" })],
    line: { title: "Hogwarts Castle Great Hall" },
    policy: { probabilityBar: 0.5 },
    expected: { units: ["a"], method: "title" },
  },
  {
    name: "11: a number in the title gives the reason",
    items: [unit({ id: "a", sku: "X", identifiers: [{ type: "set_number", value: "75192-1" }] })],
    line: { sku: "S", title: "LEGO 75192 UCS Falcon" },
    expected: { reason: "set_number", first: "a" },
  },
  {
    name: "13: space around a SKU means nothing",
    items: [unit({ id: "a", sku: "S" })],
    line: { sku: "  S " },
    expected: { units: ["a"] },
  },
  {
    name: "15: the base before the pipe is the SKU",
    items: [unit({ id: "a", sku: "N3159" })],
    line: { sku: "N3159 | Loft - S72 + Loft - S75" },
    expected: { units: ["a"], method: "sku_base" },
  },
  {
    name: "15: the whole SKU goes before its base",
    items: [unit({ id: "a", sku: "N3159 | A" }), unit({ id: "b", sku: "N3159 | B" })],
    line: { sku: "N3159 | B" },
    expected: { units: ["b"], method: "sku" },
  },
  {
    name: "17: plain hyphens are not separators",
    items: [unit({ id: "a", sku: "LEGO" })],
    line: { sku: "LEGO-8531-NEW" },
    expected: { reason: "no_match" },
  },
  {
    name: "19: a unit without SKU is known by the start of its id",
    items: [unit({ id: "01a2b3c4-0000-7000-8000-000000000001" })],
    line: { sku: "01a2b3c4" },
    expected: { units: ["01a2b3c4-0000-7000-8000-000000000001"], method: "id_prefix" },
  },
  {
    name: "19: a unit with a SKU is not known by its id",
    items: [unit({ id: "01a2b3c4-0000-7000-8000-000000000001", sku: "T" })],
    line: { sku: "01a2b3c4" },
    expected: { reason: "no_match" },
  },
  {
    name: "21: the unit that the seller tied to the SKU goes before the unit that carries it",
    items: [unit({ id: "a" }), unit({ id: "b", sku: "X" })],
    line: { sku: "X" },
    mappings: [{ type: "pin", platform: null, sku: "X", itemId: "a" }],
    expected: { units: ["a"], method: "pin" },
  },
  ...["a,b", "a(b)", "100%", "a_b", 'it\'s "x"', "a.*b"].map(
    (sku): Row => ({
      name: `23: ${sku} is compared literally`,
      items: [unit({ id: "exact", sku }), unit({ id: "other", sku: "a-b" }), unit({ id: "third", sku: "axxb" })],
      line: { sku },
      expected: { units: ["exact"] },
    }),
  ),
  {
    name: "25: a SKU in other capitals is the top suggestion",
    items: [unit({ id: "a", sku: "abc-1" })],
    line: { sku: "ABC-1" },
    expected: { reason: "sku_case", first: "a" },
  },
  {
    name: "25: or is linked when the seller allows it",
    items: [unit({ id: "a", sku: "abc-1" })],
    line: { sku: "ABC-1" },
    policy: { skuCaseInsensitive: true },
    expected: { units: ["a"], method: "sku_case" },
  },
];

test.each(rows)("case $name", ({ items, line, policy, mappings, expected }) => {
  const [decision] = link([sale(line)], buildIndex(items, mappings), { ...defaultPolicy, ...policy });
  if ("units" in expected) {
    expect(decision).toMatchObject({ outcome: "linked" });
    expect(decision?.outcome === "linked" && decision.units.map((taken) => taken.itemId)).toEqual(expected.units);
    if (expected.method) expect(decision).toMatchObject({ method: expected.method });
    return;
  }
  expect(decision).toMatchObject({ outcome: "queued", reason: expected.reason });
  if (expected.first !== undefined) expect(decision?.candidates[0]?.itemId ?? null).toBe(expected.first);
});

describe("one unit, several sales", () => {
  test("case 27: one of two channels takes the last unit, the other is oversold", () => {
    const index = buildIndex([unit({ id: "a", sku: "S" })]);
    const lines = [
      sale({ id: "later", orderId: "o2", platform: "bricklink", sku: "S", placedAt: "2026-02-02T00:00:00Z" }),
      sale({ id: "earlier", orderId: "o1", sku: "S" }),
    ];
    expect(link(lines, index, defaultPolicy)).toMatchObject([
      { lineId: "earlier", outcome: "linked" },
      { lineId: "later", outcome: "queued", reason: "oversold", candidates: [] },
    ]);
  });

  test("case 53: a unit promised to an earlier order makes the next sale oversold", () => {
    const index = buildIndex([unit({ id: "a", sku: "S", quantityClaimed: 1 })]);
    expect(link([sale({ sku: "S" })], index, defaultPolicy)).toMatchObject([{ reason: "oversold" }]);
  });

  test("a listing and a SKU that point at different products ask a person", () => {
    const index = buildIndex([
      unit({ id: "a", sku: "S", title: "Falcon" }),
      unit({
        id: "b",
        sku: "T",
        title: "Titanic",
        listings: [{ platform: "ebay", listingId: "9", variationId: null }],
      }),
    ]);
    expect(link([sale({ sku: "S", listingId: "9" })], index, defaultPolicy)).toMatchObject([{ reason: "conflict" }]);
  });

  test("a unit in another condition than the one sold asks a person", () => {
    const index = buildIndex([unit({ id: "a", sku: "S", condition: "used" })]);
    expect(link([sale({ sku: "S", condition: "new" })], index, defaultPolicy)).toMatchObject([{ reason: "condition" }]);
  });
});
