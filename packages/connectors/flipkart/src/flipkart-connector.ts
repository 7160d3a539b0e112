import type { DocumentsCapability, SellingConnector } from "@counterfoil/connector-kit";
import { createCancellations, type FlipkartCancellations } from "./cancellations/cancellations.ts";
import { createFlipkartClient } from "./flipkart-client.ts";
import { flipkartManifest } from "./flipkart-manifest.ts";
import { probeFlipkart } from "./flipkart-probe.ts";
import { type FlipkartSettings, readSettings } from "./flipkart-settings.ts";
import { createFulfillment } from "./fulfillment/fulfillment.ts";
import { createParcels, type FlipkartParcels } from "./fulfillment/parcels.ts";
import { createDocuments } from "./labels/documents.ts";
import { createLabels, type FlipkartLabels } from "./labels/labels.ts";
import { createListings } from "./listings/listings.ts";
import { createPrices, type FlipkartPrices } from "./listings/prices.ts";
import { createOrders } from "./orders/orders.ts";
import { createReturns, type FlipkartReturns } from "./returns/returns.ts";
import { createStock } from "./stock/stock.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";

/** A connected Flipkart account: the common capabilities, and what only Flipkart has. */
export interface FlipkartConnector extends SellingConnector {
  readonly documents: DocumentsCapability;
  /** Packing, labels, invoices and manifests of parcels that Flipkart's courier collects. */
  readonly labels: FlipkartLabels;
  /** Corrected tracking, delivery and failed attempts of parcels that the seller's own courier brings. */
  readonly parcels: FlipkartParcels;
  readonly prices: FlipkartPrices;
  readonly cancellations: FlipkartCancellations;
  readonly returns: FlipkartReturns;
}

/**
 * Connects to one Flipkart seller account. Throws `invalid_request` for settings that are not right. See
 * https://flipkart.github.io/fk-api-platform-docs/
 */
export function createFlipkart(settings: FlipkartSettings): FlipkartConnector {
  const context = readSettings(settings);
  const { now } = context;
  const client = createFlipkartClient(context);
  const labels = createLabels(client, context);
  return {
    manifest: flipkartManifest,
    probe: (options) => probeFlipkart(client, context, options),
    orders: createOrders(client, now),
    listings: createListings(client, context),
    stock: createStock(client, context),
    fulfillment: createFulfillment(client, context),
    webhooks: createWebhooks(context.credentials, now),
    documents: createDocuments(client, context, labels),
    labels,
    parcels: createParcels(client, context),
    prices: createPrices(client, now),
    cancellations: createCancellations(client, now),
    returns: createReturns(client, context),
  };
}
