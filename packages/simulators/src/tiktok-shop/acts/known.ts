import { ActRefused } from "../../kit/index.ts";
import type { Order, Package, Shop } from "../tiktok-shop-entities.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";

/** The shop of that id, or the first one. */
export function knownShop(world: TiktokShopWorld, shopId: string | undefined): Shop {
  const shop = shopId === undefined ? world.shops.all()[0] : world.shops.get(shopId);
  if (shop === undefined) throw new ActRefused(`There is no shop ${shopId ?? ""}`);
  return shop;
}

export function knownOrder(world: TiktokShopWorld, orderId: string): Order {
  const order = world.orders.get(orderId);
  if (order === undefined) throw new ActRefused(`There is no order ${orderId}`);
  return order;
}

export function knownPackage(world: TiktokShopWorld, packageId: string): Package {
  const pack = world.packages.get(packageId);
  if (pack === undefined) throw new ActRefused(`There is no package ${packageId}`);
  return pack;
}
