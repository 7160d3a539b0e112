import { publish } from "../events/publish.ts";
import { cancelLines, changeOrder } from "../orders/order-state.ts";
import type { Cancellation, Order, OrderLine, Party } from "../tiktok-shop-entities.ts";
import { nextId, type TiktokShopWorld } from "../tiktok-shop-world.ts";

interface NewCancellation {
  order: Order;
  lines: readonly OrderLine[];
  role: Party;
  reason: string;
}

/** A cancellation that needs nobody's consent: the seller's own, or a buyer's while the order is held. */
export function cancelAtOnce(world: TiktokShopWorld, { order, lines, role, reason }: NewCancellation): Cancellation {
  const cancellation = add(world, { order, lines, role, reason }, "CANCELLATION_REQUEST_SUCCESS");
  cancelLines(world, order, { lines, at: world.seconds(), by: role, reason });
  return cancellation;
}

/** A buyer's request, which waits for the seller. */
export function requestCancellation(world: TiktokShopWorld, request: NewCancellation): Cancellation {
  const { order } = request;
  const at = world.seconds();
  changeOrder(world, order, at, () => {
    order.cancelRequestedTime = at;
  });
  world.ledger.append("cancellation-requested", { orderId: order.id });
  return add(world, request, "CANCELLATION_REQUEST_PENDING");
}

/** The seller's answer, or the buyer's second thoughts. */
export function endCancellation(world: TiktokShopWorld, cancellation: Cancellation, how: "approve" | "reject") {
  const order = world.orders.get(cancellation.orderId);
  if (order === undefined) return;
  const at = world.seconds();
  cancellation.status = how === "approve" ? "CANCELLATION_REQUEST_SUCCESS" : "CANCELLATION_REQUEST_CANCEL";
  cancellation.updateTime = at;
  if (how === "approve") {
    const lines = order.lines.filter(({ id, status }) => cancellation.lineIds.includes(id) && status !== "CANCELLED");
    cancelLines(world, order, { lines, at, by: cancellation.role, reason: cancellation.reason });
  } else {
    changeOrder(world, order, at, () => {
      order.cancelRequestedTime = null;
    });
  }
  const kind = how === "approve" ? "cancellation-approved" : "cancellation-rejected";
  world.ledger.append(kind, { orderId: order.id, cancelId: cancellation.id });
  announce(world, cancellation);
}

function add(world: TiktokShopWorld, { order, lines, role, reason }: NewCancellation, status: string): Cancellation {
  const at = world.seconds();
  const cancellation = world.cancellations.insert({
    id: nextId(world, "cancellation"),
    shopId: order.shopId,
    orderId: order.id,
    type: role === "BUYER" ? "BUYER_CANCEL" : "CANCEL",
    role,
    status,
    reason,
    lineIds: lines.map(({ id }) => id),
    createTime: at,
    updateTime: at,
  });
  announce(world, cancellation);
  return cancellation;
}

// `cancellations_role` is how the field is really spelt.
function announce(world: TiktokShopWorld, { shopId, orderId, role, status, id, createTime }: Cancellation) {
  publish(world, shopId, "CANCELLATION_STATUS_CHANGE", {
    order_id: orderId,
    cancellations_role: role,
    cancel_status: status,
    cancel_id: id,
    create_time: createTime,
  });
}
