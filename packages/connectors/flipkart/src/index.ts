import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import { flipkartOAuth } from "./flipkart-auth.ts";
import { createFlipkart } from "./flipkart-connector.ts";
import { flipkartManifest } from "./flipkart-manifest.ts";

export {
  type CancellationReason,
  type CancellationRequest,
  cancellationReasons,
  type FlipkartCancellations,
} from "./cancellations/cancellations.ts";
export type { ReturnSource } from "./flipkart-client.ts";
export { createFlipkart, type FlipkartConnector } from "./flipkart-connector.ts";
export type { FlipkartSettings } from "./flipkart-settings.ts";
export type { ParcelSize } from "./fulfillment/packing.ts";
export type { FailedAttempt, FlipkartParcels, TrackingCorrection } from "./fulfillment/parcels.ts";
export type { FlipkartDocument, FlipkartLabels, InvoiceNumber } from "./labels/labels.ts";
export type { FlipkartPrices, PriceChange } from "./listings/prices.ts";
export type { FlipkartReturn } from "./returns/map-return.ts";
export type { FlipkartReturns } from "./returns/returns.ts";

/** Flipkart, for a host that offers platforms: what it is, how to connect, how to make a connector. */
export const flipkart = {
  manifest: flipkartManifest,
  create: createFlipkart,
  oauth: flipkartOAuth,
} as const satisfies ConnectorDefinition;
