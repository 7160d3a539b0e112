import { toSeconds } from "./orders/make-order.ts";
import { regionOf, toMinor } from "./regions.ts";
import { SCOPE_TEXTS } from "./scopes.ts";
import { seedOrder } from "./seed-order.ts";
import type { Shop, Warehouse } from "./tiktok-shop-entities.ts";
import type {
  TiktokShopAppSeed,
  TiktokShopProductSeed,
  TiktokShopSeed,
  TiktokShopSellerSeed,
  TiktokShopShopSeed,
  TiktokShopWarehouseSeed,
} from "./tiktok-shop-seed.ts";
import { defaultSettings, nextId, type TiktokShopWorld } from "./tiktok-shop-world.ts";

const CARRIERS: Readonly<Record<string, readonly string[]>> = {
  GB: ["Royal Mail", "Evri", "DPD", "Yodel", "Parcelforce"],
  US: ["USPS", "UPS", "FedEx"],
  JP: ["Yamato Transport", "Sagawa Express", "Japan Post"],
};
const USUAL_CARRIERS = ["DHL", "DPD", "GLS"];

/** Fills the empty world from a seed: apps, sellers, their shops with goods, then orders. */
export function seedWorld(world: TiktokShopWorld, seed: TiktokShopSeed) {
  Object.assign(world.settings, defaultSettings);
  for (const app of seed.apps) addApp(world, app);
  for (const seller of seed.sellers) addSeller(world, seller);
  world.ledger.clear();
}

function addApp(world: TiktokShopWorld, seed: TiktokShopAppSeed) {
  world.apps.insert({
    appKey: seed.appKey,
    appSecret: seed.appSecret,
    serviceId: seed.serviceId,
    title: seed.title ?? "An app",
    redirectUrl: seed.redirectUrl,
    scopes: [...(seed.scopes ?? Object.keys(SCOPE_TEXTS))],
    regionGroup: seed.regionGroup ?? "ROW",
    inDevelopment: seed.inDevelopment ?? false,
    webhookUrl: seed.webhookUrl ?? null,
  });
}

function addSeller(world: TiktokShopWorld, seed: TiktokShopSellerSeed) {
  world.sellers.insert({
    openId: seed.openId,
    name: seed.name,
    baseRegion: seed.baseRegion ?? seed.shops[0]?.region ?? "GB",
    userType: seed.userType ?? 0,
    isTestSeller: seed.isTestSeller ?? false,
  });
  for (const shop of seed.shops) addShop(world, seed.openId, shop);
}

function addShop(world: TiktokShopWorld, openId: string, seed: TiktokShopShopSeed) {
  const { id, cipher, code, name, region, sellerType = "LOCAL" } = seed;
  const shop = world.shops.insert({ id, cipher, code, name, region, sellerType, openId });
  const warehouses = seed.warehouses ?? [
    { name: "Main", isDefault: true },
    { name: "Returns", type: "RETURN_WAREHOUSE" },
  ];
  for (const warehouse of warehouses) addWarehouse(world, shop, warehouse);
  addDeliveryOptions(world, shop, seed.carriers ?? CARRIERS[region] ?? USUAL_CARRIERS);
  for (const product of seed.products ?? []) addProduct(world, shop, product);
  for (const order of seed.orders ?? []) seedOrder(world, shop, order);
}

function addWarehouse(world: TiktokShopWorld, shop: Shop, seed: TiktokShopWarehouseSeed) {
  world.warehouses.insert({
    id: seed.id ?? nextId(world, "warehouse"),
    shopId: shop.id,
    name: seed.name,
    type: seed.type ?? "SALES_WAREHOUSE",
    subType: "DOMESTIC_WAREHOUSE",
    effectStatus: seed.effectStatus ?? "ENABLED",
    isDefault: seed.isDefault ?? false,
    city: seed.city ?? "Leeds",
    postalCode: seed.postalCode ?? "LS1 4AP",
  });
}

function addDeliveryOptions(world: TiktokShopWorld, shop: Shop, carriers: readonly string[]) {
  const withIds = (names: readonly string[]) => names.map((name) => ({ id: nextId(world, "provider"), name }));
  const shopId = shop.id;
  world.deliveryOptions.insert({
    id: nextId(world, "deliveryOption"),
    shopId,
    name: "Shipped from seller",
    type: "SEND_BY_SELLER",
    providers: withIds(carriers),
  });
  world.deliveryOptions.insert({
    id: nextId(world, "deliveryOption"),
    shopId,
    name: "Standard shipping",
    type: "STANDARD",
    providers: withIds(["TT Virtual express"]),
  });
}

/** Puts a product into a shop, with its stock by warehouse. */
export function addProduct(world: TiktokShopWorld, shop: Shop, seed: TiktokShopProductSeed) {
  const region = regionOf(shop.region);
  const warehouses = world.warehouses.where(({ shopId, type }) => shopId === shop.id && type === "SALES_WAREHOUSE");
  const createTime = seed.createdAt === undefined ? world.seconds() - 30 * 86_400 : toSeconds(seed.createdAt);
  return world.products.insert({
    id: seed.id ?? nextId(world, "product"),
    shopId: shop.id,
    title: seed.title,
    description: seed.description ?? `<p>${seed.title}</p>`,
    status: seed.status ?? "ACTIVATE",
    createTime,
    updateTime: createTime,
    skus: seed.skus.map((sku) => ({
      id: sku.id ?? nextId(world, "sku"),
      sellerSku: sku.sellerSku ?? "",
      name: sku.name ?? "Default",
      price: toMinor(sku.price, region),
      stock: stockOf(warehouses, sku.available),
    })),
  });
}

function stockOf(warehouses: readonly Warehouse[], available: number | Readonly<Record<string, number>>) {
  const [first] = warehouses;
  if (first === undefined) throw new Error("A shop with products needs a sales warehouse");
  if (typeof available === "number") return [{ warehouseId: first.id, available, committed: 0 }];
  return Object.entries(available).map(([name, units]) => {
    const warehouse = warehouses.find((row) => row.name === name);
    if (warehouse === undefined) throw new Error(`There is no sales warehouse ${name}`);
    return { warehouseId: warehouse.id, available: units, committed: 0 };
  });
}
