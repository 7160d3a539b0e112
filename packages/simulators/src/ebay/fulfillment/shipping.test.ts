import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Order } from "../ebay-entities.ts";
import { errorIds, type Loose, type StartedEbay, startEbay } from "../testing/started-ebay.ts";
import { lineFulfillmentStatus, orderFulfillmentStatus, shippedQuantity } from "./order-status.ts";

let desk: StartedEbay;
let orderId: string;
let lines: string[];
beforeEach(async () => {
  desk = await startEbay();
  const placed = desk.ebay.acts.placeOrder({
    lines: [{ itemId: "110035400937", quantity: 2 }, { itemId: "110035400938" }],
  });
  orderId = placed.orderId;
  lines = placed.lineItemIds;
  desk.ebay.clock.advance(60_000);
});
afterEach(async () => {
  await desk.stop();
  expect(desk.violations()).toEqual([]);
});

const path = (more = "") => `/sell/fulfillment/v1/order/${orderId}/shipping_fulfillment${more}`;
const ship = (body: unknown, wrong = false) => desk.call("POST", path(), { body, wrong });
const whole = {
  trackingNumber: "AB123456789GB",
  shippingCarrierCode: "RoyalMail",
  shippedDate: "2026-03-01T12:00:30.000Z",
};
const orderNow = async () => (await desk.call("GET", `/sell/fulfillment/v1/order/${orderId}`)).body;
const effects = () => desk.ebay.ledger.list({ kind: "order-shipped" }).map(({ data }) => data);

describe("createShippingFulfillment", () => {
  it("names the shipment by its tracking number, links it and moves the modification date", async () => {
    const { status, body, headers } = await ship({ ...whole, lineItems: [{ lineItemId: lines[0], quantity: 2 }] });
    expect([status, body]).toEqual([201, {}]);
    expect(headers.get("location")).toBe(`${desk.base}${path("/AB123456789GB")}`);
    const found = await desk.call("GET", path("/AB123456789GB"));
    expect(found.body).toEqual({
      fulfillmentId: "AB123456789GB",
      lineItems: [{ lineItemId: lines[0], quantity: 2 }],
      shippedDate: whole.shippedDate,
      shipmentTrackingNumber: "AB123456789GB",
      shippingCarrierCode: "RoyalMail",
    });
    const order = await orderNow();
    expect(order).toMatchObject({
      orderFulfillmentStatus: "IN_PROGRESS",
      lastModifiedDate: "2026-03-01T12:01:00.000Z",
    });
    expect(order.lineItems.map((line: Loose) => line.lineItemFulfillmentStatus)).toEqual(["FULFILLED", "NOT_STARTED"]);
    expect(order.fulfillmentHrefs).toEqual([`${desk.base}${path("/AB123456789GB")}`]);
    expect(effects()).toMatchObject([{ orderId, trackingNumber: "AB123456789GB", via: "api" }]);
  });

  it("is fulfilled only when every unit is covered", async () => {
    await ship({ ...whole, lineItems: [{ lineItemId: lines[0] }] });
    await ship({ ...whole, trackingNumber: "CD2", lineItems: [{ lineItemId: lines[0] }] });
    expect((await orderNow()).orderFulfillmentStatus).toBe("IN_PROGRESS");
    await ship({ ...whole, trackingNumber: "EF3", lineItems: [{ lineItemId: lines[1] }] });
    expect((await orderNow()).orderFulfillmentStatus).toBe("FULFILLED");
    expect((await desk.call("GET", path())).body).toMatchObject({ total: 3 });
  });

  it("ships the whole order when no lines are given, and without tracking under a short number", async () => {
    const { headers } = await ship({});
    expect(headers.get("location")).toMatch(/shipping_fulfillment\/\d{3,4}$/);
    expect((await orderNow()).orderFulfillmentStatus).toBe("FULFILLED");
  });

  it.each([
    ["tracking without a carrier", { trackingNumber: "AB1" }, 32300],
    ["a carrier without tracking", { shippingCarrierCode: "RoyalMail" }, 32300],
    ["a hyphen in the tracking number", { ...whole, trackingNumber: "AB-123" }, 32300],
    ["a space in the tracking number", { ...whole, trackingNumber: "AB 123" }, 32300],
    ["an unknown line", { ...whole, lineItems: [{ lineItemId: "1" }] }, 32200],
    ["a date that is none", { ...whole, shippedDate: "1 March" }, 32500],
    ["a date in the far future", { ...whole, shippedDate: "2026-04-01T00:00:00.000Z" }, 32500],
    ["a quantity that is none", { ...whole, lineItems: [{ lineItemId: "1", quantity: "two" }] }, 32600],
  ])("refuses %s", async (_, body, errorId) => {
    const answer = await ship(body, true);
    expect([answer.status, errorIds(answer.body)]).toEqual([400, [errorId]]);
    expect(effects()).toEqual([]);
  });

  it("refuses a line twice, more units than were bought, and an unknown order", async () => {
    const line = { lineItemId: lines[0], quantity: 1 };
    expect(errorIds((await ship({ ...whole, lineItems: [line, line] })).body)).toEqual([32210]);
    expect(errorIds((await ship({ ...whole, lineItems: [{ ...line, quantity: 3 }] })).body)).toEqual([32600]);
    const unknown = await desk.call("POST", "/sell/fulfillment/v1/order/00-0-0/shipping_fulfillment", { body: whole });
    expect([unknown.status, errorIds(unknown.body)]).toEqual([400, [32100]]);
  });

  it("answers 409 to the same parcel once more and keeps a single shipment", async () => {
    const body = { ...whole, lineItems: [{ lineItemId: lines[0], quantity: 2 }] };
    expect((await ship(body)).status).toBe(201);
    expect((await ship(body)).status).toBe(409);
    expect(effects()).toHaveLength(1);
  });

  it("does the work although the answer is lost, when that fault is set", async () => {
    desk.arm({ kind: "cut", when: "after-effect", operation: "createShippingFulfillment" });
    await expect(ship(whole)).rejects.toThrow();
    expect(effects()).toHaveLength(1);
    expect((await orderNow()).orderFulfillmentStatus).toBe("FULFILLED");
  });

  it("does nothing under a 500, in eBay's words", async () => {
    desk.arm({ kind: "status", status: 500, operation: "createShippingFulfillment" });
    const { status, body } = await ship(whole);
    expect([status, errorIds(body), body.errors[0].category]).toEqual([500, [30500], "APPLICATION"]);
    expect(effects()).toEqual([]);
  });

  it("shows what the seller shipped on the site", async () => {
    desk.ebay.acts.shipOnSite({ orderId, lines: [{ lineItemId: lines[0]!, quantity: 1 }] });
    expect((await orderNow()).orderFulfillmentStatus).toBe("IN_PROGRESS");
    expect(effects()).toMatchObject([{ via: "site" }]);
  });
});

describe("issueRefund", () => {
  const refund = (body: unknown, wrong = false) =>
    desk.call("POST", `/sell/fulfillment/v1/order/${orderId}/issue_refund`, { body, wrong });
  const pounds = (value: string) => ({ value, currency: "GBP" });

  it("is pending first and settled a minute later", async () => {
    const body = { reasonForRefund: "BUYER_CANCEL", orderLevelRefundAmount: pounds("10.00") };
    const issued = await refund(body);
    expect(issued).toMatchObject({ status: 200, body: { refundStatus: "PENDING" } });
    expect(errorIds((await refund(body)).body)).toEqual([34922]);
    desk.ebay.clock.advance(60_000);
    const order = await orderNow();
    expect(order.orderPaymentStatus).toBe("PARTIALLY_REFUNDED");
    expect(order.paymentSummary.refunds).toMatchObject([{ refundId: issued.body.refundId, refundStatus: "REFUNDED" }]);
  });

  it("refunds a line", async () => {
    const body = {
      reasonForRefund: "ITEM_DAMAGED",
      refundItems: [{ lineItemId: lines[1], refundAmount: pounds("12.50") }],
    };
    expect((await refund(body)).status).toBe(200);
    expect((await orderNow()).lineItems[1].refunds[0].amount).toEqual(pounds("12.50"));
  });

  it.each([
    ["no reason", { orderLevelRefundAmount: pounds("1.00") }, 34903],
    ["no amount at all", { reasonForRefund: "BUYER_CANCEL" }, 34905],
    ["more than the order", { reasonForRefund: "BUYER_CANCEL", orderLevelRefundAmount: pounds("99999.00") }, 34915],
    [
      "another currency",
      { reasonForRefund: "BUYER_CANCEL", orderLevelRefundAmount: { value: "1.00", currency: "EUR" } },
      34909,
    ],
    ["a negative amount", { reasonForRefund: "BUYER_CANCEL", orderLevelRefundAmount: pounds("-1.00") }, 34907],
  ])("refuses %s", async (_, body, errorId) => {
    expect(errorIds((await refund(body)).body)).toEqual([errorId]);
  });
});

it("never counts more units as shipped than were bought, however parcels overlap", () => {
  const parcel = fc.array(
    fc.record({ lineItemId: fc.constantFrom("1", "2"), quantity: fc.integer({ min: 1, max: 4 }) }),
  );
  fc.assert(
    fc.property(fc.array(parcel), fc.integer({ min: 1, max: 4 }), (parcels, quantity) => {
      const order = {
        lines: [
          { lineItemId: "1", quantity },
          { lineItemId: "2", quantity: 1 },
        ],
        fulfillments: parcels.map((contents) => ({ lines: contents })),
      } as unknown as Order;
      const statuses = order.lines.map((line) => {
        expect(shippedQuantity(order, line)).toBeLessThanOrEqual(line.quantity);
        return lineFulfillmentStatus(order, line);
      });
      const fulfilled = statuses.every((status) => status === "FULFILLED");
      const untouched = statuses.every((status) => status === "NOT_STARTED");
      expect(orderFulfillmentStatus(order)).toBe(fulfilled ? "FULFILLED" : untouched ? "NOT_STARTED" : "IN_PROGRESS");
    }),
  );
});
