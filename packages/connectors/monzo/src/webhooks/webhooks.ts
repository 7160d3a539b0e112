import { createHash } from "node:crypto";
import { callLimits, type WebhookEvent, type WebhooksCapability } from "@counterfoil/connector-kit";
import { z } from "zod";
import { readAccounts } from "../accounts/read-accounts.ts";
import type { MonzoClient } from "../monzo-client.ts";
import { toInstant } from "../monzo-values.ts";
import type { MonzoWebhookAddresses } from "./webhook-addresses.ts";

const bodySchema = z.object({
  type: z.string().min(1),
  data: z
    .object({
      id: z.string().optional().catch(undefined),
      account_id: z.string().optional().catch(undefined),
      created: z.string().optional().catch(undefined),
      updated: z.string().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

const accepted = { status: 200, headers: {}, body: "" };

/**
 * Monzo signs nothing: a message only says which transaction to read again, and its amounts are never looked at. Keep
 * the address secret, and read by `bankTransactions.get`, which sees the owner's accounts and no others.
 */
export function createWebhooks(
  client: MonzoClient,
  { addresses, now }: { addresses: MonzoWebhookAddresses; now: () => number },
): Required<WebhooksCapability> {
  return {
    async register(url, options) {
      const { items } = await readAccounts(client, callLimits(options, now));
      for (const { externalId: accountExternalId, closed, hasTransactions } of items) {
        if (!closed && hasTransactions) await addresses.register({ accountExternalId, url }, options);
      }
    },
    async verify({ method, body }) {
      const message = bodySchema.safeParse(parse(body));
      if (method !== "POST" || !message.success) {
        const respond = { status: 400, headers: {}, body: "" };
        return { verified: false, reason: "the message has no type", respond };
      }
      return { verified: true, events: [eventOf(message.data, { body, now })], respond: accepted };
    },
  };
}

function eventOf(
  { type, data }: z.infer<typeof bodySchema>,
  { body, now }: { body: Uint8Array; now: () => number },
): WebhookEvent {
  const occurredAt = toInstant(data?.updated) ?? toInstant(data?.created) ?? new Date(now()).toISOString();
  // The same delivery again has the same body.
  const id = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  if (!type.startsWith("transaction.") || !data?.id || !data.account_id) {
    return { type: "other", id, occurredAt, topic: type };
  }
  return {
    type: "bank-transaction-changed",
    id,
    accountExternalId: data.account_id,
    transactionExternalId: data.id,
    occurredAt,
  };
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
