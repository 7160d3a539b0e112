import type { Hundredths } from "../amounts.ts";
import type { Order, OrderLine, Refund } from "../ebay-entities.ts";

export type FulfillmentStatus = "NOT_STARTED" | "IN_PROGRESS" | "FULFILLED";

/** A refund is settled this long after it was issued. */
const REFUND_SETTLES_MS = 60_000;

/** Units of a line that shipments cover; a second parcel number for the same units does not count twice. */
export function shippedQuantity(order: Order, line: OrderLine): number {
  const shipped = order.fulfillments
    .flatMap(({ lines }) => lines)
    .filter(({ lineItemId }) => lineItemId === line.lineItemId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return Math.min(shipped, line.quantity);
}

export function lineFulfillmentStatus(order: Order, line: OrderLine): FulfillmentStatus {
  const shipped = shippedQuantity(order, line);
  if (shipped === 0) return "NOT_STARTED";
  return shipped < line.quantity ? "IN_PROGRESS" : "FULFILLED";
}

export function orderFulfillmentStatus(order: Order): FulfillmentStatus {
  const statuses = new Set(order.lines.map((line) => lineFulfillmentStatus(order, line)));
  const [only] = statuses;
  return statuses.size === 1 && only !== undefined ? only : "IN_PROGRESS";
}

export function orderPaymentStatus(order: Order): string {
  const refunded = order.refunds.reduce((sum, { amount }) => sum + amount, 0);
  if (refunded === 0) return order.payment.status;
  return refunded < orderTotal(order) ? "PARTIALLY_REFUNDED" : "FULLY_REFUNDED";
}

export function refundStatus(refund: Refund, now: number): "PENDING" | "REFUNDED" {
  return now - Date.parse(refund.at) >= REFUND_SETTLES_MS ? "REFUNDED" : "PENDING";
}

export function lineCost(line: OrderLine): Hundredths {
  return line.unitPrice * line.quantity;
}

export function goodsTotal(order: Order): Hundredths {
  return order.lines.reduce((sum, line) => sum + lineCost(line), 0);
}

/** What the buyer pays: goods less discount, plus delivery. */
export function orderTotal(order: Order): Hundredths {
  return goodsTotal(order) - order.discount + order.delivery;
}

/** The fee eBay keeps: 12.8 % of the total and 30 hundredths an order, once paid. */
export function marketplaceFee(order: Order): Hundredths {
  return order.payment.paidAt === null ? 0 : Math.round(orderTotal(order) * 0.128) + 30;
}
