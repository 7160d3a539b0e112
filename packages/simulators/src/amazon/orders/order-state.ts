import type { Order, OrderLine } from "../amazon-entities.ts";
import type { MinorUnits } from "../money.ts";

/** Units of a line that are in parcels. */
export function shippedOf(order: Order, { orderItemId }: OrderLine): number {
  return order.packages
    .filter(({ status }) => status !== "CANCELLED")
    .flatMap(({ lines }) => lines)
    .filter((line) => line.orderItemId === orderItemId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Units of a line that are still to be sent. */
export function openOf(order: Order, line: OrderLine): number {
  return line.cancellation === null ? Math.max(0, line.quantity - shippedOf(order, line)) : 0;
}

/** `fulfillmentStatus` of Orders 2026-01-01. */
export function statusOf(order: Order): string {
  if (order.state !== "OPEN") return order.state;
  if (order.lines.every(({ cancellation }) => cancellation !== null)) return "CANCELLED";
  const shipped = order.lines.reduce((sum, line) => sum + shippedOf(order, line), 0);
  const open = order.lines.reduce((sum, line) => sum + openOf(order, line), 0);
  if (open === 0) return "SHIPPED";
  return shipped > 0 ? "PARTIALLY_SHIPPED" : "UNSHIPPED";
}

const statusesV0: Readonly<Record<string, string>> = {
  PENDING_AVAILABILITY: "PendingAvailability",
  PENDING: "Pending",
  UNSHIPPED: "Unshipped",
  PARTIALLY_SHIPPED: "PartiallyShipped",
  SHIPPED: "Shipped",
  CANCELLED: "Canceled",
  UNFULFILLABLE: "Unfulfillable",
};

/** `OrderStatus` of Orders v0, which notifications use as well. */
export function statusV0Of(order: Order): string {
  const status = statusOf(order);
  return statusesV0[status] ?? status;
}

/** Nothing is paid and no address is told yet. */
export function isPending(order: Order): boolean {
  return order.state === "PENDING" || order.state === "PENDING_AVAILABILITY";
}

export interface LineMoney {
  item: MinorUnits;
  shipping: MinorUnits;
  discount: MinorUnits;
  tax: MinorUnits;
  /** What the seller receives. */
  proceeds: MinorUnits;
  /** What the buyer pays. */
  charge: MinorUnits;
}

export function moneyOf(order: Order, line: OrderLine): LineMoney {
  const item = line.unitPrice * line.quantity;
  const { shipping, discount, tax } = line;
  const net = item + shipping - discount;
  return { item, shipping, discount, tax, proceeds: net + (order.taxKeptByAmazon ? 0 : tax), charge: net + tax };
}

export function totalOf(order: Order, part: keyof LineMoney): MinorUnits {
  return order.lines.reduce((sum, line) => sum + moneyOf(order, line)[part], 0);
}
