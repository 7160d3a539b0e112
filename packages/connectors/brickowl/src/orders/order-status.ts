import type { Order, OrderStatus } from "@counterfoil/core/model";
import type { BrickowlOrder } from "../brickowl-schemas.ts";
import { parseFixed } from "../brickowl-values.ts";

/** By number, never by searching words: "Payment Received" holds both "payment" and "received". */
const statuses: Readonly<Record<string, OrderStatus>> = {
  "0": "pending",
  "1": "pending",
  "2": "paid",
  "3": "paid",
  "4": "packed",
  "5": "shipped",
  "6": "delivered",
  "7": "on_hold",
  "8": "cancelled",
};

export const shippedStatusId = 5;
/** Statuses after the parcel has left: Shipped and Received. */
export const shippedStatuses: ReadonlySet<string> = new Set(["5", "6"]);

export function orderStatus(statusId: string): OrderStatus {
  return statuses[statusId] ?? "unknown";
}

/** Brick Owl has no payment status: it follows from the order's, and refunds from their total. */
export function paymentStatus(order: BrickowlOrder): Order["paymentStatus"] {
  const refunded = parseFixed(order.refund_total) ?? 0;
  if (refunded > 0)
    return refunded >= (parseFixed(order.base_order_total) ?? Infinity) ? "refunded" : "partially_refunded";
  if (["0", "1"].includes(order.status_id)) return "unpaid";
  return ["2", "3", "4", "5", "6"].includes(order.status_id) ? "paid" : "unknown";
}
