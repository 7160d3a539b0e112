import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TitleIndex } from "./title-index.ts";

const common = ["lego", "set", "new", "star", "city"];
const rare = Array.from({ length: 400 }, (_, place) => `word${String.fromCharCode(97 + (place % 26))}${place}`);

// Many titles of common words: their lists are long enough for the search to stop reading early.
function titles(count: number): string[] {
  return Array.from({ length: count }, (_, place) => {
    const words = common.filter((_, at) => (place * 7 + at * 3) % 5 < 3);
    return [...words, rare[(place * 37) % rare.length], rare[(place * 101) % rare.length]].join(" ");
  });
}

describe("an index of titles", () => {
  test("finds exactly the best: stopping early loses none", () => {
    const all = titles(3_000);
    const index = TitleIndex.build(all, all.length);
    fc.assert(
      fc.property(fc.subarray([...common, ...rare.slice(0, 30)], { minLength: 1 }), (words) => {
        const query = words.join(" ");
        const everything = index.search(index.prepare(query), all.length).slice(0, 7);
        const best = index.search(index.prepare(query), 7);
        expect(best.map(({ document }) => document)).toEqual(everything.map(({ document }) => document));
        for (const [place, { score }] of best.entries()) expect(score).toBeCloseTo(everything[place]?.score ?? 0, 9);
      }),
    );
  });

  test("scores alike whether built at once or piece by piece", () => {
    const all = titles(500);
    const atOnce = TitleIndex.build(all, all.length);
    const pieces = TitleIndex.build(all.slice(0, 100), 100);
    for (const title of all.slice(100)) pieces.add(title);
    for (const title of all.slice(0, 50))
      expect(pieces.search(pieces.prepare(title), 5)).toEqual(atOnce.search(atOnce.prepare(title), 5));
  });

  test("forgets a title that is taken out", () => {
    const index = TitleIndex.build(["blue castle", "red castle"], 2);
    index.remove(0);
    expect(index.search(index.prepare("blue castle"), 5).map(({ document }) => document)).toEqual([1]);
  });

  test.each([
    ["a typing error", "Advacned Dragon Castle", "advanced dragon castle"],
    ["a shortened word", "immers blender", "immersion blender"],
    ["words written together", "webshop platinum", "web shop platinum"],
    ["words written apart", "web shop platinum", "webshop platinum"],
    ["hyphens in a code", "Sony PSLX350H turntable", "sony ps-lx350h"],
    ["another ending of a code", "Panasonic NNH965BF oven", "panasonic nn-h965bk"],
    ["accents", "Forêt enchantée", "foret enchantee"],
  ])("finds through %s", (_, asked, wanted) => {
    const others = Array.from({ length: 30 }, (_, place) => `some other product ${place}`);
    const index = TitleIndex.build([...others, wanted], others.length + 1);
    expect(index.search(index.prepare(asked), 1)[0]?.document).toBe(others.length);
  });

  test("a title is wholly like itself, and not at all like a stranger", () => {
    const index = TitleIndex.build(["blue castle", "red dragon"], 2);
    expect(index.similarity(index.prepare("blue castle"), 0)).toBeCloseTo(1, 9);
    expect(index.similarity(index.prepare("blue castle"), 1)).toBe(0);
  });
});
