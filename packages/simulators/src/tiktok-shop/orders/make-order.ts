import { availableOf, findSku } from "../products/stock.ts";
import { type Region, regionOf, toMinor } from "../regions.ts";
import type { Order, OrderLine, Product, Shop, Sku } from "../tiktok-shop-entities.ts";
import type { TiktokShopOrderLineSeed, TiktokShopOrderSeed } from "../tiktok-shop-seed.ts";
import { nextId, type TiktokShopWorld } from "../tiktok-shop-world.ts";
import { statusOf } from "./order-state.ts";

const DAY = 86_400;

/** Builds an order of one shop from its seed, without shipments; takes no stock and stores nothing. */
export function makeOrder(world: TiktokShopWorld, shop: Shop, seed: TiktokShopOrderSeed): Order {
  const region = regionOf(shop.region);
  const createTime = toSeconds(seed.placedAt);
  const paidTime = seed.paidAt === undefined ? null : toSeconds(seed.paidAt);
  const option = world.deliveryOptions.find(
    (row) => row.shopId === shop.id && (row.type === "SEND_BY_SELLER") === (seed.shippingType !== "TIKTOK"),
  );
  const lines = seed.lines.flatMap((line) => linesOf(world, { shop, region, line, paid: paidTime !== null }));
  const order: Order = {
    id: seed.id ?? nextId(world, "order"),
    shopId: shop.id,
    userId: seed.buyer.userId,
    email: `${seed.buyer.userId.slice(-6)}@chat.seller.tiktok.com`,
    address: seed.buyer.address,
    createTime,
    updateTime: seed.updatedAt === undefined ? (paidTime ?? createTime) : toSeconds(seed.updatedAt),
    paidTime,
    holdUntil: seed.holdUntil === undefined ? null : toSeconds(seed.holdUntil),
    shipBy: seed.shipBy === undefined ? shipByOf(world, paidTime) : toSeconds(seed.shipBy),
    shippedTime: null,
    deliveredTime: null,
    status: "UNPAID",
    shippingType: seed.shippingType ?? "SELLER",
    fulfillmentType: seed.fulfillmentType ?? "FULFILLMENT_BY_SELLER",
    deliveryOptionId: option?.id ?? "",
    warehouseId: lines[0]?.warehouseId ?? "",
    shippingFee: toMinor(seed.shippingFee ?? "0", region),
    tax: toMinor(seed.tax ?? "0", region),
    lines,
    buyerMessage: seed.buyerMessage ?? "",
    sellerNote: "",
    cancelRequestedTime: null,
    cancelTime: null,
    cancelReason: null,
    cancelledBy: null,
    isSample: seed.isSample ?? false,
    isCashOnDelivery: seed.isCashOnDelivery ?? false,
    replacedOrderId: seed.replacedOrderId ?? null,
    exchangedOrderId: seed.exchangedOrderId ?? null,
    orderType: seed.orderType ?? "",
    strangeStatus: seed.strangeStatus ?? null,
  };
  order.status = statusOf(order);
  return order;
}

export function shipByOf(world: TiktokShopWorld, paidTime: number | null): number | null {
  return paidTime === null ? null : paidTime + world.settings.shipWithinDays * DAY;
}

export function toSeconds(iso: string): number {
  const milliseconds = Date.parse(iso);
  if (Number.isNaN(milliseconds)) throw new RangeError(`Not an instant: ${iso}`);
  return Math.floor(milliseconds / 1000);
}

/** The SKU that a seeded line names, in this shop. */
export function skuOfLine(world: TiktokShopWorld, shop: Shop, line: TiktokShopOrderLineSeed) {
  const found =
    line.skuId === undefined
      ? world.products
          .where(({ shopId }) => shopId === shop.id)
          .flatMap((product) => product.skus.map((sku) => ({ product, sku })))
          .find(({ sku }) => sku.sellerSku === line.sellerSku)
      : findSku(world, line.skuId);
  if (found?.product.shopId !== shop.id) {
    throw new RangeError(`The shop ${shop.name} has no SKU ${line.skuId ?? line.sellerSku ?? ""}`);
  }
  return found;
}

interface LineSource {
  shop: Shop;
  region: Region;
  line: TiktokShopOrderLineSeed;
  paid: boolean;
}

// One element per unit, as on the wire.
function linesOf(world: TiktokShopWorld, { shop, region, line, paid }: LineSource): OrderLine[] {
  const { product, sku } = skuOfLine(world, shop, line);
  return Array.from({ length: line.quantity ?? 1 }, () => ({
    id: nextId(world, "line"),
    productId: product.id,
    ...soldAs(product, sku, line),
    warehouseId: (sku.stock.find(({ available }) => available > 0) ?? sku.stock[0])?.warehouseId ?? "",
    originalPrice: line.price === undefined ? sku.price : toMinor(line.price, region),
    sellerDiscount: toMinor(line.sellerDiscount ?? "0", region),
    platformDiscount: toMinor(line.platformDiscount ?? "0", region),
    status: line.status ?? (paid ? ("AWAITING_SHIPMENT" as const) : ("UNPAID" as const)),
    cancelReason: null,
    cancelUser: null,
    packageId: null,
    isGift: line.isGift ?? false,
    unit: "committed" as const,
  }));
}

function soldAs(product: Product, sku: Sku, line: TiktokShopOrderLineSeed) {
  return {
    productName: line.title ?? product.title,
    skuId: sku.id,
    skuName: sku.name,
    sellerSku: line.soldSellerSku ?? sku.sellerSku,
  };
}

/** Whether the shop can still sell so many of the SKU. */
export function canSell(sku: Sku, quantity: number): boolean {
  return availableOf(sku) >= quantity;
}
