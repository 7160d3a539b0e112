import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import { exchangeKeys } from "./brickset-auth.ts";
import { createBrickset } from "./brickset-connector.ts";
import { bricksetManifest } from "./brickset-manifest.ts";

export { exchangeKeys } from "./brickset-auth.ts";
export { type BricksetConnector, createBrickset } from "./brickset-connector.ts";
export { bricksetManifest } from "./brickset-manifest.ts";
export type { BricksetSettings } from "./brickset-settings.ts";
export type { BricksetOwnLists, OwnMinifigure } from "./extras/own-lists.ts";
export type { BricksetReference } from "./extras/reference.ts";

/** Everything a host needs to offer Brickset. */
export const brickset = {
  manifest: bricksetManifest,
  create: createBrickset,
  exchangeKeys,
} as const satisfies ConnectorDefinition;
