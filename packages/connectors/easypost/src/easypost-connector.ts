import type { Connector, ShippingProvider } from "@counterfoil/connector-kit";
import { createEasypostClient } from "./easypost-client.ts";
import { easypostManifest } from "./easypost-manifest.ts";
import { probe } from "./easypost-probe.ts";
import { type EasypostSettings, readSettings } from "./easypost-settings.ts";
import { createShipping } from "./shipping/shipping.ts";

/** EasyPost by one API key. */
export interface EasypostConnector extends Connector {
  readonly shipping: ShippingProvider;
}

/** Connects EasyPost by an API key. Throws `invalid_request` for settings that cannot be right. */
export function createEasypost(settings: EasypostSettings): EasypostConnector {
  const context = readSettings(settings);
  const client = createEasypostClient(context);
  return {
    manifest: easypostManifest,
    probe: (options) => probe(client, context, options),
    shipping: createShipping(client),
  };
}
