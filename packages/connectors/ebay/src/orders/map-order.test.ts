import { orderSchema, type Shipment } from "@counterfoil/core/model";
import { describe, expect, test } from "vitest";
import { fulfillmentListSchema, wireOrderSchema } from "../ebay-schemas.ts";
import { mapShipment } from "../fulfillment/map-shipment.ts";
import { fixture } from "../testing/fixture.ts";
import { mapOrder as mapWireOrder } from "./map-order.ts";
import { orderStatus } from "./order-status.ts";

type Raw = Record<string, unknown>;
const paid = fixture<{ orders: Raw[] }>("ebay-orders-page.json").orders[0]!;
const discounted = fixture<Raw>("ebay-order-discounted-shipped.json");
const hub = fixture<Raw>("ebay-order-hub-partly-refunded.json");
const cancelled = fixture<Raw>("ebay-order-cancelled.json");
const shipments = fulfillmentListSchema.parse(fixture("ebay-shipments.json")).fulfillments!.map(mapShipment);

function mapOrder(raw: Raw, parcels: readonly Shipment[] | null) {
  return mapWireOrder(wireOrderSchema.parse(raw), { raw, shipments: parcels });
}

const gbp = (minor: number) => ({ minor, currency: "GBP" });
const eur = (minor: number) => ({ minor, currency: "EUR" });
const usd = (minor: number) => ({ minor, currency: "USD" });

describe("a paid order", () => {
  const order = mapOrder(paid, []);

  test("arrives whole in the common shape", () => {
    expect(orderSchema.parse(order)).toEqual(order);
    expect({ ...order, raw: null, lines: [] }).toEqual({
      platform: "ebay",
      externalId: "01-03955-36441",
      status: "paid",
      rawStatus: "PAID, NOT_STARTED",
      paymentStatus: "paid",
      placedAt: "2026-03-01T09:12:44.000Z",
      updatedAt: "2026-03-01T09:13:02.000Z",
      paidAt: "2026-03-01T09:12:45.000Z",
      shippedAt: null,
      shipBy: "2026-03-02T23:59:59.000Z",
      currency: "GBP",
      marketplace: "EBAY_GB",
      buyer: {
        externalId: "sample_buyer",
        username: "sample_buyer",
        name: "Sample Buyer",
        email: "0123456789abcdef@members.ebay.com",
      },
      shipTo: {
        name: "Sample Buyer",
        company: null,
        lines: ["1 Example Street"],
        city: "Leeds",
        region: null,
        postalCode: "LS1 1AA",
        countryCode: "GB",
        phone: "0113 496 0000",
        raw: null,
      },
      totals: {
        subtotal: gbp(2450),
        shipping: gbp(320),
        discount: null,
        tax: null,
        fees: null,
        refunded: gbp(0),
        total: gbp(2770),
      },
      lines: [],
      linesComplete: true,
      shipments: [],
      buyerNote: null,
      sellerNote: null,
      archived: false,
      raw: null,
    });
  });

  test("keeps eBay's payload beside it, of the order and of each line", () => {
    expect(order.raw).toBe(paid);
    expect(order.lines[0]?.raw).toBe((paid["lineItems"] as unknown[])[0]);
  });

  test("gives the line's exact total and the unit price that divides it", () => {
    expect(order.lines[0]).toMatchObject({
      externalId: "10084048110913",
      listingId: "110035400937",
      sku: "75192-1-N",
      quantity: 2,
      quantityShipped: 0,
      quantityCancelled: 0,
      quantityRefunded: 0,
      unitPrice: gbp(1225),
      lineTotal: gbp(2450),
      shipping: gbp(320),
      tax: gbp(0),
    });
  });
});

describe("a discounted order in two parcels", () => {
  const order = mapOrder(discounted, shipments);

  test("counts lines as they were sold, and the discount once", () => {
    expect(order.lines.map((line) => [line.lineTotal, line.unitPrice])).toEqual([
      [eur(11612), eur(2903)],
      [eur(13543), null],
    ]);
    expect(order.totals).toEqual({
      subtotal: eur(26480),
      shipping: eur(495),
      discount: eur(1324),
      tax: null,
      fees: eur(4023),
      refunded: eur(0),
      total: eur(25651),
    });
  });

  test("tells both parcels and the day the last one left", () => {
    expect(order.status).toBe("shipped");
    expect(order.shippedAt).toBe("2026-09-23T09:41:52.000Z");
    expect(order.shipBy).toBe("2026-09-23T21:59:59.000Z");
    expect(order.shipments).toEqual([
      {
        externalId: "01235015953135",
        carrier: "DPD",
        trackingNumber: "01235015953135",
        shippedAt: "2026-09-23T09:40:00.000Z",
        lines: [{ lineExternalId: "10085146243212", quantity: 4 }],
      },
      {
        externalId: "999",
        carrier: null,
        trackingNumber: null,
        shippedAt: "2026-09-23T09:41:52.000Z",
        lines: [{ lineExternalId: "10085146243312", quantity: 4 }],
      },
    ]);
  });

  test("keeps the variation and the second address line", () => {
    expect(order.lines[1]).toMatchObject({
      variationId: "675811813155",
      variation: [{ name: "Farbe", value: "Blau" }],
    });
    expect(order.shipTo).toMatchObject({ company: "Muster GmbH", lines: ["Beispielweg 3", "Hinterhaus"] });
  });

  test("knows only the parcels' ids when their details could not be read", () => {
    const partly = mapOrder(discounted, null);
    expect(partly.shippedAt).toBeNull();
    expect(partly.shipments.map((shipment) => shipment.externalId)).toEqual(["01235015953135", "999"]);
    expect(partly.shipments[0]).toMatchObject({ trackingNumber: null, lines: [] });
  });
});

describe("a partly shipped, partly refunded order to an eBay hub", () => {
  const parcel = {
    externalId: "1Z999AA10123456784",
    carrier: "UPS",
    trackingNumber: "1Z999AA10123456784",
    shippedAt: "2026-02-03T10:00:00.000Z",
    lines: [{ lineExternalId: "10031270641209", quantity: 2 }],
  };
  const order = mapOrder(hub, [parcel]);

  test("is addressed to the hub, with the reference above the street", () => {
    expect(order.shipTo).toMatchObject({ lines: ["Reference #1234567890123456", "1 Hub Way"], city: "Erlanger" });
  });

  test("does not take an item id for a title", () => {
    expect(order.lines[0]?.title).toBe("Title withheld by eBay");
    expect(order.lines[1]).toMatchObject({ title: "Magic Shop", sku: "6020-1" });
  });

  test("counts shipped units from the parcels", () => {
    expect(order.status).toBe("partially_shipped");
    expect(order.lines.map((line) => line.quantityShipped)).toEqual([0, 2]);
    expect(mapOrder(hub, null).lines.map((line) => line.quantityShipped)).toEqual([0, null]);
  });

  test("counts what was refunded; units only where the whole line was", () => {
    expect(order.totals.refunded).toEqual(usd(3000));
    expect(order.lines.map((line) => line.quantityRefunded)).toEqual([1, null]);
    expect(order.paymentStatus).toBe("partially_refunded");
    expect(order.buyerNote).toBe("Please pack well");
  });
});

describe("a cancelled order", () => {
  const order = mapOrder(cancelled, []);

  test("is cancelled before it is refunded, and nothing of it is left to ship", () => {
    expect(order.status).toBe("cancelled");
    expect(order.rawStatus).toBe("FULLY_REFUNDED, NOT_STARTED, cancellation CANCELED");
    expect(order.lines[0]).toMatchObject({ quantityCancelled: 1, quantityRefunded: 1 });
  });

  test("with its address withdrawn by eBay has blanks as null", () => {
    expect(order.shipTo).toMatchObject({ name: null, lines: [], city: "Sacramento", postalCode: null });
  });
});

describe("order status", () => {
  const status = (payment: string, fulfillment: string, cancelState = "NONE_REQUESTED") =>
    orderStatus({
      orderPaymentStatus: payment,
      orderFulfillmentStatus: fulfillment,
      cancelStatus: { cancelState, cancelRequests: [] },
    });

  test.each([
    ["FULLY_REFUNDED", "FULFILLED", "CANCELED", "cancelled"],
    ["FULLY_REFUNDED", "FULFILLED", "IN_PROGRESS", "refunded"],
    ["PAID", "NOT_STARTED", "IN_PROGRESS", "on_hold"],
    ["PENDING", "NOT_STARTED", "NONE_REQUESTED", "pending"],
    ["FAILED", "FULFILLED", "NONE_REQUESTED", "pending"],
    ["PAID", "FULFILLED", "NONE_REQUESTED", "shipped"],
    ["PARTIALLY_REFUNDED", "IN_PROGRESS", "NONE_REQUESTED", "partially_shipped"],
    ["PAID", "NOT_STARTED", "NONE_REQUESTED", "paid"],
    ["PARTIALLY_REFUNDED", "NOT_STARTED", "NONE_REQUESTED", "paid"],
    ["SETTLED_LATER", "NOT_STARTED", "NONE_REQUESTED", "unknown"],
    ["PAID", "TELEPORTED", "NONE_REQUESTED", "unknown"],
    ["PAID", "NOT_STARTED", "ON_APPEAL", "unknown"],
  ])("%s, %s, %s: %s", (payment, fulfillment, cancelState, expected) => {
    expect(status(payment, fulfillment, cancelState)).toBe(expected);
  });

  test("an order that eBay says nothing of is unknown, not ready to ship", () => {
    expect(orderStatus({})).toBe("unknown");
  });
});

test("an order without id, dates or currency is refused, not guessed", () => {
  expect(() => mapOrder({ ...paid, orderId: undefined }, [])).toThrow();
  expect(() => mapOrder({ ...paid, creationDate: "yesterday" }, [])).toThrow();
  expect(() => mapOrder({ ...paid, pricingSummary: {}, lineItems: [] }, [])).toThrow(/currency/);
});
