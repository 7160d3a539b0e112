import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import { tiktokShopOAuth } from "./tiktok-shop-auth.ts";
import { createTiktokShop } from "./tiktok-shop-connector.ts";
import { tiktokShopManifest } from "./tiktok-shop-manifest.ts";

export type { ParcelSize } from "./packages/buy-label.ts";
export type { TiktokShopPackage } from "./packages/map-package.ts";
export type { PackageFilter, TiktokShopPackages } from "./packages/packages.ts";
export type { DocumentWish, ShippingDocument } from "./packages/shipping-document.ts";
export { createTiktokShop, type TiktokShopConnector } from "./tiktok-shop-connector.ts";
export type { TiktokShopSettings } from "./tiktok-shop-settings.ts";
export type { TiktokShopSubscriptions } from "./webhooks/subscriptions.ts";

/** TikTok Shop, for a host that offers platforms: what it is, how to connect, how to make a connector. */
export const tiktokShop = {
  manifest: tiktokShopManifest,
  create: createTiktokShop,
  oauth: tiktokShopOAuth,
} as const satisfies ConnectorDefinition;
