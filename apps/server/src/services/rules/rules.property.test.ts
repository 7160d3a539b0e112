import type { OrderStatus, PaymentStatus } from "@counterfoil/core/model";
import { describeEachDatabase } from "@counterfoil/db/testing";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { OrderDraft } from "../../testing/fake-shop.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { runRulesOf } from "./run-rules.ts";

const money = fc.record({ minor: fc.integer({ min: 0, max: 9_000 }), currency: fc.constantFrom("GBP", "JPY") });
const words = fc.constantFrom("A", "B", " b ", "75192-1");

const someRules = fc.array(
  fc.record({
    enabled: fc.boolean(),
    event: fc.constantFrom("order_paid" as const, "order_ready" as const),
    conditions: fc.record(
      {
        maxOrderValue: money,
        minOrderValue: money,
        domesticOnly: fc.boolean(),
        platforms: fc.constantFrom<string[]>(["ebay"], ["ebay", "bricklink"], ["bricklink"]),
        specificProducts: fc.uniqueArray(words, { minLength: 1 }),
        locations: fc.uniqueArray(fc.constantFrom("Loft", "Garage"), { minLength: 1 }),
      },
      { requiredKeys: [] },
    ),
    action: fc.constantFrom(
      { type: "pack" as const },
      { type: "fulfill" as const },
      { type: "hold" as const, reason: "look" },
    ),
  }),
  { minLength: 1, maxLength: 4 },
);

const someOrders = fc.array(
  fc.record({
    status: fc.constantFrom<OrderStatus>(
      ...(["paid", "paid", "packed", "pending", "shipped", "cancelled", "on_hold", "completed", "unknown"] as const),
    ),
    paymentStatus: fc.constantFrom<PaymentStatus>("paid", "paid", "unpaid", "refunded", "unknown"),
    countryCode: fc.constantFrom("GB", "DE", null),
    total: fc.option(money),
    skus: fc.array(words, { minLength: 1, maxLength: 2 }),
  }),
  { minLength: 8, maxLength: 16 },
);

type SomeOrder = typeof someOrders extends fc.Arbitrary<(infer One)[]> ? One : never;

const none = { subtotal: null, shipping: null, discount: null, tax: null, fees: null, refunded: null };

function draftOf({ status, paymentStatus, countryCode, total, skus }: SomeOrder, number: string): OrderDraft {
  const address = { name: "Bob", company: null, lines: ["1 Road"], city: "X", region: null, postalCode: null };
  const shipTo = countryCode === null ? null : { ...address, countryCode, phone: null, raw: null };
  return {
    ...{ externalId: number, placedAt: "2026-03-20T10:00:00.000Z", currency: total?.currency ?? "GBP" },
    ...{ status, paymentStatus, totals: { ...none, total }, shipTo },
    lines: skus.map((sku) => ({ sku })),
  };
}

type SomeRules = typeof someRules extends fc.Arbitrary<infer Rules> ? Rules : never;

const open = new Set<string>(["paid", "packed", "partially_shipped"]);

// Random rules may fit none of the random orders: this one surely fits.
const fittingOrder: SomeOrder = {
  ...{ status: "paid", paymentStatus: "paid", countryCode: "GB", skus: ["A"] },
  total: { minor: 500, currency: "GBP" },
};
const fittingRule: SomeRules[number] = {
  ...{ enabled: true, event: "order_paid", conditions: { domesticOnly: true }, action: { type: "pack" } },
};

describeEachDatabase("rules on random orders", (context) => {
  /** A new desk with the orders read, units tied, and the rules in their order, switched on. */
  async function openDesk(orders: SomeOrder[], rules: SomeRules): Promise<TestDesk> {
    const desk = await openTestDesk(context.database);
    await context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx.updateTable("workspaces").set({ country_code: "GB" }).execute(),
    );
    await desk.stock({ sku: "A", location: "Loft - S1", quantity: 20 });
    await desk.stock({ sku: "B", location: "Garage - E1", quantity: 20 });
    for (const [index, order] of orders.entries()) desk.shop.put(draftOf(order, `R-${index}`));
    await desk.sync();
    for (const [index, rule] of rules.entries()) await desk.owner.rules.save({ name: `Rule ${index}`, ...rule });
    await desk.owner.rules.setSettings({ autoFulfill: true });
    return desk;
  }

  /** Which rule acted on which order, as the run itself wrote it down. */
  const acted = ({ workspaceId }: TestDesk) =>
    context.database.inWorkspace(workspaceId, async (tx) => {
      const rows = await tx.selectFrom("order_rule_runs").select(["order_id", "rule_id"]).execute();
      return rows.map(({ order_id, rule_id }) => `${order_id} ${rule_id}`).sort();
    });

  const statuses = async ({ owner }: TestDesk) =>
    new Map((await owner.orders.list({ limit: 100 })).orders.map(({ id, status }) => [id, status]));

  test("a dry run and the real run choose the same rule for the same orders", { timeout: 600_000 }, async () => {
    let met = 0;
    await fc.assert(
      fc.asyncProperty(someOrders, someRules, async (orders, rules) => {
        const desk = await openDesk(orders, rules);
        const before = await statuses(desk);
        const { rows } = await desk.owner.rules.dryRun({ days: 92, includeDisabled: false });
        expect(await statuses(desk)).toEqual(before);
        expect(await acted(desk)).toEqual([]);
        // Orders that went their way since are tried as they were once; only open ones are met now.
        const chosen = rows
          .filter(({ orderId }) => open.has(before.get(orderId) ?? ""))
          .flatMap(({ orderId, ruleId }) => (ruleId === null ? [] : [`${orderId} ${ruleId}`]))
          .sort();
        met += chosen.length;
        await runRulesOf(desk.parts, desk.workspaceId);
        expect(await acted(desk)).toEqual(chosen);
        const after = await statuses(desk);
        for (const [id, status] of before)
          if (!chosen.some((pair) => pair.startsWith(id))) expect(after.get(id)).toBe(status);
        expect(desk.shop.packages).toEqual([]);
      }),
      { numRuns: 15, examples: [[[fittingOrder], [fittingRule]]] },
    );
    expect(met).toBeGreaterThan(0);
  });

  test("orders that no rule fits do not keep later ones from their rule", { timeout: 300_000 }, async () => {
    const foreign: SomeOrder = {
      ...{ status: "paid", paymentStatus: "paid", countryCode: "DE", skus: ["A"] },
      total: { minor: 500, currency: "GBP" },
    };
    const orders = [...Array.from({ length: 520 }, () => foreign), { ...foreign, countryCode: "GB" as const }];
    const rule = {
      ...{ enabled: true, event: "order_paid" as const, action: { type: "pack" as const } },
      conditions: { domesticOnly: true },
    };
    const desk = await openDesk(orders, [rule]);
    await runRulesOf(desk.parts, desk.workspaceId);
    expect(await acted(desk)).toHaveLength(1);
  });
});
