export type {
  BrickowlBuyerSeed,
  BrickowlCondition,
  BrickowlItemSeed,
  BrickowlItemType,
  BrickowlKeySeed,
  BrickowlLotSeed,
  BrickowlOrderLineSeed,
  BrickowlOrderSeed,
  BrickowlPermission,
  BrickowlSeed,
  BrickowlStoreSeed,
} from "./brickowl-seed.ts";
export {
  type BrickowlSimulator,
  type BrickowlSimulatorOptions,
  createBrickowlSimulator,
} from "./brickowl-simulator.ts";
export type { BrickowlSettings, BrickowlWorld, NotifySettings } from "./brickowl-world.ts";
export { colorOfBricklink } from "./colors.ts";
