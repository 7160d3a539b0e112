import type { Order, OrderLine, PaymentStatus, Shipment } from "@counterfoil/core/model";
import type { WireShipment, WireShipmentDetails } from "../flipkart-schemas.ts";
import { addPaise, instantOrNull, paise, textOrNull } from "../flipkart-values.ts";
import { fullName, mapAddress } from "./map-address.ts";
import { type ItemPart, mapOrderLine } from "./map-order-line.ts";
import { hasLeft, orderStatus, rawStatus, shipmentState } from "./order-status.ts";

/** One shipment of an order with all that Flipkart tells of it. */
export interface ShipmentRecord {
  shipment: WireShipment;
  details: WireShipmentDetails | undefined;
  raw: unknown;
  rawDetails: unknown;
}

/** All shipments of one order, as one order in the common shape. Throws a TypeError for one that names no dates. */
export function mapOrder(orderId: string, records: readonly ShipmentRecord[]): Order {
  const shipments = records.map(({ shipment }) => shipment);
  const items = shipments.flatMap(({ orderItems }) => orderItems);
  const [firstDetails] = records.flatMap(({ details }) => details ?? []);
  const placedAt = earliest(items.map(({ orderDate }) => orderDate));
  const updatedAt = latest(shipments.map((shipment) => shipment.updatedAt)) ?? placedAt;
  if (placedAt === null || updatedAt === null) throw new TypeError(`the order ${orderId} names no date`);
  const buyer = fullName(firstDetails?.buyerDetails) ?? fullName(firstDetails?.deliveryAddress);
  return {
    platform: "flipkart",
    externalId: orderId,
    status: orderStatus(shipments),
    rawStatus: rawStatus(shipments),
    paymentStatus: paymentStatus(shipments),
    placedAt,
    updatedAt,
    paidAt: null,
    shippedAt: null,
    shipBy: earliest(shipments.filter((each) => isOpen(each)).map(({ dispatchByDate }) => dispatchByDate)),
    currency: "INR",
    marketplace: "IN",
    buyer: { externalId: null, username: null, name: buyer, email: null },
    shipTo: mapAddress(firstDetails),
    totals: {
      subtotal: addPaise(items.map(({ priceComponents }) => paise(priceComponents?.sellingPrice))),
      shipping: addPaise(items.map(({ priceComponents }) => paise(priceComponents?.shippingCharge))),
      discount: addPaise(items.map(({ priceComponents }) => paise(priceComponents?.flipkartDiscount))),
      tax: null,
      fees: null,
      refunded: null,
      total: addPaise(items.map(({ priceComponents }) => paise(priceComponents?.totalPrice))),
    },
    lines: mapLines(records),
    linesComplete: true,
    shipments: records.flatMap((record) => (hasLeft(record.shipment) ? mapShipment(record) : [])),
    buyerNote: null,
    sellerNote: null,
    archived: false,
    raw: { shipments: records.map(({ raw }) => raw), details: records.flatMap(({ rawDetails }) => rawDetails ?? []) },
  };
}

/** A shipment in the common shape. Flipkart tells no time at which it left. */
export function mapShipment({ shipment, details }: Pick<ShipmentRecord, "shipment" | "details">): Shipment {
  const { carrier, trackingNumber } = courierOf(details);
  return {
    externalId: shipment.shipmentId,
    carrier,
    trackingNumber,
    shippedAt: null,
    lines: shipment.orderItems
      .filter(({ status, quantity }) => status.toUpperCase() !== "CANCELLED" && quantity > 0)
      .map(({ orderItemId, quantity }) => ({ lineExternalId: orderItemId, quantity })),
  };
}

/** Who brings the parcel: the courier at the door, else the one that collects. */
export function courierOf(details: WireShipmentDetails | undefined): {
  carrier: string | null;
  trackingNumber: string | null;
} {
  const couriers = [...(details?.subShipments ?? []).map((each) => each.courierDetails), details?.courierDetails];
  const parts = couriers.flatMap((courier) => [courier?.deliveryDetails, courier?.pickupDetails]);
  const told = parts.find((part) => textOrNull(part?.trackingId) !== null);
  return { carrier: textOrNull(told?.vendorName), trackingNumber: textOrNull(told?.trackingId) };
}

// An item may be spread over shipments, and a cancelled part of it may come apart from the rest.
function mapLines(records: readonly ShipmentRecord[]): OrderLine[] {
  const parts = new Map<string, ItemPart[]>();
  for (const { shipment, raw } of records) {
    const shipped = hasLeft(shipment);
    for (const [index, item] of shipment.orderItems.entries()) {
      const cancelled = item.status.toUpperCase() === "CANCELLED";
      const part = { item, cancelled, shipped: shipped && !cancelled, raw: rawItem(raw, index) };
      parts.set(item.orderItemId, [...(parts.get(item.orderItemId) ?? []), part]);
    }
  }
  return [...parts.values()].map(mapOrderLine);
}

function rawItem(raw: unknown, index: number): unknown {
  const { orderItems } = raw as { orderItems?: unknown };
  return Array.isArray(orderItems) ? orderItems[index] : undefined;
}

// What is paid at the door is the seller's only after delivery.
function paymentStatus(shipments: readonly WireShipment[]): PaymentStatus {
  const types = new Set(shipments.flatMap(({ orderItems }) => orderItems.map(({ paymentType }) => paymentType)));
  if (types.has("COD")) {
    const arrived = shipments.every((each) => ["DELIVERED", "COMPLETED"].includes(shipmentState(each)));
    return arrived ? "paid" : "unpaid";
  }
  return types.size === 1 && types.has("PREPAID") ? "paid" : "unknown";
}

function isOpen(shipment: WireShipment): boolean {
  return !hasLeft(shipment) && shipmentState(shipment) !== "CANCELLED";
}

function instants(texts: readonly (string | null | undefined)[]): string[] {
  return texts.flatMap((text) => instantOrNull(text) ?? []).sort();
}

function earliest(texts: readonly (string | null | undefined)[]): string | null {
  return instants(texts)[0] ?? null;
}

function latest(texts: readonly (string | null | undefined)[]): string | null {
  return instants(texts).at(-1) ?? null;
}
