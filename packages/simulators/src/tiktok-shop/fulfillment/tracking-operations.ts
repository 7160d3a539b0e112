import { z } from "zod";
import { ok } from "../envelope.ts";
import type { TiktokShopOperation } from "../operation.ts";
import { changeOrder } from "../orders/order-state.ts";
import { movePackage } from "../orders/settle.ts";
import { readBody } from "../read-body.ts";
import type { Package } from "../tiktok-shop-entities.ts";
import { shipping } from "../tiktok-shop-errors.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { orderOfPackage, packageOf, requireTracking } from "./packages.ts";
import { failureOf } from "./ship-operations.ts";

const SCOPE = "seller.fulfillment.basic";
const CORRECTABLE_SECONDS = 72 * 3600;
const correctionSchema = z.object({ shipping_provider_id: z.string(), tracking_number: z.string() });
const deliverSchema = z.object({
  packages: z
    .array(
      z.object({
        id: z.string(),
        delivery_type: z.enum(["DELIVERY_SUCCESS", "DELIVERY_FAILED", "UPDATE_POD"]),
        fail_delivery_reason: z.string().optional(),
        file_type: z.enum(["IMG", "PDF"]).optional(),
        file_url: z.string().optional(),
      }),
    )
    .min(1),
});

/** Corrections of a tracking number, and reports of delivery by the seller's own carrier. */
export function trackingOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "UpdateShippingInfo",
      method: "POST",
      paths: ["/fulfillment/202309/orders/:orderId/shipping_info/update"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const body = await readBody(c, correctionSchema);
        const orderId = c.req.param("orderId") ?? "";
        if (world.orders.get(orderId)?.shopId !== shop.id) throw shipping.orderNotFound();
        const packages = world.packages.where((pack) => pack.orderId === orderId && pack.shippedTime !== null);
        if (packages.length === 0) throw shipping.notShipped();
        for (const pack of packages) correct(world, pack, body);
        return ok(world, c);
      },
    },
    {
      operation: "UpdatePackageShippingInfo",
      method: "POST",
      paths: ["/fulfillment/202309/packages/:packageId/shipping_info/update"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const body = await readBody(c, correctionSchema);
        correct(world, packageOf(world, shop, c.req.param("packageId") ?? ""), body);
        return ok(world, c);
      },
    },
    {
      operation: "UpdatePackageDeliveryStatus",
      method: "POST",
      paths: ["/fulfillment/202309/packages/deliver"],
      scope: SCOPE,
      about: "shop",
      async handle(c, shop) {
        const { packages } = await readBody(c, deliverSchema);
        const errors = packages.flatMap(({ id, delivery_type: type }) =>
          failureOf(id, () => deliver(world, packageOf(world, shop, id), type)),
        );
        return ok(world, c, errors.length === 0 ? {} : { errors });
      },
    },
  ];
}

function correct(world: TiktokShopWorld, pack: Package, body: z.output<typeof correctionSchema>) {
  const order = orderOfPackage(world, pack);
  if (pack.shippedTime === null) throw shipping.notShipped();
  if (order.shippingType !== "SELLER") throw shipping.notSellerShipping();
  if (order.cancelRequestedTime !== null) throw shipping.afterSaleOpen();
  if (pack.deliveredTime !== null) throw shipping.delivered();
  const at = world.seconds();
  if (at > pack.shippedTime + CORRECTABLE_SECONDS) throw shipping.tooLate();
  const { shipping_provider_id: providerId, tracking_number: trackingNumber } = body;
  const tracking = requireTracking(world, order, { providerId, trackingNumber });
  changeOrder(world, order, at, () => {
    Object.assign(pack, tracking);
    pack.updateTime = at;
    pack.corrections += 1;
  });
  world.ledger.append("tracking-corrected", { orderId: order.id, packageId: pack.id, trackingNumber });
}

function deliver(world: TiktokShopWorld, pack: Package, type: string) {
  const order = orderOfPackage(world, pack);
  if (pack.shippedTime === null) throw shipping.notShipped();
  if (order.shippingType !== "SELLER") throw shipping.notSellerShipping();
  if (type === "DELIVERY_SUCCESS" && pack.deliveredTime === null)
    movePackage(world, pack, "DELIVERED", world.seconds());
}
