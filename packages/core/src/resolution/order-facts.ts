import type { Order, OrderLine } from "../model/index.ts";
import type { ReleaseCause } from "./line-state.ts";

/** What an order, as the platform gives it now, means for one of its lines. */
export interface LineFacts {
  /** Units the sale still wants: quantity less cancelled less refunded. */
  needed: number;
  /** Units that left the building. */
  shipped: number;
  cause: Exclude<ReleaseCause, "not_tracked"> | null;
}

type OrderStanding = Pick<Order, "status" | "paymentStatus">;
type LineQuantities = Pick<
  OrderLine,
  "externalId" | "quantity" | "quantityShipped" | "quantityCancelled" | "quantityRefunded"
>;

const dispatchedStatuses: ReadonlySet<Order["status"]> = new Set(["shipped", "delivered", "completed"]);
const sellingStatuses: ReadonlySet<Order["status"]> = new Set(["paid", "packed", "partially_shipped"]);

/** Why the whole order needs no units: cancelled, returned or refunded in full. Null while it stands. */
export function orderReleaseCause(order: OrderStanding): LineFacts["cause"] {
  if (order.status === "cancelled") return "cancelled";
  if (order.status === "returned") return "returned";
  if (order.status === "refunded" || order.paymentStatus === "refunded") return "refunded";
  return null;
}

/** True where the whole order left the building. */
export function isDispatched(order: Pick<Order, "status">): boolean {
  return dispatchedStatuses.has(order.status);
}

/** True where units may be claimed: the order is paid, or so far along that it must have been. */
export function isLinkable(order: OrderStanding): boolean {
  if (orderReleaseCause(order) !== null) return false;
  if (isDispatched(order) || sellingStatuses.has(order.status)) return true;
  return order.paymentStatus === "paid" || order.paymentStatus === "partially_refunded";
}

/** The link quantity and shipped quantity of a line, and why it fell through if it did. */
export function lineFacts(order: OrderStanding & Pick<Order, "shipments">, line: LineQuantities): LineFacts {
  const cancelled = line.quantityCancelled ?? 0;
  const left = Math.max(0, line.quantity - cancelled - (line.quantityRefunded ?? 0));
  const shipped = Math.min(line.quantity, shippedQuantity(order, line));
  const orderCause = orderReleaseCause(order);
  if (orderCause !== null) return { needed: 0, shipped, cause: orderCause };
  if (left === 0) return { needed: 0, shipped, cause: cancelled >= line.quantity ? "cancelled" : "refunded" };
  return { needed: left, shipped, cause: null };
}

/** A line that the platform no longer lists in its order was taken out of the sale. */
export function removedLineFacts(): LineFacts {
  return { needed: 0, shipped: 0, cause: "cancelled" };
}

/** Another order is the same sale, come by another road, and is the one that counts. */
export function sameSaleFacts(): LineFacts {
  return { needed: 0, shipped: 0, cause: "same_sale" };
}

function shippedQuantity(order: OrderStanding & Pick<Order, "shipments">, line: LineQuantities): number {
  if (isDispatched(order)) return line.quantity - Math.min(line.quantity, line.quantityCancelled ?? 0);
  if (line.quantityShipped !== null) return line.quantityShipped;
  return order.shipments
    .flatMap((shipment) => shipment.lines)
    .filter((entry) => entry.lineExternalId === line.externalId)
    .reduce((sum, entry) => sum + entry.quantity, 0);
}
