import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import { monzoOAuth } from "./monzo-auth.ts";
import { createMonzo } from "./monzo-connector.ts";
import { monzoManifest } from "./monzo-manifest.ts";

export { createMonzo, type MonzoConnector } from "./monzo-connector.ts";
export { monzoManifest } from "./monzo-manifest.ts";
export type { MonzoSettings } from "./monzo-settings.ts";
export type { MonzoWebhookAddresses, WebhookAddress } from "./webhooks/webhook-addresses.ts";

/** Monzo, for a host that offers platforms: what it is, how to connect, how to make a connector. */
export const monzo = {
  manifest: monzoManifest,
  create: createMonzo,
  oauth: monzoOAuth,
} as const satisfies ConnectorDefinition;
