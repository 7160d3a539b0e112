import { z } from "zod";
import { ok } from "../envelope.ts";
import type { TiktokShopOperation } from "../operation.ts";
import { readBody } from "../read-body.ts";
import { regionOf } from "../regions.ts";
import type { Order, Package, Shop } from "../tiktok-shop-entities.ts";
import { shipping, TiktokShopRefusal } from "../tiktok-shop-errors.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { makePackage, orderOfPackage, packageOf, requireShippable, requireTracking, shipPackage } from "./packages.ts";

const SCOPE = "seller.fulfillment.basic";
const shipmentSchema = z.object({
  handover_method: z.enum(["PICKUP", "DROP_OFF"]).optional(),
  pickup_slot: z.object({ start_time: z.number().int(), end_time: z.number().int() }).optional(),
  self_shipment: z.object({ shipping_provider_id: z.string(), tracking_number: z.string() }).optional(),
});
type Shipment = z.output<typeof shipmentSchema>;
const batchSchema = z.object({
  packages: z
    .array(shipmentSchema.extend({ id: z.string() }))
    .min(1)
    .max(50),
});
const markSchema = z.object({
  order_line_item_ids: z.array(z.string()).default([]),
  shipping_provider_id: z.string(),
  tracking_number: z.string(),
});

/** The three ways to ship: one waiting package, many of them, and lines sent with the seller's own carrier. */
export function shipOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "ShipPackage",
      method: "POST",
      paths: ["/fulfillment/202309/packages/:packageId/ship"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const shipment = await readBody(c, shipmentSchema);
        ship(world, packageOf(world, shop, c.req.param("packageId") ?? ""), shipment);
        return ok(world, c);
      },
    },
    {
      operation: "BatchShipPackages",
      method: "POST",
      paths: ["/fulfillment/202309/packages/ship"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const { packages } = await readBody(c, batchSchema);
        const errors = packages.flatMap(({ id, ...shipment }) =>
          failureOf(id, () => ship(world, packageOf(world, shop, id), shipment)),
        );
        return ok(world, c, errors.length === 0 ? {} : { errors });
      },
    },
    {
      operation: "MarkPackageAsShipped",
      method: "POST",
      paths: ["/fulfillment/202309/orders/:orderId/packages"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const body = await readBody(c, markSchema);
        const order = world.orders.get(c.req.param("orderId") ?? "");
        if (order?.shopId !== shop.id) throw shipping.orderNotFound();
        const pack = markAsShipped(world, shop, order, body);
        const { shipWarning } = world.settings;
        return ok(world, c, {
          order_id: order.id,
          order_line_item_ids: pack.lineIds,
          package_id: pack.id,
          ...(shipWarning !== null && { warning: { message: shipWarning } }),
        });
      },
    },
  ];
}

/** Runs one item of a batch; a refusal becomes an entry of `data.errors`. */
export function failureOf(packageId: string, work: () => void) {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof TiktokShopRefusal)) throw error;
    return [{ code: error.code, message: error.message, detail: { package_id: packageId } }];
  }
}

function markAsShipped(world: TiktokShopWorld, shop: Shop, order: Order, body: z.output<typeof markSchema>): Package {
  if (!regionOf(shop.region).marksAsShipped) throw shipping.wrongRegion();
  if (order.shippingType !== "SELLER") throw shipping.notSellerShipping();
  requireShippable(order);
  const ids = new Set(body.order_line_item_ids);
  if ([...ids].some((id) => !order.lines.some((line) => line.id === id))) throw shipping.lineNotFound();
  const left = order.lines.filter(({ status }) => status === "AWAITING_SHIPMENT");
  const lines = ids.size === 0 ? left : order.lines.filter(({ id }) => ids.has(id));
  if (lines.some(({ status }) => status !== "AWAITING_SHIPMENT")) throw shipping.wrongStatus();
  const { shipping_provider_id: providerId, tracking_number: trackingNumber } = body;
  const tracking = requireTracking(world, order, { providerId, trackingNumber });
  const at = world.seconds();
  const pack = Object.assign(makePackage(world, order, lines, at), tracking);
  shipPackage(world, pack, at);
  return pack;
}

function ship(world: TiktokShopWorld, pack: Package, shipment: Shipment) {
  if (pack.frozen) throw shipping.frozen();
  if (pack.shippedTime !== null || pack.status === "CANCELLED") throw shipping.wrongStatus();
  const order = orderOfPackage(world, pack);
  requireShippable(order);
  if (order.shippingType === "SELLER") {
    const { self_shipment: own } = shipment;
    const given = { providerId: own?.shipping_provider_id, trackingNumber: own?.tracking_number };
    Object.assign(pack, requireTracking(world, order, given));
  } else {
    Object.assign(pack, platformTracking(world, order));
    pack.handoverMethod = shipment.handover_method ?? "PICKUP";
    pack.pickupSlot = shipment.pickup_slot ?? null;
  }
  shipPackage(world, pack, world.seconds());
}

/** What TikTok's own carrier gives a parcel. */
export function platformTracking(world: TiktokShopWorld, order: Order) {
  const provider = world.deliveryOptions.get(order.deliveryOptionId)?.providers[0];
  return {
    providerId: provider?.id ?? "",
    providerName: provider?.name ?? "",
    trackingNumber: `TTS${world.random.digits(12)}`,
  };
}
