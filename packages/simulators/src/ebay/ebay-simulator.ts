import { createSimulator, type Simulator, type SimulatorOptions } from "../kit/index.ts";
import { accountActs } from "./acts/account-acts.ts";
import { orderActs } from "./acts/order-acts.ts";
import { analyticsOperations } from "./analytics-operations.ts";
import { answerError, answerFault } from "./ebay-answers.ts";
import { defineQuotas } from "./ebay-quotas.ts";
import type { EbaySeed } from "./ebay-seed.ts";
import { seedWorld, sellerNamed } from "./ebay-seeding.ts";
import { createEbayWorld, type EbayWorld } from "./ebay-world.ts";
import { feedOperations } from "./feed/feed-operations.ts";
import { financeOperations } from "./finances/finance-operations.ts";
import { type Payout, payoutsOf } from "./finances/finance-records.ts";
import { orderOperations } from "./fulfillment/order-operations.ts";
import { refundOperations } from "./fulfillment/refund-operations.ts";
import { shippingOperations } from "./fulfillment/shipping-operations.ts";
import { identityOperations } from "./identity-operations.ts";
import { inventoryItemOperations } from "./inventory/item-operations.ts";
import { offerOperations } from "./inventory/offer-operations.ts";
import { priceQuantityOperations } from "./inventory/price-quantity-operations.ts";
import { destinationOperations } from "./notification/destination-operations.ts";
import { subscriptionOperations } from "./notification/subscription-operations.ts";
import { addConsentRoutes } from "./oauth/consent-routes.ts";
import { addTokenRoutes } from "./oauth/token-routes.ts";
import { addOperations, operationNamer, type RestOperation } from "./rest-operation.ts";
import { signingKeyOperations } from "./signing-key-operations.ts";
import { addTradingRoutes, TRADING_PATH } from "./trading/trading-routes.ts";

export interface EbaySimulatorOptions extends SimulatorOptions {
  seed: EbaySeed;
}

/** What can be done to a simulated eBay beside calling its API. */
export type EbayActs = ReturnType<typeof orderActs> & ReturnType<typeof accountActs>;

export interface EbaySimulator extends Simulator<EbayActs> {
  /** The entities themselves, for tests in process that want to look or to set up something rare. */
  readonly world: EbayWorld;
  /** What Finances would list of a seller (the first when none is named), oldest first. Amounts are hundredths. */
  payouts(username?: string): Payout[];
}

/**
 * A simulated eBay: consent page, tokens, REST and Trading APIs under one prefix (default `/ebay`), which stands in
 * for the hosts `auth`, `api` and `apiz` alike.
 */
export function createEbaySimulator({ seed, ...options }: EbaySimulatorOptions): EbaySimulator {
  const world = createEbayWorld(options);
  defineQuotas(world);
  const operations = allOperations(world, options.fetch ?? fetch);
  const nameOf = operationNamer(operations);
  const simulator = createSimulator<EbayActs>(world, {
    seedStore: () => seedWorld(world, seed),
    acts: { ...orderActs(world), ...accountActs(world) },
    operationOf(request, path) {
      if (path === TRADING_PATH) return request.headers.get("x-ebay-api-call-name") ?? undefined;
      if (path === "/identity/v1/oauth2/token") return "token";
      return nameOf(request.method, path);
    },
    faultAnswer: (c, fault) => answerFault(world, c, fault),
    errorAnswer: answerError,
    routes(app) {
      addConsentRoutes(world, app);
      addTokenRoutes(world, app);
      addTradingRoutes(world, app);
      addOperations(world, app, operations);
    },
  });
  const payouts = (username?: string) => payoutsOf(world, sellerNamed(world, username));
  return { ...simulator, world, payouts };
}

function allOperations(world: EbayWorld, send: typeof fetch): RestOperation[] {
  return [
    ...identityOperations,
    ...orderOperations(world),
    ...shippingOperations(world),
    ...refundOperations(world),
    ...inventoryItemOperations(world),
    ...offerOperations(world),
    ...priceQuantityOperations(world),
    ...destinationOperations(world, send),
    ...subscriptionOperations(world),
    ...analyticsOperations(world),
    ...signingKeyOperations(world),
    ...financeOperations(world),
    ...feedOperations(world),
  ];
}
