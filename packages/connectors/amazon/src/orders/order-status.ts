import type { OrderStatus, PaymentStatus } from "@counterfoil/core/model";
import type { WireOrder, WireOrderItem } from "./order-schemas.ts";

const byFulfillment: Readonly<Record<string, OrderStatus>> = {
  PENDING_AVAILABILITY: "pending",
  PENDING: "pending",
  UNSHIPPED: "paid",
  PARTIALLY_SHIPPED: "partially_shipped",
  SHIPPED: "shipped",
  CANCELLED: "cancelled",
  // Only orders that Amazon ships for other shops come to this: nothing may leave for them.
  UNFULFILLABLE: "on_hold",
};

/** The common status of an order; what Amazon never told of is `unknown`. */
export function orderStatus(order: WireOrder): OrderStatus {
  const status = byFulfillment[order.fulfillment?.fulfillmentStatus ?? ""] ?? "unknown";
  if ((status === "paid" || status === "partially_shipped") && order.orderItems.some(asksForCancellation)) {
    return "on_hold";
  }
  return status === "shipped" && isDelivered(order) ? "delivered" : status;
}

/** Whether the seller has the money, or Amazon has it for them. */
export function paymentStatus(order: WireOrder): PaymentStatus {
  switch (order.fulfillment?.fulfillmentStatus) {
    case "PENDING":
    case "PENDING_AVAILABILITY":
      return "unpaid";
    case "UNSHIPPED":
    case "PARTIALLY_SHIPPED":
    case "SHIPPED":
      return "paid";
    default:
      return "unknown";
  }
}

/** Amazon's own words, with a cancellation that the buyer asks for and who ships. */
export function rawStatus(order: WireOrder): string {
  return [
    order.fulfillment?.fulfillmentStatus,
    order.orderItems.some(asksForCancellation) ? "cancellation requested" : null,
    isFulfilledByAmazon(order) ? "fulfilled by Amazon" : null,
  ]
    .filter(Boolean)
    .join(", ");
}

/** Whether the goods lie in Amazon's warehouse and leave from there. */
export function isFulfilledByAmazon(order: Pick<WireOrder, "fulfillment">): boolean {
  return order.fulfillment?.fulfilledBy === "AMAZON";
}

/** The buyer wants the line cancelled and nobody has decided: it stands, and must not ship yet. */
function asksForCancellation({ cancellation, fulfillment }: WireOrderItem): boolean {
  const open = cancellation?.cancellationRequest && !cancellation.cancellationExecution;
  return Boolean(open) && fulfillment?.quantityUnfulfilled !== 0;
}

function isDelivered({ packages }: WireOrder): boolean {
  return Boolean(packages?.length) && packages?.every((one) => one.packageStatus?.status === "DELIVERED") === true;
}
