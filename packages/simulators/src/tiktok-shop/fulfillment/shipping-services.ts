import { z } from "zod";
import { ok } from "../envelope.ts";
import type { TiktokShopOperation } from "../operation.ts";
import { readBody } from "../read-body.ts";
import { regionOf, toDecimal } from "../regions.ts";
import type { Order, Shop } from "../tiktok-shop-entities.ts";
import { shipping } from "../tiktok-shop-errors.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { makePackage, requireShippable, shipPackage } from "./packages.ts";
import { platformTracking } from "./ship-operations.ts";

const SCOPE = "seller.fulfillment.basic";
const size = z.object({ length: z.string(), width: z.string(), height: z.string(), unit: z.enum(["CM", "INCH"]) });
const weight = z.object({ value: z.string(), unit: z.enum(["GRAM", "POUND"]) });
const parcel = { dimension: size.optional(), weight: weight.optional() };
const querySchema = z.object({ order_line_item_ids: z.array(z.string()).default([]), ...parcel });
const buySchema = z.object({
  order_id: z.string(),
  order_line_item_ids: z.array(z.string()).default([]),
  shipping_service_id: z.string().optional(),
  ...parcel,
});
const names = ["Standard", "Express"] as const;

/** Labels that TikTok sells in the US, the UK and the EU: ask what there is, then buy. */
export function shippingServiceOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "GetEligibleShippingService",
      method: "POST",
      paths: ["/fulfillment/202309/orders/:orderId/shipping_services/query"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const body = await readBody(c, querySchema);
        const order = labelOrder(world, shop, c.req.param("orderId") ?? "");
        return ok(world, c, {
          order_id: order.id,
          order_line_id: linesOf(order, body.order_line_item_ids).map(({ id }) => id),
          ...(body.dimension !== undefined && { dimension: body.dimension }),
          ...(body.weight !== undefined && { weight: body.weight }),
          shipping_services: servicesOf(world, shop, order),
        });
      },
    },
    {
      operation: "CreatePackages",
      method: "POST",
      paths: ["/fulfillment/202309/packages"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const body = await readBody(c, buySchema);
        const order = labelOrder(world, shop, body.order_id);
        requireShippable(order);
        const services = servicesOf(world, shop, order);
        const service = services.find(({ id, is_default }) =>
          body.shipping_service_id === undefined ? is_default : id === body.shipping_service_id,
        );
        const lines = linesOf(order, body.order_line_item_ids);
        if (service === undefined || lines.some(({ status }) => status !== "AWAITING_SHIPMENT"))
          throw shipping.wrongStatus();
        const at = world.seconds();
        const pack = Object.assign(makePackage(world, order, lines, at), platformTracking(world, order));
        pack.shippingServiceId = service.id;
        shipPackage(world, pack, at);
        const { is_default: _default, ...info } = service;
        return ok(world, c, {
          package_id: pack.id,
          order_id: order.id,
          order_line_item_ids: pack.lineIds,
          create_time: at,
          ...(body.dimension !== undefined && { dimension: body.dimension }),
          ...(body.weight !== undefined && { weight: body.weight }),
          shipping_service_info: info,
        });
      },
    },
  ];
}

function labelOrder(world: TiktokShopWorld, shop: Shop, id: string): Order {
  const order = world.orders.get(id);
  if (order?.shopId !== shop.id) throw shipping.orderNotFound();
  if (!regionOf(shop.region).buysLabels || order.shippingType !== "TIKTOK") throw shipping.wrongRegion();
  return order;
}

function linesOf(order: Order, ids: readonly string[]) {
  if (ids.some((id) => !order.lines.some((line) => line.id === id))) throw shipping.lineNotFound();
  const left = order.lines.filter(({ status }) => status === "AWAITING_SHIPMENT");
  return ids.length === 0 ? left : order.lines.filter(({ id }) => ids.includes(id));
}

function servicesOf(world: TiktokShopWorld, shop: Shop, order: Order) {
  const region = regionOf(shop.region);
  const provider = world.deliveryOptions.get(order.deliveryOptionId)?.providers[0];
  return names.map((name, index) => ({
    id: `28823355912386000${index + 1}`,
    name: `${provider?.name ?? ""} ${name}`,
    shipping_provider_id: provider?.id ?? "",
    shipping_provider_name: provider?.name ?? "",
    currency: region.currency,
    price: toDecimal((index + 3) * 10 ** region.decimals, region),
    earliest_delivery_days: 3 - index,
    latest_delivery_days: 5 - index,
    is_default: index === 0,
  }));
}
