import type {
  Connector,
  FulfillmentCapability,
  ListingsCapability,
  OrdersCapability,
  StockCapability,
} from "@counterfoil/connector-kit";
import { createBrickowlClient } from "./brickowl-client.ts";
import { brickowlManifest } from "./brickowl-manifest.ts";
import { probe } from "./brickowl-probe.ts";
import { type BrickowlSettings, readSettings } from "./brickowl-settings.ts";
import { type BrickowlCatalogue, createCatalogue } from "./catalogue/catalogue.ts";
import { createFulfillment } from "./fulfillment/fulfillment.ts";
import { createListings } from "./listings/listings.ts";
import { type BrickowlLots, createLots } from "./lots/lots.ts";
import { type BrickowlOrderDesk, createOrderDesk } from "./orders/order-desk.ts";
import { createOrders } from "./orders/orders.ts";
import { createStock } from "./stock/stock.ts";

/** A connected Brick Owl store, with what Brick Owl offers beyond the common contract. */
export interface BrickowlConnector extends Connector {
  readonly orders: OrdersCapability;
  readonly listings: ListingsCapability;
  readonly stock: StockCapability;
  readonly fulfillment: FulfillmentCapability;
  /** Status, tracking and note of an order, one by one. */
  readonly orderDesk: BrickowlOrderDesk;
  /** Lots made, changed one by one or in batches, and removed. */
  readonly lots: BrickowlLots;
  /** Look-ups between BOIDs, set numbers and BrickLink's ids; needs a key with the catalogue right. */
  readonly catalogue: BrickowlCatalogue;
}

/**
 * Connects a Brick Owl store by its API key. Make one connector per key and keep it: it counts the calls of the minute.
 * Throws `invalid_request` for settings that cannot be right.
 */
export function createBrickowl(settings: BrickowlSettings): BrickowlConnector {
  const context = readSettings(settings);
  const client = createBrickowlClient(context);
  return {
    manifest: brickowlManifest,
    probe: (options) => probe(client, context, options),
    orders: createOrders(client, context),
    listings: createListings(client, context),
    stock: createStock(client, context),
    fulfillment: createFulfillment(client, context),
    orderDesk: createOrderDesk(client, context),
    lots: createLots(client, context),
    catalogue: createCatalogue(client, context),
  };
}
