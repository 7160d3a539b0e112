import type { Fixed, Order } from "./bricklink-entities.ts";

/** Price of all goods of an order. */
export function subtotalOf(order: Order): Fixed {
  return order.batches.flat().reduce((sum, { unitPrice, quantity }) => sum + unitPrice * quantity, 0);
}

/** What the buyer pays. */
export function grandTotalOf(order: Order): Fixed {
  const { insurance, credit, etc1, etc2, coupon } = order.cost;
  return subtotalOf(order) + order.shipping.cost + insurance + etc1 + etc2 - credit - coupon;
}

/** Whether the money is there, after which the costs stay as they are. */
export function isPaid(order: Order): boolean {
  return order.payment.paidAt !== null || ["Received", "Completed"].includes(order.payment.status);
}
