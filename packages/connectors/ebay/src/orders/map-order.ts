import type { Money, Order, OrderTotals, Shipment } from "@counterfoil/core/model";
import type { WireOrder } from "../ebay-schemas.ts";
import { addMoney, money, textOrNull, timestamp } from "../ebay-values.ts";
import { findShipTo, mapAddress } from "./map-address.ts";
import { mapOrderLine } from "./map-order-line.ts";
import { orderStatus, paymentStatus, rawStatus } from "./order-status.ts";

export interface OrderContext {
  /** eBay's own payload of the order. */
  raw: unknown;
  /** The order's parcels in full; null when they could not be read: then only their ids are known, by its links. */
  shipments: readonly Shipment[] | null;
}

/** An eBay order in the common shape. Throws a TypeError for an order that names no currency. */
export function mapOrder(order: WireOrder, { raw, shipments }: OrderContext): Order {
  const shipTo = findShipTo(order);
  const lines = order.lineItems ?? [];
  const rawLines = rawLineItems(raw);
  const cancelState = order.cancelStatus?.cancelState ?? "NONE_REQUESTED";
  return {
    platform: "ebay",
    externalId: order.orderId,
    status: orderStatus(order),
    rawStatus: rawStatus(order),
    paymentStatus: paymentStatus(order),
    placedAt: order.creationDate,
    updatedAt: order.lastModifiedDate,
    paidAt: paidAt(order),
    shippedAt: shippedAt(order, shipments),
    shipBy: shipBy(order),
    currency: orderCurrency(order),
    marketplace: marketplace(order),
    buyer: {
      // eBay's user name may be its immutable id for this very person: nothing better is in the payload.
      externalId: textOrNull(order.buyer?.username),
      username: textOrNull(order.buyer?.username),
      name: textOrNull(shipTo?.contact.fullName),
      email: textOrNull(shipTo?.contact.email),
    },
    shipTo: shipTo ? mapAddress(shipTo) : null,
    totals: totals(order),
    lines: lines.map((line, index) =>
      mapOrderLine(line, {
        shipments,
        cancelState,
        paymentStatus: order.orderPaymentStatus ?? null,
        raw: rawLines[index],
      }),
    ),
    linesComplete: lines.length > 0,
    shipments: [...(shipments ?? shipmentsByLink(order))],
    buyerNote: textOrNull(order.buyerCheckoutNotes),
    sellerNote: null,
    archived: false,
    raw,
  };
}

function rawLineItems(raw: unknown): unknown[] {
  const lines = (raw as { lineItems?: unknown }).lineItems;
  return Array.isArray(lines) ? lines : [];
}

function paidAt(order: WireOrder): string | null {
  const dates = (order.paymentSummary?.payments ?? [])
    .filter((payment) => payment.paymentStatus === "PAID")
    .map((payment) => timestamp(payment.paymentDate))
    .filter((date) => date !== null);
  return dates.sort()[0] ?? null;
}

/** When the last parcel of a completely shipped order left. */
function shippedAt(order: WireOrder, shipments: readonly Shipment[] | null): string | null {
  if (order.orderFulfillmentStatus !== "FULFILLED" || shipments === null) return null;
  const dates = shipments.map((shipment) => shipment.shippedAt).filter((date) => date !== null);
  return dates.sort().at(-1) ?? null;
}

function shipBy(order: WireOrder): string | null {
  const dates = (order.lineItems ?? [])
    .map((line) => timestamp(line.lineItemFulfillmentInstructions?.shipByDate))
    .filter((date) => date !== null);
  return dates.sort()[0] ?? null;
}

function orderCurrency(order: WireOrder): string {
  const amounts = [order.pricingSummary?.total, order.pricingSummary?.priceSubtotal];
  const lineAmounts = (order.lineItems ?? []).map((line) => line.lineItemCost);
  const found = [...amounts, ...lineAmounts].map(money).find((amount) => amount !== null);
  if (!found) throw new TypeError(`order ${order.orderId} names no currency`);
  return found.currency;
}

function marketplace(order: WireOrder): string | null {
  const [line] = order.lineItems ?? [];
  return textOrNull(line?.listingMarketplaceId) ?? textOrNull(line?.purchaseMarketplaceId);
}

function totals(order: WireOrder): OrderTotals {
  const pricing = order.pricingSummary;
  const discount = money(pricing?.priceDiscount);
  const delivery = money(pricing?.deliveryCost);
  return {
    subtotal: money(pricing?.priceSubtotal),
    shipping: delivery && addMoney([delivery, money(pricing?.deliveryDiscount)]),
    discount: discount && { minor: Math.abs(discount.minor), currency: discount.currency },
    tax: money(pricing?.tax),
    fees: money(order.totalMarketplaceFee),
    refunded: refunded(order),
    total: money(pricing?.total),
  };
}

/** What went back to the buyer; a refund that failed or is still pending has not. */
function refunded(order: WireOrder): Money | null {
  const refunds = order.paymentSummary?.refunds;
  if (!refunds) return null;
  const done = refunds.filter((refund) => refund.refundStatus !== "FAILED" && refund.refundStatus !== "PENDING");
  if (done.length > 0) return addMoney(done.map((refund) => money(refund.amount)));
  return { minor: 0, currency: orderCurrency(order) };
}

function shipmentsByLink(order: WireOrder): Shipment[] {
  return (order.fulfillmentHrefs ?? []).map((href) => ({
    externalId: textOrNull(href.split("/").at(-1)),
    carrier: null,
    trackingNumber: null,
    shippedAt: null,
    lines: [],
  }));
}
