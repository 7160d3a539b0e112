export { inventBuyer as inventAmazonBuyer } from "./acts/invented-buyer.ts";
export type {
  AmazonAddressSeed,
  AmazonApplicationSeed,
  AmazonBuyerSeed,
  AmazonListingSeed,
  AmazonOrderLineSeed,
  AmazonOrderSeed,
  AmazonPackageSeed,
  AmazonSeed,
  AmazonSellerSeed,
  AmazonTiming,
} from "./amazon-seed.ts";
export {
  type AmazonActs,
  type AmazonSimulator,
  type AmazonSimulatorOptions,
  createAmazonSimulator,
} from "./amazon-simulator.ts";
export type { AmazonWorld } from "./amazon-world.ts";
