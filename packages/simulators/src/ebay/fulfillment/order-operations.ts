import type { Order, Seller } from "../ebay-entities.ts";
import { refusal } from "../ebay-errors.ts";
import { scope } from "../ebay-scopes.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { hrefOf, type RestContext, type UserOperation } from "../rest-operation.ts";
import { isInHistory, parseOrderFilter, passesFilter } from "./order-filter.ts";
import { viewOrder } from "./order-view.ts";

const refuse = refusal("API_FULFILLMENT");
const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
const MAX_ORDER_IDS = 50;

export const READ_ORDERS = [scope("sell.fulfillment"), scope("sell.fulfillment.readonly")];

/** getOrders and getOrder. */
export function orderOperations(world: EbayWorld): UserOperation[] {
  const common = { method: "GET", quota: "sell.fulfillment", scopes: READ_ORDERS, token: "user" } as const;
  return [
    {
      ...common,
      operation: "getOrders",
      path: "/sell/fulfillment/v1/order",
      handle: (c, seller) => c.json(listOrders(world, c, seller)),
    },
    {
      ...common,
      operation: "getOrder",
      path: "/sell/fulfillment/v1/order/:orderId",
      handle: (c, seller) => {
        checkFieldGroups(c);
        const order = requireOrder(world, seller, c.req.param("orderId") ?? "", 404);
        return c.json(viewOrder(world, c, order, "detail"));
      },
    },
  ];
}

/** An order of this seller; anybody else's is as unknown as none. */
export function requireOrder(world: EbayWorld, seller: Seller, orderId: string, status = 400): Order {
  const order = world.orders.get(orderId);
  if (order === undefined || order.username !== seller.username) {
    throw refuse(status, [32100, "Invalid order ID: {orderId}"], { orderId });
  }
  return order;
}

function listOrders(world: EbayWorld, c: RestContext, seller: Seller) {
  const ids = c.req.query("orderIds");
  if (ids !== undefined) return listById(world, c, seller, ids);
  checkFieldGroups(c);
  const now = world.clock.milliseconds();
  const rawFilter = rawQuery(c, "filter");
  const filter = parseOrderFilter(rawFilter, now);
  const limit = readNumber(c, "limit", { fallback: DEFAULT_LIMIT, min: 1, max: MAX_LIMIT, errorId: 31100 });
  const offset = readNumber(c, "offset", { fallback: 0, min: 0, max: Number.MAX_SAFE_INTEGER, errorId: 31000 });
  const found = world.orders
    .where((order) => order.username === seller.username && passesFilter(order, filter, now))
    .sort(newestFirst);
  const from = c.get("fault")?.kind === "duplicated-page" ? Math.max(0, offset - limit) : offset;
  const page = (at: number) =>
    hrefOf(c, { filter: c.req.query("filter"), fieldGroups: c.req.query("fieldGroups"), limit, offset: at });
  return {
    href: page(offset),
    total: found.length,
    limit,
    offset,
    ...(offset + limit < found.length && { next: page(offset + limit) }),
    ...(offset > 0 && { prev: page(Math.max(0, offset - limit)) }),
    orders: found.slice(from, from + limit).map((order) => viewOrder(world, c, order, "list")),
  };
}

function listById(world: EbayWorld, c: RestContext, seller: Seller, ids: string) {
  const wanted = [...new Set(ids.split(",").filter((id) => id !== ""))];
  if (wanted.length > MAX_ORDER_IDS) {
    throw refuse(400, [30900, "Exceeded maximum number of order IDs (the current limit is 50)"]);
  }
  const found = wanted
    .map((id) => world.orders.get(id))
    .filter((order) => order !== undefined)
    .filter((order) => order.username === seller.username && isInHistory(order, world.clock.milliseconds()));
  return {
    href: hrefOf(c, { orderIds: ids }),
    total: found.length,
    limit: found.length,
    offset: 0,
    orders: found.map((order) => viewOrder(world, c, order, "list")),
  };
}

function newestFirst(left: Order, right: Order): number {
  return right.createdAt.localeCompare(left.createdAt) || right.orderId.localeCompare(left.orderId);
}

function checkFieldGroups(c: RestContext) {
  const fieldGroup = c.req.query("fieldGroups");
  if (fieldGroup !== undefined && fieldGroup !== "TAX_BREAKDOWN") {
    throw refuse(400, [32800, "Invalid field group: {fieldGroup}"], { fieldGroup });
  }
}

function readNumber(
  c: RestContext,
  name: "limit" | "offset",
  { fallback, min, max, errorId }: { fallback: number; min: number; max: number; errorId: number },
): number {
  const text = c.req.query(name);
  if (text === undefined) return fallback;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value) || value < min || value > max) {
    throw refuse(400, [errorId, `Invalid ${name}: {${name}value}`], { [`${name}value`]: text });
  }
  return value;
}

// The percent-encoding of a filter is part of what is checked, so the value is taken from the address as sent.
function rawQuery(c: RestContext, name: string): string {
  const query = (c.env?.incoming?.url ?? c.req.url).split("?")[1] ?? "";
  const pair = query.split("&").find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) ?? "";
}
