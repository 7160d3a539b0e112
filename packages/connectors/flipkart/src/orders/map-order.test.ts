import { orderSchema } from "@counterfoil/core/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import details from "../__fixtures__/flipkart-details-invented.json" with { type: "json" };
import created from "../__fixtures__/flipkart-shipment-created-documented.json" with { type: "json" };
import recorded from "../__fixtures__/flipkart-shipment-recorded.json" with { type: "json" };
import { shipmentDetailsSchema, shipmentSchema } from "../flipkart-schemas.ts";
import { courierOf, mapOrder, type ShipmentRecord } from "./map-order.ts";
import { goodsTotal } from "./map-order-line.ts";
import { orderStatus } from "./order-status.ts";

const orderId = "OD428295316844774100";
const [recordedItem] = recorded.orderItems;
if (recordedItem === undefined) throw new Error("the recorded shipment has an item");

const item = (change: object = {}) => ({ ...recordedItem, ...change });
const shipment = (change: object = {}) => shipmentSchema.parse({ ...recorded, ...change });
const record = (change: object = {}, people: object | null = details): ShipmentRecord => {
  const raw = { ...recorded, ...change };
  const parsed = people === null ? undefined : shipmentDetailsSchema.parse(people);
  return { shipment: shipmentSchema.parse(raw), details: parsed, raw, rawDetails: people ?? undefined };
};
const inState = (status: string, change: object = {}) => shipment({ orderItems: [item({ status })], ...change });

test("a shipment recorded in production, with its people, becomes an order of the common shape", () => {
  const order = mapOrder(orderId, [record()]);
  expect(orderSchema.parse(order)).toEqual(order);
  expect(order).toMatchObject({
    platform: "flipkart",
    externalId: orderId,
    status: "paid",
    rawStatus: "APPROVED",
    paymentStatus: "unpaid",
    placedAt: "2023-06-07T00:30:53.447Z",
    updatedAt: "2023-06-07T00:36:27.000Z",
    shipBy: "2023-06-07T10:30:00.000Z",
    currency: "INR",
    marketplace: "IN",
    buyer: { name: "Asha Rao" },
    shipTo: {
      name: "Asha Rao",
      lines: ["12 Test Street"],
      city: "Bengaluru",
      region: "Karnataka",
      postalCode: "560001",
      countryCode: "IN",
      phone: "0000000000",
    },
    totals: {
      subtotal: { minor: 15_600, currency: "INR" },
      shipping: { minor: 300, currency: "INR" },
      discount: { minor: 0, currency: "INR" },
      total: { minor: 15_900, currency: "INR" },
      tax: null,
    },
    shipments: [],
  });
  expect(order.lines).toMatchObject([
    {
      externalId: "428295316844774100",
      listingId: "LSTSOPEGNYGRHYDRJBTHDWDRQ",
      sku: "25UCV3HA6IR",
      title: "Soap",
      quantity: 1,
      quantityShipped: 0,
      quantityCancelled: 0,
      unitPrice: { minor: 15_600, currency: "INR" },
      lineTotal: { minor: 15_600, currency: "INR" },
    },
  ]);
});

test("the official example of a new shipment is read, where codes and packages are missing", () => {
  const raw = { ...created.attributes, shipmentId: created.shipmentId };
  const order = mapOrder("OD108833803073636000", [
    { shipment: shipmentSchema.parse(raw), details: undefined, raw, rawDetails: undefined },
  ]);
  expect(order).toMatchObject({ status: "paid", shipTo: null, buyer: { name: null } });
  expect(order.lines).toMatchObject([{ quantity: 1, lineTotal: { minor: 29_500 }, sku: "LKA041150" }]);
});

describe("the state of an order", () => {
  test.each([
    ["APPROVED", "paid"],
    ["PACKING_IN_PROGRESS", "paid"],
    ["FORM_FAILED", "on_hold"],
    ["PACKED", "packed"],
    ["READY_TO_DISPATCH", "packed"],
    ["PICKUP_COMPLETE", "shipped"],
    ["SHIPPED", "shipped"],
    ["DELIVERED", "delivered"],
    ["COMPLETED", "completed"],
    ["CANCELLED", "cancelled"],
    ["RETURN_REQUESTED", "delivered"],
    ["RETURNED", "returned"],
    ["cancelled", "cancelled"],
    ["GONE_TO_THE_MOON", "unknown"],
  ])("%s is %s", (state, status) => {
    expect(orderStatus([inState(state)])).toBe(status);
  });

  test("never seen before is kept as Flipkart writes it", () => {
    const order = mapOrder(orderId, [record({ orderItems: [item({ status: "GONE_TO_THE_MOON" })] })]);
    expect(orderSchema.parse(order)).toMatchObject({ status: "unknown", rawStatus: "GONE_TO_THE_MOON" });
  });

  test("follows the least advanced shipment that is not cancelled", () => {
    expect(orderStatus([inState("SHIPPED"), inState("APPROVED")])).toBe("partially_shipped");
    expect(orderStatus([inState("DELIVERED"), inState("SHIPPED")])).toBe("shipped");
    expect(orderStatus([inState("CANCELLED"), inState("SHIPPED")])).toBe("shipped");
    expect(orderStatus([inState("CANCELLED"), inState("CANCELLED")])).toBe("cancelled");
    expect(orderStatus([inState("SHIPPED"), inState("APPROVED", { hold: true })])).toBe("on_hold");
  });

  test("is on hold while Flipkart holds it, and no longer once it has left", () => {
    expect(orderStatus([inState("APPROVED", { hold: true })])).toBe("on_hold");
    expect(orderStatus([inState("SHIPPED", { hold: true })])).toBe("shipped");
    expect(mapOrder(orderId, [record({ hold: true })]).rawStatus).toBe("APPROVED (hold)");
  });

  test("cash on delivery is paid at the door, not before", () => {
    const paid = (status: string, paymentType: string) =>
      mapOrder(orderId, [record({ orderItems: [item({ status, paymentType })] })]).paymentStatus;
    expect(paid("SHIPPED", "COD")).toBe("unpaid");
    expect(paid("DELIVERED", "COD")).toBe("paid");
    expect(paid("APPROVED", "PREPAID")).toBe("paid");
    expect(paid("APPROVED", "BARTER")).toBe("unknown");
  });
});

describe("lines", () => {
  test("a part that was cancelled stays on its line", () => {
    const rest = item({ quantity: 2, status: "APPROVED" });
    const gone = item({ quantity: 1, status: "CANCELLED" });
    const { lines, status } = mapOrder(orderId, [record({ orderItems: [rest, gone] })]);
    expect(lines).toMatchObject([{ quantity: 3, quantityCancelled: 1, quantityShipped: 0 }]);
    expect(status).toBe("paid");
  });

  test("the same item in two shipments is one line, of which one part may have left", () => {
    const left = record({ shipmentId: "s-2", orderItems: [item({ status: "SHIPPED" })] });
    const order = mapOrder(orderId, [record(), left]);
    expect(order.lines).toMatchObject([{ quantity: 2, quantityShipped: 1 }]);
    expect(order.shipments).toMatchObject([
      { externalId: "s-2", trackingNumber: "FMPC0000000001", lines: [{ quantity: 1 }] },
    ]);
    expect(order.status).toBe("partially_shipped");
  });

  test("SKUs lose entities and the quotes around them", () => {
    const sku = (text: string | null) =>
      mapOrder(orderId, [record({ orderItems: [item({ sku: text })] })]).lines[0]?.sku;
    expect(sku("&quot;75192-1&quot;")).toBe("75192-1");
    expect(sku(" A &amp; B ")).toBe("A & B");
    expect(sku('19" rack')).toBe('19" rack');
    expect(sku("")).toBeNull();
    expect(sku(null)).toBeNull();
  });

  test("half a unit and a shipment without any date are refused, not guessed", () => {
    expect(() => mapOrder(orderId, [record({ orderItems: [item({ quantity: 1.5 })] })])).toThrow(/1\.5 is no whole/);
    const dateless = { updatedAt: null, orderItems: [item({ orderDate: null })] };
    expect(() => mapOrder(orderId, [record(dateless)])).toThrow(/names no date/);
  });

  test("ids that came as numbers are refused: they are longer than a number holds", () => {
    const raw = { ...recorded, orderItems: [item({ orderItemId: 428295316844774100 })] };
    expect(shipmentSchema.safeParse(raw).success).toBe(false);
  });

  test("whatever is split over shipments, units are neither lost nor made", () => {
    const state = fc.constantFrom("APPROVED", "PACKED", "SHIPPED", "DELIVERED", "CANCELLED");
    const part = fc.record({ quantity: fc.integer({ min: 1, max: 50 }), status: state });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const records = parts.map((change, index) =>
          record({ shipmentId: `s-${index}`, orderItems: [item({ ...change })] }),
        );
        const [line] = mapOrder(orderId, records).lines;
        const units = (wanted: string[]) =>
          parts.filter(({ status }) => wanted.includes(status)).reduce((sum, { quantity }) => sum + quantity, 0);
        expect(line).toMatchObject({
          quantity: units(["APPROVED", "PACKED", "SHIPPED", "DELIVERED", "CANCELLED"]),
          quantityShipped: units(["SHIPPED", "DELIVERED"]),
          quantityCancelled: units(["CANCELLED"]),
        });
      }),
    );
  });
});

describe("money", () => {
  const goods = (prices: object) => {
    const [only] = shipment({ orderItems: [item({ priceComponents: prices })] }).orderItems;
    return only ? goodsTotal(only) : undefined;
  };

  test("of a line is its total without shipping, by either reading of the documents", () => {
    expect(goods({ totalPrice: 159, shippingCharge: 3, customerPrice: 159 })?.minor).toBe(15_600);
    expect(goods({ totalPrice: 159, shippingCharge: 3, customerPrice: 156 })?.minor).toBe(15_600);
  });

  test("that does not add up is not known", () => {
    expect(goods({ totalPrice: 159, shippingCharge: 3, customerPrice: 120 })).toBeNull();
  });

  test("comes from rupees without losing a paisa, and may be missing", () => {
    expect(goods({ totalPrice: 1099.35, shippingCharge: 0, customerPrice: 1099.35 })?.minor).toBe(109_935);
    expect(goods({ sellingPrice: 10 })?.minor).toBe(1000);
    const { totals, lines } = mapOrder(orderId, [record({ orderItems: [item({ priceComponents: null })] })]);
    expect(totals).toMatchObject({ total: null, subtotal: null, shipping: null });
    expect(lines[0]).toMatchObject({ lineTotal: null, unitPrice: null, shipping: null });
  });

  test("of a unit is told only where it divides exactly", () => {
    const line = (quantity: number) => mapOrder(orderId, [record({ orderItems: [item({ quantity })] })]).lines[0];
    expect(line(2)?.unitPrice?.minor).toBe(7_800);
    expect(line(7)).toMatchObject({ unitPrice: null, lineTotal: { minor: 15_600 } });
  });
});

test("addresses: the other spelling of the PIN code, the landmark, a name that only the buyer has", () => {
  const { pinCode: _, firstName: __, lastName: ___, ...address } = details.deliveryAddress;
  const people = { ...details, deliveryAddress: { ...address, pincode: 560_001, landmark: "Near the temple" } };
  expect(mapOrder(orderId, [record({}, people)]).shipTo).toMatchObject({
    name: "Asha Rao",
    postalCode: "560001",
    lines: ["12 Test Street", "Near the temple"],
  });
});

test("the courier stands on the parts of a shipment or on the shipment, and may only collect", () => {
  const collects = { pickupDetails: { vendorName: "E-Kart Logistics", trackingId: "FMPC2" }, deliveryDetails: null };
  const people = { shipmentId: "s-1", subShipments: [{}], courierDetails: collects };
  const expected = { carrier: "E-Kart Logistics", trackingNumber: "FMPC2" };
  expect(courierOf(shipmentDetailsSchema.parse(people))).toEqual(expected);
  expect(courierOf(undefined)).toEqual({ carrier: null, trackingNumber: null });
});
