import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseRule, findConflicts, misfits, type OrderRule, type RuleConditions, type RuleOrder } from "./index.ts";

const money = fc.record({ minor: fc.integer({ min: 0, max: 10_000 }), currency: fc.constantFrom("GBP", "JPY", "EUR") });
const words = fc.constantFrom("A", "b", "75192", "X-1");
const conditions: fc.Arbitrary<RuleConditions> = fc.record(
  {
    maxOrderValue: money,
    minOrderValue: money,
    domesticOnly: fc.boolean(),
    platforms: fc.uniqueArray(fc.constantFrom("ebay", "amazon", "bricklink"), { minLength: 1 }),
    specificProducts: fc.uniqueArray(words, { minLength: 1 }),
    locations: fc.uniqueArray(fc.constantFrom("Loft", "Garage"), { minLength: 1 }),
  },
  { requiredKeys: [] },
);
const rule = (id: number): fc.Arbitrary<OrderRule> =>
  fc.record({
    id: fc.constant(String(id)),
    name: fc.constant(`Rule ${id}`),
    enabled: fc.boolean(),
    event: fc.constantFrom("order_paid", "order_ready"),
    conditions,
    action: fc.constantFrom({ type: "fulfill" }, { type: "pack" }, { type: "hold", reason: "look" }),
  });
const rules = fc.tuple(rule(1), rule(2), rule(3));
const order: fc.Arbitrary<RuleOrder> = fc.record({
  id: fc.uuid(),
  platform: fc.constantFrom("ebay", "amazon", "bricklink", "flipkart"),
  status: fc.constantFrom("pending", "paid", "packed", "shipped", "cancelled", "unknown", "on_hold"),
  paymentStatus: fc.constantFrom("paid", "unpaid", "refunded", "unknown"),
  countryCode: fc.option(fc.constantFrom("GB", "DE")),
  total: fc.option(money),
  linked: fc.boolean(),
  lines: fc.array(fc.record({ sku: fc.option(words), productNumbers: fc.array(words, { maxLength: 2 }) }), {
    maxLength: 3,
  }),
  locations: fc.array(fc.option(fc.constantFrom("Loft - S5", "Garage - E1")), { maxLength: 2 }),
});

test("an order that is sent, cancelled, unpaid or refunded is never chosen", () => {
  fc.assert(
    fc.property(rules, order, (given, sold) => {
      const { rule: chosen } = chooseRule(given, sold, "GB");
      if (chosen !== null) {
        expect(["paid", "packed", "partially_shipped"]).toContain(sold.status);
        expect(sold.paymentStatus).not.toBe("refunded");
        expect(misfits(chosen.conditions, sold, "GB")).toEqual([]);
      }
    }),
  );
});

test("each enabled rule acts, is overruled, or says why not", () => {
  fc.assert(
    fc.property(rules, order, (given, sold) => {
      const choice = chooseRule(given, sold, "GB");
      const told = [
        ...(choice.rule ? [choice.rule.id] : []),
        ...choice.overruled.map(({ id }) => id),
        ...choice.reasons.map(({ ruleId }) => ruleId),
      ];
      expect(told.toSorted()).toEqual(given.filter(({ enabled }) => enabled).map(({ id }) => id));
    }),
  );
});

test("two rules that meet on an order and differ are always named as a conflict", () => {
  fc.assert(
    fc.property(rules, order, (given, sold) => {
      const { rule: winner, overruled } = chooseRule(given, sold, "GB");
      for (const loser of overruled) {
        if (winner === null || JSON.stringify(winner.action) === JSON.stringify(loser.action)) continue;
        expect(findConflicts(given)).toContainEqual(expect.objectContaining({ ruleId: winner.id, loserId: loser.id }));
      }
    }),
  );
});

test("what is unknown of an order never fits", () => {
  const sold = { platform: "ebay", countryCode: null, total: null, lines: [], locations: [] } as unknown as RuleOrder;
  expect(misfits({ maxOrderValue: { minor: 5000, currency: "GBP" } }, sold, "GB")).toEqual(["Its value is not known."]);
  expect(misfits({ domesticOnly: true, specificProducts: ["A"], locations: ["Loft"] }, sold, "GB")).toHaveLength(3);
});
