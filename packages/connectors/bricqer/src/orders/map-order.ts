import type { Address, Order, OrderLine, Shipment } from "@counterfoil/core/model";
import { conditionOf, identifiersOf, kindOf, skuOf, titleOf, variationOf } from "../bricqer-goods.ts";
import type { BricqerOrder, BricqerOrderItem } from "../bricqer-schemas.ts";
import { fixedToMoney, parseFixed, plainText, toExactMoney, toInstant, toMoney } from "../bricqer-values.ts";
import { isShipped, orderStatus, paymentStatus } from "./order-status.ts";
import { soldThrough } from "./sold-through.ts";

export interface OrderContext {
  /** Bricqer's answers name none. */
  currency: string;
  /** False where the seller says that the channels are not connected beside Bricqer: then the order is its own sale. */
  mergesWithChannels: boolean;
  raw: unknown;
}

/** Bricqer's order in the common shape. Pure. Throws a RangeError for an order without a readable date. */
export function mapOrder(order: BricqerOrder, { currency, mergesWithChannels, raw }: OrderContext): Order {
  const placedAt = toInstant(order.created);
  if (placedAt === null) throw new RangeError("the order has no readable date");
  const contact = order.journal?.contact ?? order.contact;
  const items = (order.batchSet ?? []).flatMap((batch) => batch.itemSet ?? []);
  const lines = items.map((item) => mapLine(item, order, currency));
  return {
    platform: "bricqer",
    externalId: order.id,
    status: orderStatus(order),
    rawStatus: order.status,
    paymentStatus: paymentStatus(order),
    placedAt,
    updatedAt: toInstant(order.modified) ?? placedAt,
    paidAt: toInstant(order.paymentDate),
    shippedAt: null,
    shipBy: null,
    currency,
    marketplace: null,
    buyer: {
      externalId: plainText(contact?.id),
      username: null,
      name: plainText(contact?.name),
      email: plainText(contact?.email),
    },
    shipTo: mapAddress(order),
    totals: {
      subtotal: toMoney(order.costSubtotal, currency),
      shipping: toMoney(order.costShipping, currency),
      discount: null,
      tax: toMoney(order.costTax, currency),
      fees: null,
      refunded: null,
      total: toMoney(order.costGrandtotal, currency),
    },
    lines,
    // eBay's orders have no batches in Bricqer: their lines are on eBay alone.
    linesComplete: lines.length > 0,
    shipments: mapShipments(order, lines),
    buyerNote: null,
    sellerNote: plainText(order.remarks),
    archived: order.filed === true,
    soldThrough: mergesWithChannels ? soldThrough(order) : null,
    raw,
  };
}

function mapLine(item: BricqerOrderItem, order: BricqerOrder, currency: string): OrderLine {
  const fixed = parseFixed(item.price);
  const status = orderStatus(order);
  return {
    externalId: item.id,
    listingId: plainText(item.definitionId),
    variationId: null,
    sku: skuOf(item),
    title: titleOf(item),
    quantity: item.quantity,
    quantityShipped: isShipped(order) ? item.quantity : 0,
    quantityCancelled: status === "cancelled" ? item.quantity : 0,
    quantityRefunded: null,
    identifiers: identifiersOf(item),
    condition: conditionOf(item),
    variation: variationOf(item),
    unitPrice: toExactMoney(item.price, currency),
    lineTotal: fixed === null ? null : fixedToMoney(fixed * item.quantity, currency),
    shipping: null,
    tax: null,
    kind: kindOf(item),
    raw: item,
  };
}

// One text with line breaks, in the habit of the buyer's country: it is kept whole, since splitting would be guessing.
function mapAddress(order: BricqerOrder): Address | null {
  const contact = order.journal?.contact ?? order.contact;
  const raw = plainText(contact?.address) ?? plainText(order.contact?.address);
  const countryCode = /^[A-Za-z]{2}$/.exec(plainText(order.countryCode) ?? "")?.[0].toUpperCase() ?? null;
  if (raw === null && countryCode === null) return null;
  return {
    name: plainText(contact?.name),
    company: null,
    lines: [],
    city: null,
    region: null,
    postalCode: null,
    countryCode,
    phone: plainText(contact?.phone),
    raw,
  };
}

function mapShipments(order: BricqerOrder, lines: readonly OrderLine[]): Shipment[] {
  const trackingNumber = plainText(order.shipment?.trackingCode) ?? plainText(order.shippingTrackingNo);
  if (trackingNumber === null && !isShipped(order)) return [];
  return [
    {
      externalId: null,
      carrier: plainText(order.shippingName),
      trackingNumber,
      shippedAt: null,
      lines: lines
        .filter((line) => line.quantity > 0)
        .map((line) => ({ lineExternalId: line.externalId, quantity: line.quantity })),
    },
  ];
}
