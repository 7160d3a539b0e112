import {
  type CallLimits,
  ConnectorError,
  callLimits,
  constantTimeEqual,
  type HttpClient,
  headerValue,
  noBody,
  type WebhookRequest,
  type WebhooksCapability,
  type WebhookVerification,
} from "@counterfoil/connector-kit";
import { notificationEvents } from "./notification-events.ts";
import type { SnsCertificates } from "./sns-certificates.ts";
import {
  agreesWithHeaders,
  isSignedBy,
  isSnsAddress,
  type SnsMessage,
  snsMessageSchema,
  snsRoute,
} from "./sns-message.ts";
import { unwrapNotifications } from "./unwrap-notifications.ts";

const oldestMs = 3_600_000;
/** Clocks differ: a message may be a little ahead of ours. */
const aheadMs = 300_000;

export const defaultForwarderHeader = "x-auth-token";

export interface WebhookSettings {
  /** The secret that the seller's own forwarder sends along; null where it is not set up. */
  forwarder: { header: string; secret: string } | null;
  /** The seller's SNS topic; null where it is not set up. */
  topicArn: string | null;
  sellerId: string | null;
  /** Where all calls go instead of Amazon's own hosts; null for those. */
  baseURL: string | null;
}

export interface WebhookParts {
  settings: WebhookSettings;
  certificates: SnsCertificates;
  http: HttpClient;
  now: () => number;
}

/**
 * Notifications on their last leg. Amazon itself never calls an address: it writes to the seller's SQS queue or
 * EventBridge, from where a forwarder of the seller's (checked by a secret header) or an SNS topic (checked by its
 * signature) brings them here.
 */
export function createWebhooks(parts: WebhookParts): WebhooksCapability {
  return {
    async verify(request, options) {
      const body = bodyOf(request);
      const sns = snsMessageSchema.safeParse(body);
      if (sns.success && parts.settings.topicArn !== null) {
        return await verifySns({ message: sns.data, request, parts, limits: callLimits(options, parts.now) });
      }
      return verifyForwarded(request, body, parts);
    },
  };
}

function verifyForwarded(request: WebhookRequest, body: unknown, parts: WebhookParts): WebhookVerification {
  const { forwarder } = parts.settings;
  if (forwarder === null) return refused(401, "no forwarder's secret is set up for this connection");
  const given = headerValue(request.headers, forwarder.header);
  if (given === null) return refused(401, `the header ${forwarder.header} is missing`);
  if (!constantTimeEqual(given, forwarder.secret)) return refused(401, "the forwarder's secret is wrong");
  if (body === undefined) return refused(400, "the body is not JSON");
  return accepted(body, parts);
}

interface SnsDelivery {
  message: SnsMessage;
  request: WebhookRequest;
  parts: WebhookParts;
  limits: CallLimits;
}

async function verifySns(delivery: SnsDelivery): Promise<WebhookVerification> {
  const { message, request, parts, limits } = delivery;
  const reason = plainRefusal(message, request, parts);
  if (reason !== null) return refused(401, reason);
  const address = snsRoute(message.SigningCertURL, parts.settings.baseURL);
  const certificate = await parts.certificates.get(address, limits);
  if (certificate === null || !isSignedBy(message, certificate)) return refused(401, "the SNS signature does not fit");
  if (message.Type === "Notification") return accepted(message.Message, parts);
  if (message.Type === "SubscriptionConfirmation") await confirm(delivery);
  return { verified: true, events: [], respond: ok };
}

/** What can be said against a message before its signature is checked. */
function plainRefusal(message: SnsMessage, request: WebhookRequest, { settings, now }: WebhookParts): string | null {
  const certificate = message.SigningCertURL;
  if (!isSnsAddress(certificate, message.TopicArn) || !new URL(certificate).pathname.endsWith(".pem")) {
    return "the SNS certificate is not at an address of SNS";
  }
  if (message.TopicArn !== settings.topicArn) return "the message is of another SNS topic";
  if (!agreesWithHeaders(message, request.headers)) return "the SNS headers do not fit the message";
  const age = now() - Date.parse(message.Timestamp);
  if (!(age <= oldestMs && age >= -aheadMs)) return "the SNS message is too old";
  return null;
}

/** SNS delivers nothing before its address was called back. Only a checked message gets this far. */
async function confirm({ message, parts, limits }: SnsDelivery): Promise<void> {
  const url = message.SubscribeURL;
  if (!url || !isSnsAddress(url, message.TopicArn)) {
    throw new ConnectorError({
      code: "invalid_request",
      message: "The SNS subscription has no safe address to confirm.",
    });
  }
  await parts.http.request({
    ...limits,
    ...{
      operation: "GET SNS subscription",
      lane: "read_orders",
      path: snsRoute(url, parts.settings.baseURL),
      decode: noBody,
    },
  });
}

function accepted(body: unknown, { settings, now }: WebhookParts): WebhookVerification {
  const events = unwrapNotifications(body).flatMap((notification) =>
    notificationEvents(notification, { sellerId: settings.sellerId, now: now() }),
  );
  return { verified: true, events, respond: ok };
}

const ok = { status: 200, headers: {}, body: "" };

/** The answer does not say what was wrong. */
function refused(status: 400 | 401, reason: string): WebhookVerification {
  return { verified: false, reason, respond: { status, headers: {}, body: "" } };
}

function bodyOf(request: WebhookRequest): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(request.body));
  } catch {
    return undefined;
  }
}
