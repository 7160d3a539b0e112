import { createHash, sign } from "node:crypto";
import type { Subscription } from "../ebay-entities.ts";
import type { EbayWorld } from "../ebay-world.ts";

const CHALLENGE_TIMEOUT_MS = 5_000;

/** Sends an event to every enabled subscription of its topic; `username` narrows user topics to one seller. */
export function publish(world: EbayWorld, topicId: string, data: unknown, username?: string) {
  const matching = world.subscriptions.where(
    (subscription) =>
      subscription.topicId === topicId &&
      subscription.status === "ENABLED" &&
      (subscription.username === null || subscription.username === username),
  );
  for (const subscription of matching) deliver(world, subscription, data);
}

/** Sends one event to one subscription, signed anew at each attempt. */
export function deliver(world: EbayWorld, subscription: Subscription, data: unknown) {
  const destination = world.destinations.get(subscription.destinationId);
  if (destination === undefined || destination.status !== "ENABLED") return;
  const notificationId = `${world.random.uuid()}_${world.random.uuid()}`;
  const eventDate = world.clock.iso();
  world.webhooks.send({
    kind: subscription.topicId,
    build(publishAttemptCount) {
      const { topicId, payload } = subscription;
      const body = JSON.stringify({
        metadata: { topic: topicId, schemaVersion: payload.schemaVersion, deprecated: false },
        notification: { notificationId, eventDate, publishDate: world.clock.iso(), publishAttemptCount, data },
      });
      const headers = { "content-type": "application/json", "x-ebay-signature": signatureHeader(world, body) };
      return { url: destination.endpoint, method: "POST", headers, body };
    },
  });
}

/** The value of X-EBAY-SIGNATURE for a body: base64 of a small JSON with an ECDSA signature over SHA-1. */
export function signatureHeader(world: EbayWorld, body: string): string {
  const { id, privateKey } = world.notificationKey;
  const signature = sign("sha1", Buffer.from(body), privateKey).toString("base64");
  return Buffer.from(JSON.stringify({ alg: "ecdsa", kid: id, signature, digest: "SHA1" })).toString("base64");
}

/** Whether the endpoint answers a challenge with the hash that proves it knows the token. */
export async function passesChallenge(
  world: EbayWorld,
  { endpoint, verificationToken }: { endpoint: string; verificationToken: string },
  send: typeof fetch,
): Promise<boolean> {
  const code = world.random.uuid();
  const expected = createHash("sha256").update(code).update(verificationToken).update(endpoint).digest("hex");
  try {
    const url = `${endpoint}${endpoint.includes("?") ? "&" : "?"}challenge_code=${code}`;
    const answer = await send(url, { signal: AbortSignal.timeout(CHALLENGE_TIMEOUT_MS), redirect: "manual" });
    const isJson = answer.headers.get("content-type")?.includes("application/json") ?? false;
    const body = (await answer.json()) as { challengeResponse?: unknown };
    return answer.status === 200 && isJson && body.challengeResponse === expected;
  } catch {
    return false;
  }
}
