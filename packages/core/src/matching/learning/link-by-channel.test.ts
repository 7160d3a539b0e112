import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { link } from "../link.ts";
import { buildIndex } from "../stock-index.ts";
import { sale, unit } from "../testing/fixtures.ts";
import { defaultPolicy } from "../types.ts";
import { judgePastSale } from "./judge-past-sale.ts";
import { learnCalibration } from "./learn-calibration.ts";
import { type ChannelBar, linkByChannel } from "./link-by-channel.ts";

const titles = [
  "LEGO Star Wars 75192 Millennium Falcon UCS",
  "LEGO Icons 10305 Lion Knights Castle",
  "LEGO Technic 42115 Lamborghini Sian",
  "LEGO Ideas 21318 Tree House",
];
const stock = titles.map((title, place) => unit({ id: `unit ${place}`, title }));
const index = () => buildIndex(stock);
const { probabilityBar: _, ...choices } = defaultPolicy;
const at = (bars: Readonly<Record<string, ChannelBar | null>>) => ({
  ...choices,
  barOf: (name: string) => bars[name] ?? null,
});
const low: ChannelBar = { bar: 0.5, learned: null };
const falcon = (id: string, platform: string) =>
  sale({ id, orderId: id, platform, title: "LEGO 75192 Star Wars Millennium Falcon" });

describe("linking each channel by its own bar", () => {
  it("links a suggestion where the channel has a bar, and asks where it has none", () => {
    const lines = [falcon("a", "amazon"), sale({ id: "e", platform: "ebay", title: "LEGO 10305 Lion Knights Castle" })];
    const decided = linkByChannel(lines, index(), at({ ebay: low }));
    expect(decided.map(({ lineId, outcome }) => [lineId, outcome])).toEqual([
      ["a", "queued"],
      ["e", "linked"],
    ]);
  });

  it("gives one unit once, to the channel that may take it", () => {
    const decided = linkByChannel(
      [falcon("a", "amazon"), falcon("e", "ebay")],
      index(),
      at({ ebay: low, amazon: null }),
    );
    expect(decided.filter(({ outcome }) => outcome === "linked")).toMatchObject([{ lineId: "e" }]);
  });

  it("never links below the line's own bar, never twice, and like `link` where all channels agree", () => {
    const bar = fc.constantFrom(null, 0.5, 0.9, 0.999, 1);
    const draft = fc.record({ title: fc.constantFrom(...titles, "LEGO castle"), platform: fc.constantFrom("a", "b") });
    fc.assert(
      fc.property(bar, bar, fc.array(draft, { maxLength: 6 }), (a, b, drafts) => {
        const bars = {
          a: a === null ? null : { bar: a, learned: null },
          b: b === null ? null : { bar: b, learned: null },
        };
        const lines = drafts.map((values, place) => sale({ id: `${place}`, orderId: `${place}`, ...values }));
        const decided = linkByChannel(lines, index(), at(bars));
        expect(decided.map(({ lineId }) => lineId)).toEqual(lines.map(({ id }) => id));
        const taken = decided.flatMap((one) => (one.outcome === "linked" ? one.units.map(({ itemId }) => itemId) : []));
        expect(new Set(taken).size).toBe(taken.length);
        for (const one of decided) {
          const own = bars[lines.find(({ id }) => id === one.lineId)?.platform === "a" ? "a" : "b"];
          if (one.outcome === "linked") expect(one.score).toBeGreaterThanOrEqual(own?.bar ?? 2);
        }
        if (a === b) expect(decided).toEqual(link(lines, index(), { ...choices, probabilityBar: a }));
      }),
    );
  });

  it("asks for more where the seller's decisions speak against the bar", () => {
    const wrong = Array.from({ length: 20 }, () => ({ score: 0.9999, right: false }));
    const learned = learnCalibration(wrong);
    const [decided] = linkByChannel([falcon("e", "ebay")], index(), at({ ebay: { bar: 0.5, learned } }));
    expect(decided?.outcome).toBe("queued");
  });
});

describe("judging a past sale", () => {
  it("tells right from wrong by the product, and leaves exact links aside", () => {
    const line = falcon("e", "ebay");
    expect(judgePastSale({ line, takenIds: ["unit 0"] }, index(), defaultPolicy)).toMatchObject({
      ...{ outcome: "suggested", right: true, proposedIds: ["unit 0"] },
    });
    expect(judgePastSale({ line, takenIds: ["unit 1"] }, index(), defaultPolicy).right).toBe(false);
    expect(judgePastSale({ line, takenIds: [] }, index(), defaultPolicy).right).toBe(false);
    const exact = buildIndex([...stock, unit({ id: "labelled", sku: "S" })]);
    const judged = judgePastSale({ line: sale({ sku: "S" }), takenIds: ["labelled"] }, exact, defaultPolicy);
    expect(judged).toMatchObject({ outcome: "exact", right: true });
    expect(judgePastSale({ line: sale({ title: "Mystery" }), takenIds: [] }, index(), defaultPolicy).outcome).toBe(
      "asked",
    );
  });

  it("counts an equal unit as right", () => {
    const twins = buildIndex([...stock, unit({ id: "twin", title: titles[0] ?? "" })]);
    expect(judgePastSale({ line: falcon("e", "ebay"), takenIds: ["twin"] }, twins, defaultPolicy).right).toBe(true);
  });
});
