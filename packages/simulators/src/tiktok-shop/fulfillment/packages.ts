import { changeOrder } from "../orders/order-state.ts";
import { shipUnit } from "../products/stock.ts";
import { regionOf } from "../regions.ts";
import type { Order, OrderLine, Package, Shop } from "../tiktok-shop-entities.ts";
import { shipping } from "../tiktok-shop-errors.ts";
import { nextId, type TiktokShopWorld } from "../tiktok-shop-world.ts";

const TRACKING = /^[A-Za-z0-9][A-Za-z0-9 -]{3,48}[A-Za-z0-9]$/;

/** Makes a package of some of an order's lines; it has not left yet. */
export function makePackage(world: TiktokShopWorld, order: Order, lines: readonly OrderLine[], at: number): Package {
  const pack = world.packages.insert({
    id: nextId(world, "package"),
    shopId: order.shopId,
    orderId: order.id,
    lineIds: lines.map(({ id }) => id),
    status: "PROCESSING",
    providerId: "",
    providerName: "",
    trackingNumber: "",
    handoverMethod: null,
    pickupSlot: null,
    shippingServiceId: null,
    createTime: at,
    updateTime: at,
    shippedTime: null,
    collectedTime: null,
    deliveredTime: null,
    completedTime: null,
    frozen: false,
    corrections: 0,
  });
  for (const line of lines) line.packageId = pack.id;
  return pack;
}

/** Where a package waits from the start, makes it; elsewhere it comes into being when it leaves. */
export function prepareForShipping(world: TiktokShopWorld, order: Order, at: number) {
  const region = regionOf(world.shops.get(order.shopId)?.region ?? "GB");
  const waits = order.shippingType === "TIKTOK" ? !region.buysLabels : !region.marksAsShipped;
  const lines = order.lines.filter(({ status, packageId }) => status === "AWAITING_SHIPMENT" && packageId === null);
  if (waits && lines.length > 0) makePackage(world, order, lines, at);
}

/** The package leaves: its lines wait for the carrier, their units are gone from stock. */
export function shipPackage(world: TiktokShopWorld, pack: Package, at: number, via: "api" | "site" = "api") {
  const order = world.orders.get(pack.orderId);
  if (order === undefined) throw shipping.orderNotFound();
  pack.shippedTime = at;
  pack.updateTime = at;
  changeOrder(world, order, at, () => {
    order.shippedTime ??= at;
    for (const line of order.lines) {
      if (line.packageId !== pack.id || line.status !== "AWAITING_SHIPMENT") continue;
      line.status = "AWAITING_COLLECTION";
      shipUnit(world, line);
    }
  });
  const { id: packageId, orderId, lineIds, trackingNumber, providerName } = pack;
  world.ledger.append("order-shipped", { orderId, packageId, lineIds, trackingNumber, carrier: providerName, via });
}

/** The carrier of the order's delivery option, with a tracking number that has the form of one. */
export function requireTracking(
  world: TiktokShopWorld,
  order: Order,
  given: { providerId: string | undefined; trackingNumber: string | undefined },
): { providerId: string; providerName: string; trackingNumber: string } {
  const provider = world.deliveryOptions
    .get(order.deliveryOptionId)
    ?.providers.find(({ id }) => id === given.providerId);
  const trackingNumber = given.trackingNumber?.trim() ?? "";
  if (provider === undefined || !TRACKING.test(trackingNumber)) throw shipping.badTracking();
  return { providerId: provider.id, providerName: provider.name, trackingNumber };
}

/** Refuses what may not leave now: unpaid, held, cancelled, or with a buyer's request to cancel open. */
export function requireShippable(order: Order) {
  if (order.fulfillmentType !== "FULFILLMENT_BY_SELLER") throw shipping.wrongStatus();
  if (order.cancelRequestedTime !== null) throw shipping.afterSaleOpen();
  if (order.status !== "AWAITING_SHIPMENT" && order.status !== "PARTIALLY_SHIPPING") throw shipping.wrongStatus();
}

/** The shop's package of that id. */
export function packageOf(world: TiktokShopWorld, shop: Shop, id: string): Package {
  const pack = world.packages.get(id);
  if (pack?.shopId !== shop.id) throw shipping.packageNotFound();
  return pack;
}

export function orderOfPackage(world: TiktokShopWorld, pack: Package): Order {
  const order = world.orders.get(pack.orderId);
  if (order === undefined) throw shipping.orderNotFound();
  return order;
}
