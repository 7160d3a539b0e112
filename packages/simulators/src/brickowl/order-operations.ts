import type { Order } from "./brickowl-entities.ts";
import { invalid, notFound } from "./brickowl-errors.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";
import { listForm } from "./lot-view.ts";
import { type BrickowlOperation, success } from "./operation.ts";
import { setOrderStatus, statusName, touch } from "./order-status.ts";
import { lineView, orderRow, orderView } from "./order-view.ts";
import { readWhole, required } from "./parameters.ts";

const DEFAULT_LIMIT = 500;
const MAX_LIMIT = 5000;

export const orderOperations: readonly BrickowlOperation[] = [
  { path: "order/list", method: "GET", permission: "orders", handle: listOrders },
  {
    path: "order/view",
    method: "GET",
    permission: "orders",
    handle: (world, parameters) => orderView(world, findOrder(world, parameters)),
  },
  { path: "order/items", method: "GET", permission: "orders", handle: listItems },
  { path: "order/tax_schemes", method: "GET", permission: "orders", handle: () => [] },
  { path: "order/set_status", method: "POST", permission: "orders-edit", handle: setStatus },
  { path: "order/tracking", method: "POST", permission: "orders-edit", handle: setTracking },
  { path: "order/note", method: "POST", permission: "orders-edit", handle: setNote },
  { path: "order/feedback", method: "POST", permission: "orders-edit", handle: leaveFeedback },
  { path: "order/notify", method: "POST", permission: "orders-edit", handle: setNotifyAddress },
];

// No pages: `limit` is all there is. Parameters that Brick Owl does not know are ignored.
function listOrders(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const limit = Math.min(readWhole(parameters, "limit", { from: 1 }) ?? DEFAULT_LIMIT, MAX_LIMIT);
  const since = readWhole(parameters, "order_time", { from: 0 }) ?? 0;
  const status = parameters.get("status")?.toLowerCase();
  const isOwn = (parameters.get("list_type") ?? "store") === "store";
  const isSortedByUpdate = parameters.get("sort_by") === "updated";
  const instant = (order: Order) => Date.parse(isSortedByUpdate ? order.updatedAt : order.placedAt);
  const sign = world.settings.sortDirection === "newest-first" ? -1 : 1;
  const orders = world.orders
    .where(
      (order) =>
        isOwn &&
        Date.parse(order.placedAt) >= since * 1000 &&
        (!status || status === String(order.statusId) || status === statusName(order.statusId).toLowerCase()),
    )
    .sort((one, two) => sign * (instant(one) - instant(two)))
    .slice(0, limit);
  return listForm(world, orders.map(orderRow), ({ order_id: id }) => id);
}

function listItems(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const rows = findOrder(world, parameters).lines.map((line) => lineView(world, line));
  return listForm(world, rows, ({ order_item_id: id }) => id);
}

function setStatus(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const order = findOrder(world, parameters);
  required(parameters, "status_id");
  setOrderStatus(world, order, readWhole(parameters, "status_id") ?? 0);
  return success;
}

// One field for a number or an address of the carrier's page; nothing checks which.
function setTracking(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const order = findOrder(world, parameters);
  const trackingNumber = required(parameters, "tracking_id");
  if (order.trackingNumber === trackingNumber) return success;
  order.trackingNumber = trackingNumber;
  touch(world, order);
  world.ledger.append("tracking-set", { orderId: order.orderId, trackingNumber });
  return success;
}

function setNote(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const order = findOrder(world, parameters);
  const note = parameters.get("note");
  if (note === null) throw invalid("note is missing");
  if (order.sellerNote === note) return success;
  order.sellerNote = note;
  touch(world, order);
  world.ledger.append("note-set", { orderId: order.orderId, note });
  return success;
}

function leaveFeedback(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const order = findOrder(world, parameters);
  required(parameters, "rating");
  const rating = readWhole(parameters, "rating", { from: -1, to: 1 });
  const comment = parameters.get("comment") ?? "";
  if (comment.length > 120) throw invalid("comment may have 120 characters");
  order.feedbackLeft = true;
  world.ledger.append("feedback-left", { orderId: order.orderId, rating, comment });
  return success;
}

// One address an account: another one replaces it, an empty one takes it away.
function setNotifyAddress(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const address = parameters.get("ip");
  if (address === null) throw invalid("ip is missing");
  const isAddress = /^(\d{1,3}\.){3}\d{1,3}$/.test(address) && address.split(".").every((part) => Number(part) < 256);
  if (address !== "" && !isAddress) throw invalid("ip must be an IPv4 address");
  world.accounts.put({ id: "account", notifyAddress: address === "" ? null : address });
  world.ledger.append("notify-address-set", { address });
  return success;
}

function findOrder(world: BrickowlWorld, parameters: URLSearchParams): Order {
  const id = required(parameters, "order_id");
  const order = world.orders.get(id);
  if (order === undefined) throw notFound(`There is no order ${id}`);
  return order;
}
