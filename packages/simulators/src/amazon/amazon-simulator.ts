import { createSimulator, type Simulator, type SimulatorOptions } from "../kit/index.ts";
import { accountActs } from "./acts/account-acts.ts";
import { forwarderActs } from "./acts/forwarder-acts.ts";
import { listingActs } from "./acts/listing-acts.ts";
import { orderActs } from "./acts/order-acts.ts";
import { answerError, answerFault } from "./amazon-answers.ts";
import { missingToken } from "./amazon-errors.ts";
import { defineRates } from "./amazon-rates.ts";
import type { AmazonSeed } from "./amazon-seed.ts";
import { seedWorld } from "./amazon-seeding.ts";
import { type AmazonWorld, createAmazonWorld } from "./amazon-world.ts";
import { addDocumentRoutes } from "./documents/s3-routes.ts";
import { feedOperations } from "./feeds/feed-operations.ts";
import { labelOperations } from "./labels/label-operations.ts";
import { listingOperations } from "./listings/listing-operations.ts";
import { destinationOperations } from "./notifications/destination-operations.ts";
import { addSnsRoutes } from "./notifications/sns-routes.ts";
import { subscriptionOperations } from "./notifications/subscription-operations.ts";
import { addConsentRoutes } from "./oauth/consent-routes.ts";
import { restrictedTokenOperations } from "./oauth/restricted-tokens.ts";
import { addTokenRoutes, TOKEN_PATH } from "./oauth/token-routes.ts";
import { addOperations, type Operation, operationNamer } from "./operation.ts";
import { shippingOperations } from "./orders/confirm-shipment.ts";
import { orderOperations } from "./orders/order-operations.ts";
import { orderV0Operations } from "./orders/order-v0-operations.ts";
import { reportOperations } from "./reports/report-operations.ts";
import { applicationOperations, sellerOperations } from "./seller-operations.ts";
import { addStaticSandbox } from "./static-sandbox.ts";
import { stockOperations } from "./stock/summary-operations.ts";

export interface AmazonSimulatorOptions extends SimulatorOptions {
  seed: AmazonSeed;
  /** Folder with Amazon's published models: the static sandbox then answers on the hosts `sandbox-na|eu|fe`. */
  models?: string;
}

/** What can be done to a simulated Amazon beside calling its API. */
export type AmazonActs = ReturnType<typeof orderActs> &
  ReturnType<typeof listingActs> &
  ReturnType<typeof accountActs> &
  ReturnType<typeof forwarderActs>;

export interface AmazonSimulator extends Simulator<AmazonActs> {
  /** The entities themselves, for tests in process that want to look or to set up something rare. */
  readonly world: AmazonWorld;
}

/**
 * A simulated Amazon Selling Partner API. Under one prefix (default `/amazon`) a path stands in for each host:
 * `lwa`, `seller-central`, `api-na`, `api-eu`, `api-fe`, `s3` and `sns`.
 */
export function createAmazonSimulator({ seed, models, ...options }: AmazonSimulatorOptions): AmazonSimulator {
  const world = createAmazonWorld(options);
  defineRates(world, seed.rateFactor ?? 1);
  const operations = allOperations(world);
  const nameOf = operationNamer(operations);
  const simulator = createSimulator<AmazonActs>(world, {
    seedStore: () => seedWorld(world, seed),
    acts: { ...orderActs(world), ...listingActs(world), ...accountActs(world), ...forwarderActs(world) },
    operationOf(request, path) {
      if (path === TOKEN_PATH) return "token";
      if (path.startsWith("/s3/")) return request.method === "PUT" ? "uploadDocument" : "downloadDocument";
      return nameOf(request.method, path);
    },
    faultAnswer: (c, fault) => answerFault(world, c, fault),
    errorAnswer: answerError,
    routes(app) {
      addConsentRoutes(world, app);
      addTokenRoutes(world, app);
      addDocumentRoutes(world, app);
      addSnsRoutes(world, app);
      addOperations(world, app, operations);
      if (models !== undefined) addStaticSandbox(app, models);
      app.all("/:host{api-na|api-eu|api-fe}/*", () => {
        throw missingToken();
      });
    },
  });
  return { ...simulator, world };
}

function allOperations(world: AmazonWorld): Operation[] {
  return [
    ...sellerOperations,
    ...orderOperations(world),
    ...orderV0Operations(world),
    ...shippingOperations(world),
    ...restrictedTokenOperations(world),
    ...listingOperations(world),
    ...stockOperations(world),
    ...feedOperations(world),
    ...reportOperations(world),
    ...destinationOperations(world),
    ...subscriptionOperations(world),
    ...labelOperations(world),
    ...applicationOperations(world),
  ];
}
