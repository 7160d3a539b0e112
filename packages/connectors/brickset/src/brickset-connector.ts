import type { Connector, ProductsCapability } from "@counterfoil/connector-kit";
import { createBricksetClient } from "./brickset-client.ts";
import { bricksetManifest } from "./brickset-manifest.ts";
import { probe } from "./brickset-probe.ts";
import { type BricksetSettings, readSettings } from "./brickset-settings.ts";
import { type BricksetOwnLists, createOwnLists } from "./extras/own-lists.ts";
import { type BricksetReference, createReference } from "./extras/reference.ts";
import { createProducts } from "./products/products.ts";

/** Brickset by one API key, with what it offers beyond the common contract. */
export interface BricksetConnector extends Connector {
  readonly products: ProductsCapability;
  readonly reference: BricksetReference;
  readonly ownLists: BricksetOwnLists;
}

/**
 * Connects Brickset by an API key. Make one connector per key and keep it: it counts the look-ups of the day. Throws
 * `invalid_request` for settings that cannot be right.
 */
export function createBrickset(settings: BricksetSettings): BricksetConnector {
  const context = readSettings(settings);
  const client = createBricksetClient(context);
  return {
    manifest: bricksetManifest,
    probe: (options) => probe(client, context, options),
    products: createProducts(client, context),
    reference: createReference(client, context),
    ownLists: createOwnLists(client, context),
  };
}
