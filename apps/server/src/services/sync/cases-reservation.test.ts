import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import { entryOf, lineOf, orderOf, refusalOf, unitsOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";

describeEachDatabase("what orders hold", (context) => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
  });
  const equal = { sku: "S", title: "Falcon" };
  const statusOf = async (id: string) => (await desk.owner.inventory.get({ id })).status;

  describe("reservation", () => {
    test("case 51: a paid order's unit is reserved, keeps its place and is not sold", async () => {
      const unit = await desk.stock({ sku: "S", location: "Loft - S5" });
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      const line = await lineOf(desk, "1-1");
      expect(line.claims).toMatchObject([{ inventoryItemId: unit.id, state: "reserved", location: "Loft - S5" }]);
      expect(await desk.owner.inventory.get({ id: unit.id })).toMatchObject({
        ...{ status: "in_stock", quantityOnHand: 1, quantityClaimed: 1, location: "Loft - S5" },
      });
    });

    test("an order that is not paid claims nothing and does not wait for a person", async () => {
      await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "1-1", status: "pending", paymentStatus: "unpaid", lines: [{ sku: "S" }] });
      await desk.sync();
      expect(await lineOf(desk, "1-1")).toMatchObject({ state: "pending", claims: [], entryId: null });
      desk.shop.change("1-1", { status: "paid", paymentStatus: "paid" });
      await desk.sync();
      expect((await lineOf(desk, "1-1")).state).toBe("linked");
    });

    test("cases 41 and 45: a unit that another order holds is never given to a second", async () => {
      const unit = await desk.stock(equal);
      const other = await desk.stock({ ...equal, acquiredAt: "2026-02-01T00:00:00Z" });
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      expect(await unitsOf(desk, "1-1")).toEqual([other.id]);
      desk.shop.put({ externalId: "1-2", lines: [{ sku: "S" }] });
      desk.shop.put({ externalId: "1-3", lines: [{ sku: "S" }] });
      await desk.sync();
      expect(await unitsOf(desk, "1-2")).toEqual([unit.id]);
      expect((await lineOf(desk, "1-3")).state).toBe("queued");
    });

    test("case 43: reading a sold line again changes nothing", async () => {
      const unit = await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "1-1", status: "shipped", lines: [{ sku: "S" }] });
      await desk.sync();
      const before = await desk.owner.inventory.get({ id: unit.id });
      desk.shop.change("1-1", { sellerNote: "seen" });
      await desk.sync();
      expect(await desk.owner.inventory.get({ id: unit.id })).toEqual(before);
    });

    test("case 47: a chosen unit without the sale's ASIN is accepted and stays", async () => {
      const unit = await desk.stock({ title: "No number" });
      desk.shop.put({ externalId: "1-1", lines: [{ identifiers: [{ type: "asin", value: "B01A" }] }] });
      await desk.sync();
      const { id: entryId } = await entryOf(desk, "1-1");
      await desk.owner.resolution.resolve({ entryId, units: [{ inventoryItemId: unit.id, quantity: 1 }] });
      desk.shop.change("1-1", { sellerNote: "again" });
      await desk.sync();
      expect(await unitsOf(desk, "1-1")).toEqual([unit.id]);
    });

    test("case 49: of three needed one is held and one is free: two found, and the held one stays", async () => {
      const held = await desk.stock(equal);
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      await desk.stock(equal);
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S", quantity: 3 }] });
      await desk.sync();
      const entry = await entryOf(desk, "1-1");
      expect(entry).toMatchObject({ reason: "insufficient", quantityNeeded: 2 });
      expect(entry.reasonText).toMatch(/3 .* 2 /);
      expect(await unitsOf(desk, "1-1")).toEqual([held.id]);
    });

    test("case 53: of two paid orders the older takes the unit, and the other still waits after dispatch", async () => {
      const unit = await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "later", placedAt: "2026-03-02T00:00:00.000Z", lines: [{ sku: "S" }] });
      desk.shop.put({ externalId: "earlier", placedAt: "2026-03-01T00:00:00.000Z", lines: [{ sku: "S" }] });
      await desk.sync();
      expect(await unitsOf(desk, "earlier")).toEqual([unit.id]);
      desk.shop.change("earlier", { status: "shipped" });
      await desk.sync();
      expect(await statusOf(unit.id)).toBe("sold");
      expect(await entryOf(desk, "later")).toMatchObject({ status: "pending", reason: "oversold" });
    });
  });

  test("a sale that is read after the unit went to another order is sold twice, not unknown", async () => {
    const unit = await desk.stock({ sku: "S" });
    desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
    await desk.sync();
    desk.shop.change("1-1", { status: "shipped" });
    await desk.sync();
    expect(await statusOf(unit.id)).toBe("sold");
    desk.shop.put({ externalId: "1-2", lines: [{ sku: "S" }] });
    desk.shop.put({ externalId: "1-3", status: "shipped", lines: [{ sku: "S" }] });
    await desk.sync();
    expect(await entryOf(desk, "1-2")).toMatchObject({ reason: "oversold", takenBy: [{ platformOrderId: "1-1" }] });
    // What was sent already was some other unit: nobody waits for it.
    expect(await entryOf(desk, "1-3")).toMatchObject({ reason: "no_match" });
  });

  test("a sale of a unit that went to another order is sold twice also where another unit resembles it", async () => {
    const title = "LEGO Castle 6080 King's Castle";
    await desk.stock({ sku: "S", title });
    await desk.stock({ sku: "T", title: `${title} with box` });
    desk.shop.put({ externalId: "1-1", lines: [{ sku: "S", title }] });
    await desk.sync();
    desk.shop.change("1-1", { status: "shipped" });
    await desk.sync();
    desk.shop.put({ externalId: "1-2", lines: [{ sku: "S", title }] });
    await desk.sync();
    const entry = await entryOf(desk, "1-2");
    expect(entry).toMatchObject({ reason: "oversold", takenBy: [{ platformOrderId: "1-1" }] });
  });

  describe("re-reads", () => {
    test("case 57: a quantity raised from 1 to 2 keeps the first unit and takes one more", async () => {
      const first = await desk.stock({ ...equal, acquiredAt: "2025-01-01T00:00:00Z" });
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      const second = await desk.stock(equal);
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S", quantity: 2 }] });
      await desk.sync();
      expect(await unitsOf(desk, "1-1")).toEqual([first.id, second.id]);
    });

    test("case 57: without another unit the line waits for one more", async () => {
      const first = await desk.stock(equal);
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S", quantity: 2 }] });
      await desk.sync();
      expect(await entryOf(desk, "1-1")).toMatchObject({ status: "pending", quantityNeeded: 1 });
      expect(await unitsOf(desk, "1-1")).toEqual([first.id]);
      expect((await orderOf(desk, "1-1")).linkState).toBe("partial");
    });

    test("case 59: the unit of a cancelled order goes with its place to the next sale", async () => {
      const unit = await desk.stock({ sku: "S", status: "listed", location: "B02" });
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      desk.shop.change("1-1", { status: "cancelled" });
      await desk.sync();
      expect(await desk.owner.inventory.get({ id: unit.id })).toMatchObject({ status: "listed", quantityClaimed: 0 });
      desk.shop.put({ externalId: "1-2", lines: [{ sku: "S" }] });
      await desk.sync();
      expect((await lineOf(desk, "1-2")).claims).toMatchObject([{ inventoryItemId: unit.id, location: "B02" }]);
    });

    test("case 59: cancelled and sold anew within one reading", async () => {
      const unit = await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      desk.shop.put({ externalId: "1-2", placedAt: "2026-03-05T00:00:00.000Z", lines: [{ sku: "S" }] });
      desk.shop.change("1-1", { status: "cancelled" });
      await desk.sync();
      expect(await unitsOf(desk, "1-1")).toEqual([]);
      expect(await unitsOf(desk, "1-2")).toEqual([unit.id]);
    });

    test("case 59: an order that waits gets the unit of the one that was cancelled", async () => {
      const unit = await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      desk.shop.put({ externalId: "1-2", placedAt: "2026-03-05T00:00:00.000Z", lines: [{ sku: "S" }] });
      await desk.sync();
      expect((await lineOf(desk, "1-2")).state).toBe("queued");
      desk.shop.change("1-1", { status: "cancelled" });
      await desk.sync();
      expect(await unitsOf(desk, "1-2")).toEqual([unit.id]);
      expect(await entryOf(desk, "1-2")).toMatchObject({ status: "resolved", decidedBy: null });
    });

    test("case 61: of a partly shipped order only the shipped line's unit is sold", async () => {
      const one = await desk.stock({ sku: "A" });
      const two = await desk.stock({ sku: "B" });
      const lines = [
        { sku: "A", quantityShipped: 1 },
        { sku: "B", quantityShipped: 0 },
      ];
      desk.shop.put({ externalId: "1-1", status: "partially_shipped", lines });
      await desk.sync();
      expect([await statusOf(one.id), await statusOf(two.id)]).toEqual(["sold", "in_stock"]);
      expect((await lineOf(desk, "1-1", 1)).claims).toMatchObject([{ state: "reserved" }]);
    });

    test("case 85: two units dispatched one by one are sold one by one", async () => {
      const lot = await desk.stock({ sku: "S", quantity: 5 });
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S", quantity: 2, quantityShipped: 0 }] });
      await desk.sync();
      desk.shop.put({
        externalId: "1-1",
        status: "partially_shipped",
        lines: [{ sku: "S", quantity: 2, quantityShipped: 1 }],
      });
      await desk.sync();
      expect(await desk.owner.inventory.get({ id: lot.id })).toMatchObject({ quantityOnHand: 4, quantityClaimed: 1 });
      desk.shop.put({ externalId: "1-1", status: "shipped", lines: [{ sku: "S", quantity: 2, quantityShipped: 2 }] });
      await desk.sync();
      expect(await desk.owner.inventory.get({ id: lot.id })).toMatchObject({
        quantityOnHand: 3,
        quantityClaimed: 0,
        status: "in_stock",
      });
    });

    test("a line taken out of its order lets its unit go; the other lines stay", async () => {
      const kept = await desk.stock({ sku: "A" });
      const freed = await desk.stock({ sku: "B" });
      desk.shop.put({
        externalId: "1-1",
        lines: [
          { externalId: "a", sku: "A" },
          { externalId: "b", sku: "B" },
        ],
      });
      await desk.sync();
      desk.shop.put({ externalId: "1-1", lines: [{ externalId: "a", sku: "A" }] });
      await desk.sync();
      expect((await desk.owner.inventory.get({ id: freed.id })).quantityClaimed).toBe(0);
      expect((await desk.owner.inventory.get({ id: kept.id })).quantityClaimed).toBe(1);
    });
  });

  describe("cancellation, refund, return", () => {
    test("case 87: an order that is cancelled when first seen is stored and touches nothing", async () => {
      const unit = await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "1-1", status: "cancelled", lines: [{ sku: "S" }] });
      await desk.sync();
      expect(await orderOf(desk, "1-1")).toMatchObject({ status: "cancelled", linkState: "none" });
      expect(await lineOf(desk, "1-1")).toMatchObject({ state: "released", entryId: null, claims: [] });
      expect(await desk.owner.inventory.get({ id: unit.id })).toMatchObject({ status: "in_stock", quantityClaimed: 0 });
    });

    test("case 89: of three units one was refunded before: two are claimed", async () => {
      for (let n = 0; n < 3; n += 1) await desk.stock(equal);
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S", quantity: 3, quantityRefunded: 1 }] });
      await desk.sync();
      expect(await unitsOf(desk, "1-1")).toHaveLength(2);
    });

    test("case 91: an order that turns refunded is read again and its refund kept", async () => {
      await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      const totals = { subtotal: null, shipping: null, discount: null, tax: null, fees: null, total: null };
      const refunded = { minor: 2500, currency: "GBP" };
      desk.shop.change("1-1", { status: "refunded", paymentStatus: "refunded", totals: { ...totals, refunded } });
      await desk.sync();
      expect(await orderOf(desk, "1-1")).toMatchObject({ status: "refunded", totals: { refunded } });
      expect(await unitsOf(desk, "1-1")).toEqual([]);
    });

    test("case 95: a refund without return leaves the unit sold and offers it to nobody", async () => {
      const unit = await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "1-1", status: "shipped", lines: [{ sku: "S" }] });
      await desk.sync();
      desk.shop.change("1-1", { paymentStatus: "refunded" });
      await desk.sync();
      expect(await statusOf(unit.id)).toBe("sold");
      expect((await lineOf(desk, "1-1")).claims).toMatchObject([{ inventoryItemId: unit.id, state: "sold" }]);
      desk.shop.put({ externalId: "1-2", lines: [{ sku: "S" }] });
      await desk.sync();
      expect((await lineOf(desk, "1-2")).state).toBe("queued");
    });

    test("a returned order brings the same unit back, to be looked over before it is sold again", async () => {
      const unit = await desk.stock({ sku: "S" });
      desk.shop.put({ externalId: "1-1", status: "shipped", lines: [{ sku: "S" }] });
      await desk.sync();
      desk.shop.change("1-1", { status: "returned" });
      await desk.sync();
      expect(await desk.owner.inventory.get({ id: unit.id })).toMatchObject({ status: "returned", quantityOnHand: 1 });
    });

    test("case 191: a fully refunded order cannot be confirmed by hand", async () => {
      const unit = await desk.stock({ title: "Any" });
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
      await desk.sync();
      const { id: entryId } = await entryOf(desk, "1-1");
      desk.shop.change("1-1", { paymentStatus: "refunded" });
      await desk.sync();
      const refusal = await refusalOf(
        desk.owner.resolution.resolve({ entryId, units: [{ inventoryItemId: unit.id, quantity: 1 }] }),
      );
      expect(refusal.code).toBe("conflict");
      expect((await desk.owner.inventory.get({ id: unit.id })).quantityClaimed).toBe(0);
    });
  });
});
