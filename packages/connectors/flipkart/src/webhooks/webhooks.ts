import {
  constantTimeEqual,
  headerValue,
  type WebhookRequest,
  type WebhooksCapability,
  type WebhookVerification,
} from "@counterfoil/connector-kit";
import type { FlipkartCredentials } from "../flipkart-settings.ts";
import { notificationEvents } from "./notification-events.ts";
import { isSigned, readAuthorization } from "./notification-signature.ts";

const defaultFreshnessMinutes = 15;

/** Flipkart's notifications. Whatever is well signed is answered with 200, since one refused holds back the next. */
export function createWebhooks(credentials: FlipkartCredentials, now: () => number): WebhooksCapability {
  return {
    async verify(request) {
      const reason = refusalReason(request, credentials, now());
      if (reason !== null) return refused(reason);
      const events = notificationEvents(request.body, now());
      return { verified: true, events, respond: { status: 200, headers: {}, body: "" } };
    },
  };
}

function refusalReason(request: WebhookRequest, credentials: FlipkartCredentials, now: number): string | null {
  const header = namedHeader(request, "authorization");
  const dateText = namedHeader(request, "date");
  if (header === null || dateText === null) {
    return "the headers X_Date and X_Authorization are missing; some proxies drop names with underscores";
  }
  const authorization = readAuthorization(header);
  if (authorization === null) return "the header X_Authorization could not be read";
  if (!constantTimeEqual(authorization.applicationId, credentials.applicationId)) {
    return "the notification is for another application";
  }
  const at = /^\d{10}$/.test(dateText) ? Number(dateText) * 1000 : Date.parse(dateText);
  if (Number.isNaN(at)) return "the header X_Date is no date";
  const minutes = Number(credentials.webhookFreshnessMinutes ?? defaultFreshnessMinutes);
  if (Math.abs(now - at) > minutes * 60_000) return "the notification is too old, or a clock is wrong";
  const signed = isSigned(authorization.signature, {
    dateText,
    at,
    url: credentials.webhookUrl ?? request.endpoint,
    method: request.method.toUpperCase(),
    secret: credentials.applicationSecret,
  });
  return signed ? null : "the signature does not match the address, the date and the secret";
}

function namedHeader({ headers }: WebhookRequest, name: "authorization" | "date"): string | null {
  return headerValue(headers, `x_${name}`) ?? headerValue(headers, `x-${name}`);
}

function refused(reason: string): WebhookVerification {
  return { verified: false, reason, respond: { status: 401, headers: {}, body: "" } };
}
