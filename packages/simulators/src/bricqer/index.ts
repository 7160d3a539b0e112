export type {
  BricqerBuyerSeed,
  BricqerCondition,
  BricqerDefinitionSeed,
  BricqerKeySeed,
  BricqerRight,
  BricqerSeed,
  BricqerStockItemSeed,
  BricqerTenantSeed,
  ChannelOrder,
  ChannelOrderLine,
  LegoType,
} from "./bricqer-seed.ts";
export {
  type BricqerSimulator,
  type BricqerSimulatorOptions,
  createBricqerSimulator,
} from "./bricqer-simulator.ts";
export type { BricqerSettings, BricqerWorld } from "./bricqer-world.ts";
export { bricqerColorOfBricklink } from "./colors.ts";
