import type { Manifest } from "@counterfoil/connector-kit";
import { monzoFields } from "./monzo-fields.ts";

export const monzoManifest = {
  platform: "monzo",
  name: "Monzo",
  kind: "data",
  description: "Transactions of your own Monzo accounts, to match payouts with sales. Read only: no money is moved.",
  connectionMethods: [{ kind: "oauth2", label: "Sign in with Monzo", fields: monzoFields }],
  environments: [{ id: "production", label: "Production" }],
  marketplaces: [],
  capabilities: {
    orders: false,
    listings: false,
    stockRead: false,
    stockWrite: false,
    fulfillment: false,
    webhooks: true,
    bankTransactions: true,
  },
  // Monzo publishes no figures; this keeps a full import well below what clients report.
  limits: [{ operation: "all calls", requests: 60, windowSeconds: 10, window: "sliding", verified: false }],
  setupSteps: [
    "Sign in at developers.monzo.com with your Monzo account and make a new OAuth client, confidential.",
    "Give the client the return address shown here, exactly as it is written.",
    "Enter the client ID and the client secret here and sign in: Monzo mails you a link, which leads back here.",
    "Open the Monzo app at once and approve the access. Monzo gives all your history only in the five minutes after that, later the last 90 days.",
  ],
  docsUrl: "https://docs.monzo.com/",
} as const satisfies Manifest;
