import type { Manifest } from "@counterfoil/connector-kit";
import { brickowlFields } from "./brickowl-fields.ts";

/** Name of the budget of batches, beside the one of all calls. */
export const batchBudget = "bulk/batch";

export const brickowlManifest = {
  platform: "brickowl",
  name: "Brick Owl",
  kind: "marketplace",
  description: "Orders, lots, stock, tracking, notes and catalogue look-ups of a Brick Owl store.",
  connectionMethods: [{ kind: "keys", label: "API key", fields: brickowlFields }],
  environments: [{ id: "production", label: "Production" }],
  marketplaces: [],
  capabilities: {
    orders: true,
    listings: true,
    stockRead: true,
    stockWrite: true,
    fulfillment: true,
    webhooks: false,
  },
  dispatch: { tracking: "optional", carrier: "unused", split: false, notifiesBuyer: false },
  looseParts: true,
  limits: [
    { operation: "all calls", requests: 600, windowSeconds: 60, window: "sliding", verified: true },
    { operation: batchBudget, requests: 100, windowSeconds: 60, window: "sliding", verified: false },
  ],
  setupSteps: [
    "Sign in to Brick Owl with the account that owns the store.",
    "Open your profile, then the tab API Keys, and make a key for Counterfoil.",
    "Give the key the rights to view and edit orders, and to view and edit inventory.",
    "Copy the key into the form here. Whoever has it can change your store: keep it secret.",
    "Catalogue look-ups need a right that Brick Owl's administrators give on request; everything else works without it.",
  ],
  docsUrl: "https://www.brickowl.com/api_docs",
} as const satisfies Manifest;
