import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import { createBricklink } from "./bricklink-connector.ts";
import { bricklinkManifest } from "./bricklink-manifest.ts";

export { type BricklinkConnector, createBricklink } from "./bricklink-connector.ts";
export { bricklinkManifest } from "./bricklink-manifest.ts";
export type { BricklinkSettings } from "./bricklink-settings.ts";
export type {
  BricklinkOrderDesk,
  OrderMessage,
  SettablePaymentStatus,
  SettableStatus,
  ThankYouOutcome,
} from "./orders/order-desk.ts";
export type { BricklinkNotifications } from "./webhooks/notifications.ts";

/** Everything a host needs to offer BrickLink. */
export const bricklink = {
  manifest: bricklinkManifest,
  create: createBricklink,
} as const satisfies ConnectorDefinition;
