export { createShop, DEMO_SEED, type ShopOptions } from "./create-shop.ts";
export { type PayoutPlatform, pastPayouts, type ShopPayout } from "./payouts.ts";
export {
  type Expectation,
  type Shop,
  type ShopBuyer,
  type ShopCondition,
  type ShopLine,
  type ShopOffer,
  type ShopOrder,
  type ShopOrderStatus,
  type ShopPlatform,
  type ShopProduct,
  type ShopShipment,
  type ShopUnit,
  type ShopUnitStatus,
  shopOrderStatuses,
  type Trouble,
  troubles,
} from "./shop-types.ts";
export { stockCsv } from "./stock-csv.ts";
