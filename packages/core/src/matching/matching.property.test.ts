import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  buildIndex,
  defaultPolicy,
  link,
  type MatchDecision,
  type MatchItem,
  type MatchLine,
  type MatchPolicy,
  restoreIndex,
  saveIndex,
  suggest,
} from "./index.ts";
import { sale, unit } from "./testing/fixtures.ts";

// Every runtime has it; the package itself asks for no runtime's types.
declare const structuredClone: <Value>(value: Value) => Value;

const words = ["castle", "dragon", "police", "station", "train", "blue", "red", "deluxe", "2x", "harbour", "PS-100"];
const numbers = ["75192", "10294", "71010-2", "497", "6210"];
const titles = fc
  .array(fc.constantFrom(...words, ...numbers.map((number) => `LEGO ${number}`)), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(" "));
const identifiers = fc.oneof(
  fc.constant([]),
  fc.constantFrom(...numbers).map((value) => [{ type: "set_number" as const, value }]),
  fc.constantFrom("B0A", "B0B").map((value) => [{ type: "asin" as const, value }]),
);
const skus = fc.constantFrom(null, "S1", "s1", "S2", "S1 | Loft");
const days = fc.integer({ min: 1, max: 28 }).map((day) => `2026-01-${String(day).padStart(2, "0")}T00:00:00Z`);
const conditions = fc.constantFrom(null, "new" as const, "used" as const);

const items: fc.Arbitrary<MatchItem[]> = fc
  .array(
    fc.record({
      title: titles,
      identifiers,
      sku: skus,
      condition: conditions,
      quantityOnHand: fc.integer({ min: 0, max: 3 }),
      acquiredAt: days,
    }),
    { maxLength: 12 },
  )
  .map((drafts) => drafts.map((draft, place) => unit({ id: `u${place}`, ...draft })));
const lines: fc.Arbitrary<MatchLine[]> = fc
  .array(
    fc.record({
      title: titles,
      identifiers,
      sku: skus,
      condition: conditions,
      needed: fc.integer({ min: 1, max: 3 }),
      placedAt: days,
    }),
    { maxLength: 8 },
  )
  .map((drafts) => drafts.map((draft, place) => sale({ id: `l${place}`, orderId: `o${place}`, ...draft })));
const policies: fc.Arbitrary<MatchPolicy> = fc.record({
  fifoInterchangeable: fc.boolean(),
  skuCaseInsensitive: fc.boolean(),
  probabilityBar: fc.constantFrom(null, 0.2, 0.5, 0.9),
});

const shuffled = <Value>(values: readonly Value[], seed: number): Value[] =>
  values
    .map((value, place) => ({ value, key: Math.imul(place + 1, seed | 1) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);

function taken(decisions: readonly MatchDecision[]): Map<string, number> {
  const quantities = new Map<string, number>();
  for (const decision of decisions) {
    if (decision.outcome !== "linked") continue;
    for (const { itemId, quantity } of decision.units) quantities.set(itemId, (quantities.get(itemId) ?? 0) + quantity);
  }
  return quantities;
}

describe("whatever the stock and the sales", () => {
  test("the order in which items and lines come changes nothing", () => {
    fc.assert(
      fc.property(items, lines, policies, fc.integer(), (stock, sold, policy, seed) => {
        const once = link(sold, buildIndex(stock), policy);
        expect(link(shuffled(sold, seed), buildIndex(shuffled(stock, seed)), policy)).toEqual(once);
      }),
    );
  });

  test("an item that has nothing to do with the sales changes no decision", () => {
    const stranger = unit({ id: "zz", title: "Quartz wristwatch", sku: "ZZ-9", acquiredAt: "2020-01-01T00:00:00Z" });
    fc.assert(
      fc.property(items, lines, policies, (stock, sold, policy) => {
        const without = link(sold, buildIndex(stock), policy);
        expect(link(sold, buildIndex([...stock, stranger]), policy)).toEqual(without);
      }),
    );
  });

  test("no item is claimed beyond what is free", () => {
    fc.assert(
      fc.property(items, lines, policies, (stock, sold, policy) => {
        for (const [id, quantity] of taken(link(sold, buildIndex(stock), policy))) {
          expect(quantity).toBeLessThanOrEqual(stock.find((item) => item.id === id)?.quantityOnHand ?? 0);
        }
      }),
    );
  });

  test("a linked line gets as many units as it needs", () => {
    fc.assert(
      fc.property(items, lines, policies, (stock, sold, policy) => {
        for (const decision of link(sold, buildIndex(stock), policy)) {
          if (decision.outcome !== "linked") continue;
          const needed = sold.find(({ id }) => id === decision.lineId)?.needed;
          expect(decision.units.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(needed);
        }
      }),
    );
  });

  test("the parts of the evidence add up to the score", () => {
    fc.assert(
      fc.property(items, lines, policies, (stock, sold, policy) => {
        for (const { candidates } of link(sold, buildIndex(stock), policy))
          for (const { evidence, logOdds } of candidates)
            expect(evidence.reduce((sum, part) => sum + part.logOdds, 0)).toBeCloseTo(logOdds, 9);
      }),
    );
  });

  test("a higher bar never links more lines by their likeness", () => {
    fc.assert(
      fc.property(items, lines, (stock, sold) => {
        const linkedAt = (probabilityBar: number) =>
          link(sold, buildIndex(stock), { ...defaultPolicy, probabilityBar }).filter(
            ({ outcome }) => outcome === "linked",
          ).length;
        expect(linkedAt(0.9)).toBeLessThanOrEqual(linkedAt(0.3));
      }),
    );
  });
});

describe("an index that changes", () => {
  const changes = fc.array(
    fc.record({ id: fc.integer({ min: 0, max: 6 }), title: titles, sku: skus, identifiers, remove: fc.boolean() }),
    { maxLength: 25 },
  );
  const queries = fc.array(titles, { minLength: 1, maxLength: 4 });

  function changed(steps: readonly { id: number; title: string; sku: string | null; remove: boolean }[]) {
    const index = buildIndex([]);
    const left = new Map<string, MatchItem>();
    for (const { id, remove, ...fields } of steps) {
      const item = unit({ id: `u${id}`, ...fields });
      // A search in between builds the title index, so that the changes after it are made piece by piece.
      suggest(sale({ title: item.title }), index, 1);
      index.update(remove ? { removedIds: [item.id] } : { items: [item] });
      if (remove) left.delete(item.id);
      else left.set(item.id, item);
    }
    return { index, left: [...left.values()] };
  }

  test("answers like one that is built anew", () => {
    fc.assert(
      fc.property(changes, queries, (steps, asked) => {
        const { index, left } = changed(steps);
        const anew = buildIndex(left);
        for (const title of asked)
          expect(suggest(sale({ title, sku: "S1" }), index, 9)).toEqual(suggest(sale({ title, sku: "S1" }), anew, 9));
      }),
    );
  });

  test("answers the same after it was saved and restored", () => {
    fc.assert(
      fc.property(changes, queries, titles, (steps, asked, later) => {
        const { index } = changed(steps);
        const restored = restoreIndex(structuredClone(saveIndex(index)));
        for (const one of [index, restored]) one.update({ items: [unit({ id: "later", title: later })] });
        for (const title of asked)
          expect(suggest(sale({ title }), restored, 9)).toEqual(suggest(sale({ title }), index, 9));
      }),
    );
  });

  test("refuses a snapshot of another format", () => {
    expect(() => restoreIndex({ ...saveIndex(buildIndex([])), format: 0 })).toThrow(TypeError);
  });
});

describe("hostile titles", () => {
  const stock = Array.from({ length: 200 }, (_, place) =>
    unit({ id: `u${place}`, title: `LEGO ${10_000 + place} ${words[place % words.length]} ${place}` }),
  );
  const hostile = {
    "ten thousand characters": "LEGO castle dragon 75192 ".repeat(400),
    "one word of ten thousand letters": "a".repeat(10_000),
    digits: "1".repeat(10_000),
    "numbers in thousands": "75192 ".repeat(1_700),
    "nested brackets": "(".repeat(5_000) + ")".repeat(5_000),
    "repeated separators": " x 2".repeat(2_500),
    "what backtracks in careless patterns": `${"no ".repeat(3_000)}minifig`,
    "from set from set": "from set ".repeat(1_100),
    "control characters": "\u0000\u0007\u001b LEGO\u0000 75192\n\r\t castle",
    "right-to-left marks": "\u202eLEGO 75192\u202c \u200fcastle\u200e \u2066dragon\u2069",
    "combining marks": `LEGO ${"a\u0301".repeat(3_000)}`,
    "lone surrogates": "\ud800LEGO 75192\udfff",
  };

  test.each(Object.entries(hostile))("%s cost little and answer", (_, title) => {
    const index = buildIndex([...stock, unit({ id: "hostile", title })]);
    suggest(sale({ title: "warm up" }), index, 5);
    const from = Date.now();
    link([sale({ title, sku: title })], index, { ...defaultPolicy, probabilityBar: 0.5 });
    suggest(sale({ title: "LEGO 75192 castle" }), index, 5);
    // Generous: an honest title costs a few milliseconds, a pattern that explodes costs minutes.
    expect(Date.now() - from).toBeLessThan(2_000);
  });

  test("invisible characters change nothing", () => {
    const index = buildIndex([unit({ id: "a", title: "LEGO 75192 Millennium Falcon" }), ...stock]);
    const plain = suggest(sale({ title: "LEGO 75192 Falcon" }), index, 1);
    const marked = suggest(sale({ title: "\u202eLEGO 75192\u202c Fal\u200dcon" }), index, 1);
    expect(marked[0]?.itemId).toBe("a");
    expect(marked[0]?.logOdds).toBeCloseTo(plain[0]?.logOdds ?? 0, 6);
  });
});
