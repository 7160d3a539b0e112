export type {
  MonzoAccountSeed,
  MonzoClientSeed,
  MonzoCounterparty,
  MonzoMerchantSeed,
  MonzoPotSeed,
  MonzoSeed,
  MonzoTransactionSeed,
  MonzoUserSeed,
} from "./monzo-seed.ts";
export {
  createMonzoSimulator,
  type MonzoActs,
  type MonzoSimulator,
  type MonzoSimulatorOptions,
} from "./monzo-simulator.ts";
export type { MonzoWorld } from "./monzo-world.ts";
