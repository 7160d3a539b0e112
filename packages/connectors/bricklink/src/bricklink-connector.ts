import type {
  BuyerNoticesCapability,
  Connector,
  FulfillmentCapability,
  ListingsCapability,
  OrdersCapability,
  StockCapability,
  WebhooksCapability,
} from "@counterfoil/connector-kit";
import { createBricklinkClient } from "./bricklink-client.ts";
import { bricklinkManifest } from "./bricklink-manifest.ts";
import { probe } from "./bricklink-probe.ts";
import { type BricklinkSettings, readSettings } from "./bricklink-settings.ts";
import { createFulfillment } from "./fulfillment/fulfillment.ts";
import { createListings } from "./listings/listings.ts";
import { type BricklinkOrderDesk, createOrderDesk } from "./orders/order-desk.ts";
import { createOrders } from "./orders/orders.ts";
import { createStock } from "./stock/stock.ts";
import { type BricklinkNotifications, createNotifications } from "./webhooks/notifications.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";

/** A connected BrickLink store, with what BrickLink offers beyond the common contract. */
export interface BricklinkConnector extends Connector {
  readonly orders: OrdersCapability;
  readonly listings: ListingsCapability;
  readonly stock: StockCapability;
  readonly fulfillment: FulfillmentCapability;
  readonly webhooks: WebhooksCapability;
  /** The "Thank You, Drive Thru!" mail, once for an order. */
  readonly buyerNotices: BuyerNoticesCapability;
  /** Status, payment, note, archive, messages and the thank-you mail of an order, one by one. */
  readonly orderDesk: BricklinkOrderDesk;
  /** The hints that BrickLink keeps for who was not reached by a push. */
  readonly notifications: BricklinkNotifications;
}

/**
 * Connects a BrickLink store by its four API keys. Make one connector per token and keep it: it counts the day's calls
 * and keeps timestamps increasing. Throws `invalid_request` for settings that cannot be right.
 */
export function createBricklink(settings: BricklinkSettings): BricklinkConnector {
  const context = readSettings(settings);
  const client = createBricklinkClient(context);
  const orderDesk = createOrderDesk(client, context);
  return {
    manifest: bricklinkManifest,
    probe: (options) => probe(client, context, options),
    orders: createOrders(client, context),
    listings: createListings(client, context),
    stock: createStock(client, context),
    fulfillment: createFulfillment(client, context),
    webhooks: createWebhooks(context),
    buyerNotices: { tell: (orderId, options) => orderDesk.thankBuyer(orderId, options) },
    orderDesk,
    notifications: createNotifications(client, context),
  };
}
