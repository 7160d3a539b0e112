import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test } from "vitest";
import { orderOf, refusalOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { runRulesOf } from "./run-rules.ts";

describeEachDatabase("rules", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
    const gbp = (minor: number) => ({
      subtotal: null,
      shipping: null,
      discount: null,
      tax: null,
      fees: null,
      refunded: null,
      total: { minor, currency: "GBP" },
    });
    const placedAt = "2026-03-20T10:00:00.000Z";
    desk.shop.put({ externalId: "1-1", placedAt, totals: gbp(4000), lines: [{ sku: "A" }] });
    desk.shop.put({ externalId: "1-2", placedAt, totals: gbp(6000), lines: [{ sku: "A" }] });
    desk.shop.put({ externalId: "1-3", placedAt, status: "shipped", totals: gbp(3000), lines: [{ sku: "B" }] });
    desk.shop.put({ externalId: "1-4", placedAt, totals: gbp(2000), lines: [{ sku: "A" }, { sku: "B" }] });
    await desk.sync();
  });
  const small = {
    name: "Small ones",
    event: "order_paid" as const,
    conditions: { maxOrderValue: { minor: 5000, currency: "GBP" } },
  };
  const turnOn = () => desk.owner.rules.setSettings({ autoFulfill: true });

  test("case A39: the dry run on real orders says which rule acts and why the others do not, and changes nothing", async () => {
    const { rules } = await desk.owner.rules.save({ ...small, action: { type: "pack" } });
    const tried = await desk.owner.rules.dryRun();
    expect(tried.perRule).toMatchObject([{ ruleId: rules[0]?.id, orders: 3 }]);
    const big = tried.rows.find(({ platformOrderId }) => platformOrderId === "1-2");
    expect(big).toMatchObject({ ruleId: null, reasons: [{ reasons: ["Its value is above the limit."] }] });
    expect((await orderOf(desk, "1-1")).status).toBe("paid");
  });

  test("rules act only while they are on, once, and the audit names the rule", async () => {
    await desk.owner.rules.save({ ...small, enabled: true, action: { type: "pack" } });
    await runRulesOf(desk.parts, desk.workspaceId);
    expect((await orderOf(desk, "1-1")).status).toBe("paid");
    await turnOn();
    await runRulesOf(desk.parts, desk.workspaceId);
    await runRulesOf(desk.parts, desk.workspaceId);
    const order = await orderOf(desk, "1-1");
    expect(order.status).toBe("packed");
    expect(order.history.filter(({ actor }) => actor === 'Rule "Small ones"').map(({ text }) => text)).toContain(
      "Marked as packed.",
    );
    expect((await orderOf(desk, "1-2")).status).toBe("paid");
    expect((await orderOf(desk, "1-3")).status).toBe("shipped");
  });

  test("the earlier of two rules wins, and the conflict is shown", async () => {
    await desk.owner.rules.save({ ...small, enabled: true, action: { type: "hold", reason: "look first" } });
    const { rules, conflicts } = await desk.owner.rules.save({
      ...small,
      name: "Pack",
      enabled: true,
      action: { type: "pack" },
    });
    expect(conflicts).toMatchObject([{ ruleId: rules[0]?.id, loserId: rules[1]?.id }]);
    await turnOn();
    await runRulesOf(desk.parts, desk.workspaceId);
    expect(await orderOf(desk, "1-1")).toMatchObject({ status: "on_hold", holdReason: "look first" });
    const turned = await desk.owner.rules.order({ ids: rules.map(({ id }) => id).toReversed() });
    expect(turned.rules.map(({ name }) => name)).toEqual(["Pack", "Small ones"]);
  });

  test("case A37: without a real label or number nothing is sent, and the reason is given", async () => {
    await turnOn();
    const { results, successful } = await desk.owner.orders.autoFulfill({
      criteria: { maxOrderValue: 50, specificProducts: ["a"] },
    });
    expect(successful).toBe(0);
    expect(results.find(({ platformOrderId }) => platformOrderId === "1-1")).toMatchObject({
      ...{ matched: true, reason: "No label and no tracking number yet: nothing was sent." },
    });
    expect(results.find(({ platformOrderId }) => platformOrderId === "1-4")?.matched).toBe(false);
    expect(results.some(({ platformOrderId }) => platformOrderId === "1-3")).toBe(false);
    expect(desk.shop.packages).toEqual([]);
  });

  test("a dry run and the real run choose the same orders", async () => {
    await turnOn();
    for (const criteria of [{}, { maxOrderValue: 30 }, { specificProducts: ["A"] }, { domesticOnly: true }]) {
      const choose = async (dryRun: boolean) =>
        (await desk.owner.orders.autoFulfill({ criteria, dryRun })).results.map(({ orderId, matched }) => [
          orderId,
          matched,
        ]);
      expect(await choose(true)).toEqual(await choose(false));
    }
  });

  test("case A35: auto-fulfillment is refused while it is off, and only an admin turns it on", async () => {
    expect((await refusalOf(desk.owner.orders.autoFulfill({}))).code).toBe("conflict");
    const member = desk.callerFor(desk.workspaceId, "packer");
    expect((await refusalOf(member.rules.setSettings({ autoFulfill: true }))).code).toBe("forbidden");
    expect((await refusalOf(member.rules.save({ ...small, action: { type: "pack" } }))).code).toBe("forbidden");
  });
});
