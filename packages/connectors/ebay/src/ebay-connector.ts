import type { Connector } from "@counterfoil/connector-kit";
import { createEbayClient } from "./ebay-client.ts";
import { ebayManifest } from "./ebay-manifest.ts";
import { probeEbay } from "./ebay-probe.ts";
import { type EbaySettings, readSettings } from "./ebay-settings.ts";
import { createInventoryReader } from "./listings/inventory-reader.ts";
import { createListings } from "./listings/listings.ts";
import { createTradingReader } from "./listings/trading-reader.ts";
import { createOrderDetails } from "./orders/order-details.ts";
import { createOrders } from "./orders/orders.ts";
import { createStock } from "./stock/stock.ts";

/**
 * Connects to one eBay seller account. Throws `invalid_request` for settings that are not right.
 * See https://developer.ebay.com/develop/apis
 */
export function createEbay(settings: EbaySettings) {
  const context = readSettings(settings);
  const client = createEbayClient(context);
  const readers = { trading: createTradingReader(client), inventory: createInventoryReader(client) };
  return {
    manifest: ebayManifest,
    probe: (options) => probeEbay(client, context, options),
    orders: createOrders(client, createOrderDetails(client), context.now),
    listings: createListings(readers, context.now),
    stock: createStock({ client, ...readers, now: context.now }),
  } satisfies Connector;
}
