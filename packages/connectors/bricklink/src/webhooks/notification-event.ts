import type { WebhookEvent } from "@counterfoil/connector-kit";
import type { BricklinkNotification } from "../bricklink-schemas.ts";

/** A notification in the common shape. Its id is the same by push and by asking, so that both count once. */
export function toWebhookEvent(notification: BricklinkNotification): WebhookEvent {
  const { event_type: type, resource_id: resource, timestamp } = notification;
  const id = `${type}:${resource}:${timestamp}`;
  if (type === "Order") return { type: "order-changed", id, orderExternalId: resource, occurredAt: timestamp };
  if (type === "Message") return { type: "message-received", id, occurredAt: timestamp };
  return { type: "other", id, occurredAt: timestamp, topic: type };
}
