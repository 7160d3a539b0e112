import type { Connector } from "@counterfoil/connector-kit";
import { createEbayClient } from "./ebay-client.ts";
import { ebayManifest } from "./ebay-manifest.ts";
import { probeEbay } from "./ebay-probe.ts";
import { type EbaySettings, readSettings } from "./ebay-settings.ts";
import { createOrderDetails } from "./orders/order-details.ts";
import { createOrders } from "./orders/orders.ts";

/**
 * Connects to one eBay seller account. Throws `invalid_request` for settings that are not right.
 * See https://developer.ebay.com/develop/apis
 */
export function createEbay(settings: EbaySettings) {
  const context = readSettings(settings);
  const client = createEbayClient(context);
  return {
    manifest: ebayManifest,
    probe: (options) => probeEbay(client, context, options),
    orders: createOrders(client, createOrderDetails(client), context.now),
  } satisfies Connector;
}
