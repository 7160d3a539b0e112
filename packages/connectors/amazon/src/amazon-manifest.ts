import type { Manifest } from "@counterfoil/connector-kit";
import { consentFields, manualFields } from "./amazon-fields.ts";
import { amazonEnvironments } from "./amazon-hosts.ts";
import { amazonMarketplaces } from "./amazon-marketplaces.ts";
import { amazonLimits } from "./amazon-operations.ts";

export const amazonManifest = {
  platform: "amazon",
  name: "Amazon",
  kind: "marketplace",
  description:
    "Orders, listings, stock, shipments and notifications of an Amazon seller account, by the Selling Partner API.",
  connectionMethods: [
    { kind: "oauth2", label: "Sign in on Seller Central", fields: consentFields },
    { kind: "keys", label: "Enter a refresh token", fields: manualFields },
  ],
  environments: amazonEnvironments,
  marketplaces: amazonMarketplaces.map(({ id, label, currency }) => ({ id, label, currency })),
  capabilities: {
    orders: true,
    listings: true,
    stockRead: true,
    stockWrite: true,
    fulfillment: true,
    webhooks: true,
  },
  dispatch: { tracking: "needed", carrier: "any", split: true, notifiesBuyer: true },
  // https://developer-docs.amazon.com/sp-api/docs/data-protection-policy: 30 days after delivery. Counted from dispatch.
  buyerDataDays: 30,
  limits: amazonLimits,
  setupSteps: [
    "You need a Professional selling plan. In Seller Central, open Apps and Services, then Develop Apps, and register as a developer for your own shop (a private developer).",
    "Ask for the roles Inventory and Order Tracking, Product Listing, Amazon Fulfillment, and Direct-to-Consumer Delivery (Restricted): without the last one Amazon leaves out names and addresses.",
    "Add an application client of the type SP-API, and copy its LWA client id and client secret.",
    "To enter a refresh token: choose Authorise at your application, copy the refresh token, and take the merchant token from Account info.",
    "To sign in on Seller Central instead: register the return address shown here with the application (it must begin with https), and copy the application id.",
    "Choose your home marketplace here; the region follows from it. For another region, connect again: Amazon keeps them apart.",
    "Note the day the client secret was made. Amazon wants a new one every 180 days.",
  ],
  docsUrl: "https://developer-docs.amazon.com/sp-api/docs/welcome",
} as const satisfies Manifest;
