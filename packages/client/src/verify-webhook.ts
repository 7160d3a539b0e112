import type { OutgoingEventType } from "@counterfoil/server";

/** A message of a webhook: ids and what changed. Details are read through the API. */
export interface WebhookMessage {
  /** The same at every attempt: one that is known may be left aside. */
  id: string;
  type: OutgoingEventType | "webhook.test";
  version: 1;
  /** When it happened, ISO 8601. */
  timestamp: string;
  data: Record<string, unknown>;
}

export interface VerifyOptions {
  /** As it was shown when the webhook was made: `whsec_…`. */
  secret: string;
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body exactly as it came, before anything parsed it. */
  body: string;
  /** The moment, in milliseconds since 1970; now where left out. */
  now?: number;
}

const toleranceSeconds = 300;

/**
 * Proves that a message comes from the server that holds the secret, was not changed, and was sent within the last five
 * minutes, after the Standard Webhooks specification (https://www.standardwebhooks.com). Answers the message. Throws an
 * Error otherwise.
 */
export async function verifyWebhook({
  secret,
  headers,
  body,
  now = Date.now(),
}: VerifyOptions): Promise<WebhookMessage> {
  const [id, timestamp, signatures] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name) =>
    headerOf(headers, name),
  );
  if (!id || !timestamp || !signatures) throw new Error("This is no message of a webhook: a header is missing.");
  if (Math.abs(now / 1000 - Number(timestamp)) > toleranceSeconds || !/^\d+$/.test(timestamp))
    throw new Error("The message is too old, or one of the clocks is wrong.");
  const key = await importKey(secret);
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const signature of signatures.split(" ")) {
    const bytes = signature.startsWith("v1,") ? bytesOf(signature.slice("v1,".length)) : null;
    // The platform's own comparison takes the same time whatever differs.
    if (bytes !== null && (await crypto.subtle.verify("HMAC", key, bytes, signed))) return JSON.parse(body);
  }
  throw new Error("The signature is not that of this secret.");
}

function headerOf(headers: VerifyOptions["headers"], name: string): string | null {
  if (headers instanceof Headers) return headers.get(name);
  const value = headers[name];
  return typeof value === "string" ? value : null;
}

async function importKey(secret: string) {
  const bytes = bytesOf(secret.replace(/^whsec_/, ""));
  if (bytes === null) throw new Error("The secret is not as it was shown: it begins with whsec_.");
  return await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
