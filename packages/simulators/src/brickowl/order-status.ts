import type { Order, Thousandths } from "./brickowl-entities.ts";
import { invalid } from "./brickowl-errors.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";

export const statusNames = [
  "Pending",
  "Payment Submitted",
  "Payment Received",
  "Processing",
  "Processed",
  "Shipped",
  "Received",
  "On Hold",
  "Cancelled",
] as const;
export const PENDING = 0;
export const PAYMENT_SUBMITTED = 1;
export const PAYMENT_RECEIVED = 2;
export const SHIPPED = 5;
export const RECEIVED = 6;
export const ON_HOLD = 7;
export const CANCELLED = 8;

/** The word for a status; numbers that Brick Owl may add later have one too. */
export function statusName(statusId: number): string {
  return statusNames[statusId] ?? `Status ${statusId}`;
}

/** Sets the status as a seller by the API: 1 to 7, and never out of a cancelled order. */
export function setOrderStatus(world: BrickowlWorld, order: Order, statusId: number) {
  if (statusId < PAYMENT_SUBMITTED || statusId > ON_HOLD) throw invalid("status_id must be 1 to 7");
  if (order.statusId === CANCELLED) throw invalid("The order is cancelled");
  moveOrder(world, order, statusId);
}

/** Moves an order, whoever asks, and writes it down; the same status again is no effect. */
export function moveOrder(world: BrickowlWorld, order: Order, statusId: number) {
  if (order.statusId === statusId) return;
  const from = order.statusId;
  order.statusId = statusId;
  touch(world, order);
  if (statusId === 4 || statusId === SHIPPED) order.processedAt ??= world.clock.iso();
  world.ledger.append("order-status-changed", { orderId: order.orderId, from, to: statusId });
  if (statusId === SHIPPED) {
    world.ledger.append("order-shipped", { orderId: order.orderId, trackingNumber: order.trackingNumber });
  }
}

/** Notes that the order changed: `sort_by=updated` goes by it. */
export function touch(world: BrickowlWorld, order: Order) {
  order.updatedAt = world.clock.iso();
}

export function subtotalOf({ lines }: Order): Thousandths {
  return lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
}

/** What the buyer pays, in the store's currency. */
export function totalOf(order: Order): Thousandths {
  return subtotalOf(order) + order.shipping + order.tax - order.coupon;
}

export function refundedGoodsOf({ lines }: Order): Thousandths {
  return lines.reduce((sum, { price, refundedQuantity }) => sum + price * refundedQuantity, 0);
}
