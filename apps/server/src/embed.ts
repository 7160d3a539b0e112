// For programs of this repository that run the server inside themselves, such as benchmarks.
export { callerOf } from "./caller-of.ts";
export { readConfig } from "./config.ts";
export { type RunningServer, type ServerOverrides, startServer } from "./server.ts";
export { createSharedRateBudget } from "./services/budgets/shared-rate-budget.ts";
export { type ServerParts, systemContext } from "./services/context.ts";
export { runOrderSync } from "./services/sync/run-order-sync.ts";
