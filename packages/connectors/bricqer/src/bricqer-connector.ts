import type { Connector, ListingsCapability, OrdersCapability, StockCapability } from "@counterfoil/connector-kit";
import { createBricqerClient } from "./bricqer-client.ts";
import { bricqerManifest } from "./bricqer-manifest.ts";
import { probe } from "./bricqer-probe.ts";
import { type BricqerSettings, readSettings } from "./bricqer-settings.ts";
import { type BricqerBackOffice, createBackOffice } from "./inventory/back-office.ts";
import { createListings } from "./inventory/listings.ts";
import { createOrders } from "./orders/orders.ts";
import { createStock } from "./stock/stock.ts";

/** A connected Bricqer tenant, with what Bricqer offers beyond the common contract. */
export interface BricqerConnector extends Connector {
  readonly orders: OrdersCapability;
  readonly listings: ListingsCapability;
  readonly stock: StockCapability;
  /** Storage places, colours, the shops that Bricqer serves, and the stock report. */
  readonly backOffice: BricqerBackOffice;
}

/**
 * Connects a Bricqer tenant by its address and an API key (https://www.bricqer.com/guides/using-the-api). Make one
 * connector per tenant and keep it: it counts the calls of the minute. Throws `invalid_request` for settings that cannot
 * be right, among them every address that could lead anywhere but to a tenant; nothing is called then.
 */
export function createBricqer(settings: BricqerSettings): BricqerConnector {
  const context = readSettings(settings);
  const client = createBricqerClient(context);
  return {
    manifest: bricqerManifest,
    probe: (options) => probe(client, context, options),
    orders: createOrders(client, context),
    listings: createListings(client, context),
    stock: createStock(client, context),
    backOffice: createBackOffice(client, context),
  };
}
