import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sale } from "../testing/fixtures.ts";
import { type PastDecision, proposeMappings } from "./propose-mappings.ts";
import { applyRules, describeRule, type TaughtRule } from "./taught-rules.ts";

const falcon = { identifiers: [{ type: "set_number" as const, value: "75192-1" }], condition: "used" as const };
const castle = { identifiers: [{ type: "set_number" as const, value: "10305-1" }], condition: "used" as const };

function decision(lineId: string, values: Partial<PastDecision> = {}): PastDecision {
  const units = [{ id: `unit of ${lineId}`, ...falcon }];
  return {
    ...{ lineId, by: "person", platform: "ebay", sku: null, listingId: null, identifiers: [], condition: null },
    units,
    ...values,
  };
}
const alike = ["X-001", "X-002", "X-003"].map((sku, place) => decision(`line ${place}`, { sku }));

describe("offering what a seller's decisions seem to say", () => {
  it("offers a rule for SKUs that start alike, after three alike decisions, with the sales it would have decided", () => {
    const [offer, ...others] = proposeMappings(alike);
    expect(others).toEqual([]);
    expect(offer).toMatchObject({
      platform: "ebay",
      source: { type: "sku_prefix", value: "X-" },
      to: { type: "product", identifier: { type: "set_number", value: "75192-1" } },
      condition: "used",
      lineIds: ["line 0", "line 1", "line 2"],
    });
  });

  it("offers nothing after two, nor after the same sale decided three times", () => {
    expect(proposeMappings(alike.slice(0, 2))).toEqual([]);
    expect(proposeMappings(["1", "2", "3"].map(() => decision("line", { sku: "X" })))).toEqual([]);
  });

  it("offers nothing once a decision, a person's or the machine's, says otherwise", () => {
    const other = decision("other", { by: "machine", sku: "X-004", units: [{ id: "castle", ...castle }] });
    expect(proposeMappings([...alike, other])).toEqual([]);
    const worn = decision("worn", { sku: "X-004", units: [{ id: "new", ...falcon, condition: "new" }] });
    expect(proposeMappings([...alike, worn])).toEqual([]);
  });

  it("offers no rule that could not link: where the sales themselves name another condition than the units", () => {
    expect(proposeMappings(alike.map((one) => ({ ...one, condition: "new" as const })))).toEqual([]);
    expect(proposeMappings(alike.map((one) => ({ ...one, condition: "for_parts" as const })))).toHaveLength(1);
  });

  it("does not count what the machine linked as support", () => {
    expect(proposeMappings(alike.map((one) => ({ ...one, by: "machine" as const })))).toEqual([]);
  });

  it("offers the lot itself where its product has no number", () => {
    const units = [{ id: "lot", identifiers: [], condition: null }];
    const offers = proposeMappings(["1", "2", "3"].map((id) => decision(id, { sku: "MIX", units })));
    expect(offers).toMatchObject([{ source: { type: "sku", value: "MIX" }, to: { type: "item", itemId: "lot" } }]);
  });

  it("offers another name for a number that stock does not know", () => {
    const identifiers = [{ type: "asin" as const, value: "B075SDMMMV" }];
    const offers = proposeMappings(["1", "2", "3"].map((id) => decision(id, { platform: "amazon", identifiers })));
    expect(offers).toMatchObject([{ source: { type: "identifier", value: { type: "asin", value: "B075SDMMMV" } } }]);
  });

  it("offers nothing of what contradicts itself, whatever else was decided, and the same in any order", () => {
    const some = fc.record({
      sku: fc.constantFrom("A-1", "A-2", "A-3", "B-1", "B-2", "B 3", "C", null),
      listingId: fc.constantFrom("1", "2", null),
      by: fc.constantFrom("person" as const, "machine" as const),
      of: fc.constantFrom(falcon, castle),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 25 }), (drafts) => {
        const decisions = drafts.map(({ of, ...rest }, place) =>
          decision(`line ${place}`, { ...rest, units: [{ id: `unit ${place}`, ...of }] }),
        );
        const offers = proposeMappings(decisions);
        expect(proposeMappings([...decisions].reverse())).toEqual(offers);
        for (const offer of offers) {
          expect(offer.lineIds.length).toBeGreaterThanOrEqual(3);
          if (offer.source.type === "identifier" || offer.to.type === "item") continue;
          const rule: TaughtRule = { ...offer, id: "r", platform: null, source: offer.source, to: offer.to.identifier };
          for (const { lineId, sku, listingId, units } of decisions) {
            const { rule: applied } = applyRules(sale({ id: lineId, sku, listingId }), [rule]);
            if (applied) expect(units[0]?.identifiers).toContainEqual(rule.to);
          }
        }
      }),
    );
  });
});

describe("a taught rule", () => {
  const rule: TaughtRule = {
    ...{ id: "r", platform: "ebay", condition: "used", to: { type: "set_number", value: "75192" } },
    source: { type: "sku_prefix", value: "X-" },
  };

  it("adds the product's number and the condition to a sale that names none", () => {
    const { line, rule: applied } = applyRules(sale({ sku: "X-9" }), [rule]);
    expect(applied).toBe(rule);
    expect(line).toMatchObject({ condition: "used", identifiers: [{ type: "set_number", value: "75192" }] });
  });

  it("leaves other sales alone: another platform, another SKU, or another number named", () => {
    expect(applyRules(sale({ sku: "X-9", platform: "amazon" }), [rule]).rule).toBeNull();
    expect(applyRules(sale({ sku: "X-" }), [rule]).rule).toBeNull();
    expect(applyRules(sale({ sku: "Y-9" }), [rule]).rule).toBeNull();
    const named = sale({ sku: "X-9", identifiers: [{ type: "set_number", value: "10305" }] });
    expect(applyRules(named, [rule])).toEqual({ line: named, rule: null });
  });

  it("gives way to a nearer one", () => {
    const nearer: TaughtRule = { ...rule, id: "n", source: { type: "sku", value: "X-9" } };
    expect(applyRules(sale({ sku: "X-9" }), [rule, nearer]).rule).toBe(nearer);
  });

  it("reads as a sentence", () => {
    expect(describeRule(rule)).toBe("SKU X-… is always set 75192, used");
  });
});
