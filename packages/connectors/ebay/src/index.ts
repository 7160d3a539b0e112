import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import { ebayOAuth } from "./ebay-auth.ts";
import { createEbay } from "./ebay-connector.ts";
import { ebayManifest } from "./ebay-manifest.ts";

export { createEbay, type EbayConnector } from "./ebay-connector.ts";
export type { EbaySettings } from "./ebay-settings.ts";

/** eBay, for a host that offers platforms: what it is, how to connect, how to make a connector. */
export const ebay = {
  manifest: ebayManifest,
  create: createEbay,
  oauth: ebayOAuth,
} as const satisfies ConnectorDefinition;
