import type { Manifest } from "@counterfoil/connector-kit";
import { tiktokShopFields } from "./tiktok-shop-fields.ts";
import { tiktokShopEnvironments } from "./tiktok-shop-hosts.ts";
import { tiktokShopRegions } from "./tiktok-shop-regions.ts";

export const tiktokShopManifest = {
  platform: "tiktok-shop",
  name: "TikTok Shop",
  kind: "marketplace",
  description: "Orders, products, stock, shipments, shipping documents and webhooks of a TikTok Shop.",
  connectionMethods: [{ kind: "oauth2", label: "Sign in with TikTok Shop", fields: tiktokShopFields }],
  environments: tiktokShopEnvironments,
  marketplaces: tiktokShopRegions.map(({ id, label, currency }) => ({ id, label, currency })),
  capabilities: {
    orders: true,
    listings: true,
    stockRead: true,
    stockWrite: true,
    fulfillment: true,
    webhooks: true,
    documents: true,
  },
  dispatch: { tracking: "optional", carrier: "listed", split: true, notifiesBuyer: true },
  // TikTok Shop's limits move and are not published: this is a polite pace of our own, per shop.
  limits: [{ operation: "all calls", requests: 10, windowSeconds: 2, window: "bucket", verified: false }],
  setupSteps: [
    "Join TikTok Shop Partner Center: partner.us.tiktokshop.com for shops in the United States, partner.tiktokshop.com for all others.",
    "Create an app and a service for your own shop. An app still in development connects development shops only.",
    "Under Manage API, enable authorization, orders, fulfillment, logistics, and reading and writing of products.",
    "Set the app's redirect URL to the return address shown here, exactly; it must begin with https.",
    "Copy the app key, the app secret and the number after service_id in the app's authorization link.",
    "Enter them here, choose your country, and sign in with the main account of the shop.",
    "For news the moment it happens, set the app's webhook URL to the notification address shown here: a domain name, https, no port.",
  ],
  docsUrl: "https://partner.tiktokshop.com/docv2/page/authorization-overview-202407",
} as const satisfies Manifest;
