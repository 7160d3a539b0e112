import type { Order } from "./bricklink-entities.ts";
import { invalidParameter, notFound } from "./bricklink-errors.ts";
import type { BricklinkWorld } from "./bricklink-world.ts";
import { type BricklinkContext, noContent, ok } from "./envelope.ts";
import { listFilter } from "./list-filter.ts";
import type { BricklinkOperation } from "./operation.ts";
import { setOrderStatus, setPaymentStatus } from "./order-status.ts";
import { updateOrder } from "./order-update.ts";
import { batchesView, orderDetail, orderSummary } from "./order-view.ts";
import { readObject } from "./read-body.ts";
import { encodeEntities } from "./text-entities.ts";

export const orderOperations: readonly BricklinkOperation[] = [
  { operation: "getOrders", method: "GET", path: "/orders", handle: listOrders },
  { operation: "getOrder", method: "GET", path: "/orders/:id", handle: getOrder },
  { operation: "getOrderItems", method: "GET", path: "/orders/:id/items", handle: getItems },
  { operation: "getOrderMessages", method: "GET", path: "/orders/:id/messages", handle: getMessages },
  { operation: "getOrderFeedback", method: "GET", path: "/orders/:id/feedback", handle: getFeedback },
  { operation: "updateOrder", method: "PUT", path: "/orders/:id", handle: putOrder },
  { operation: "updateOrderStatus", method: "PUT", path: "/orders/:id/status", handle: putStatus },
  { operation: "updatePaymentStatus", method: "PUT", path: "/orders/:id/payment_status", handle: putPaymentStatus },
  { operation: "sendDriveThru", method: "POST", path: "/orders/:id/drive_thru", handle: sendDriveThru },
];

// All orders in one answer. Filed and unfiled ones exclude each other.
function listOrders(world: BricklinkWorld, c: BricklinkContext): Response {
  const direction = (c.req.query("direction") ?? "in").toLowerCase();
  if (direction !== "in" && direction !== "out") throw invalidParameter("direction must be in or out");
  const filed = (c.req.query("filed") ?? "false").toLowerCase();
  if (filed !== "true" && filed !== "false") throw invalidParameter("filed must be true or false");
  const status = listFilter(c.req.query("status"));
  const orders = world.orders.where((order) => order.isFiled === (filed === "true") && status(order.status));
  const received = direction === "in" ? orders : [];
  return ok(
    world,
    c,
    received.map((order) => orderSummary(world, order)),
  );
}

function getOrder(world: BricklinkWorld, c: BricklinkContext): Response {
  return ok(world, c, orderDetail(world, findOrder(world, c)));
}

function getItems(world: BricklinkWorld, c: BricklinkContext): Response {
  return ok(world, c, batchesView(world, findOrder(world, c)));
}

function getMessages(world: BricklinkWorld, c: BricklinkContext): Response {
  const order = findOrder(world, c);
  const names = { buyer: order.buyer.username, seller: world.shop.sellerName };
  const messages = order.messages.map(({ subject, body, from, sentAt }) => ({
    subject: subject === null ? null : encodeEntities(subject),
    body: encodeEntities(body),
    from: names[from],
    to: names[from === "buyer" ? "seller" : "buyer"],
    dateSent: sentAt,
  }));
  return ok(world, c, messages);
}

function getFeedback(world: BricklinkWorld, c: BricklinkContext): Response {
  findOrder(world, c);
  return ok(world, c, []);
}

async function putOrder(world: BricklinkWorld, c: BricklinkContext): Promise<Response> {
  const order = findOrder(world, c);
  updateOrder(world, order, await readObject(c));
  return ok(world, c, orderDetail(world, order));
}

async function putStatus(world: BricklinkWorld, c: BricklinkContext): Promise<Response> {
  const order = findOrder(world, c);
  const { field, value } = await readObject(c);
  if (field !== "status" || typeof value !== "string")
    throw invalidParameter("field must be status, value its new value");
  setOrderStatus(world, order, value);
  return noContent(world, c);
}

async function putPaymentStatus(world: BricklinkWorld, c: BricklinkContext): Promise<Response> {
  const order = findOrder(world, c);
  const { field, value } = await readObject(c);
  if (field !== "payment_status" || typeof value !== "string") {
    throw invalidParameter("field must be payment_status, value its new value");
  }
  setPaymentStatus(world, order, value);
  return noContent(world, c);
}

// Each call sends another mail to the buyer: the one step of a shipment that must not be repeated.
function sendDriveThru(world: BricklinkWorld, c: BricklinkContext): Response {
  const order = findOrder(world, c);
  order.driveThruSent = true;
  world.ledger.append("drive-thru-sent", { orderId: order.orderId, mailMe: c.req.query("mail_me") === "true" });
  return noContent(world, c);
}

function findOrder(world: BricklinkWorld, c: BricklinkContext): Order {
  const id = c.req.param("id") ?? "";
  const order = world.orders.get(id);
  if (order === undefined) throw notFound(`There is no order ${id}`);
  return order;
}
