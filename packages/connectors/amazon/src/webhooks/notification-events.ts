import type { WebhookEvent } from "@counterfoil/connector-kit";
import { timestamp } from "../amazon-values.ts";
import type { AmazonNotification } from "./unwrap-notifications.ts";

const listingTypes: ReadonlySet<string> = new Set([
  "LISTINGS_ITEM_STATUS_CHANGE",
  "LISTINGS_ITEM_ISSUES_CHANGE",
  "LISTINGS_ITEM_MFN_QUANTITY_CHANGE",
  "FBA_INVENTORY_AVAILABILITY_CHANGES",
]);

/**
 * What a notification says, for the account of `sellerId`: none for another seller's, since one queue may serve many.
 * A null `sellerId` takes all.
 */
export function notificationEvents(
  notification: AmazonNotification,
  { sellerId, now }: { sellerId: string | null; now: number },
): WebhookEvent[] {
  const { id, type } = notification;
  const body = innerPayload(notification.payload);
  const seller = textOf(body["sellerid"]);
  if (sellerId !== null && seller !== null && seller !== sellerId) return [];
  const occurredAt = timestamp(notification.eventTime) ?? new Date(now).toISOString();
  const orderId = textOf(body["amazonorderid"]);
  if (type === "ORDER_CHANGE" && orderId !== null) {
    return [{ type: "order-changed", id, orderExternalId: orderId, occurredAt }];
  }
  const listing = textOf(body["asin"]) ?? textOf(body["sku"]);
  if (listingTypes.has(type) && listing !== null) {
    return [{ type: "listing-changed", id, listingExternalId: listing, occurredAt }];
  }
  return [{ type: "other", id, occurredAt, topic: type }];
}

/** Payloads of older kinds hold everything below one key, such as `orderChangeNotification`. */
function innerPayload(payload: Record<string, unknown>): Record<string, unknown> {
  const values = Object.entries(payload);
  const [key, only] = values.length === 1 ? (values[0] ?? []) : [];
  const wrapped = key?.endsWith("notification") && typeof only === "object" && only !== null && !Array.isArray(only);
  return wrapped ? (only as Record<string, unknown>) : payload;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
