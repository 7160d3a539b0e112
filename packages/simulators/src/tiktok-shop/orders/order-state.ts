import { publish } from "../events/publish.ts";
import { releaseUnit } from "../products/stock.ts";
import type { LineStatus, Order, OrderLine, OrderStatus, Party } from "../tiktok-shop-entities.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";

const ranks: Readonly<Record<LineStatus, number>> = {
  CANCELLED: -2,
  UNPAID: -1,
  AWAITING_SHIPMENT: 0,
  AWAITING_COLLECTION: 1,
  IN_TRANSIT: 2,
  DELIVERED: 3,
  COMPLETED: 4,
};

/** What an order's lines and its hold make of it. */
export function statusOf({ lines, holdUntil }: Pick<Order, "lines" | "holdUntil">): OrderStatus {
  const live = lines.map(({ status }) => status).filter((status) => status !== "CANCELLED");
  const [first] = live;
  if (first === undefined) return "CANCELLED";
  const least = live.reduce((a, b) => (ranks[b] < ranks[a] ? b : a), first);
  if (least !== "AWAITING_SHIPMENT") return least;
  if (holdUntil !== null) return "ON_HOLD";
  return live.some((status) => ranks[status] > 0) ? "PARTIALLY_SHIPPING" : "AWAITING_SHIPMENT";
}

/** Changes an order at a moment: its update time moves, and a new status is told to subscribers. */
export function changeOrder(world: TiktokShopWorld, order: Order, at: number, apply: () => void) {
  const before = order.status;
  apply();
  order.status = statusOf(order);
  order.updateTime = Math.max(order.updateTime, at);
  if (order.status === before) return;
  world.ledger.append("order-status-changed", { orderId: order.id, from: before, to: order.status });
  announceStatus(world, order);
}

/** Sends the order's present status to subscribers. */
export function announceStatus(world: TiktokShopWorld, order: Order) {
  publish(world, order.shopId, "ORDER_STATUS_CHANGE", {
    order_id: order.id,
    order_status: order.strangeStatus ?? order.status,
    is_on_hold_order: order.status === "ON_HOLD",
    update_time: order.updateTime,
  });
}

/** Cancels lines that have not left; their units go back into stock. */
export function cancelLines(
  world: TiktokShopWorld,
  order: Order,
  { lines, at, by, reason }: { lines: readonly OrderLine[]; at: number; by: Party; reason: string },
) {
  changeOrder(world, order, at, () => {
    for (const line of lines) {
      line.status = "CANCELLED";
      line.cancelReason = reason;
      line.cancelUser = by;
      releaseUnit(world, line);
    }
    order.cancelRequestedTime = null;
    order.cancelReason = reason;
    if (statusOf(order) !== "CANCELLED") return;
    order.cancelTime = at;
    order.cancelledBy = by;
    order.holdUntil = null;
    for (const pack of world.packages.where(({ orderId }) => orderId === order.id)) {
      if (pack.shippedTime === null) pack.status = "CANCELLED";
      pack.updateTime = at;
    }
  });
  world.ledger.append("order-cancelled", { orderId: order.id, lineIds: lines.map(({ id }) => id), by });
}

/** Lines that have neither left nor been cancelled. */
export function unshippedLines(order: Order): OrderLine[] {
  return order.lines.filter(({ status }) => status === "AWAITING_SHIPMENT" || status === "UNPAID");
}
