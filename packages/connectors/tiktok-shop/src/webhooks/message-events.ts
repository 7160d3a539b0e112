import type { WebhookEvent } from "@counterfoil/connector-kit";
import type { TiktokShopMessage } from "./read-message.ts";

/** Messages that speak of orders: status, old reverse orders, addresses, packages, cancellations, returns. */
const ofOrders: ReadonlySet<number> = new Set([1, 2, 3, 4, 11, 12]);
/** Messages that speak of products: status, information, creation, category. */
const ofProducts: ReadonlySet<number> = new Set([5, 15, 16, 18]);
const ofConversations: ReadonlySet<number> = new Set([13, 14]);
const deauthorization = 6;

/** TikTok Shop's names of the numbers. */
const names: Readonly<Record<number, string>> = {
  7: "UPCOMING_AUTHORIZATION_EXPIRATION",
};

/** What a message means, as hints. A message of a kind never seen is kept as `other`. */
export function messageEvents(message: TiktokShopMessage): WebhookEvent[] {
  const { type, id, occurredAt, orderIds, productId } = message;
  if (ofOrders.has(type)) {
    if (orderIds.length === 0) return [{ type: "orders-changed", id, occurredAt }];
    return orderIds.map((orderExternalId, index) => ({
      type: "order-changed",
      id: index === 0 ? id : `${id}:${orderExternalId}`,
      orderExternalId,
      occurredAt,
    }));
  }
  if (ofProducts.has(type) && productId !== null) {
    return [{ type: "listing-changed", id, listingExternalId: productId, occurredAt }];
  }
  if (ofConversations.has(type)) return [{ type: "message-received", id, occurredAt }];
  if (type === deauthorization) return [{ type: "authorization-revoked", id, occurredAt }];
  return [{ type: "other", id, occurredAt, topic: names[type] ?? `type ${type}` }];
}
