export {
  createEasypostSimulator,
  type EasypostSimulator,
  type EasypostSimulatorOptions,
} from "./easypost-simulator.ts";
export type { EasypostSeed, EasypostWorld } from "./easypost-world.ts";
