import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, expect, test } from "vitest";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("what dispatched units brought", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });

  const money = (minor: number, currency = "GBP") => ({ minor, currency });
  const totals = (more: object = {}) => ({
    ...{ subtotal: null, shipping: null, discount: null, tax: null, fees: null, refunded: null, total: null },
    ...more,
  });
  const sent = { status: "shipped", paymentStatus: "paid", shippedAt: "2026-04-01T09:00:00.000Z" } as const;
  const claims = () =>
    context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx.selectFrom("claims").selectAll().where("quantity", ">", 0).orderBy("reserved_at").orderBy("id").execute(),
    );
  const sum = (shares: (number | null)[]) => shares.reduce<number>((total, share) => total + (share ?? Number.NaN), 0);

  test("case 75: an order's fees are shared among its units", async () => {
    for (let n = 0; n < 2; n += 1) await desk.stock({ sku: "S" });
    desk.shop.put({
      ...{ externalId: "1", ...sent, totals: totals({ fees: money(600) }) },
      lines: [{ sku: "S", quantity: 2, quantityShipped: 2, lineTotal: money(4000) }],
    });
    await desk.sync();
    const unit = { gross_minor: 2000, fees_minor: 300, net_minor: 1700 };
    expect(await claims()).toMatchObject([unit, unit]);
  });

  test("case 73: uneven shares add up, also in a currency without decimals", async () => {
    for (let n = 0; n < 3; n += 1) await desk.stock({ sku: "S" });
    desk.shop.put({
      ...{ externalId: "1", ...sent, currency: "JPY" },
      totals: totals({ fees: money(100, "JPY"), shipping: money(500, "JPY"), tax: money(7, "JPY") }),
      lines: [{ sku: "S", quantity: 3, quantityShipped: 3, lineTotal: money(1000, "JPY") }],
    });
    await desk.sync();
    const shares = await claims();
    expect(shares).toHaveLength(3);
    expect(sum(shares.map((claim) => claim.gross_minor))).toBe(1000);
    expect(sum(shares.map((claim) => claim.fees_minor))).toBe(100);
    expect(sum(shares.map((claim) => claim.shipping_minor))).toBe(500);
    expect(sum(shares.map((claim) => claim.tax_minor))).toBe(7);
    expect(sum(shares.map((claim) => claim.net_minor))).toBe(900);
  });

  test("case 79: fees of nothing are known, and the net is the gross", async () => {
    await desk.stock({ sku: "S" });
    desk.shop.put({
      ...{ externalId: "1", ...sent, totals: totals({ fees: money(0) }) },
      lines: [{ sku: "S", quantityShipped: 1, lineTotal: money(4000) }],
    });
    await desk.sync();
    expect(await claims()).toMatchObject([{ gross_minor: 4000, fees_minor: 0, net_minor: 4000 }]);
  });

  test("case 83: a price given for the whole line of two is 20.00 a unit and 40.00 the line, not 80.00", async () => {
    for (let n = 0; n < 2; n += 1) await desk.stock({ sku: "S" });
    desk.shop.put({
      ...{ externalId: "1", ...sent, totals: totals() },
      lines: [{ sku: "S", quantity: 2, quantityShipped: 2, unitPrice: money(2000), lineTotal: money(4000) }],
    });
    await desk.sync();
    const shares = await claims();
    expect(shares.map(({ gross_minor }) => gross_minor)).toEqual([2000, 2000]);
    expect(sum(shares.map(({ gross_minor }) => gross_minor))).toBe(4000);
  });

  test("case 77: fees that come later are filled in; claim and sold date stay", async () => {
    await desk.stock({ sku: "S" });
    desk.shop.put({
      ...{ externalId: "1", ...sent, totals: totals() },
      lines: [{ sku: "S", quantityShipped: 1, lineTotal: money(4000) }],
    });
    await desk.sync();
    const [before] = await claims();
    expect(before).toMatchObject({ gross_minor: 4000, fees_minor: null, net_minor: null });
    desk.shop.change("1", { totals: totals({ fees: money(500) }) });
    await desk.sync();
    const [after] = await claims();
    expect(after).toMatchObject({ id: before?.id, gross_minor: 4000, fees_minor: 500, net_minor: 3500 });
    expect(after?.sold_at).toEqual(before?.sold_at);
  });

  test("case 95: money given back without the unit lowers what it brought", async () => {
    await desk.stock({ sku: "S" });
    const line = { sku: "S", quantityShipped: 1, lineTotal: money(4000) };
    desk.shop.put({ ...{ externalId: "1", ...sent, totals: totals({ fees: money(400) }) }, lines: [line] });
    await desk.sync();
    desk.shop.change("1", {
      ...{ paymentStatus: "partially_refunded", totals: totals({ fees: money(400), refunded: money(1000) }) },
    });
    await desk.sync();
    expect(await claims()).toMatchObject([{ quantity_sold: 1, gross_minor: 4000, net_minor: 2600 }]);
  });

  test("a dispatch from here shares the money too", async () => {
    await desk.stock({ sku: "S" });
    desk.shop.put({
      ...{ externalId: "1", paymentStatus: "paid", totals: totals({ fees: money(100) }) },
      lines: [{ sku: "S", lineTotal: money(999) }],
    });
    await desk.sync();
    expect(await claims()).toMatchObject([{ net_minor: null }]);
    const [order] = (await desk.owner.orders.list({})).orders;
    await desk.owner.orders.dispatch({
      ...{ orderId: order?.id ?? "", carrier: "Royal Mail", trackingNumber: "RM123456785GB" },
      ...{ shippedAt: "2026-04-01T07:00:00.000Z", idempotencyKey: "key-0001" },
    });
    expect(await claims()).toMatchObject([{ gross_minor: 999, fees_minor: 100, net_minor: 899 }]);
  });
});
