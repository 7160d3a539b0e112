import type { Manifest } from "@counterfoil/connector-kit";
import { flipkartFields } from "./flipkart-fields.ts";
import { flipkartEnvironments } from "./flipkart-hosts.ts";

export const flipkartManifest = {
  platform: "flipkart",
  name: "Flipkart",
  kind: "marketplace",
  description:
    "Orders, listings, stock, dispatch, returns and notifications of a Flipkart seller account, by its API v3.",
  connectionMethods: [
    { kind: "keys", label: "Your own application", fields: flipkartFields },
    { kind: "oauth2", label: "Sign in at Flipkart", fields: flipkartFields },
  ],
  environments: flipkartEnvironments,
  marketplaces: [{ id: "IN", label: "India", currency: "INR" }],
  capabilities: {
    orders: true,
    listings: true,
    stockRead: true,
    stockWrite: true,
    fulfillment: true,
    webhooks: true,
    documents: true,
  },
  dispatch: { tracking: "optional", carrier: "any", split: true, notifiesBuyer: true },
  // Flipkart publishes none: this is how fast we go by ourselves.
  limits: [{ operation: "all calls", requests: 2, windowSeconds: 1, window: "bucket", verified: false }],
  setupSteps: [
    "Sign in to seller.flipkart.com and open Manage Profile, then Developer Access.",
    "Create a self-access application and copy its application ID and application secret. Your login and password are not used and never asked for.",
    "Use a self-access application for a desk that you run yourself. An operator who hosts it for other sellers needs a third-party application from the Partner Dashboard, whose redirect address must be https and exactly the one shown here.",
    "Note the ID of your pick-up location (it begins with LOC); with several locations, choose the one whose stock is kept here.",
    "For notifications, ask Flipkart's seller API support by ticket and give the address shown after connecting. Without them, changes are found by looking regularly.",
  ],
  docsUrl: "https://flipkart.github.io/fk-api-platform-docs/",
} as const satisfies Manifest;
