import type { Manifest } from "@counterfoil/connector-kit";
import { bricklinkFields } from "./bricklink-fields.ts";

/** Calls a day that BrickLink grants to an account, over all its tools. */
export const accountCallsPerDay = 5000;

export const bricklinkManifest = {
  platform: "bricklink",
  name: "BrickLink",
  kind: "marketplace",
  description: "Orders, lots, stock, shipments and push hints of a BrickLink store.",
  connectionMethods: [{ kind: "keys", label: "API keys", fields: bricklinkFields }],
  environments: [{ id: "production", label: "Production" }],
  marketplaces: [],
  capabilities: {
    orders: true,
    listings: true,
    stockRead: true,
    stockWrite: true,
    fulfillment: true,
    buyerNotices: true,
    webhooks: true,
  },
  dispatch: { tracking: "optional", carrier: "unused", split: false, notifiesBuyer: false },
  looseParts: true,
  limits: [
    {
      operation: "all calls",
      requests: accountCallsPerDay,
      windowSeconds: 86_400,
      window: "day-utc",
      verified: false,
    },
  ],
  setupSteps: [
    "Sign in to BrickLink with the account that owns the store: only registered sellers get API keys.",
    "Open https://www.bricklink.com/v2/api/register_consumer.page and register as a consumer if you have not yet.",
    "Add an access token for the IPv4 address of the machine that runs Counterfoil, with mask 255.255.255.255; for an address that changes, 0.0.0.0 with mask 0.0.0.0 lets any address in.",
    "Copy ConsumerKey, ConsumerSecret, TokenValue and TokenSecret into the form here.",
    "To hear of new orders sooner, register the callback address shown here on the same page; without it Counterfoil asks regularly.",
  ],
  docsUrl: "https://www.bricklink.com/v3/api.page",
} as const satisfies Manifest;
