import { orderSchema } from "@counterfoil/core/model";
import { describe, expect, test } from "vitest";
import { wireOrder, wireOrderItem } from "../testing/fake-fetch.ts";
import { lacksAddress } from "./map-address.ts";
import { mapOrder } from "./map-order.ts";
import { wireOrderSchema } from "./order-schemas.ts";

const id = "203-0000000-0000001";
const map = (overrides: Record<string, unknown> = {}) => {
  const raw = wireOrder(id, overrides);
  const order = mapOrder(wireOrderSchema.parse(raw), { raw, fallbackCurrency: "SEK" });
  expect(orderSchema.safeParse(order).error?.issues ?? []).toEqual([]);
  return order;
};
const fulfillment = (fulfillmentStatus: string, fulfilledBy = "MERCHANT") => ({
  fulfillment: { fulfillmentStatus, fulfilledBy },
});
const gbp = (amount: string) => ({ amount, currencyCode: "GBP" });

describe("status", () => {
  test.each([
    ["PENDING_AVAILABILITY", "pending", "unpaid"],
    ["PENDING", "pending", "unpaid"],
    ["UNSHIPPED", "paid", "paid"],
    ["PARTIALLY_SHIPPED", "partially_shipped", "paid"],
    ["SHIPPED", "shipped", "paid"],
    ["CANCELLED", "cancelled", "unknown"],
    ["UNFULFILLABLE", "on_hold", "unknown"],
    ["TELEPORTED", "unknown", "unknown"],
  ])("%s is %s, and %s", (status, common, payment) => {
    expect(map(fulfillment(status))).toMatchObject({ status: common, paymentStatus: payment, rawStatus: status });
  });

  test("an order without a word on its fulfillment is kept as unknown", () => {
    expect(map({ fulfillment: undefined })).toMatchObject({ status: "unknown", rawStatus: "" });
  });

  test("a cancellation that the buyer asks for holds the order; a refused or finished one does not", () => {
    const cancellationRequest = { requester: "BUYER", cancelReason: "no longer needed" };
    const asked = wireOrderItem("1", { cancellation: { cancellationRequest } });
    expect(map({ orderItems: [asked] })).toMatchObject({
      status: "on_hold",
      rawStatus: "UNSHIPPED, cancellation requested",
      lines: [{ quantityCancelled: 0 }],
    });
    const gone = wireOrderItem("1", { fulfillment: { quantityFulfilled: 1, quantityUnfulfilled: 0 } });
    expect(
      map({ ...fulfillment("SHIPPED"), orderItems: [{ ...gone, cancellation: { cancellationRequest } }] }),
    ).toMatchObject({
      status: "shipped",
    });
    const executed = { cancellationRequest, cancellationExecution: { cancelledBy: "MERCHANT" } };
    const other = wireOrderItem("2", { quantityOrdered: 2, cancellation: executed });
    expect(map({ orderItems: [wireOrderItem("1"), other] })).toMatchObject({
      status: "paid",
      lines: [{ quantityCancelled: 0 }, { quantityCancelled: 2 }],
    });
  });

  test("is delivered when the last package is", () => {
    const one = (packageReferenceId: string, status: string) => ({
      ...{ packageReferenceId, packageStatus: { status }, carrier: "Royal Mail", trackingNumber: "AB1" },
      ...{ shipTime: "2026-03-02T10:00:00Z", packageItems: [{ orderItemId: `${id}-1`, quantity: 1 }] },
    });
    const packages = [one("1", "DELIVERED"), one("2", "IN_TRANSIT")];
    expect(map({ ...fulfillment("SHIPPED"), packages })).toMatchObject({
      status: "shipped",
      shippedAt: "2026-03-02T10:00:00.000Z",
      shipments: [{ externalId: "1", carrier: "Royal Mail", trackingNumber: "AB1" }, { externalId: "2" }],
    });
    expect(map({ ...fulfillment("SHIPPED"), packages: [one("1", "DELIVERED")] }).status).toBe("delivered");
  });

  test("what Amazon ships itself says so", () => {
    expect(map(fulfillment("UNSHIPPED", "AMAZON")).rawStatus).toBe("UNSHIPPED, fulfilled by Amazon");
  });
});

describe("lines and money", () => {
  test("a line is named by ASIN and, within it, by the seller's SKU", () => {
    expect(map().lines[0]).toMatchObject({
      listingId: "B0BBSBPSRC",
      variationId: "10497-1-N",
      sku: "10497-1-N",
      identifiers: [{ type: "asin", value: "B0BBSBPSRC" }],
      unitPrice: { minor: 7499, currency: "GBP" },
      lineTotal: { minor: 7499, currency: "GBP" },
      quantityShipped: 0,
    });
  });

  test("proceeds are told apart by kind, of the line and of the order; what is not told stays unknown", () => {
    const breakdowns = [
      { type: "ITEM", subtotal: gbp("149.98") },
      { type: "SHIPPING", subtotal: gbp("3.49") },
      { type: "TAX", subtotal: gbp("25.58") },
      { type: "DISCOUNT", subtotal: gbp("-5.00") },
    ];
    const item = wireOrderItem("1", { quantityOrdered: 2, proceeds: { breakdowns } });
    const order = map({ orderItems: [item], proceeds: { grandTotal: gbp("174.05") } });
    expect(order.lines[0]).toMatchObject({
      unitPrice: { minor: 7499 },
      lineTotal: { minor: 14_998 },
      shipping: { minor: 349 },
      tax: { minor: 2558 },
    });
    expect(order.totals).toEqual({
      subtotal: { minor: 14_998, currency: "GBP" },
      shipping: { minor: 349, currency: "GBP" },
      discount: { minor: 500, currency: "GBP" },
      tax: { minor: 2558, currency: "GBP" },
      fees: null,
      refunded: null,
      total: { minor: 17_405, currency: "GBP" },
    });
  });

  test("case 83: the proceeds of a line of two are the line's, not each unit's", () => {
    const price = { unitPrice: gbp("20.00") };
    const item = wireOrderItem("1", {
      ...{ quantityOrdered: 2, product: { asin: "B08C1W5N87", price } },
      proceeds: { breakdowns: [{ type: "ITEM", subtotal: gbp("40.00") }] },
    });
    expect(map({ orderItems: [item] }).lines[0]).toMatchObject({
      ...{ quantity: 2, unitPrice: { minor: 2000 }, lineTotal: { minor: 4000 } },
    });
  });

  test("yen have no decimals", () => {
    const price = { unitPrice: { amount: "5980", currencyCode: "JPY" } };
    const item = wireOrderItem("1", { product: { asin: "B08C1W5N87", price } });
    expect(map({ orderItems: [item] })).toMatchObject({ currency: "JPY", lines: [{ lineTotal: { minor: 5980 } }] });
  });

  test("a pending order without any price has its marketplace's currency, and no amounts", () => {
    const item = wireOrderItem("1", { product: { asin: "B08C1W5N87", sellerSku: "S" } });
    const order = map({ ...fulfillment("PENDING"), recipient: undefined, orderItems: [item] });
    expect(order).toMatchObject({
      currency: "GBP",
      shipTo: null,
      totals: { total: null },
      lines: [{ lineTotal: null }],
    });
    const elsewhere = { salesChannel: { channelName: "NON_AMAZON" }, orderItems: [item] };
    expect(map(elsewhere)).toMatchObject({ currency: "SEK", marketplace: null });
  });

  test("a currency never seen is kept as it is", () => {
    const item = wireOrderItem("1", { product: { price: { unitPrice: { amount: "1.00", currencyCode: "XTS" } } } });
    expect(map({ orderItems: [item] })).toMatchObject({ currency: "XTS", lines: [{ title: "Item without a title" }] });
  });

  test.each([
    ["NEW", "NEW", "new"],
    ["NEW", "OPEN_BOX", "new_other"],
    ["USED", "VERY_GOOD", "used"],
    ["REFURBISHED", "REFURBISHED", "refurbished"],
    ["COLLECTIBLE", "MINT", null],
    [undefined, undefined, null],
  ])("condition %s, %s is %s", (conditionType, conditionSubtype, condition) => {
    const item = wireOrderItem("1", { product: { asin: "B1", condition: { conditionType, conditionSubtype } } });
    expect(map({ orderItems: [item] }).lines[0]?.condition).toBe(condition);
  });

  test("an order without items yet is not complete", () => {
    expect(map({ orderItems: [] })).toMatchObject({ linesComplete: false, lines: [] });
  });

  test("gift messages and delivery instructions are the buyer's note", () => {
    const packing = { giftOption: { giftMessage: "Happy birthday" } };
    const item = wireOrderItem("1", { fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 1, packing } });
    const recipient = {
      deliveryAddress: {},
      deliveryPreference: { addressInstruction: "Ring twice", dropOffLocation: "" },
    };
    expect(map({ orderItems: [item], recipient }).buyerNote).toBe("Happy birthday\nRing twice");
  });
});

test("an address is withheld only where the seller has to ship and gets no name or street", () => {
  const lacks = (overrides: Record<string, unknown>) => lacksAddress(wireOrderSchema.parse(wireOrder(id, overrides)));
  const bare = { recipient: { deliveryAddress: { city: "Leeds", countryCode: "GB", name: "", addressLine1: "" } } };
  expect(lacks({})).toBe(false);
  expect(lacks(bare)).toBe(true);
  expect(lacks({ recipient: undefined })).toBe(true);
  expect(lacks({ ...bare, ...fulfillment("PENDING") })).toBe(false);
  expect(lacks({ ...bare, ...fulfillment("SHIPPED") })).toBe(false);
  expect(lacks({ ...bare, ...fulfillment("UNSHIPPED", "AMAZON") })).toBe(false);
});
