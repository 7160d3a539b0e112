import { createSimulator, type Simulator, type SimulatorOptions } from "../kit/index.ts";
import { accountActs } from "./acts/account-acts.ts";
import { aftersaleActs } from "./acts/aftersale-acts.ts";
import { orderActs } from "./acts/order-acts.ts";
import { productActs } from "./acts/product-acts.ts";
import { cancellationOperations } from "./aftersales/cancellation-operations.ts";
import { returnOperations } from "./aftersales/return-operations.ts";
import { answerError, answerFault } from "./envelope.ts";
import { webhookOperations } from "./events/webhook-operations.ts";
import { addDocumentRoutes, labelOperations } from "./fulfillment/label-operations.ts";
import { logisticsOperations } from "./fulfillment/logistics-operations.ts";
import { packageOperations } from "./fulfillment/package-operations.ts";
import { shipOperations } from "./fulfillment/ship-operations.ts";
import { shippingServiceOperations } from "./fulfillment/shipping-services.ts";
import { trackingOperations } from "./fulfillment/tracking-operations.ts";
import { addConsentRoutes } from "./oauth/consent-routes.ts";
import { addTokenRoutes } from "./oauth/token-routes.ts";
import { addOperations, operationNamer, type TiktokShopOperation } from "./operation.ts";
import { orderOperations } from "./orders/order-operations.ts";
import { inventoryOperations } from "./products/inventory-operations.ts";
import { productOperations } from "./products/product-operations.ts";
import { shopOperations } from "./shop-operations.ts";
import type { TiktokShopSeed } from "./tiktok-shop-seed.ts";
import { seedWorld } from "./tiktok-shop-seeding.ts";
import { createTiktokShopWorld, type TiktokShopWorld } from "./tiktok-shop-world.ts";

export interface TiktokShopSimulatorOptions extends SimulatorOptions {
  seed: TiktokShopSeed;
}

/** What can be done to a simulated TikTok Shop beside calling its API. */
export type TiktokShopActs = ReturnType<typeof orderActs> &
  ReturnType<typeof aftersaleActs> &
  ReturnType<typeof accountActs> &
  ReturnType<typeof productActs>;

export interface TiktokShopSimulator extends Simulator<TiktokShopActs> {
  /** The entities themselves, for tests in process that want to look or to set up something rare. */
  readonly world: TiktokShopWorld;
}

/**
 * A simulated TikTok Shop: consent page, token endpoints and the signed API under one prefix (default
 * `/tiktok-shop`). Signatures are checked over the path below the prefix, as the platform's own hosts have none.
 */
export function createTiktokShopSimulator({ seed, ...options }: TiktokShopSimulatorOptions): TiktokShopSimulator {
  const world = createTiktokShopWorld(options);
  const operations = allOperations(world);
  const nameOf = operationNamer(operations);
  const simulator = createSimulator<TiktokShopActs>(world, {
    seedStore: () => seedWorld(world, seed),
    acts: { ...orderActs(world), ...aftersaleActs(world), ...accountActs(world), ...productActs(world) },
    operationOf(request, path) {
      if (path === "/api/v2/token/get") return "GetAccessToken";
      if (path === "/api/v2/token/refresh") return "RefreshAccessToken";
      return nameOf(request.method, path);
    },
    faultAnswer: (c, fault) => answerFault(world, c, fault),
    errorAnswer: (error, c) => answerError(world, error, c),
    routes(app) {
      addConsentRoutes(world, app);
      addTokenRoutes(world, app);
      addDocumentRoutes(world, app);
      addOperations(world, app, operations);
    },
  });
  return { ...simulator, world };
}

// Fixed paths go before those with an id in the same place.
function allOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    ...shopOperations(world),
    ...orderOperations(world),
    ...trackingOperations(world),
    ...shipOperations(world),
    ...shippingServiceOperations(world),
    ...labelOperations(world),
    ...packageOperations(world),
    ...logisticsOperations(world),
    ...productOperations(world),
    ...inventoryOperations(world),
    ...cancellationOperations(world),
    ...returnOperations(world),
    ...webhookOperations(world),
  ];
}
