import type { OrderStatus } from "@counterfoil/core/model";
import type { BricklinkOrder } from "../bricklink-schemas.ts";

type PaymentStatus = "unpaid" | "paid" | "refunded" | "failed" | "unknown";

/** BrickLink's order statuses. PROCESSING is not here: it depends on the payment. Others are `unknown`, and kept. */
const statuses: Readonly<Record<string, OrderStatus>> = {
  PENDING: "pending",
  UPDATED: "pending",
  READY: "pending",
  PAID: "paid",
  "PAID-PENDING": "pending",
  PACKED: "packed",
  SHIPPED: "shipped",
  RECEIVED: "delivered",
  COMPLETED: "completed",
  OCR: "on_hold",
  NPB: "on_hold",
  NPX: "on_hold",
  NRS: "on_hold",
  NSS: "on_hold",
  CANCELLED: "cancelled",
  // Purged orders were finished long ago: BrickLink has only dropped their items.
  PURGED: "completed",
};

const payments: Readonly<Record<string, PaymentStatus>> = {
  none: "unpaid",
  sent: "unpaid",
  received: "paid",
  clearing: "unpaid",
  returned: "refunded",
  bounced: "failed",
  completed: "paid",
};

/** Statuses after the parcel has left. */
export const shippedStatuses: ReadonlySet<string> = new Set(["SHIPPED", "RECEIVED", "COMPLETED", "PURGED"]);

export function orderStatus(order: Pick<BricklinkOrder, "status" | "payment">): OrderStatus {
  const status = order.status.toUpperCase();
  if (status === "PROCESSING") return paymentStatus(order.payment) === "paid" ? "paid" : "pending";
  return statuses[status] ?? "unknown";
}

/** A date of payment counts as paid where the status merely lags behind it; uncleared money does not. */
export function paymentStatus(payment: BricklinkOrder["payment"]): PaymentStatus {
  const status = payment?.status?.toLowerCase() ?? "";
  const lags = status === "" || status === "none" || status === "sent";
  if (lags && payment?.date_paid) return "paid";
  return payments[status] ?? "unknown";
}
