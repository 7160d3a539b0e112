import type { OrderStatus, PaymentStatus } from "@counterfoil/core/model";
import type { WireLineItem, WireOrder } from "../schemas/order.ts";
import { textOrNull } from "../tiktok-shop-values.ts";

const sellersOwn = "FULFILLMENT_BY_SELLER";
const statuses: Readonly<Record<string, OrderStatus>> = {
  UNPAID: "pending",
  ON_HOLD: "on_hold",
  AWAITING_SHIPMENT: "paid",
  PARTIALLY_SHIPPING: "partially_shipped",
  // The seller has told of the parcel; that the carrier fetches it changes nothing here.
  AWAITING_COLLECTION: "shipped",
  IN_TRANSIT: "shipped",
  DELIVERED: "delivered",
  COMPLETED: "completed",
  CANCELLED: "cancelled",
};

/** Statuses in which a buyer's wish to cancel, or a hold, can still keep goods from leaving. */
const stillHere: ReadonlySet<string> = new Set([
  "UNPAID",
  "AWAITING_SHIPMENT",
  "PARTIALLY_SHIPPING",
  "AWAITING_COLLECTION",
]);

/** The common status; one that TikTok Shop never told us of is `unknown`. */
export function orderStatus(order: WireOrder): OrderStatus {
  const status = order.status.trim();
  const held = order.is_buyer_request_cancel === true || order.is_on_hold_order === true;
  if (held && stillHere.has(status)) return "on_hold";
  return statuses[status] ?? "unknown";
}

/** Whether the goods lie in TikTok Shop's warehouse, or a partner's of its, and leave from there. */
export function isFulfilledByPlatform({ fulfillment_type: type }: Pick<WireOrder, "fulfillment_type">): boolean {
  return (textOrNull(type) ?? sellersOwn) !== sellersOwn;
}

/** Whether the seller has the money. What a cancelled order gave back is not told with the order. */
export function paymentStatus(order: WireOrder): PaymentStatus {
  const status = order.status.trim();
  if (status === "UNPAID") return "unpaid";
  if (status === "CANCELLED") return order.paid_time ? "unknown" : "unpaid";
  if (order.is_cod === true && status !== "DELIVERED" && status !== "COMPLETED") return "unpaid";
  return order.paid_time || statuses[status] ? "paid" : "unknown";
}

/** TikTok Shop's own words, with what else a seller must know of the order. */
export function rawStatus(order: WireOrder): string {
  const source = textOrNull(order.exchange_source_order_id);
  const replaced = textOrNull(order.replaced_order_id);
  return [
    order.status.trim(),
    order.is_buyer_request_cancel === true && order.status.trim() !== "CANCELLED" ? "buyer asks to cancel" : null,
    order.is_on_hold_order === true && order.status.trim() !== "ON_HOLD" ? "on hold" : null,
    order.is_sample_order === true ? "free sample" : null,
    order.is_replacement_order === true ? `replacement${replaced ? ` of ${replaced}` : ""}` : null,
    order.is_exchange_order === true ? `exchange${source ? ` of ${source}` : ""}` : null,
  ]
    .filter((part) => part !== null)
    .join(", ");
}

const shippedStatuses: ReadonlySet<string> = new Set(["AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"]);

export function isShippedUnit({ display_status: status }: WireLineItem): boolean {
  return shippedStatuses.has(status?.trim() ?? "");
}

export function isCancelledUnit({ display_status: status }: WireLineItem): boolean {
  return status?.trim() === "CANCELLED";
}
