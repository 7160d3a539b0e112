import type { Manifest, ManifestLimit } from "@counterfoil/connector-kit";
import { ebayFields } from "./ebay-fields.ts";
import { ebayEnvironments } from "./ebay-hosts.ts";
import { ebayMarketplaces } from "./ebay-marketplaces.ts";

const day = 86_400;

function daily(operation: string, requests: number, verified: boolean): ManifestLimit {
  return { operation, requests, windowSeconds: day, window: "day-pacific", verified };
}

/** eBay's published limits: per application and day, over all its sellers; the `burst` ones per seller. */
const limits: readonly ManifestLimit[] = [
  daily("Fulfillment", 100_000, false),
  daily("Inventory", 2_000_000, false),
  daily("Account", 25_000, true),
  daily("Finances", 15_000, true),
  daily("Notification", 10_000, true),
  daily("Analytics", 5_000, true),
  daily("Trading", 5_000, true),
  daily("token", 50_000, true),
  { operation: "GetMyeBaySelling", requests: 300, windowSeconds: 15, window: "sliding", verified: true },
  { operation: "ReviseInventoryStatus", requests: 6_000, windowSeconds: 15, window: "sliding", verified: true },
];

export const ebayManifest = {
  platform: "ebay",
  name: "eBay",
  kind: "marketplace",
  description: "Orders, listings, stock, shipments, payouts and notifications of an eBay seller account.",
  connectionMethods: [{ kind: "oauth2", label: "Sign in with eBay", fields: ebayFields }],
  environments: ebayEnvironments,
  marketplaces: ebayMarketplaces.map(({ id, label, currency }) => ({ id, label, currency })),
  capabilities: {
    orders: true,
    listings: true,
    stockRead: true,
    stockWrite: true,
    fulfillment: true,
    webhooks: true,
    finances: true,
  },
  dispatch: { tracking: "with_carrier", carrier: "any", split: true, notifiesBuyer: true },
  limits,
  setupSteps: [
    "Join the eBay Developers Program at developer.ebay.com with the account that shall own the application.",
    "Create an application key set for the environment you want to connect: Production for your real shop.",
    "Answer eBay's question on marketplace account deletion: subscribe with your notification address, or apply for the exemption. eBay keeps the keys disabled until then.",
    "Under User Tokens, add a redirect address (RuName) and set its accepted address to the return address shown here; it must begin with https.",
    "Enter the App ID, the Cert ID and the RuName here, choose the environment and your home marketplace, and sign in with the eBay account that sells.",
    "In eBay's seller preferences, keep out-of-stock control on, so that a listing with no stock is hidden instead of ended.",
  ],
  docsUrl: "https://developer.ebay.com/api-docs/static/oauth-authorization-code-grant.html",
} as const satisfies Manifest;
