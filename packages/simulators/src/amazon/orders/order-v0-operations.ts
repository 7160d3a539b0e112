import type { Order, Seller } from "../amazon-entities.ts";
import { invalidInput } from "../amazon-errors.ts";
import { buyerNameRoles, labelRoles, orderRoles } from "../amazon-roles.ts";
import { type AmazonWorld, instantText } from "../amazon-world.ts";
import type { SellerCaller } from "../caller.ts";
import { elementsAllowed } from "../oauth/restricted-access.ts";
import { type ApiContext, listParameter, type SellerOperation } from "../operation.ts";
import { readPage } from "../paging.ts";
import { keyBy, ownOrder } from "./order-operations.ts";
import { ordersIn, readPeriod, requireMarketplaces } from "./order-query.ts";
import { statusV0Of } from "./order-state.ts";
import { type PersonalData, viewAddressV0, viewBuyerV0, viewLineV0, viewOrderV0 } from "./order-v0-view.ts";

const BASE = "/orders/v0/orders";
const TOKEN_SECONDS = 24 * 3600;
const MAX_IDS = 50;
const names = {
  createdAfter: "CreatedAfter",
  createdBefore: "CreatedBefore",
  updatedAfter: "LastUpdatedAfter",
  updatedBefore: "LastUpdatedBefore",
} as const;

/** The reads of Orders v0, which Amazon has marked as deprecated. */
export function orderV0Operations(world: AmazonWorld): SellerOperation[] {
  const reading = (
    operation: string,
    part: string,
    answer: (order: Order, shows: PersonalData) => unknown,
  ): SellerOperation => ({
    operation,
    method: "GET",
    path: `${BASE}/:orderId${part}`,
    roles: orderRoles,
    handle: (c, caller) =>
      c.json({ payload: answer(ownOrder(world, c, caller.seller), personalData(world, c, caller)) }),
  });
  const withId = (order: Order) => ({ AmazonOrderId: order.orderId });
  return [
    {
      operation: "getOrders",
      method: "GET",
      path: BASE,
      roles: orderRoles,
      handle: (c, caller) => c.json({ payload: listOrders(world, c, caller) }),
    },
    reading("getOrderV0", "", viewOrderV0),
    reading("getOrderItems", "/orderItems", (order) => ({
      ...withId(order),
      OrderItems: order.lines.map((line) => viewLineV0(order, line)),
    })),
    reading("getOrderAddress", "/address", (order, shows) => ({
      ...withId(order),
      ShippingAddress: viewAddressV0(order, shows),
    })),
    reading("getOrderBuyerInfo", "/buyerInfo", (order, shows) => ({ ...withId(order), ...viewBuyerV0(order, shows) })),
  ];
}

function personalData(world: AmazonWorld, c: ApiContext, caller: SellerCaller): PersonalData {
  const allowed = elementsAllowed(world, c, caller);
  const has = (wanted: readonly string[]) => wanted.some((role) => caller.application.roles.includes(role));
  return {
    address: allowed.has("shippingAddress") && has(labelRoles),
    buyerEmail: allowed.has("buyerInfo") && has(labelRoles),
    buyerName: allowed.has("buyerInfo") && has(buyerNameRoles),
  };
}

function listOrders(world: AmazonWorld, c: ApiContext, caller: SellerCaller) {
  const { seller } = caller;
  const given = listParameter(c, "MarketplaceIds");
  if (given.length === 0) throw invalidInput("Invalid Input", "MarketplaceIds is required");
  const marketplaceIds = requireMarketplaces(seller, given);
  const shows = personalData(world, c, caller);
  const ids = listParameter(c, "AmazonOrderIds");
  if (ids.length > MAX_IDS) throw invalidInput("Invalid Input", `At most ${MAX_IDS} AmazonOrderIds`);
  if (ids.length > 0) return { Orders: ordersNamed(world, seller, ids).map((order) => viewOrderV0(order, shows)) };
  const period = readPeriod(world, c, names);
  const page = readPage(world, c, {
    operation: "getOrders",
    sellerId: seller.sellerId,
    tokenName: "NextToken",
    tokenSeconds: TOKEN_SECONDS,
    pageSize: pageSizeOf(c),
    fix: () => String(period.before),
    rows: (before) => ordersIn(world, seller, { ...period, before: Number(before), marketplaceIds }).filter(fitting(c)),
    keyOf: keyBy(period.by),
  });
  const before = instantText(Number(page.fixed));
  return {
    Orders: page.rows.map((order) => viewOrderV0(order, shows)),
    ...(page.nextToken !== null && { NextToken: page.nextToken }),
    ...(period.by === "created" ? { CreatedBefore: before } : { LastUpdatedBefore: before }),
  };
}

function ordersNamed(world: AmazonWorld, { sellerId }: Seller, ids: readonly string[]): Order[] {
  return world.orders.where((order) => order.sellerId === sellerId && ids.includes(order.orderId));
}

function fitting(c: ApiContext) {
  const statuses = listParameter(c, "OrderStatuses");
  const channels = listParameter(c, "FulfillmentChannels");
  return (order: Order) =>
    (statuses.length === 0 || statuses.includes(statusV0Of(order))) &&
    (channels.length === 0 || channels.includes(order.fulfilledBy === "AMAZON" ? "AFN" : "MFN"));
}

function pageSizeOf(c: ApiContext): number {
  const size = Number(c.req.query("MaxResultsPerPage") ?? 100);
  if (!Number.isInteger(size) || size < 1 || size > 100) {
    throw invalidInput("Invalid Input", "MaxResultsPerPage must be from 1 to 100");
  }
  return size;
}
