import type { BankTransactionsCapability, Connector, WebhooksCapability } from "@counterfoil/connector-kit";
import { createMonzoClient } from "./monzo-client.ts";
import { monzoManifest } from "./monzo-manifest.ts";
import { probeMonzo } from "./monzo-probe.ts";
import { type MonzoSettings, readSettings } from "./monzo-settings.ts";
import { createTransactions } from "./transactions/transactions.ts";
import { createWebhookAddresses, type MonzoWebhookAddresses } from "./webhooks/webhook-addresses.ts";
import { createWebhooks } from "./webhooks/webhooks.ts";

/** A connected Monzo user. Reads only: nothing here moves money. */
export interface MonzoConnector extends Connector {
  readonly bankTransactions: BankTransactionsCapability;
  readonly webhooks: Required<WebhooksCapability>;
  readonly webhookAddresses: MonzoWebhookAddresses;
}

/**
 * Connects to the accounts of one Monzo user. Throws `invalid_request` for settings that are not right.
 * See https://docs.monzo.com/
 */
export function createMonzo(settings: MonzoSettings): MonzoConnector {
  const context = readSettings(settings);
  const client = createMonzoClient(context);
  const addresses = createWebhookAddresses(client, context.now);
  return {
    manifest: monzoManifest,
    probe: (options) => probeMonzo(client, context, options),
    bankTransactions: createTransactions(client, context),
    webhooks: createWebhooks(client, { addresses, now: context.now }),
    webhookAddresses: addresses,
  };
}
