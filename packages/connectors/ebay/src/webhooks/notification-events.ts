import type { WebhookEvent } from "@counterfoil/connector-kit";
import { z } from "zod";

const notificationSchema = z.object({
  metadata: z.object({ topic: z.string().min(1) }),
  notification: z.object({
    notificationId: z.string().min(1),
    eventDate: z.string(),
    data: z.unknown(),
  }),
});
type Notification = z.infer<typeof notificationSchema>;

const orderDataSchema = z.object({ order: z.object({ orderId: z.string().min(1) }) });
const personDataSchema = z.object({ userId: z.string().nullish(), username: z.string().nullish() });
const listingDataSchema = z.object({ listingId: z.string().min(1) });

/** The event of a verified notification body; null when it is not a notification at all. */
export function readNotification(body: Uint8Array): WebhookEvent | null {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
  const parsed = notificationSchema.safeParse(json);
  if (!parsed.success) return null;
  return eventOf(parsed.data);
}

function eventOf({ metadata, notification }: Notification): WebhookEvent {
  const base = { id: notification.notificationId, occurredAt: isoDate(notification.eventDate) };
  const other: WebhookEvent = { ...base, type: "other", topic: metadata.topic };
  switch (metadata.topic) {
    case "ORDER_CONFIRMATION": {
      const data = orderDataSchema.safeParse(notification.data);
      if (!data.success) return { ...base, type: "orders-changed" };
      return { ...base, type: "order-changed", orderExternalId: data.data.order.orderId };
    }
    case "AUTHORIZATION_REVOCATION":
      return { ...base, type: "authorization-revoked" };
    case "MARKETPLACE_ACCOUNT_DELETION": {
      const person = personDataSchema.safeParse(notification.data).data;
      return {
        ...base,
        type: "account-deleted",
        externalUserId: person?.userId ?? null,
        username: person?.username ?? null,
      };
    }
    case "NEW_MESSAGE":
    case "BUYER_QUESTION":
      return { ...base, type: "message-received" };
    case "ITEM_AVAILABILITY":
    case "ITEM_PRICE_REVISION":
    case "PRIORITY_LISTING_REVISION": {
      const data = listingDataSchema.safeParse(notification.data);
      if (!data.success) return other;
      return { ...base, type: "listing-changed", listingExternalId: data.data.listingId };
    }
    default:
      return other;
  }
}

/** ISO 8601 in UTC; the epoch where the platform's text is no date, so that it never looks newer than it is. */
export function isoDate(text: string): string {
  const time = Date.parse(text);
  return new Date(Number.isNaN(time) ? 0 : time).toISOString();
}
