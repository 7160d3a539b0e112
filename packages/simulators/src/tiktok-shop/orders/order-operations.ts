import { z } from "zod";
import { ok } from "../envelope.ts";
import type { TiktokShopOperation } from "../operation.ts";
import { listQuery, pageOf } from "../paging.ts";
import { readBody, readQuery } from "../read-body.ts";
import { regionOf, toDecimal } from "../regions.ts";
import type { Order, Shop } from "../tiktok-shop-entities.ts";
import { badParameter, missingParameter, rule } from "../tiktok-shop-errors.ts";
import { externalKey, type TiktokShopWorld } from "../tiktok-shop-world.ts";
import { viewOrder } from "./order-view.ts";

const SCOPE = "seller.order.info";
const MAX_IDS = 50;
const time = z.number().int().nonnegative().optional();
const statuses = [
  "UNPAID",
  "ON_HOLD",
  "AWAITING_SHIPMENT",
  "PARTIALLY_SHIPPING",
  "AWAITING_COLLECTION",
  "IN_TRANSIT",
  "DELIVERED",
  "COMPLETED",
  "CANCELLED",
] as const;
const filterSchema = z.object({
  order_status: z.enum(statuses).optional(),
  create_time_ge: time,
  create_time_lt: time,
  update_time_ge: time,
  update_time_lt: time,
  shipping_type: z.enum(["TIKTOK", "SELLER"]).optional(),
  buyer_user_id: z.string().optional(),
  is_buyer_request_cancel: z.boolean().optional(),
  warehouse_ids: z.array(z.string()).max(100).optional(),
});
type Filter = z.output<typeof filterSchema>;
const searchQuery = listQuery(100, ["create_time", "update_time"]);
const referencesSchema = z.object({
  orders: z
    .array(
      z.object({
        id: z.string(),
        external_order: z.object({
          id: z.string(),
          platform: z.string(),
          line_items: z.array(z.object({ id: z.string(), origin_id: z.string() })).default([]),
        }),
      }),
    )
    .min(1),
});

/** Order search and detail, price detail, and references to orders elsewhere. */
export function orderOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "GetOrderList",
      method: "POST",
      paths: ["/order/202309/orders/search"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const query = readQuery(c, searchQuery);
        const filter = await readBody(c, filterSchema);
        const byUpdate = query.sort_field === "update_time";
        const page = pageOf(c, {
          rows: world.orders.where((order) => order.shopId === shop.id && matches(order, filter)),
          positionOf: (order) => [byUpdate ? order.updateTime : order.createTime, order.id],
          descending: query.sort_order === "DESC",
          pageSize: query.page_size,
          parameters: [shop.id, filter, query.page_size, query.sort_field, query.sort_order],
        });
        const { rows, ...rest } = page;
        return ok(world, c, { ...rest, orders: rows.map((order) => viewOrder(world, order, false)) });
      },
    },
    {
      operation: "GetOrderDetail",
      method: "GET",
      paths: ["/order/202309/orders", "/order/202507/orders"],
      scope: SCOPE,
      about: "shop",
      handle(c, shop) {
        const ids = (c.req.query("ids") ?? "").split(",").filter((id) => id !== "");
        if (ids.length === 0) throw missingParameter("ids");
        if (ids.length > MAX_IDS)
          throw badParameter("Invalid request. The param ids must not have more than 50 values.");
        const orders = ids.flatMap((id) => world.orders.get(id) ?? []).filter(({ shopId }) => shopId === shop.id);
        return ok(world, c, { orders: orders.map((order) => viewOrder(world, order, true)) });
      },
    },
    {
      operation: "GetPriceDetail",
      method: "GET",
      paths: ["/order/202407/orders/:orderId/price_detail"],
      scope: SCOPE,
      about: "shop",
      handle: (c, shop) => ok(world, c, viewPrices(orderOf(world, shop, c.req.param("orderId") ?? ""), shop)),
    },
    ...referenceOperations(world),
  ];
}

function referenceOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "AddExternalOrderReferences",
      method: "POST",
      paths: ["/order/202406/orders/external_orders"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const { orders } = await readBody(c, referencesSchema);
        for (const { id, external_order: external } of orders) {
          const { id: orderId } = orderOf(world, shop, id);
          const { platform, id: externalId, line_items: lines } = external;
          world.externalReferences.put({ orderId, platform, externalId, lines });
        }
        return ok(world, c, { errors: [] });
      },
    },
    {
      operation: "GetExternalOrderReferences",
      method: "GET",
      paths: ["/order/202406/orders/:orderId/external_orders"],
      scope: SCOPE,
      about: "shop",
      handle(c, shop) {
        const { id: orderId } = orderOf(world, shop, c.req.param("orderId") ?? "");
        const platform = c.req.query("platform");
        if (platform === undefined) throw missingParameter("platform");
        const reference = world.externalReferences.get(externalKey({ orderId, platform }));
        const external_orders =
          reference === undefined ? [] : [{ id: reference.externalId, platform, line_items: reference.lines }];
        return ok(world, c, { external_orders });
      },
    },
  ];
}

/** The shop's order of that id. */
export function orderOf(world: TiktokShopWorld, shop: Shop, id: string): Order {
  const order = world.orders.get(id);
  if (order?.shopId !== shop.id) throw rule(21001001, "Order does not exist");
  return order;
}

// Lower bounds are included, upper ones are not.
function matches(order: Order, filter: Filter): boolean {
  const inside = (value: number, from: number | undefined, to: number | undefined) =>
    (from === undefined || value >= from) && (to === undefined || value < to);
  const warehouses = filter.warehouse_ids ?? [];
  const asked = filter.is_buyer_request_cancel;
  return (
    inside(order.createTime, filter.create_time_ge, filter.create_time_lt) &&
    inside(order.updateTime, filter.update_time_ge, filter.update_time_lt) &&
    (filter.order_status === undefined || order.status === filter.order_status) &&
    (filter.shipping_type === undefined || order.shippingType === filter.shipping_type) &&
    (filter.buyer_user_id === undefined || order.userId === filter.buyer_user_id) &&
    (asked === undefined || (order.cancelRequestedTime !== null) === asked) &&
    (warehouses.length === 0 || warehouses.includes(order.warehouseId))
  );
}

function viewPrices(order: Order, shop: Shop) {
  const region = regionOf(shop.region);
  const decimal = (minor: number) => toDecimal(minor, region);
  const lines = order.lines.map(({ id, originalPrice, sellerDiscount, platformDiscount }) => ({
    id,
    currency: region.currency,
    sku_list_price: decimal(originalPrice),
    sku_sale_price: decimal(originalPrice - sellerDiscount - platformDiscount),
    subtotal_deduction_seller: decimal(sellerDiscount),
    subtotal_deduction_platform: decimal(platformDiscount),
    subtotal: decimal(originalPrice - sellerDiscount - platformDiscount),
  }));
  const goods = order.lines.reduce(
    (sum, line) => sum + line.originalPrice - line.sellerDiscount - line.platformDiscount,
    0,
  );
  return {
    currency: region.currency,
    subtotal: decimal(goods),
    shipping_list_price: decimal(order.shippingFee),
    shipping_sale_price: decimal(order.shippingFee),
    tax_amount: decimal(order.tax),
    total: decimal(goods + order.shippingFee + order.tax),
    payment: decimal(goods + order.shippingFee + order.tax),
    line_items: lines,
  };
}
