import { type CallOptions, ConnectorError, callLimits } from "@counterfoil/connector-kit";
import type { MonzoClient, WireWebhook } from "../monzo-client.ts";

/** An address that Monzo posts an account's changes to. */
export interface WebhookAddress {
  id: string;
  accountExternalId: string;
  url: string;
}

/** Addresses of messages, one by account. */
export interface MonzoWebhookAddresses {
  list(accountExternalId: string, options?: CallOptions): Promise<WebhookAddress[]>;
  /** Registers an https address; one that is registered already is used again. Throws `invalid_request` for http. */
  register(request: { accountExternalId: string; url: string }, options?: CallOptions): Promise<WebhookAddress>;
  /** Takes an address away. One that is gone already counts as done. */
  remove(id: string, options?: CallOptions): Promise<void>;
}

export function createWebhookAddresses(client: MonzoClient, now: () => number): MonzoWebhookAddresses {
  const list: MonzoWebhookAddresses["list"] = async (accountExternalId, options) =>
    (await client.webhooks(accountExternalId, callLimits(options, now))).map(addressOf);
  return {
    list,
    async register({ accountExternalId, url }, options) {
      if (!url.startsWith("https://")) {
        const message = "Monzo's messages carry no signature: register an https address only.";
        throw new ConnectorError({ code: "invalid_request", message, operation: "POST /webhooks" });
      }
      const find = async () => (await list(accountExternalId, options)).find((address) => address.url === url);
      const existing = await find();
      if (existing !== undefined) return existing;
      try {
        return addressOf(await client.createWebhook({ accountId: accountExternalId, url }, callLimits(options, now)));
      } catch (error) {
        const isLost = ConnectorError.is(error) && error.code === "outcome_unknown";
        const made = isLost ? await find() : undefined;
        if (made === undefined) throw error;
        return made;
      }
    },
    async remove(id, options) {
      try {
        await client.deleteWebhook(id, callLimits(options, now));
      } catch (error) {
        if (!ConnectorError.is(error) || error.code !== "not_found") throw error;
      }
    },
  };
}

function addressOf({ id, account_id: accountExternalId, url }: WireWebhook): WebhookAddress {
  return { id, accountExternalId, url };
}
