import { createHmac } from "node:crypto";

/** What is signed: who says it, when, and the words. Times in seconds since 1970. */
export interface SignedMessage {
  id: string;
  timestamp: number;
  body: string;
}

/**
 * The headers of a message after the Standard Webhooks specification (https://www.standardwebhooks.com): HMAC-SHA256
 * over id, time and body, so that nobody can change, make or repeat one later unseen.
 */
export function signatureHeaders(secret: string, { id, timestamp, body }: SignedMessage): Record<string, string> {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": `v1,${signature}` };
}
