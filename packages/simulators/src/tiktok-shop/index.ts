export type {
  TiktokShopAddressSeed,
  TiktokShopAppSeed,
  TiktokShopBuyerSeed,
  TiktokShopOrderLineSeed,
  TiktokShopOrderSeed,
  TiktokShopProductSeed,
  TiktokShopSeed,
  TiktokShopSellerSeed,
  TiktokShopShopSeed,
  TiktokShopSkuSeed,
  TiktokShopWarehouseSeed,
} from "./tiktok-shop-seed.ts";
export {
  createTiktokShopSimulator,
  type TiktokShopActs,
  type TiktokShopSimulator,
  type TiktokShopSimulatorOptions,
} from "./tiktok-shop-simulator.ts";
export type { TiktokShopWorld } from "./tiktok-shop-world.ts";
