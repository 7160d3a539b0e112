import type { ParcelState } from "@counterfoil/db";

/** An order as a list of parcels shows it; null for a word that means no order. */
export interface ParcelOrderView {
  id: string;
  platform: string;
  platformOrderId: string;
  buyerName: string | null;
  countryCode: string | null;
  firstTitle: string | null;
}

/** What would be sent for one row, or why it is skipped. */
export interface PlannedParcelView {
  position: number;
  /** The order as it was named. */
  orderRef: string;
  order: ParcelOrderView | null;
  ready: boolean;
  /** Units that would leave. */
  units: number;
  /** What the platform would be told. */
  carrier: { name: string; guessed: boolean } | null;
  trackingNumber: string | null;
  shippedAt: string;
  warnings: string[];
  /** Why it is skipped; null for one that goes. */
  code: string | null;
  message: string | null;
}

export interface BulkPreviewView {
  ready: number;
  skipped: number;
  /** Parcels that would go, by platform. */
  platforms: { platform: string; parcels: number }[];
  parcels: PlannedParcelView[];
}

/** What became of one row of a batch. */
export interface BatchParcelView {
  position: number;
  orderRef: string;
  order: ParcelOrderView | null;
  state: ParcelState;
  carrier: string | null;
  trackingNumber: string | null;
  shipmentId: string | null;
  code: string | null;
  message: string | null;
  remedy: string | null;
  attempts: number;
}

/** Orders dispatched together. `running` while any waits or is being sent. */
export interface BatchView {
  id: string;
  running: boolean;
  /** The tracked job that sends them; null where they were sent at once. */
  jobId: string | null;
  startedBy: string;
  createdAt: string;
  total: number;
  waiting: number;
  done: number;
  failed: number;
  parcels: BatchParcelView[];
}
