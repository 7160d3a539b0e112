import type { Address, Money } from "@counterfoil/core/model";
import type { CallOptions } from "./connector.ts";
import type { ParcelDocument } from "./documents.ts";

/** A parcel as it is weighed and measured. */
export interface ParcelMeasures {
  weightGrams: number;
  /** All three, or null where the carrier need not know. */
  dimensionsMm: { length: number; width: number; height: number } | null;
}

/** What is asked of carriers. */
export interface QuoteRequest {
  from: Address;
  to: Address;
  parcel: ParcelMeasures;
  /** The caller's own name for the parcel, such as the order's number; shown in the provider's account. */
  reference: string;
}

/** One carrier's offer for a parcel. */
export interface ShippingRate {
  id: string;
  carrier: string;
  service: string;
  price: Money;
  /** Working days, as the carrier estimates; null where it does not say. */
  deliveryDays: number | null;
}

/** Offers for one parcel. It is kept by the provider: labels are bought from it. */
export interface ShippingQuote {
  quoteId: string;
  rates: ShippingRate[];
  /** Carriers that made no offer, in their words. */
  refusals: { carrier: string | null; message: string }[];
}

/** A label that was bought. One quote gives one label. */
export interface BoughtLabel {
  quoteId: string;
  carrier: string;
  service: string;
  price: Money;
  trackingNumber: string | null;
  /** A page that anybody may open. */
  trackingUrl: string | null;
  /** Whether and how far it was taken back; null where nobody asked. */
  refund: "submitted" | "refunded" | "rejected" | "not_applicable" | null;
}

/** Where a parcel is. */
export interface ParcelTracking {
  trackingNumber: string | null;
  status:
    | "unknown"
    | "pre_transit"
    | "in_transit"
    | "out_for_delivery"
    | "delivered"
    | "available_for_pickup"
    | "returned"
    | "failed"
    | "cancelled";
  trackingUrl: string | null;
  /** ISO 8601; null where no delivery is foreseen. */
  estimatedDelivery: string | null;
}

/**
 * Buys postage from carriers. Buying costs money: `buy` throws `outcome_unknown` when its answer was lost, and `find`
 * tells whether the label is there; a quote that has its label already gives that one and costs nothing again.
 */
export interface ShippingProvider {
  /** Offers for a parcel. Throws `rejected` for an address or parcel that no carrier could take. */
  rates(request: QuoteRequest, options?: CallOptions): Promise<ShippingQuote>;
  /** Buys one offer. Throws `rejected` with the carrier's reason, or where the account's balance is too low. */
  buy(request: { quoteId: string; rateId: string }, options?: CallOptions): Promise<BoughtLabel>;
  /** The label that was bought from a quote; null where none was. Throws `not_found` for an unknown quote. */
  find(quoteId: string, options?: CallOptions): Promise<BoughtLabel | null>;
  /** The label to print, as PDF. Throws `rejected` where none was bought. */
  label(quoteId: string, options?: CallOptions): Promise<ParcelDocument>;
  /** Asks for the money back of a label that was not used. Throws `rejected` where none was bought. */
  void(quoteId: string, options?: CallOptions): Promise<BoughtLabel>;
  /** Where the parcel is. */
  track(quoteId: string, options?: CallOptions): Promise<ParcelTracking>;
}
