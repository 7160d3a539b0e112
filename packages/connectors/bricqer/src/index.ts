import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import { createBricqer } from "./bricqer-connector.ts";
import { bricqerManifest } from "./bricqer-manifest.ts";

export type { Resolve } from "@counterfoil/connector-kit/outbound";
export { type BricqerConnector, createBricqer } from "./bricqer-connector.ts";
export { bricqerManifest } from "./bricqer-manifest.ts";
export type { BricqerSettings } from "./bricqer-settings.ts";
export { tenantLabel } from "./bricqer-tenant.ts";
export type { BricqerBackOffice, BricqerColor, ServedShop, StoragePlace } from "./inventory/back-office.ts";
export type { ReportedStock } from "./report/stock-report.ts";

/** Everything a host needs to offer Bricqer. */
export const bricqer = {
  manifest: bricqerManifest,
  create: createBricqer,
} as const satisfies ConnectorDefinition;
