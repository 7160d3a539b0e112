import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EbayOrderSeed } from "../index.ts";
import { errorIds, type Loose, SEED, type StartedEbay, startEbay } from "../testing/started-ebay.ts";

const DAY_MS = 24 * 3600 * 1000;
const NOW_MS = Date.parse("2026-03-01T12:00:00.000Z");
const ago = (days: number) => new Date(NOW_MS - days * DAY_MS).toISOString();
const address = {
  fullName: "Sample Buyer",
  addressLine1: "1 Example Street",
  city: "Leeds",
  postalCode: "LS1 1AA",
  countryCode: "GB",
  phoneNumber: "0113 496 0000",
  email: "0123456789abcdef@members.ebay.com",
};
const order = (orderId: string, days: number, more: Partial<EbayOrderSeed> = {}): EbayOrderSeed => ({
  orderId,
  placedAt: ago(days),
  buyer: { username: "sample_buyer", address },
  lines: [{ itemId: "110035400937", quantity: 2, unitPrice: "12.25" }],
  deliveryCost: "3.20",
  ...more,
});

const ORDERS: EbayOrderSeed[] = [
  order("01-00001-00001", 1),
  order("01-00002-00002", 20),
  order("01-00003-00003", 100),
  order("01-00004-00004", 750),
  order("01-00005-00005", 3, { payment: "PENDING" }),
  order("01-00006-00006", 4, { cancellation: { state: "CANCELED", requestedAt: ago(3), completedAt: ago(2) } }),
  order("01-00007-00007", 5, { refunds: [{ at: ago(1), amount: "5.00", line: 0 }] }),
  order("01-00008-00008", 6, {
    lines: [
      { itemId: "110035400942", sku: "FIG-BLUE", quantity: 3 },
      { itemId: "110035400938", quantity: 1 },
    ],
    shipments: [{ shippedAt: ago(5), trackingNumber: "AB123456789GB", lines: [{ line: 0, quantity: 2 }] }],
    discount: "1.00",
  }),
  order("01-00009-00009", 2, { seller: "other_desk", lines: [{ itemId: "110099999999", quantity: 1 }] }),
];

let desk: StartedEbay;
beforeEach(async () => {
  desk = await startEbay({ ...SEED, orders: ORDERS });
});
afterEach(async () => {
  await desk.stop();
  expect(desk.violations()).toEqual([]);
});

const list = (query: Record<string, string> = {}) =>
  desk.call("GET", `/sell/fulfillment/v1/order?${new URLSearchParams(query)}`);
const ids = (body: Loose) => body.orders.map((found: Loose) => found.orderId.slice(3, 8));
const byId = async (orderId: string) => (await desk.call("GET", `/sell/fulfillment/v1/order/${orderId}`)).body;

describe("getOrders", () => {
  it("gives the last 90 days of the caller's own orders, newest first", async () => {
    const { body } = await list();
    expect(ids(body)).toEqual(["00001", "00005", "00006", "00007", "00008", "00002"]);
    expect(body).toMatchObject({ total: 6, limit: 50, offset: 0 });
    expect(body).not.toHaveProperty("next");
  });

  it("pages by rows with absolute links until next is missing", async () => {
    const first = await list({ limit: "4" });
    expect(ids(first.body)).toHaveLength(4);
    const second = await desk.send("GET", first.body.next.slice(desk.base.length));
    const body = (await second.json()) as Loose;
    expect(ids(body)).toEqual(["00008", "00002"]);
    expect(body).not.toHaveProperty("next");
    expect(body.prev).toContain("offset=0");
  });

  it("filters by creation date, inclusive at both ends", async () => {
    const { body } = await list({ filter: `creationdate:[${ago(100)}..${ago(6)}]` });
    expect(ids(body)).toEqual(["00008", "00002", "00003"]);
  });

  it("filters by modification date, which a creation date overrules", async () => {
    const modified = `lastmodifieddate:[${ago(2)}..]`;
    expect(ids((await list({ filter: modified })).body)).toEqual(["00001", "00006", "00007"]);
    const both = `${modified},creationdate:[${ago(1)}..]`;
    expect(ids((await list({ filter: both })).body)).toEqual(["00001"]);
  });

  it("filters by the two combinations of fulfilment status", async () => {
    const open = await list({ filter: "orderfulfillmentstatus:{NOT_STARTED|IN_PROGRESS}" });
    expect(ids(open.body)).toContain("00008");
    const started = await list({ filter: "orderfulfillmentstatus:{FULFILLED|IN_PROGRESS}" });
    expect(ids(started.body)).toEqual(["00008"]);
  });

  it.each([
    ["an unknown filter", { filter: "buyer:{x}" }, 30700],
    ["a combination of statuses that does not exist", { filter: "orderfulfillmentstatus:{FULFILLED}" }, 30800],
    ["a date that is none", { filter: "creationdate:[yesterday..]" }, 30810],
    ["no start", { filter: `creationdate:[..${ago(1)}]` }, 30820],
    ["more than two years", { filter: `creationdate:[${ago(800)}..]` }, 30830],
    ["an end before its start", { filter: `creationdate:[${ago(1)}..${ago(2)}]` }, 30840],
    ["the future", { filter: `lastmodifieddate:[${ago(1)}..${ago(-1)}]` }, 30850],
    ["a negative offset", { offset: "-1" }, 31000],
    ["a limit over 200", { limit: "201" }, 31100],
    ["an unknown field group", { fieldGroups: "EVERYTHING" }, 32800],
    ["more than 50 ids", { orderIds: Array.from({ length: 51 }, (_, index) => `0-${index}`).join(",") }, 30900],
  ])("refuses %s", async (_, query, errorId) => {
    const { status, body } = await list(query);
    expect([status, errorIds(body)]).toEqual([400, [errorId]]);
    expect(body.errors[0]).toMatchObject({ domain: "API_FULFILLMENT", category: "REQUEST" });
  });

  it("refuses brackets that are not percent-encoded", async () => {
    const raw = `/sell/fulfillment/v1/order?filter=creationdate:[${ago(1)}..]`;
    expect((await desk.call("GET", raw, { wrong: true })).status).toBe(400);
  });

  it("finds by ids alone, ignoring everything else", async () => {
    const { body } = await list({ orderIds: "01-00003-00003,01-00009-00009,nope", limit: "999" });
    expect(ids(body)).toEqual(["00003"]);
  });

  it("gives the page before once more when that fault is set", async () => {
    desk.arm({ kind: "duplicated-page", operation: "getOrders", skip: 1 });
    const first = await list({ limit: "3" });
    const second = await list({ limit: "3", offset: "3" });
    expect(ids(second.body)).toEqual(ids(first.body));
  });

  it("lets an order slip out of the window while somebody pages", async () => {
    const filter = `lastmodifieddate:[${ago(30)}..${new Date(NOW_MS).toISOString()}]`;
    desk.ebay.clock.advance(60_000);
    desk.arm({ kind: "act", act: "touchOrder", input: { orderId: "01-00001-00001" }, operation: "getOrders" });
    const first = await list({ filter, limit: "3" });
    const second = await list({ filter, limit: "3", offset: "3" });
    expect([...ids(first.body), ...ids(second.body)]).not.toContain("00007");
    expect(second.body.total).toBe(first.body.total - 1);
  });
});

describe("an order", () => {
  it("shows money as decimal text that adds up", async () => {
    const found = await byId("01-00008-00008");
    expect(found.pricingSummary).toEqual({
      priceSubtotal: { value: "24.50", currency: "GBP" },
      priceDiscount: { value: "-1.00", currency: "GBP" },
      deliveryCost: { value: "3.20", currency: "GBP" },
      total: { value: "26.70", currency: "GBP" },
    });
    const totals = found.lineItems.map((line: Loose) => Math.round(Number(line.total.value) * 100));
    expect(totals[0] + totals[1]).toBe(2670);
  });

  it("names variation, SKU and title as the listing has them, and no SKU where there is none", async () => {
    const { lineItems } = await byId("01-00008-00008");
    expect(lineItems[0]).toMatchObject({
      legacyItemId: "110035400942",
      legacyVariationId: "410000000002",
      sku: "FIG-BLUE",
      variationAspects: [{ name: "Colour", value: "Blue" }],
      lineItemCost: { value: "12.00", currency: "GBP" },
    });
    expect(lineItems[1]).not.toHaveProperty("sku");
    expect(lineItems[1].title).toBe("LEGO without a SKU & more");
  });

  it("rolls shipments up: part of a line is IN_PROGRESS", async () => {
    const found = await byId("01-00008-00008");
    expect(found.orderFulfillmentStatus).toBe("IN_PROGRESS");
    expect(found.lineItems.map((line: Loose) => line.lineItemFulfillmentStatus)).toEqual([
      "IN_PROGRESS",
      "NOT_STARTED",
    ]);
    expect(found.fulfillmentHrefs).toEqual([
      `${desk.base}/sell/fulfillment/v1/order/01-00008-00008/shipping_fulfillment/AB123456789GB`,
    ]);
  });

  it("shows payment, refund and cancellation", async () => {
    expect((await byId("01-00005-00005")).orderPaymentStatus).toBe("PENDING");
    const refunded = await byId("01-00007-00007");
    expect(refunded.orderPaymentStatus).toBe("PARTIALLY_REFUNDED");
    expect(refunded.lineItems[0].refunds[0].amount).toEqual({ value: "5.00", currency: "GBP" });
    const cancelled = await byId("01-00006-00006");
    expect(cancelled.cancelStatus).toMatchObject({
      cancelState: "CANCELED",
      cancelRequests: [{ cancelRequestState: "COMPLETED" }],
    });
  });

  it("hides cancel requests in lists", async () => {
    const { body } = await list({ orderIds: "01-00006-00006" });
    expect(body.orders[0].cancelStatus).toMatchObject({ cancelState: "CANCELED", cancelRequests: [] });
  });

  it("drops the e-mail after 14 days and name, street and telephone after 90", async () => {
    const shipTo = async (id: string) => (await byId(id)).fulfillmentStartInstructions[0].shippingStep.shipTo;
    expect(await shipTo("01-00001-00001")).toMatchObject({ fullName: "Sample Buyer", email: address.email });
    expect(await shipTo("01-00002-00002")).toMatchObject({ fullName: "Sample Buyer" });
    expect(await shipTo("01-00002-00002")).not.toHaveProperty("email");
    const old = await shipTo("01-00003-00003");
    expect(old).not.toHaveProperty("fullName");
    expect(old).not.toHaveProperty("primaryPhone");
    expect(old.contactAddress).toEqual({ city: "Leeds", postalCode: "LS1 1AA", countryCode: "GB" });
  });

  it("is unknown to another seller", async () => {
    const { status, body } = await desk.call("GET", "/sell/fulfillment/v1/order/01-00009-00009");
    expect([status, errorIds(body)]).toEqual([404, [32100]]);
  });
});

describe("buyers' acts", () => {
  it("lower stock, put it back on cancellation, and refuse what is not there", async () => {
    const placed = desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400937", quantity: 3 }] });
    expect(desk.ebay.world.listings.get("110035400937")?.available).toBe(0);
    expect(() => desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400937" }] })).toThrow("Only 0 left");
    desk.ebay.acts.cancelOrder({ orderId: placed.orderId });
    expect(desk.ebay.world.listings.get("110035400937")?.available).toBe(3);
    expect(await byId(placed.orderId)).toMatchObject({
      orderPaymentStatus: "FULLY_REFUNDED",
      cancelStatus: { cancelState: "CANCELED" },
    });
  });

  it("lower the stock of an Inventory API listing in item, offer and listing alike", async () => {
    desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400939" }] });
    const item = await desk.call("GET", "/sell/inventory/v1/inventory_item/10294-1-N");
    expect(item.body.availability.shipToLocationAvailability.quantity).toBe(1);
    const offer = await desk.call("GET", "/sell/inventory/v1/offer/36445435465");
    expect(offer.body).toMatchObject({ availableQuantity: 1, listing: { soldQuantity: 1 } });
  });

  it("pay, ask to cancel, refund: each moves the modification date", async () => {
    const { orderId } = desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400937" }], payment: "PENDING" });
    expect(await byId(orderId)).toMatchObject({ orderPaymentStatus: "PENDING" });
    desk.ebay.clock.advance(1000);
    desk.ebay.acts.payOrder({ orderId });
    expect(await byId(orderId)).toMatchObject({ orderPaymentStatus: "PAID", lastModifiedDate: desk.ebay.clock.iso() });
    desk.ebay.acts.requestCancellation({ orderId, reason: "BUYER_ASKED_CANCEL" });
    expect((await byId(orderId)).cancelStatus).toMatchObject({
      cancelState: "IN_PROGRESS",
      cancelRequests: [{ cancelReason: "BUYER_ASKED_CANCEL", cancelRequestState: "REQUESTED" }],
    });
    desk.ebay.acts.refundOrder({ orderId, amount: "1.00" });
    expect(await byId(orderId)).toMatchObject({ orderPaymentStatus: "PARTIALLY_REFUNDED" });
  });
});
