import type { OrderStatus, PaymentStatus } from "@counterfoil/core/model";
import type { WireOrder } from "../ebay-schemas.ts";

type StatusFields = Pick<WireOrder, "orderFulfillmentStatus" | "orderPaymentStatus" | "cancelStatus">;

/** The common status of an order: the first rule that fits wins; anything eBay never told us of is `unknown`. */
export function orderStatus(order: StatusFields): OrderStatus {
  const cancelState = order.cancelStatus?.cancelState ?? "NONE_REQUESTED";
  const payment = order.orderPaymentStatus;
  if (cancelState === "CANCELED") return "cancelled";
  if (payment === "FULLY_REFUNDED") return "refunded";
  if (cancelState === "IN_PROGRESS") return "on_hold";
  if (cancelState !== "NONE_REQUESTED") return "unknown";
  if (payment === "PENDING" || payment === "FAILED") return "pending";
  if (payment !== "PAID" && payment !== "PARTIALLY_REFUNDED") return "unknown";
  return fulfillmentStatus(order.orderFulfillmentStatus);
}

function fulfillmentStatus(status: string | null | undefined): OrderStatus {
  switch (status) {
    case "FULFILLED":
      return "shipped";
    case "IN_PROGRESS":
      return "partially_shipped";
    case "NOT_STARTED":
      return "paid";
    default:
      return "unknown";
  }
}

const paymentStatuses: Readonly<Record<string, PaymentStatus>> = {
  PENDING: "unpaid",
  PAID: "paid",
  FAILED: "failed",
  PARTIALLY_REFUNDED: "partially_refunded",
  FULLY_REFUNDED: "refunded",
};

/** Whether the seller has the money. */
export function paymentStatus(order: StatusFields): PaymentStatus {
  return paymentStatuses[order.orderPaymentStatus ?? ""] ?? "unknown";
}

/** eBay's own words, such as `PAID, NOT_STARTED`; a cancellation is added when there is one. */
export function rawStatus(order: StatusFields): string {
  const cancelState = order.cancelStatus?.cancelState;
  return [
    order.orderPaymentStatus,
    order.orderFulfillmentStatus,
    cancelState && cancelState !== "NONE_REQUESTED" ? `cancellation ${cancelState}` : null,
  ]
    .filter((part) => part !== null && part !== undefined && part !== "")
    .join(", ");
}
