import type { CallOptions } from "./connector.ts";

/** A document that the platform made for the parcels of an order. */
export interface ParcelDocument {
  /** What it is, for a file's name: `label`, or `label-and-invoice`. */
  kind: "label" | "label-and-invoice";
  /** As the platform says it; callers look at the content itself before they hand it on. */
  contentType: string;
  content: Uint8Array;
  trackingNumber: string | null;
}

/** Labels for parcels that the platform's own courier brings. Reading them changes nothing. */
export interface DocumentsCapability {
  /**
   * The labels of an order's parcels, one document or more. Throws `not_found` for an unknown order and `rejected`, with
   * the reason and what to do, where the platform makes none or has not made it yet.
   */
  labels(orderExternalId: string, options?: CallOptions): Promise<ParcelDocument[]>;
}
