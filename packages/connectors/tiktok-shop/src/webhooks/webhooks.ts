import { headerValue, type WebhooksCapability, type WebhookVerification } from "@counterfoil/connector-kit";
import { type ApplicationKeys, isSignedWebhook } from "../tiktok-shop-signature.ts";
import { messageEvents } from "./message-events.ts";
import { readMessage } from "./read-message.ts";

/**
 * TikTok Shop's webhooks. The signature covers the body but no time: a repeat proves itself, and is known by the ids of
 * its events. An app has one address for all its shops, so a message may be for another one.
 */
export function createWebhooks(keys: ApplicationKeys, shopId: string | undefined): WebhooksCapability {
  return {
    async verify({ headers, body }) {
      const signature = headerValue(headers, "authorization");
      if (signature === null) return refused("the Authorization header is missing; some proxies take it away", 401);
      if (!isSignedWebhook(body, signature, keys)) return refused("the signature does not match the body", 401);
      const message = readMessage(body);
      if (message === null) return refused("the body is not a message of TikTok Shop's", 400);
      if (shopId !== undefined && message.shopId !== null && message.shopId !== shopId) {
        return refused("the message is for another shop of the app", 200);
      }
      return { verified: true, events: messageEvents(message), respond: empty(200) };
    },
  };
}

function refused(reason: string, status: number): WebhookVerification {
  return { verified: false, reason, respond: empty(status) };
}

function empty(status: number) {
  return { status, headers: {}, body: "" };
}
