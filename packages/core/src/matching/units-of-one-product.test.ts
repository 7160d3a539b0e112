import { describe, expect, test } from "vitest";
import { buildIndex, defaultPolicy, link, suggest } from "./index.ts";
import { sale, unit } from "./testing/fixtures.ts";
import type { MatchItem, MatchLine } from "./types.ts";

const falcon = (id: string, values: Partial<MatchItem> = {}) =>
  unit({
    id,
    title: "LEGO Star Wars 75192 Millennium Falcon",
    identifiers: [{ type: "set_number", value: "75192-1" }],
    ...values,
  });
const atBar = { ...defaultPolicy, probabilityBar: 0.95 };
const decide = (line: Partial<MatchLine>, stock: readonly MatchItem[]) => {
  const [decision] = link([sale({ title: "LEGO 75192 Millennium Falcon", ...line })], buildIndex(stock), atBar);
  return decision?.outcome === "linked" ? decision.units.map(({ itemId }) => itemId) : decision?.reason;
};
const titled = (words: string) => ({ title: `LEGO 75192 Millennium Falcon ${words}` });

describe("two units of one product in different conditions", () => {
  const both = [falcon("new", { condition: "new" }), falcon("used", { condition: "used" })];

  test("a sale that does not tell which is asked about", () => {
    expect(decide({}, both)).toBe("set_number");
  });

  test.each([
    ["BNISB", "new"],
    ["Neu & OVP, versiegelt", "new"],
    ["used, complete with box", "used"],
    ["gebraucht", "used"],
  ])("%s takes the %s one", (words, id) => {
    expect(decide(titled(words), both)).toEqual([id]);
  });

  test("the field of the sale decides where there is one", () => {
    expect(decide({ condition: "used" }, both)).toEqual(["used"]);
  });

  test("many sales at once are no reason to guess", () => {
    const lines = Array.from({ length: 40 }, (_, place) =>
      sale({ id: `l${place}`, orderId: `o${place}`, title: `LEGO ${10_000 + place} Castle number ${place}` }),
    );
    const stock = lines.flatMap(({ title }, place) =>
      (["new", "used"] as const).map((condition) => unit({ id: `${place} ${condition}`, title, condition })),
    );
    const decisions = link(lines, buildIndex(stock), atBar);
    expect(decisions.filter(({ outcome }) => outcome === "linked")).toEqual([]);
  });
});

describe("one unit, and a sale that says something else of it", () => {
  test.each<[string, Partial<MatchItem>, string]>([
    ["used", { condition: "new" }, "queued"],
    ["BNISB", { condition: "used" }, "queued"],
    ["damaged box", { condition: "new" }, "queued"],
    ["factory sealed", { condition: "new_other" }, "queued"],
    ["for spares or repair", { condition: "used" }, "queued"],
    ["refurbished", { condition: "used" }, "queued"],
    ["used, no box", { condition: "used", title: "LEGO Star Wars 75192 Millennium Falcon boxed" }, "queued"],
    ["used", { condition: "used" }, "linked"],
    ["sealed, shelf wear", { condition: "new_other" }, "linked"],
    ["used, no box", { condition: "used" }, "linked"],
    ["", { condition: "used" }, "linked"],
  ])("%j", (words, values, outcome) => {
    const [decision] = link([sale(titled(words))], buildIndex([falcon("u", values)]), atBar);
    expect(decision?.outcome).toBe(outcome);
  });

  test("the reason is told, and the probability is low", () => {
    const [found] = suggest(sale(titled("used")), buildIndex([falcon("u", { condition: "new" })]), 1);
    expect(found?.score).toBeLessThan(0.2);
    expect(found?.reasons.map(({ text }) => text)).toContain("Condition differs: the unit is new");
  });

  test("broken goods do not serve a sale of working ones, whatever number they share", () => {
    const identifiers = [{ type: "asin" as const, value: "B01A" }];
    const index = buildIndex([unit({ id: "broken", identifiers, condition: "for_parts" })]);
    const decisions = link([sale({ identifiers, condition: "used" })], index, defaultPolicy);
    expect(decisions).toMatchObject([{ outcome: "queued", reason: "condition" }]);
  });
});

describe("units of one number that differ in what is offered", () => {
  const whole = falcon("whole", { acquiredAt: "2026-01-05T00:00:00Z" });
  const lacking = falcon("lacking", {
    title: "LEGO 75192 Millennium Falcon without minifigures",
    acquiredAt: "2025-01-01T00:00:00Z",
  });
  const identifiers = [{ type: "set_number" as const, value: "75192-1" }];

  test("the oldest does not simply go where it lacks something", () => {
    expect(link([sale({ identifiers })], buildIndex([whole, lacking]), defaultPolicy)).toMatchObject([
      { outcome: "queued", reason: "multiple" },
    ]);
  });

  test("equal units with titles of their own are no rivals of each other", () => {
    const stock = [falcon("a"), falcon("b", { title: "LEGO 75192 UCS Millennium Falcon", acquiredAt: null })];
    expect(suggest(sale({ title: "LEGO 75192 Millennium Falcon" }), buildIndex(stock), 1)[0]?.score).toBeGreaterThan(
      0.9,
    );
  });

  test("a part of a colour that the sale does not tell is asked about", () => {
    const plate = (id: string, color: string) =>
      unit({
        id,
        title: `LEGO 3023 Plate 1 x 2 ${color}`,
        identifiers: [
          { type: "part_number", value: "3023" },
          { type: "color", value: color },
        ],
      });
    const stock = [plate("black", "Black"), plate("gray", "Dark Bluish Gray")];
    const index = buildIndex(stock);
    const asked = link([sale({ title: "LEGO Plate 1 x 2: part 3023" })], index, { ...atBar, probabilityBar: 0.7 });
    expect(asked[0]?.outcome).toBe("queued");
  });
});

describe("a number that the name contradicts", () => {
  const set = (id: string, number: string, name: string) =>
    unit({ id, title: `LEGO Star Wars ${number} ${name}`, identifiers: [{ type: "set_number", value: number }] });
  const stock = [set("walker", "75313", "AT-AT"), set("crest", "75331", "The Razor Crest")];

  test("two digits changed places, and the one that is meant is in stock too: the name leads, a person is asked", () => {
    const line = sale({ title: "LEGO Star Wars AT-AT (75331) MISB" });
    const found = suggest(line, buildIndex(stock), 2);
    expect(found[0]?.itemId).toBe("walker");
    expect(found[1]?.reasons.map(({ text }) => text).join()).toContain("may be mistyped");
    expect(link([line], buildIndex(stock), atBar)[0]?.outcome).toBe("queued");
  });

  test.each([
    ["LEGO Star Wars Razor Crest (75331) MISB", "crest"],
    ["LEGO 75331 MISB", "crest"],
    ["LEGO 75313 AT-AT", "walker"],
  ])("nothing is doubted in %s", (title, id) => {
    expect(suggest(sale({ title }), buildIndex(stock), 1)[0]).toMatchObject({ itemId: id });
    expect(suggest(sale({ title }), buildIndex(stock), 1)[0]?.evidence.map(({ name }) => name)).not.toContain(
      "mistyped",
    );
  });
});
