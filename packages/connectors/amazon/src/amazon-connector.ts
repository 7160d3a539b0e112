import type { SellingConnector } from "@counterfoil/connector-kit";
import { createAmazonClient } from "./amazon-client.ts";
import { amazonManifest } from "./amazon-manifest.ts";
import { probeAmazon } from "./amazon-probe.ts";
import { type AmazonContext, type AmazonSettings, readSettings } from "./amazon-settings.ts";
import { createDocuments } from "./documents.ts";
import { createFulfillment } from "./fulfillment/fulfillment.ts";
import { createAmazonStock } from "./listings/amazon-stock.ts";
import { createItemReader } from "./listings/item-reader.ts";
import { createListings } from "./listings/listings.ts";
import { createListingsReport } from "./listings/listings-report.ts";
import { type AmazonNotifications, createNotifications } from "./notifications/notifications.ts";
import { createOrders } from "./orders/orders.ts";
import { createOrders2026 } from "./orders/orders-2026.ts";
import { createParticipations } from "./participations.ts";
import { createStock } from "./stock/stock.ts";
import { createSnsCertificates } from "./webhooks/sns-certificates.ts";
import { createWebhooks, defaultForwarderHeader, type WebhookSettings } from "./webhooks/webhooks.ts";

/** A connected Amazon account, with every capability. */
export interface AmazonConnector extends SellingConnector {
  /** Which notifications Amazon writes to the seller's queue or event bus. */
  readonly notifications: AmazonNotifications;
}

/**
 * Connects to one Amazon seller account in one region. Throws `invalid_request` for settings that are not right; a
 * region that the marketplace does not belong to is refused by the first call. See
 * https://developer-docs.amazon.com/sp-api
 */
export function createAmazon(settings: AmazonSettings): AmazonConnector {
  const context = readSettings(settings);
  const { now } = context;
  const client = createAmazonClient(context);
  const participations = createParticipations(client, context);
  const documents = createDocuments(client, settings.baseURL);
  const items = createItemReader(client, context);
  const amazonStock = createAmazonStock(client);
  const source = createOrders2026({
    client,
    includeAmazonFulfilled: settings.includeAmazonFulfilled ?? false,
    fallbackCurrency: () => context.place().marketplace.currency,
  });
  const report = createListingsReport(client, documents, context);
  return {
    manifest: amazonManifest,
    probe: (options) => probeAmazon(participations, context, options),
    orders: createOrders(source, participations, context),
    listings: createListings({ items, report, amazonStock, participations, context }),
    stock: createStock({ client, items, amazonStock, documents, participations, context }),
    fulfillment: createFulfillment(client, source, now),
    webhooks: createWebhooks({
      settings: webhookSettings(context),
      certificates: createSnsCertificates(client.plain, now),
      http: client.plain,
      now,
    }),
    notifications: createNotifications(client, now),
  };
}

function webhookSettings({ credentials, settings }: AmazonContext): WebhookSettings {
  const { forwarderSecret: secret, forwarderHeader, snsTopicArn, sellerId } = credentials;
  return {
    forwarder: secret ? { header: forwarderHeader ?? defaultForwarderHeader, secret } : null,
    topicArn: snsTopicArn ?? null,
    sellerId: sellerId ?? null,
    baseURL: settings.baseURL ?? null,
  };
}
