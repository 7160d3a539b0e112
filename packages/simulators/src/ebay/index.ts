export type {
  EbayAddressSeed,
  EbayApplicationSeed,
  EbayBuyerSeed,
  EbayCancellationSeed,
  EbayCondition,
  EbayListingSeed,
  EbayOrderLineSeed,
  EbayOrderSeed,
  EbayPastPayoutSeed,
  EbayRefundSeed,
  EbaySeed,
  EbaySellerSeed,
  EbayShipmentSeed,
  EbayVariationSeed,
} from "./ebay-seed.ts";
export { createEbaySimulator, type EbayActs, type EbaySimulator, type EbaySimulatorOptions } from "./ebay-simulator.ts";
export type { EbayWorld } from "./ebay-world.ts";
