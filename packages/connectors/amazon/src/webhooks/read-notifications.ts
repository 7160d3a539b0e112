import type { WebhookEvent } from "@counterfoil/connector-kit";
import { notificationEvents } from "./notification-events.ts";
import { unwrapNotifications } from "./unwrap-notifications.ts";

/**
 * Reads messages that the caller has taken from its own SQS queue: AWS vouches for them there, so that nothing is checked
 * here. `sellerId` leaves other sellers' notifications out. Gives none for text that is no notification.
 */
export function readNotifications(
  message: string,
  { sellerId = null, now = Date.now() }: { sellerId?: string | null; now?: number } = {},
): WebhookEvent[] {
  return unwrapNotifications(message).flatMap((notification) => notificationEvents(notification, { sellerId, now }));
}
