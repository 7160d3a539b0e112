import { createSimulator, type Simulator, type SimulatorOptions } from "../kit/index.ts";
import { accountOperations } from "./account-operations.ts";
import { bankActs } from "./acts/bank-acts.ts";
import { clientActs } from "./acts/client-acts.ts";
import { grantActs } from "./acts/grant-acts.ts";
import { answerError, answerFault } from "./monzo-answers.ts";
import type { MonzoSeed } from "./monzo-seed.ts";
import { seedWorld } from "./monzo-seeding.ts";
import { createMonzoWorld, type MonzoWorld } from "./monzo-world.ts";
import { addAppRoutes } from "./oauth/app-routes.ts";
import { addAuthorizeRoutes } from "./oauth/authorize-routes.ts";
import { addTokenRoutes, logoutOperation } from "./oauth/token-routes.ts";
import { addOperations, operationNamer } from "./operation.ts";
import { transactionOperations } from "./transactions/transaction-operations.ts";
import { webhookOperations } from "./webhooks/webhook-operations.ts";

export interface MonzoSimulatorOptions extends SimulatorOptions {
  seed: MonzoSeed;
}

/** What can be done to a simulated Monzo beside calling its API. */
export type MonzoActs = ReturnType<typeof grantActs> & ReturnType<typeof clientActs> & ReturnType<typeof bankActs>;

export interface MonzoSimulator extends Simulator<MonzoActs> {
  /** The entities themselves, for tests in process that want to look or to set up something rare. */
  readonly world: MonzoWorld;
}

/**
 * A simulated Monzo under one prefix (default `/monzo`): the API at the prefix itself, the authorisation page at
 * `/monzo/auth`, and at `/monzo/app` what the customer's phone shows.
 */
export function createMonzoSimulator({ seed, ...options }: MonzoSimulatorOptions): MonzoSimulator {
  const world = createMonzoWorld(options);
  const operations = [
    ...accountOperations(world),
    ...transactionOperations(world),
    ...webhookOperations(world),
    logoutOperation(world),
  ];
  const nameOf = operationNamer(operations);
  const simulator = createSimulator<MonzoActs>(world, {
    seedStore: () => seedWorld(world, seed),
    acts: { ...grantActs(world), ...clientActs(world), ...bankActs(world) },
    operationOf: (request, path) => (path === "/oauth2/token" ? "token" : nameOf(request.method, path)),
    faultAnswer: (c, fault) => answerFault(c, fault),
    errorAnswer: (error, c) => answerError(world, error, c),
    routes(app) {
      addAuthorizeRoutes(world, app);
      addAppRoutes(world, app);
      addTokenRoutes(world, app);
      addOperations(world, app, operations);
    },
  });
  return { ...simulator, world };
}
