import { requestCancellation } from "./aftersales/cancellations.ts";
import { makePackage, prepareForShipping } from "./fulfillment/packages.ts";
import { makeOrder, toSeconds } from "./orders/make-order.ts";
import { statusOf } from "./orders/order-state.ts";
import { findSku } from "./products/stock.ts";
import type { Order, OrderLine, Shop } from "./tiktok-shop-entities.ts";
import type { TiktokShopOrderSeed } from "./tiktok-shop-seed.ts";
import { nextId, type TiktokShopWorld } from "./tiktok-shop-world.ts";

type ShipmentSeed = NonNullable<TiktokShopOrderSeed["shipments"]>[number];

/** Stores a seeded order with its past: shipments, cancellation, and the units it still holds. */
export function seedOrder(world: TiktokShopWorld, shop: Shop, seed: TiktokShopOrderSeed) {
  const order = world.orders.insert(makeOrder(world, shop, seed));
  const updateTime = order.updateTime;
  for (const shipment of seed.shipments ?? []) seedShipment(world, order, seed, shipment);
  if (seed.cancellation !== undefined) seedCancellation(world, order, seed.cancellation);
  order.status = statusOf(order);
  if (order.paidTime !== null) prepareForShipping(world, order, order.paidTime);
  order.updateTime = seed.updatedAt === undefined ? Math.max(updateTime, order.updateTime) : updateTime;
  for (const line of order.lines) holdUnit(world, line);
}

// Stock figures are those after the orders, so only the committed units are still to be counted.
function holdUnit(world: TiktokShopWorld, line: OrderLine) {
  if (line.status === "CANCELLED") line.unit = "released";
  if (line.status !== "UNPAID" && line.status !== "AWAITING_SHIPMENT" && line.status !== "CANCELLED")
    line.unit = "gone";
  const stock = findSku(world, line.skuId)?.sku.stock.find(({ warehouseId }) => warehouseId === line.warehouseId);
  if (line.unit === "committed" && stock !== undefined) stock.committed += 1;
}

function seedShipment(world: TiktokShopWorld, order: Order, seed: TiktokShopOrderSeed, shipment: ShipmentSeed) {
  const at = toSeconds(shipment.at);
  const pack = makePackage(world, order, linesOf(order, seed, shipment.lines), at);
  const providers = world.deliveryOptions.get(order.deliveryOptionId)?.providers ?? [];
  const provider = providers.find(({ name }) => name === shipment.provider) ?? providers[0];
  Object.assign(pack, {
    providerId: provider?.id ?? "",
    providerName: provider?.name ?? "",
    trackingNumber: shipment.trackingNumber,
    shippedTime: at,
  });
  order.shippedTime ??= at;
  order.updateTime = Math.max(order.updateTime, at);
  const steps = [
    ["DELIVERED", shipment.deliveredAt],
    ["COMPLETED", shipment.completedAt],
  ] as const;
  let status: OrderLine["status"] = "AWAITING_COLLECTION";
  for (const [reached, when] of steps) {
    if (when === undefined) continue;
    status = reached;
    const time = toSeconds(when);
    pack.collectedTime ??= time;
    pack.deliveredTime ??= time;
    if (reached === "COMPLETED") pack.completedTime = time;
    pack.status = "COMPLETED";
    order.deliveredTime ??= time;
    order.updateTime = Math.max(order.updateTime, time);
  }
  for (const line of order.lines) if (line.packageId === pack.id) line.status = status;
}

// The seed speaks of lines with quantities; the order has one element per unit.
function linesOf(order: Order, seed: TiktokShopOrderSeed, indexes: readonly number[] | undefined): OrderLine[] {
  const owners = seed.lines.flatMap(({ quantity = 1 }, index) => Array.from({ length: quantity }, () => index));
  return order.lines.filter(
    ({ packageId }, index) => packageId === null && (indexes === undefined || indexes.includes(owners[index] ?? -1)),
  );
}

function seedCancellation(
  world: TiktokShopWorld,
  order: Order,
  cancellation: NonNullable<TiktokShopOrderSeed["cancellation"]>,
) {
  const { at: iso, by = "BUYER", reason = "No longer needed", requestedOnly = false } = cancellation;
  const at = toSeconds(iso);
  if (requestedOnly) {
    Object.assign(requestCancellation(world, { order, lines: order.lines, role: by, reason }), {
      createTime: at,
      updateTime: at,
    });
    order.cancelRequestedTime = at;
    order.updateTime = at;
    return;
  }
  for (const line of order.lines) Object.assign(line, { status: "CANCELLED", cancelReason: reason, cancelUser: by });
  Object.assign(order, {
    cancelTime: at,
    cancelReason: reason,
    cancelledBy: by,
    updateTime: Math.max(order.updateTime, at),
  });
  world.cancellations.insert({
    id: nextId(world, "cancellation"),
    shopId: order.shopId,
    orderId: order.id,
    type: by === "BUYER" ? "BUYER_CANCEL" : "CANCEL",
    role: by,
    status: "CANCELLATION_REQUEST_COMPLETE",
    reason,
    lineIds: order.lines.map(({ id }) => id),
    createTime: at,
    updateTime: at,
  });
}
