export type {
  FlipkartApplicationSeed,
  FlipkartListingSeed,
  FlipkartOrderLineSeed,
  FlipkartOrderSeed,
  FlipkartSeed,
} from "./flipkart-seed.ts";
export { productIdOf } from "./flipkart-seeding.ts";
export type { FlipkartBehaviour } from "./flipkart-settings.ts";
export {
  createFlipkartSimulator,
  type FlipkartActs,
  type FlipkartSimulator,
  type FlipkartSimulatorOptions,
} from "./flipkart-simulator.ts";
export type { FlipkartWorld } from "./flipkart-world.ts";
export { notificationAuthorization } from "./notifications.ts";
