import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import { createBrickowl } from "./brickowl-connector.ts";
import { brickowlManifest } from "./brickowl-manifest.ts";

export { type BrickowlConnector, createBrickowl } from "./brickowl-connector.ts";
export { brickowlManifest } from "./brickowl-manifest.ts";
export { redactKey } from "./brickowl-redact.ts";
export type { BrickowlSettings } from "./brickowl-settings.ts";
export type { BrickowlCatalogue, CatalogueItem } from "./catalogue/catalogue.ts";
export type { LotChange, LotReference, NewLot } from "./lots/lot-forms.ts";
export type { BrickowlLots, LotOutcome } from "./lots/lots.ts";
export type { BrickowlOrderDesk } from "./orders/order-desk.ts";

/** Everything a host needs to offer Brick Owl. */
export const brickowl = {
  manifest: brickowlManifest,
  create: createBrickowl,
} as const satisfies ConnectorDefinition;
