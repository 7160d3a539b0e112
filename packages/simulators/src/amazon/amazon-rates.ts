import type { AmazonWorld } from "./amazon-world.ts";

/** Default usage plan of each operation: calls a second, and burst. */
const plans: Readonly<Record<string, readonly [rate: number, burst: number]>> = {
  getMarketplaceParticipations: [0.016, 15],
  getAccount: [0.016, 15],
  searchOrders: [0.0056, 20],
  getOrder: [0.5, 30],
  getOrders: [0.0167, 20],
  getOrderV0: [0.5, 30],
  getOrderItems: [0.5, 30],
  getOrderAddress: [0.5, 30],
  getOrderBuyerInfo: [0.5, 30],
  confirmShipment: [2, 10],
  createRestrictedDataToken: [1, 10],
  getListingsItem: [5, 10],
  searchListingsItems: [5, 5],
  patchListingsItem: [5, 5],
  putListingsItem: [5, 10],
  deleteListingsItem: [5, 5],
  getInventorySummaries: [2, 2],
  createFeedDocument: [0.5, 15],
  createFeed: [0.0083, 15],
  getFeed: [2, 15],
  getFeeds: [0.0222, 10],
  cancelFeed: [2, 15],
  getFeedDocument: [0.0222, 10],
  createReport: [0.0167, 15],
  getReport: [2, 15],
  getReports: [0.0222, 10],
  cancelReport: [0.0222, 10],
  getReportDocument: [0.0167, 15],
  createDestination: [1, 5],
  getDestinations: [1, 5],
  getDestination: [1, 5],
  deleteDestination: [1, 5],
  createSubscription: [1, 5],
  getSubscription: [1, 5],
  getSubscriptions: [1, 5],
  getSubscriptionById: [1, 5],
  deleteSubscriptionById: [1, 5],
  getEligibleShipmentServices: [6, 12],
  createShipment: [2, 2],
  getShipment: [1, 1],
  cancelShipment: [1, 1],
  rotateApplicationClientSecret: [0.0167, 1],
};

/** A limit of JSON_LISTINGS_FEED beside that of `createFeed`. */
export const LISTINGS_FEEDS = "listings-feeds";

/** Declares a token bucket for each operation; `factor` makes all of them faster. */
export function defineRates(world: AmazonWorld, factor: number) {
  for (const [name, [rate, limit]] of Object.entries(plans)) {
    world.quotas.define({ name, limit, refillPerSecond: rate * factor });
  }
  world.quotas.define({ name: LISTINGS_FEEDS, limit: Math.ceil(5 * factor), windowSeconds: 300 });
}
