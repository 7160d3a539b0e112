import { createHmac, timingSafeEqual } from "node:crypto";
import type { WebhookAddresses } from "../services/webhooks/webhook-addresses.ts";
import { deriveKey, type KeyRing, type MasterKey } from "./master-key.ts";

type Connection = Parameters<WebhookAddresses["token"]>[0];

/** Tokens computed from the master key: nothing to store, nothing to leak from the database. */
export function createHmacWebhookAddresses(keys: KeyRing): WebhookAddresses {
  const [current] = keys;
  return {
    token: (connection) => (current === undefined ? null : tokenUnder(current, connection)),
    // An address registered under a former key keeps working while that key is configured.
    verify: (connection, token) => keys.some((key) => sameText(tokenUnder(key, connection), token)),
  };
}

function tokenUnder(key: MasterKey, { workspaceId, connectionId }: Connection): string {
  return createHmac("sha256", deriveKey(key, "webhook-address"))
    .update(`${workspaceId}/${connectionId}`)
    .digest("base64url");
}

function sameText(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
