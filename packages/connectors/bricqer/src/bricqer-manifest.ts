import type { Manifest } from "@counterfoil/connector-kit";
import { bricqerFields } from "./bricqer-fields.ts";

export const bricqerManifest = {
  platform: "bricqer",
  name: "Bricqer",
  kind: "marketplace",
  description: "Orders with the channel they were sold on, stock, storage places and colours of a Bricqer back office.",
  connectionMethods: [{ kind: "keys", label: "API key", fields: bricqerFields }],
  environments: [{ id: "production", label: "Production" }],
  marketplaces: [],
  capabilities: {
    orders: true,
    listings: true,
    stockRead: true,
    stockWrite: true,
    fulfillment: false,
    webhooks: false,
  },
  looseParts: true,
  guardsAddress: true,
  stockWriteField: { name: "writeStock", value: "yes" },
  limits: [{ operation: "all calls", requests: 60, windowSeconds: 60, window: "sliding", verified: false }],
  setupSteps: [
    "Sign in to your Bricqer as an administrator.",
    "Open Settings, API access, and make a key for Counterfoil.",
    "Copy the key into the form here, with the first part of your Bricqer address.",
    "Say in which currency your prices are: Bricqer's answers do not name it.",
    "If your BrickLink, Brick Owl or eBay shops are connected here too, leave orders as views and let one of the two push stock.",
  ],
  docsUrl: "https://www.bricqer.com/guides/using-the-api",
} as const satisfies Manifest;
