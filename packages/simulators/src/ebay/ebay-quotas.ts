import type { EbayWorld } from "./ebay-world.ts";

/** A resource as `getRateLimits` shows it. */
export interface RateLimitedApi {
  /** Name of the quota in the simulator. */
  quota: string;
  apiContext: string;
  apiName: string;
  apiVersion: string;
  resource: string;
  limit: number;
}

const DAY = 86_400;
/** A daily quota of eBay starts anew at midnight Pacific time. */
const midnightIn = "America/Los_Angeles";

/** Default daily limits of an application across all its sellers. */
export const RATE_LIMITED_APIS: readonly RateLimitedApi[] = [
  api("sell.fulfillment", "v1", "sell.fulfillment", 100_000),
  api("sell.inventory", "v1", "sell.inventory", 2_000_000),
  api("sell.account", "v1", "sell.account", 25_000),
  api("sell.finances", "v1", "sell.finances", 15_000),
  api("sell.feed", "v1", "sell.feed", 100_000),
  api("commerce.identity", "v1", "commerce.identity", 50_000),
  api("commerce.notification", "v1", "commerce.notification", 10_000),
  api("developer.analytics", "v1_beta", "developer.analytics", 5_000),
  api("developer.key_management", "v1", "developer.key_management", 5_000),
  {
    quota: "trading",
    apiContext: "TradingAPI",
    apiName: "TradingAPI",
    apiVersion: "1.0",
    resource: "Trading",
    limit: 5_000,
  },
];

/** Declares every quota of the platform. */
export function defineQuotas(world: EbayWorld) {
  for (const { quota: name, limit } of RATE_LIMITED_APIS) {
    world.quotas.define({ name, limit, windowSeconds: DAY, midnightIn });
  }
  const more: [string, number, number][] = [
    ["oauth.client_credentials", 1_000, DAY],
    ["oauth.authorization_code", 10_000, DAY],
    ["oauth.refresh_token", 50_000, DAY],
    ["trading.burst.GetMyeBaySelling", 300, 15],
    ["trading.burst.ReviseInventoryStatus", 6_000, 15],
    ["feed.active-inventory-reports", 25, DAY],
    ["listing.revisions", 250, DAY],
  ];
  for (const [name, limit, windowSeconds] of more) {
    world.quotas.define({ name, limit, windowSeconds, ...(windowSeconds === DAY && { midnightIn }) });
  }
}

function api(quota: string, apiVersion: string, resource: string, limit: number): RateLimitedApi {
  const [apiContext = "", apiName = ""] = quota.split(".");
  return { quota, apiContext, apiName, apiVersion, resource, limit };
}
