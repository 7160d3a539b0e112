import { createHash } from "node:crypto";
import type { WebhookEvent, WebhooksCapability, WebhookVerification } from "@counterfoil/connector-kit";
import { type BricklinkNotification, notificationsSchema } from "../bricklink-schemas.ts";
import type { BricklinkContext } from "../bricklink-settings.ts";
import { toWebhookEvent } from "./notification-event.ts";

const maxBodyBytes = 65_536;
// One answer for all: nobody learns whether a guess at the callback's address was right.
const respond = { status: 200, headers: {}, body: "" };

/**
 * BrickLink's push messages. They are signed by nothing and may get lost, so whatever the body says is a hint to look:
 * the receiver re-fetches. The secret part of the callback's address is for the host to check. Bodies come as a list, as
 * one object, or empty.
 */
export function createWebhooks({ now }: BricklinkContext): WebhooksCapability {
  return {
    async verify({ method, body }): Promise<WebhookVerification> {
      if (method.toUpperCase() !== "POST") return { verified: false, reason: "not a POST", respond };
      if (body.byteLength > maxBodyBytes) return { verified: false, reason: "the body is too long", respond };
      const text = new TextDecoder().decode(body);
      const notifications = readNotifications(text);
      if (notifications.length === 0) return { verified: true, events: [lookNow(text, now())], respond };
      return { verified: true, events: notifications.map(toWebhookEvent), respond };
    },
  };
}

function readNotifications(text: string): BricklinkNotification[] {
  try {
    const result = notificationsSchema.safeParse(JSON.parse(text));
    return result.success ? result.data : [];
  } catch {
    return [];
  }
}

// An empty or unreadable push says only "something happened": those of one minute count as one.
function lookNow(text: string, at: number): WebhookEvent {
  const minute = new Date(Math.floor(at / 60_000) * 60_000).toISOString();
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return { type: "orders-changed", id: `look:${minute}:${digest}`, occurredAt: new Date(at).toISOString() };
}
