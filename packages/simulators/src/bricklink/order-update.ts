import type { Order } from "./bricklink-entities.ts";
import { invalidParameter } from "./bricklink-errors.ts";
import type { BricklinkWorld } from "./bricklink-world.ts";
import { parseFixed } from "./fixed-point.ts";
import type { Body } from "./lot-input.ts";
import { isPaid } from "./order-cost.ts";
import { shippingMethodOf } from "./order-view.ts";

const costFields = ["insurance", "credit", "etc1", "etc2"] as const;

/** Writes what a seller may change on an order; every other field of the body is ignored, as BrickLink does. */
export function updateOrder(world: BricklinkWorld, order: Order, body: Body) {
  const before = JSON.stringify(order);
  if (isBody(body["shipping"])) updateShipping(order, body["shipping"]);
  if (isBody(body["cost"])) updateCost(order, body["cost"]);
  if (typeof body["remarks"] === "string") order.remarks = body["remarks"];
  if (typeof body["is_filed"] === "boolean") order.isFiled = body["is_filed"];
  if (JSON.stringify(order) === before) return;
  const { trackingNumber } = order.shipping;
  world.ledger.append("order-updated", { orderId: order.orderId, trackingNumber, isFiled: order.isFiled });
}

function updateShipping(order: Order, shipping: Body) {
  const { tracking_no: number, tracking_link: link, date_shipped: shippedAt, method_id: methodId } = shipping;
  if (typeof number === "string") order.shipping.trackingNumber = number;
  if (typeof link === "string") order.shipping.trackingLink = link;
  if (typeof shippedAt === "string") order.shipping.shippedAt = readInstant(shippedAt);
  if (methodId !== undefined) {
    if (shippingMethodOf(Number(methodId)) === undefined) throw invalidParameter("shipping.method_id is unknown");
    order.shipping.methodId = Number(methodId);
  }
}

// Once the money is there, costs are silently left as they are.
function updateCost(order: Order, cost: Body) {
  if (isPaid(order)) return;
  if ("shipping" in cost) order.shipping.cost = readAmount(cost, "shipping");
  for (const field of costFields) if (field in cost) order.cost[field] = readAmount(cost, field);
}

function readAmount(cost: Body, name: string): number {
  const value = parseFixed(cost[name]);
  if (value === null) throw invalidParameter(`cost.${name} must be a decimal amount`);
  return value;
}

function readInstant(text: string): string {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw invalidParameter("shipping.date_shipped must be an ISO 8601 instant");
  return new Date(at).toISOString();
}

function isBody(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
