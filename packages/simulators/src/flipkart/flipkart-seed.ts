import type { PostalAddress, ShipmentState } from "./flipkart-entities.ts";

export interface FlipkartApplicationSeed {
  applicationId: string;
  applicationSecret: string;
  /** Default `self`. */
  kind?: "self" | "third_party";
  /** Shown on the consent page. */
  title?: string;
  /** Of third-party applications: must be the one that is registered. */
  redirectUri?: string;
  /** Default true. */
  approved?: boolean;
}

export interface FlipkartListingSeed {
  sku: string;
  /** FSN, 16 letters; made from the random seed when left out. */
  productId?: string;
  listingId?: string;
  title: string;
  /** Whole rupees. */
  sellingPrice: number;
  /** Whole rupees; default a tenth above the selling price. */
  mrp?: number;
  status?: "ACTIVE" | "INACTIVE";
  archived?: boolean;
  fulfillmentProfile?: "NON_FBF" | "FBF" | "FBF_LITE";
  hsn?: string | null;
  /** Units for sale by location id; a number is for the first location. */
  inventory: number | Readonly<Record<string, number>>;
  /** Locations where the seller has switched the listing off. */
  disabledAt?: readonly string[];
}

export interface FlipkartOrderLineSeed {
  sku: string;
  quantity?: number;
  orderItemId?: string;
  /** Rupees for one; default the listing's price. */
  unitPrice?: number;
  /** For goods that the seller no longer lists. */
  title?: string;
}

/** One order. Its units are taken as sold before the seed's inventory was counted. */
export interface FlipkartOrderSeed {
  orderId?: string;
  shipmentId?: string;
  placedAt: string;
  updatedAt?: string;
  lines: readonly FlipkartOrderLineSeed[];
  /** Every line is a shipment of its own. Default false. */
  splitShipments?: boolean;
  state?: ShipmentState;
  shipmentType?: "NORMAL" | "EXPRESS" | "SELF";
  serviceProfile?: "Seller_Fulfilment" | "Flipkart_Fulfilment" | "Smart_Fulfilment";
  locationId?: string;
  paymentType?: "COD" | "PREPAID";
  hold?: boolean;
  /** Rupees. */
  shippingCharge?: number;
  address?: Partial<PostalAddress>;
  /** Of self-ship orders that left. */
  trackingId?: string;
  deliveryPartner?: string;
  cancellation?: { type: "sellerCancellation" | "buyerCancellation" | "marketplaceCancellation"; reason?: string };
}

/** What a simulated Flipkart begins with. */
export interface FlipkartSeed {
  applications: readonly FlipkartApplicationSeed[];
  /** Default one, `LOC000000000001`. */
  locations?: readonly { locationId: string; locationName: string }[];
  listings?: readonly FlipkartListingSeed[];
  orders?: readonly FlipkartOrderSeed[];
  /** Where notifications go; none are sent without it. Settable by the act `subscribe`. */
  notificationUrl?: string;
}
