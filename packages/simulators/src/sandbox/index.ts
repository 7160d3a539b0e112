export { amazonSeedOfShop } from "./amazon-seed-of-shop.ts";
export type { Arrival } from "./arrival.ts";
export { type BankedPayout, bankPayouts } from "./bank-payouts.ts";
export { bricklinkSeedOfShop } from "./bricklink-seed-of-shop.ts";
export { bricksetSeedOfShop } from "./brickset-seed-of-shop.ts";
export { bricqerSeedOfShop } from "./bricqer-seed-of-shop.ts";
export { demoCredentials } from "./demo-credentials.ts";
export { ebaySeedOfShop } from "./ebay-seed-of-shop.ts";
export { FLIPKART_LOCATION, flipkartSeedOfShop } from "./flipkart-seed-of-shop.ts";
export { BUSINESS_ACCOUNT, monzoSeedOfShop } from "./monzo-seed-of-shop.ts";
export {
  bricklinkInventoryId,
  bricklinkOrderId,
  brickowlLotId,
  ebayItemId,
  ebayLineItemId,
  ebayOrderId,
} from "./platform-ids.ts";
export { type Sandbox, type SandboxOptions, type SandboxPlatform, startSandbox } from "./start-sandbox.ts";
export { tiktokShopSeedOfShop } from "./tiktok-shop-seed-of-shop.ts";
