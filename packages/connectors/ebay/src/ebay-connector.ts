import {
  type CallLimits,
  ConnectorError,
  callLimits,
  jsonBody,
  type SellingConnector,
} from "@counterfoil/connector-kit";
import { createEbayClient, type EbayClient } from "./ebay-client.ts";
import { ebayManifest } from "./ebay-manifest.ts";
import { probeEbay } from "./ebay-probe.ts";
import { publicKeySchema } from "./ebay-schemas.ts";
import { type EbayContext, type EbaySettings, readSettings } from "./ebay-settings.ts";
import { createFinances } from "./finances/finances.ts";
import { createFulfillment } from "./fulfillment/fulfillment.ts";
import { createInventoryReader } from "./listings/inventory-reader.ts";
import { createListings } from "./listings/listings.ts";
import { createTradingReader } from "./listings/trading-reader.ts";
import { createOrderDetails } from "./orders/order-details.ts";
import { createOrders } from "./orders/orders.ts";
import { createStock } from "./stock/stock.ts";
import { cachedPublicKeys } from "./webhooks/public-keys.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";

/** A connected eBay account, with every capability. */
export type EbayConnector = SellingConnector & Required<Pick<SellingConnector, "finances">>;

/**
 * Connects to one eBay seller account. Throws `invalid_request` for settings that are not right.
 * See https://developer.ebay.com/develop/apis
 */
export function createEbay(settings: EbaySettings): EbayConnector {
  const context = readSettings(settings);
  const { now } = context;
  const client = createEbayClient(context);
  const readers = { trading: createTradingReader(client), inventory: createInventoryReader(client) };
  return {
    manifest: ebayManifest,
    probe: (options) => probeEbay(client, context, options),
    orders: createOrders(client, createOrderDetails(client), now),
    listings: createListings(readers, now),
    stock: createStock({ client, ...readers, now }),
    fulfillment: createFulfillment(client, now),
    webhooks: webhooks(client, context),
    finances: createFinances(client, now),
  };
}

function webhooks(client: EbayClient, { credentials, hosts, now }: EbayContext) {
  const { devId, clientId: appId, clientSecret: certId, verificationToken } = credentials;
  return createWebhooks({
    publicKeys: (options) => {
      const limits = callLimits(options, now);
      return cachedPublicKeys({ origin: hosts.api, now, fetchKey: (kid) => fetchPublicKey(client, kid, limits) });
    },
    verificationToken: verificationToken ?? null,
    platformKeys: devId ? { devId, appId, certId } : null,
    now,
  });
}

async function fetchPublicKey(client: EbayClient, kid: string, limits: CallLimits): Promise<string | null> {
  try {
    const { data } = await client.restAsApplication(
      {
        api: "Notification",
        operation: "GET /commerce/notification/v1/public_key/{id}",
        lane: "read_orders",
        path: `/commerce/notification/v1/public_key/${encodeURIComponent(kid)}`,
        decode: jsonBody(publicKeySchema),
      },
      limits,
    );
    return data.key;
  } catch (error) {
    if (ConnectorError.is(error) && (error.code === "not_found" || error.code === "invalid_request")) return null;
    throw error;
  }
}
