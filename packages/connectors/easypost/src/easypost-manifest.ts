import type { Manifest } from "@counterfoil/connector-kit";
import { easypostFields } from "./easypost-fields.ts";

export const easypostManifest = {
  platform: "easypost",
  name: "EasyPost",
  kind: "data",
  description: "Buys postage of a hundred carriers for orders of any shop: offers, labels, refunds and tracking.",
  connectionMethods: [{ kind: "keys", label: "API key", fields: easypostFields }],
  environments: [{ id: "production", label: "Production" }],
  marketplaces: [],
  capabilities: {
    orders: false,
    listings: false,
    stockRead: false,
    stockWrite: false,
    fulfillment: false,
    webhooks: false,
    shipping: true,
  },
  limits: [{ operation: "index", requests: 5, windowSeconds: 1, window: "sliding", verified: true }],
  setupSteps: [
    "Open easypost.com, make an account, and add carriers and a way to pay.",
    "Under Account settings, API keys: copy the production key, or the test key to try it out.",
    "Paste the key into the form here. Labels are then bought on the page of an order.",
  ],
  docsUrl: "https://docs.easypost.com/docs/shipments",
} as const satisfies Manifest;
