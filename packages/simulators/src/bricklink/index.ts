export {
  type BricklinkBuyerSeed,
  type BricklinkItemSeed,
  type BricklinkItemType,
  type BricklinkLotSeed,
  type BricklinkOrderLineSeed,
  type BricklinkOrderSeed,
  type BricklinkSeed,
  type BricklinkStoreSeed,
  type BricklinkTokenSeed,
  itemTypes,
} from "./bricklink-seed.ts";
export {
  type BricklinkSimulator,
  type BricklinkSimulatorOptions,
  createBricklinkSimulator,
} from "./bricklink-simulator.ts";
export type { BricklinkSettings, BricklinkWorld, CallbackSettings } from "./bricklink-world.ts";
