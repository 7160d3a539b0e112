import type { Order, Seller } from "../amazon-entities.ts";
import { invalidInput, notFound } from "../amazon-errors.ts";
import { orderRoles } from "../amazon-roles.ts";
import { type AmazonWorld, instantText } from "../amazon-world.ts";
import type { SellerCaller } from "../caller.ts";
import { type ApiContext, listParameter, type SellerOperation } from "../operation.ts";
import { readPage, sortKey } from "../paging.ts";
import { type OrderPeriod, ordersIn, readPeriod, requireMarketplaces } from "./order-query.ts";
import { statusOf } from "./order-state.ts";
import { includable, viewOrder } from "./order-view.ts";

const BASE = "/orders/2026-01-01/orders";
const TOKEN_SECONDS = 24 * 3600;
const MAX_PAGE = 100;
const names = {
  createdAfter: "createdAfter",
  createdBefore: "createdBefore",
  updatedAfter: "lastUpdatedAfter",
  updatedBefore: "lastUpdatedBefore",
} as const;
const statuses = [
  "PENDING_AVAILABILITY",
  "PENDING",
  "UNSHIPPED",
  "PARTIALLY_SHIPPED",
  "SHIPPED",
  "CANCELLED",
  "UNFULFILLABLE",
];

/** Orders 2026-01-01: `searchOrders` and `getOrder`. */
export function orderOperations(world: AmazonWorld): SellerOperation[] {
  return [
    {
      operation: "searchOrders",
      method: "GET",
      path: BASE,
      roles: orderRoles,
      handle: (c, caller) => c.json(searchOrders(world, c, caller)),
    },
    {
      operation: "getOrder",
      method: "GET",
      path: `${BASE}/:orderId`,
      roles: orderRoles,
      handle(c, { seller, application }) {
        const included = readIncluded(c);
        const order = ownOrder(world, c, seller);
        return c.json({ order: viewOrder(order, { included, roles: application.roles }) });
      },
    },
  ];
}

function searchOrders(world: AmazonWorld, c: ApiContext, { seller, application }: SellerCaller) {
  const period = readPeriod(world, c, names);
  const marketplaceIds = requireMarketplaces(seller, listParameter(c, "marketplaceIds"));
  const wanted = choices(c, "fulfillmentStatuses", statuses);
  const fulfilledBy = choices(c, "fulfilledBy", ["MERCHANT", "AMAZON"]);
  const included = readIncluded(c);
  const fits = (order: Order) =>
    (wanted.length === 0 || wanted.includes(statusOf(order))) &&
    (fulfilledBy.length === 0 || fulfilledBy.includes(order.fulfilledBy));
  const page = readPage(world, c, {
    operation: "searchOrders",
    sellerId: seller.sellerId,
    tokenName: "paginationToken",
    tokenSeconds: TOKEN_SECONDS,
    pageSize: pageSizeOf(c),
    // The first page fixes the end of the period for the following ones.
    fix: () => String(period.before),
    rows: (before) => ordersIn(world, seller, { ...period, before: Number(before), marketplaceIds }).filter(fits),
    keyOf: keyBy(period.by),
  });
  const before = instantText(Number(page.fixed));
  return {
    orders: page.rows.map((order) => viewOrder(order, { included, roles: application.roles })),
    ...(page.nextToken !== null && { pagination: { nextToken: page.nextToken } }),
    ...(period.by === "created" ? { createdBefore: before } : { lastUpdatedBefore: before }),
  };
}

/** Key of an order in a list by creation or by change. */
export function keyBy(by: OrderPeriod["by"]) {
  return (order: Order) => sortKey(by === "created" ? order.createdAt : order.updatedAt, order.orderId);
}

/** The order of the path, when it is the seller's. */
export function ownOrder(world: AmazonWorld, c: ApiContext, { sellerId }: Seller): Order {
  const orderId = c.req.param("orderId") ?? "";
  if (!/^\d{3}-\d{7}-\d{7}$/.test(orderId)) throw invalidInput("Invalid Input", "Not an Amazon order id");
  const order = world.orders.get(orderId);
  if (order === undefined || order.sellerId !== sellerId) throw notFound(`Order ${orderId} was not found.`);
  return order;
}

function readIncluded(c: ApiContext): string[] {
  return choices(c, "includedData", includable);
}

function choices(c: ApiContext, name: string, allowed: readonly string[]): string[] {
  const values = listParameter(c, name);
  const foreign = values.find((value) => !allowed.includes(value));
  if (foreign !== undefined) throw invalidInput("Invalid Input", `${foreign} is no value of ${name}`);
  return values;
}

function pageSizeOf(c: ApiContext): number {
  const size = Number(c.req.query("maxResultsPerPage") ?? MAX_PAGE);
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) {
    throw invalidInput("Invalid Input", "maxResultsPerPage must be from 1 to 100");
  }
  return size;
}
