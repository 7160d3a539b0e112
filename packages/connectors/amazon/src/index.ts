import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import { amazonOAuth } from "./amazon-auth.ts";
import { createAmazon } from "./amazon-connector.ts";
import { amazonManifest } from "./amazon-manifest.ts";

export { type AmazonConnector, createAmazon } from "./amazon-connector.ts";
export type { AmazonSettings } from "./amazon-settings.ts";
export type {
  AmazonNotifications,
  NotificationDestination,
  NotificationSubscription,
} from "./notifications/notifications.ts";
export { readNotifications } from "./webhooks/read-notifications.ts";

/** Amazon, for a host that offers platforms: what it is, how to connect, how to make a connector. */
export const amazon = {
  manifest: amazonManifest,
  create: createAmazon,
  oauth: amazonOAuth,
} as const satisfies ConnectorDefinition;
