import {
  type CallOptions,
  ConnectorError,
  headerValue,
  type WebhookEvent,
  type WebhookRequest,
  type WebhooksCapability,
  type WebhookVerification,
} from "@counterfoil/connector-kit";
import { challengeResponse } from "./challenge.ts";
import { readNotification } from "./notification-events.ts";
import { readSignatureHeader, verifySignature } from "./notification-signature.ts";
import {
  type PlatformNotificationKeys,
  platformNotificationEvent,
  readPlatformNotification,
  refusePlatformNotification,
} from "./platform-notification.ts";
import type { PublicKeys } from "./public-keys.ts";

export interface WebhookSettings {
  publicKeys: (options: CallOptions | undefined) => PublicKeys;
  /** The token the endpoint was registered with; null when none is set. */
  verificationToken: string | null;
  /** Null when the connection has no Dev ID: then the older notifications are refused. */
  platformKeys: PlatformNotificationKeys | null;
  now: () => number;
}

/** eBay's notifications: signed JSON ones, the endpoint challenge, and the older SOAP ones as bare hints. */
export function createWebhooks(settings: WebhookSettings): WebhooksCapability {
  return {
    async verify(request, options) {
      if (request.method.toUpperCase() === "GET") return answerChallenge(request, settings);
      const header = headerValue(request.headers, "x-ebay-signature");
      if (header !== null) return verifyNotification(request, header, settings.publicKeys(options));
      return verifyPlatformNotification(request, settings);
    },
  };
}

function answerChallenge(request: WebhookRequest, settings: WebhookSettings): WebhookVerification {
  const url = URL.canParse(request.url, request.endpoint) ? new URL(request.url, request.endpoint) : null;
  const challengeCode = url?.searchParams.get("challenge_code");
  if (!challengeCode) return refused("the request holds no challenge code");
  if (settings.verificationToken === null) return refused("no verification token is set for this connection");
  const parts = { challengeCode, verificationToken: settings.verificationToken, endpoint: request.endpoint };
  const body = JSON.stringify({ challengeResponse: challengeResponse(parts) });
  return {
    verified: true,
    events: [],
    respond: { status: 200, headers: { "content-type": "application/json" }, body },
  };
}

async function verifyNotification(
  request: WebhookRequest,
  header: string,
  publicKeys: PublicKeys,
): Promise<WebhookVerification> {
  const signature = readSignatureHeader(header);
  if (!signature) return refused("the X-EBAY-SIGNATURE header could not be read");
  let key: Awaited<ReturnType<PublicKeys>>;
  try {
    key = await publicKeys(signature.kid);
  } catch (error) {
    // eBay repeats an unacknowledged message: better late than lost, and never unverified.
    const reason = ConnectorError.is(error) ? error.message : "eBay's key is not readable";
    return { verified: false, reason: `the public key could not be fetched: ${reason}`, respond: empty(503) };
  }
  if (!key) return refused("the key that signed the message is unknown to eBay");
  if (!verifySignature(request.body, signature, key)) return refused("the signature does not match the body");
  const event = readNotification(request.body);
  return event ? accepted(event) : refused("the body is not a notification");
}

function verifyPlatformNotification(request: WebhookRequest, settings: WebhookSettings): WebhookVerification {
  const notification = readPlatformNotification(request.body);
  if (!notification) return refused("the message carries no eBay signature");
  if (!settings.platformKeys) return refused("a Dev ID is needed to check this kind of notification");
  const reason = refusePlatformNotification(notification, settings.platformKeys, settings.now());
  return reason === null ? accepted(platformNotificationEvent(notification)) : refused(reason);
}

function accepted(event: WebhookEvent): WebhookVerification {
  return { verified: true, events: [event], respond: empty(204) };
}

function refused(reason: string): WebhookVerification {
  return { verified: false, reason, respond: empty(412) };
}

function empty(status: number) {
  return { status, headers: {}, body: "" };
}
