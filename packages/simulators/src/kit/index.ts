export { type Act, ActRefused, type Acts, callAct, defineAct } from "./acts.ts";
export { type ClockOptions, type ClockState, createClock, type SimulatorClock } from "./clock.ts";
export { CONTROL_PATH } from "./control-routes.ts";
export { ConnectionCut } from "./fault-middleware.ts";
export {
  createFaultDial,
  type Fault,
  type FaultDial,
  type FaultInput,
  type FaultOf,
  type FaultTarget,
  faultSchema,
  type SetFault,
} from "./faults.ts";
export { createLedger, type Ledger, type LedgerEntry } from "./ledger.ts";
export {
  type BucketQuotaRule,
  createQuotas,
  type QuotaChange,
  type QuotaRule,
  type QuotaState,
  type Quotas,
  type WindowQuotaRule,
} from "./quotas.ts";
export { createRandom, type SeededRandom } from "./random.ts";
export { createSimulator, createSimulatorContext } from "./simulator.ts";
export { createSimulatorServer, type SimulatorServer, type SimulatorServerOptions } from "./simulator-server.ts";
export type {
  FaultAnswer,
  Simulator,
  SimulatorApp,
  SimulatorContext,
  SimulatorDefinition,
  SimulatorEnv,
  SimulatorOptions,
  SimulatorSnapshot,
} from "./simulator-types.ts";
export { createStore, type Store, type StoreSnapshot, type Table } from "./store.ts";
export {
  createWebhookSender,
  type WebhookAttempt,
  type WebhookDial,
  type WebhookMessage,
  type WebhookRequest,
  type WebhookSender,
} from "./webhooks.ts";
