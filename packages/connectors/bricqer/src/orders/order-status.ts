import type { Order, OrderStatus } from "@counterfoil/core/model";
import type { BricqerOrder } from "../bricqer-schemas.ts";

/** `READY` means ready to pick, not invoiced. */
const statuses: Readonly<Record<string, OrderStatus>> = {
  OPEN: "pending",
  PENDING: "pending",
  PAID: "paid",
  UPDATED: "paid",
  PROCESSING: "paid",
  READY: "paid",
  PICKED: "packed",
  PACKED: "packed",
  PICKUP: "packed",
  SHIPPED: "shipped",
  RECEIVED: "completed",
  DELIVERED: "completed",
  COMPLETED: "completed",
  ON_HOLD: "on_hold",
  CANCELLED: "cancelled",
  REFUNDED: "refunded",
};

const shipped: ReadonlySet<OrderStatus> = new Set(["shipped", "completed"]);

/** Bricqer's words for orders that are not at their end. */
export const openStatuses = Object.keys(statuses).filter((word) =>
  ["pending", "paid", "packed", "on_hold"].includes(statuses[word] ?? ""),
);

export function orderStatus({ status, paymentDate }: Pick<BricqerOrder, "status" | "paymentDate">): OrderStatus {
  const ours = statuses[status.trim().toUpperCase()] ?? "unknown";
  return ours === "pending" && paymentDate ? "paid" : ours;
}

export function isShipped(order: Pick<BricqerOrder, "status" | "paymentDate">): boolean {
  return shipped.has(orderStatus(order));
}

/** Bricqer has no payment status: it follows from the payment's date and the order's status. */
export function paymentStatus(order: BricqerOrder): Order["paymentStatus"] {
  const status = orderStatus(order);
  if (status === "refunded") return "refunded";
  if (order.paymentDate) return "paid";
  if (status === "pending") return "unpaid";
  return ["paid", "packed", "shipped", "completed"].includes(status) ? "paid" : "unknown";
}
