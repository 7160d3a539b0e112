import type { Order } from "./bricklink-entities.ts";
import { invalidParameter, updateNotAllowed } from "./bricklink-errors.ts";
import type { BricklinkWorld } from "./bricklink-world.ts";
import { isPaid } from "./order-cost.ts";

/** What a seller may set; the rest of the statuses belong to buyers and to the system. */
const settable = ["PROCESSING", "READY", "PAID", "PACKED", "SHIPPED", "COMPLETED"];
/** From here no seller moves an order. */
const closed = ["CANCELLED", "PURGED", "NPB", "NPX"];
const paymentStatuses = ["None", "Sent", "Received", "Clearing", "Returned", "Bounced", "Completed"];

/** Sets the status as a seller by the API; refuses moves that a seller cannot make. */
export function setOrderStatus(world: BricklinkWorld, order: Order, value: string) {
  const status = value.toUpperCase();
  if (!settable.includes(status)) throw updateNotAllowed(`A seller cannot set the status ${value}`);
  if (closed.includes(order.status)) throw updateNotAllowed(`An order that is ${order.status} cannot become ${status}`);
  if (status === "PAID" && isOnsite(order) && !isPaid(order)) {
    throw updateNotAllowed("The payment is made on the site and sets this status itself");
  }
  moveOrder(world, order, status);
}

/** Moves an order, whoever asks, and writes it down; the same status again is no effect. */
export function moveOrder(world: BricklinkWorld, order: Order, status: string) {
  if (order.status === status) return;
  const from = order.status;
  order.status = status;
  order.statusChangedAt = world.clock.iso();
  world.ledger.append("order-status-changed", { orderId: order.orderId, from, to: status });
  if (status === "SHIPPED") {
    const { trackingNumber } = order.shipping;
    world.ledger.append("order-shipped", { orderId: order.orderId, trackingNumber });
  }
}

/** Sets the payment status as a seller by the API. */
export function setPaymentStatus(world: BricklinkWorld, order: Order, value: string) {
  const status = paymentStatuses.find((name) => name.toLowerCase() === value.toLowerCase());
  if (status === undefined) throw invalidParameter(`${value} is no payment status`);
  if (isOnsite(order)) throw updateNotAllowed("The payment is made on the site and sets its status itself");
  if (order.payment.status === status) return;
  order.payment.status = status;
  if (isPaid(order) && order.payment.paidAt === null) order.payment.paidAt = world.clock.iso();
  world.ledger.append("payment-status-changed", { orderId: order.orderId, to: status });
}

function isOnsite(order: Order): boolean {
  return /onsite|stripe/i.test(order.payment.method);
}
