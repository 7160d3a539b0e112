import type { Money, Order, OrderTotals, Shipment } from "@counterfoil/core/model";
import { marketplaceOf } from "../amazon-marketplaces.ts";
import { money, textOrNull, timestamp } from "../amazon-values.ts";
import { mapAddress } from "./map-address.ts";
import { mapOrderLine, proceedsOf } from "./map-order-line.ts";
import type { WireOrder, WirePackage } from "./order-schemas.ts";
import { orderStatus, paymentStatus, rawStatus } from "./order-status.ts";

export interface OrderMapping {
  /** Amazon's own payload of the order. */
  raw: unknown;
  /** Currency of an order without any amount, of a marketplace that is not known: a pending one may have none. */
  fallbackCurrency: string;
}

/** An Amazon order in the common shape. The total is what the seller receives, not what the buyer pays. */
export function mapOrder(order: WireOrder, { raw, fallbackCurrency }: OrderMapping): Order {
  const status = orderStatus(order);
  const shipments = (order.packages ?? []).map(mapPackage);
  const address = order.recipient?.deliveryAddress;
  const rawItems = (raw as { orderItems?: unknown[] }).orderItems ?? [];
  const marketplace = textOrNull(order.salesChannel.marketplaceId);
  return {
    platform: "amazon",
    externalId: order.orderId,
    status,
    rawStatus: rawStatus(order),
    paymentStatus: paymentStatus(order),
    placedAt: new Date(order.createdTime).toISOString(),
    updatedAt: new Date(order.lastUpdatedTime).toISOString(),
    paidAt: null,
    shippedAt: status === "shipped" || status === "delivered" ? lastShipped(shipments) : null,
    shipBy: timestamp(order.fulfillment?.shipByWindow?.latestDateTime),
    currency: currencyOf(order) ?? marketplaceOf(marketplace)?.currency ?? fallbackCurrency,
    marketplace,
    buyer: {
      externalId: null,
      username: null,
      name: textOrNull(order.buyer?.buyerName),
      email: textOrNull(order.buyer?.buyerEmail),
    },
    shipTo: address ? mapAddress(address) : null,
    totals: totals(order),
    lines: order.orderItems.map((item, index) => mapOrderLine(item, order, rawItems[index])),
    linesComplete: order.orderItems.length > 0,
    shipments,
    buyerNote: buyerNote(order),
    sellerNote: null,
    archived: false,
    raw,
  };
}

/** A package as Amazon knows it. */
export function mapPackage(one: WirePackage): Shipment {
  return {
    externalId: one.packageReferenceId,
    carrier: textOrNull(one.carrier),
    trackingNumber: textOrNull(one.trackingNumber),
    shippedAt: timestamp(one.shipTime),
    lines: (one.packageItems ?? [])
      .filter(({ quantity }) => quantity > 0)
      .map(({ orderItemId, quantity }) => ({ lineExternalId: orderItemId, quantity })),
  };
}

function lastShipped(shipments: readonly Shipment[]): string | null {
  const dates = shipments.map(({ shippedAt }) => shippedAt).filter((date) => date !== null);
  return dates.sort().at(-1) ?? null;
}

function currencyOf({ proceeds, orderItems }: WireOrder): string | null {
  const amounts = [proceeds?.grandTotal, ...orderItems.map((item) => item.product.price?.unitPrice)];
  return amounts.map(money).find((amount) => amount !== null)?.currency ?? null;
}

/** Amazon may give the kinds of proceeds for the order, or for its items only. */
function totals(order: WireOrder): OrderTotals {
  const kind = (type: string): Money | null =>
    proceedsOf(order.proceeds?.breakdowns, type) ??
    proceedsOf(
      order.orderItems.flatMap((item) => item.proceeds?.breakdowns ?? []),
      type,
    );
  const discount = kind("DISCOUNT");
  return {
    subtotal: kind("ITEM"),
    shipping: kind("SHIPPING"),
    discount: discount && { minor: Math.abs(discount.minor), currency: discount.currency },
    tax: kind("TAX"),
    fees: null,
    refunded: null,
    total: money(order.proceeds?.grandTotal),
  };
}

/** What the buyer wrote for the seller or the driver: gift messages and delivery instructions. */
function buyerNote({ orderItems, recipient }: WireOrder): string | null {
  const preference = recipient?.deliveryPreference;
  const notes = [
    ...orderItems.map((item) => item.fulfillment?.packing?.giftOption?.giftMessage),
    preference?.addressInstruction,
    preference?.dropOffLocation,
  ];
  return [...new Set(notes.map(textOrNull).filter((note) => note !== null))].join("\n") || null;
}
