export type {
  BricksetCollectionSeed,
  BricksetKeySeed,
  BricksetRegion,
  BricksetRetailSeed,
  BricksetReviewSeed,
  BricksetSeed,
  BricksetSetSeed,
  BricksetUserSeed,
} from "./brickset-seed.ts";
export {
  type BricksetSimulator,
  type BricksetSimulatorOptions,
  createBricksetSimulator,
} from "./brickset-simulator.ts";
export type { BricksetSettings, BricksetWorld } from "./brickset-world.ts";
export { bricksetCatalogue } from "./catalogue/index.ts";
