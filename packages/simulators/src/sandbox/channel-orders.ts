import type { BricklinkSimulator } from "../bricklink/index.ts";
import type { BrickowlSimulator } from "../brickowl/index.ts";
import type { ChannelOrder } from "../bricqer/index.ts";
import type { EbaySimulator } from "../ebay/index.ts";

/** The shops whose orders Bricqer imports. */
export interface Channels {
  readonly ebay: EbaySimulator;
  readonly bricklink: BricklinkSimulator;
  readonly brickowl: BrickowlSimulator;
}

/** What the shops have sold up to now, under their own numbers: the second road by which a sale is seen. */
export function channelOrders({ ebay, bricklink, brickowl }: Channels): ChannelOrder[] {
  return [
    ...ebay.world.orders.all().map(ebayOrder),
    ...bricklink.world.orders.where(({ status }) => status !== "PURGED").map(bricklinkOrder),
    ...brickowl.world.orders.all().map(brickowlOrder),
  ];
}

type EbayOrder = ReturnType<EbaySimulator["world"]["orders"]["all"]>[number];
type BricklinkOrder = ReturnType<BricklinkSimulator["world"]["orders"]["all"]>[number];
type BrickowlOrder = ReturnType<BrickowlSimulator["world"]["orders"]["all"]>[number];

const hundredths = (value: number) => (value / 100).toFixed(2);
const bricklinkDecimal = (value: number) => (value / 10_000).toFixed(3);
const thousandths = (value: number) => (value / 1000).toFixed(3);
const textOf = (...lines: (string | undefined)[]) => lines.filter(Boolean).join("\n");

function ebayOrder(order: EbayOrder): ChannelOrder {
  const { fullName, addressLine1, addressLine2, city, postalCode, countryCode, phoneNumber, email } =
    order.buyer.address;
  const status = ebayStatus(order);
  const trackingCode = order.fulfillments.find(({ trackingNumber }) => trackingNumber !== null)?.trackingNumber;
  return {
    provider: "eBay",
    number: order.orderId,
    status,
    placedAt: order.createdAt,
    updatedAt: order.modifiedAt,
    ...(order.payment.paidAt !== null && { paidAt: order.payment.paidAt }),
    buyer: {
      name: fullName,
      email: email ?? `${order.buyer.username}@example.com`,
      ...(phoneNumber !== undefined && { phone: phoneNumber }),
      address: textOf(addressLine1, addressLine2, `${postalCode} ${city}`),
      countryCode,
    },
    lines: order.lines.map(({ itemId, title, quantity, unitPrice }) => {
      return { listing: itemId, description: title, quantity, price: hundredths(unitPrice) };
    }),
    shipping: hundredths(order.delivery),
    ...(trackingCode && { trackingCode }),
    filed: status === "CANCELLED" || status === "REFUNDED",
  };
}

function ebayStatus({ cancellation, refunds, payment, fulfillments, lines, delivery }: EbayOrder): string {
  if (cancellation?.state === "CANCELED") return "CANCELLED";
  const total = lines.reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, delivery);
  if (refunds.length > 0 && refunds.reduce((sum, { amount }) => sum + amount, 0) >= total) return "REFUNDED";
  if (payment.status !== "PAID") return "OPEN";
  const shipped = new Set(fulfillments.flatMap((parcel) => parcel.lines.map(({ lineItemId }) => lineItemId)));
  return shipped.size > 0 && lines.every(({ lineItemId }) => shipped.has(lineItemId)) ? "SHIPPED" : "READY";
}

// READY at Bricqer is "ready to pick"; what nobody has documented waits.
const bricklinkStatuses: Readonly<Record<string, string>> = {
  PENDING: "OPEN",
  "PAID-PENDING": "OPEN",
  UPDATED: "UPDATED",
  PROCESSING: "PROCESSING",
  READY: "PROCESSING",
  PAID: "READY",
  PACKED: "PACKED",
  SHIPPED: "SHIPPED",
  RECEIVED: "RECEIVED",
  COMPLETED: "COMPLETED",
  CANCELLED: "CANCELLED",
};

function bricklinkOrder(order: BricklinkOrder): ChannelOrder {
  const { fullName, email, phone, addressLine1, addressLine2, city, state, postalCode, countryCode } = order.buyer;
  const { trackingNumber } = order.shipping;
  return {
    provider: "BrickLink",
    number: String(order.orderId),
    status: bricklinkStatuses[order.status] ?? "ON_HOLD",
    placedAt: order.placedAt,
    updatedAt: order.statusChangedAt,
    ...(order.payment.paidAt !== null && { paidAt: order.payment.paidAt }),
    buyer: {
      ...{ name: fullName, email, countryCode },
      ...(phone !== undefined && { phone }),
      address: textOf(addressLine1, addressLine2, `${postalCode} ${city}`, state),
    },
    lines: order.batches.flat().map(({ inventoryId, no, quantity, unitPrice }) => {
      return { listing: String(inventoryId), description: no, quantity, price: bricklinkDecimal(unitPrice) };
    }),
    shipping: bricklinkDecimal(order.shipping.cost),
    ...(trackingNumber !== null && { trackingCode: trackingNumber }),
    filed: order.isFiled,
  };
}

const brickowlStatuses = [
  "OPEN",
  "PENDING",
  "READY",
  "PROCESSING",
  "PACKED",
  "SHIPPED",
  "RECEIVED",
  "ON_HOLD",
  "CANCELLED",
] as const;

function brickowlOrder(order: BrickowlOrder): ChannelOrder {
  const { firstName, lastName, email, phone, street1, street2, city, region, postCode, countryCode } = order.buyer;
  const { statusId, placedAt, trackingNumber } = order;
  return {
    provider: "BrickOwl",
    number: order.orderId,
    status: brickowlStatuses[statusId] ?? "ON_HOLD",
    placedAt,
    updatedAt: order.updatedAt,
    ...(statusId >= 2 && statusId !== 8 && { paidAt: placedAt }),
    buyer: {
      name: `${firstName} ${lastName}`,
      ...{ email, countryCode },
      ...(phone !== undefined && { phone }),
      address: textOf(street1, street2, `${postCode} ${city}`, region),
    },
    lines: order.lines.map(({ lotId, boid, quantity, price }) => {
      return { listing: lotId, description: boid, quantity, price: thousandths(price) };
    }),
    shipping: thousandths(order.shipping),
    ...(trackingNumber !== null && { trackingCode: trackingNumber }),
  };
}
