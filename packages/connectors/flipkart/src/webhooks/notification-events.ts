import { createHash } from "node:crypto";
import type { WebhookEvent } from "@counterfoil/connector-kit";
import { notificationSchema } from "../flipkart-schemas.ts";
import { instantOrNull } from "../flipkart-values.ts";

/**
 * What a notification hints at; nothing where it cannot be read. The body is not signed, so nothing in it is believed:
 * an order that it names is read again, and a shipment without its order makes everything be looked at.
 */
export function notificationEvents(body: Uint8Array, receivedAt: number): WebhookEvent[] {
  const text = new TextDecoder().decode(body);
  const parsed = notificationSchema.safeParse(parse(text));
  if (!parsed.success) return [];
  const { eventType, timestamp, shipmentId, returnId, attributes } = parsed.data;
  const id = createHash("sha256")
    .update([eventType, shipmentId ?? returnId ?? "", timestamp ?? "", text].join("\n"))
    .digest("hex");
  const occurredAt = instantOrNull(timestamp) ?? new Date(receivedAt).toISOString();
  const orderId = attributes?.orderItems?.find((item) => item.orderId)?.orderId;
  if (!eventType.startsWith("shipment_")) return [{ type: "other", id, occurredAt, topic: eventType }];
  if (orderId) return [{ type: "order-changed", id, occurredAt, orderExternalId: orderId }];
  return [{ type: "orders-changed", id, occurredAt }];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
