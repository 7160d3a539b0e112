import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import { createEasypost } from "./easypost-connector.ts";
import { easypostManifest } from "./easypost-manifest.ts";

export { createEasypost, type EasypostConnector } from "./easypost-connector.ts";
export { easypostManifest } from "./easypost-manifest.ts";
export type { EasypostSettings } from "./easypost-settings.ts";

/** Everything a host needs to offer EasyPost. */
export const easypost = {
  manifest: easypostManifest,
  create: createEasypost,
} as const satisfies ConnectorDefinition;
