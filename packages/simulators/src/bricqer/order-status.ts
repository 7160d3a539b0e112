import type { Order } from "./bricqer-entities.ts";
import { type BricqerWorld, rowKey } from "./bricqer-world.ts";
import { setRemaining } from "./stock-change.ts";

const ended = ["CANCELLED", "REFUNDED"];

/** Moves an order; the goods of a cancelled one go back to where they lay. The same status again is no effect. */
export function moveOrder(world: BricqerWorld, order: Order, status: string) {
  if (order.status === status) return;
  const { tenant, id: orderId, status: from } = order;
  order.status = status;
  touch(world, order);
  world.ledger.append("order-status-changed", { tenant, orderId, from, to: status });
  if (status === "PICKED") for (const line of order.lines) line.picked = line.quantity;
  if (status === "CANCELLED" && !ended.includes(from)) putBack(world, order);
}

/** Notes that an order changed: `modified__gte` goes by it. */
export function touch(world: BricqerWorld, order: Order) {
  order.modified = world.clock.iso();
}

// An item that was deleted meanwhile cannot take anything back.
function putBack(world: BricqerWorld, order: Order) {
  for (const { itemId, quantity } of order.lines) {
    const item = itemId === null ? undefined : world.items.get(rowKey(order.tenant, itemId));
    if (item !== undefined) {
      setRemaining(world, item, { quantity: item.remainingQuantity + quantity, by: "order-cancelled" });
    }
  }
}
