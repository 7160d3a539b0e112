import type { DocumentsCapability, SellingConnector } from "@counterfoil/connector-kit";
import { createFulfillment } from "./fulfillment/fulfillment.ts";
import { createShippingProviders } from "./fulfillment/shipping-providers.ts";
import { createListings } from "./listings/listings.ts";
import { createOrders } from "./orders/orders.ts";
import { createDocuments } from "./packages/documents.ts";
import { createPackages, type TiktokShopPackages } from "./packages/packages.ts";
import { createStock } from "./stock/stock.ts";
import { createTiktokShopClient } from "./tiktok-shop-client.ts";
import { tiktokShopManifest } from "./tiktok-shop-manifest.ts";
import { probeTiktokShop } from "./tiktok-shop-probe.ts";
import { readSettings, type TiktokShopSettings } from "./tiktok-shop-settings.ts";
import { createSubscriptions, type TiktokShopSubscriptions } from "./webhooks/subscriptions.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";

/** A connected TikTok Shop, with every capability and what only TikTok Shop has. */
export interface TiktokShopConnector extends SellingConnector {
  readonly documents: DocumentsCapability;
  readonly packages: TiktokShopPackages;
  readonly subscriptions: TiktokShopSubscriptions;
}

/**
 * Connects to one TikTok Shop. Throws `invalid_request` for settings that are not right.
 * See https://partner.tiktokshop.com/docv2
 */
export function createTiktokShop(settings: TiktokShopSettings): TiktokShopConnector {
  const context = readSettings(settings);
  const { now, credentials, hosts } = context;
  const client = createTiktokShopClient(context);
  const providers = createShippingProviders(client, now);
  return {
    manifest: tiktokShopManifest,
    probe: (options) => probeTiktokShop(client, context, options),
    orders: createOrders(client, now),
    listings: createListings(client, now),
    stock: createStock({ client, warehouseId: credentials.warehouseId, now }),
    fulfillment: createFulfillment({ client, providers, now }),
    webhooks: createWebhooks(credentials, credentials.shopId),
    documents: createDocuments({ client, apiOrigin: new URL(hosts.api).origin, now }),
    packages: createPackages({ client, providers, apiOrigin: new URL(hosts.api).origin, now }),
    subscriptions: createSubscriptions(client, now),
  };
}
