import type { SoldThrough } from "@counterfoil/core/model";
import type { BricqerOrder } from "../bricqer-schemas.ts";
import { plainText } from "../bricqer-values.ts";

const known: Readonly<Record<string, string>> = {
  bricklink: "bricklink",
  brickowl: "brickowl",
  ebay: "ebay",
  amazon: "amazon",
  tiktokshop: "tiktok-shop",
  flipkart: "flipkart",
};

/**
 * The channel that Bricqer imported the sale from, with its number there: from `BrickLink #29891125`, or from what the
 * maker of a custom order wrote. Null where either is missing: then nothing can be merged.
 */
export function soldThrough(order: BricqerOrder): SoldThrough | null {
  const custom = order.order;
  const customNumber = plainText(custom?.customMarketplaceOrderId);
  const customPlatform = platformName(plainText(custom?.customMarketplace));
  if (customNumber !== null && customPlatform !== null) {
    return { platform: customPlatform, orderExternalId: customNumber };
  }
  const [, shown = null, orderExternalId] = /^(.+?) #(.+)$/.exec(plainText(order.displayName) ?? "") ?? [];
  const platform = platformName(plainText(order.orderProvider) ?? shown);
  if (platform === null || orderExternalId === undefined) return null;
  return { platform, orderExternalId: orderExternalId.trim() };
}

/** Providers are compared without case and signs; ones never seen become a name of the same words. */
function platformName(provider: string | null): string | null {
  const words = (provider ?? "").toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const name = known[words.join("")] ?? words.join("-");
  return /^[a-z]/.test(name) && name !== "bricqer" ? name : null;
}
