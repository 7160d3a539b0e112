import type { OrderStatus } from "@counterfoil/core/model";
import type { WireShipment } from "../flipkart-schemas.ts";

/** Flipkart's states, least advanced first, with what they mean. */
const byState: ReadonlyMap<string, OrderStatus> = new Map<string, OrderStatus>([
  ["FORM_FAILED", "on_hold"],
  ["APPROVED", "paid"],
  ["PACKING_IN_PROGRESS", "paid"],
  ["PACKED", "packed"],
  ["READY_TO_DISPATCH", "packed"],
  ["PICKUP_COMPLETE", "shipped"],
  ["SHIPPED", "shipped"],
  ["DELIVERED", "delivered"],
  ["RETURN_REQUESTED", "delivered"],
  ["COMPLETED", "completed"],
  ["RETURNED", "returned"],
  ["CANCELLED", "cancelled"],
]);
const order: readonly OrderStatus[] = ["on_hold", "paid", "packed", "shipped", "delivered", "completed", "returned"];
const gone: ReadonlySet<OrderStatus> = new Set(["shipped", "delivered", "completed", "returned"]);

/** The state of one shipment's goods: the least advanced of its items that are not cancelled. */
export function shipmentState(shipment: WireShipment): string {
  const states = shipment.orderItems.map(({ status }) => status.toUpperCase());
  const live = states.filter((state) => state !== "CANCELLED");
  const known = [...byState.keys()];
  return [...live].sort((a, b) => known.indexOf(a) - known.indexOf(b))[0] ?? "CANCELLED";
}

/** True once the goods of a shipment have left the seller. */
export function hasLeft(shipment: WireShipment): boolean {
  return gone.has(byState.get(shipmentState(shipment)) ?? "unknown");
}

/** What the shipments of one order make of it. A state never seen before makes it unknown. */
export function orderStatus(shipments: readonly WireShipment[]): OrderStatus {
  const statuses = shipments.map((shipment) => {
    const status = byState.get(shipmentState(shipment)) ?? "unknown";
    return shipment.hold && order.indexOf(status) < order.indexOf("shipped") && status !== "cancelled"
      ? "on_hold"
      : status;
  });
  if (statuses.includes("unknown")) return "unknown";
  const live = statuses.filter((status) => status !== "cancelled");
  const least = [...live].sort((a, b) => order.indexOf(a) - order.indexOf(b))[0];
  if (least === undefined) return "cancelled";
  const partly = !gone.has(least) && live.some((status) => gone.has(status));
  return partly && least !== "on_hold" ? "partially_shipped" : least;
}

/** Flipkart's own words: each state once, and whether something is held. */
export function rawStatus(shipments: readonly WireShipment[]): string {
  const states = shipments.map((shipment) => `${shipmentState(shipment)}${shipment.hold ? " (hold)" : ""}`);
  return [...new Set(states)].join(", ");
}
