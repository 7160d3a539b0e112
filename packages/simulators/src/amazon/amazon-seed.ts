import type { AmazonRegion } from "./marketplaces.ts";

/** Decimal text in major units, as Amazon writes it: `"24.50"`. */
export type DecimalText = string;

export interface AmazonApplicationSeed {
  /** LWA client id. */
  clientId: string;
  clientSecret: string;
  /** Default: now. A secret dies 180 days later. */
  clientSecretCreatedAt?: string;
  applicationId: string;
  title?: string;
  redirectUris?: readonly string[];
  draft?: boolean;
  /** Default all. */
  roles?: readonly string[];
  /** Refresh tokens that exist from the start, as after a self-authorisation. */
  grants?: readonly { refreshToken: string; sellerId: string }[];
}

export interface AmazonSellerSeed {
  sellerId: string;
  region: AmazonRegion;
  storeName?: string;
  sellingPlan?: "PROFESSIONAL" | "INDIVIDUAL";
  /** The first one is the home marketplace. */
  marketplaceIds: readonly [string, ...string[]];
}

export interface AmazonListingSeed {
  /** Default the first seller. */
  sellerId?: string;
  sku: string;
  asin?: string;
  title: string;
  /** In the currency of each marketplace. */
  price: DecimalText;
  /** Default the seller's home marketplace. */
  marketplaceIds?: readonly string[];
  /** The seller's own stock; leave out for stock that lies with Amazon. */
  quantity?: number;
  /** Stock in Amazon's warehouses. */
  fba?: { fulfillable: number; inbound?: number; reserved?: number; unfulfillable?: number; fnSku?: string };
  productType?: string;
  /** `new_new`, `used_very_good` … */
  conditionType?: string;
  /** Working days between order and parcel. */
  handlingDays?: number;
  isActive?: boolean;
  createdAt?: string;
  updatedAt?: string;
}

export interface AmazonAddressSeed {
  name: string;
  companyName?: string;
  addressLine1: string;
  addressLine2?: string;
  city: string;
  districtOrCounty?: string;
  stateOrRegion?: string;
  postalCode: string;
  countryCode: string;
  phone?: string;
}

export interface AmazonBuyerSeed {
  name: string;
  email: string;
  companyName?: string;
  address: AmazonAddressSeed;
}

export interface AmazonOrderLineSeed {
  orderItemId?: string;
  /** The listing sold; title, ASIN and price come from it unless given. Null for a line without a SKU. */
  sku: string | null;
  asin?: string;
  title?: string;
  quantity: number;
  unitPrice?: DecimalText;
  /** Of the whole line. */
  shipping?: DecimalText;
  discount?: DecimalText;
  tax?: DecimalText;
  giftMessage?: string;
  /** The buyer asks to cancel. */
  cancellationRequest?: string;
}

export interface AmazonPackageSeed {
  packageReferenceId?: string;
  carrier?: string;
  trackingNumber: string;
  shippedAt: string;
  status?: "IN_TRANSIT" | "SHIPPED" | "DELIVERED" | "UNDELIVERABLE";
  /** Index of the line and units of it; default everything. */
  lines?: readonly { line: number; quantity: number }[];
}

export interface AmazonOrderSeed {
  sellerId?: string;
  orderId?: string;
  marketplaceId?: string;
  sellerOrderId?: string;
  placedAt: string;
  /** Default: the latest moment the other fields speak of. */
  updatedAt?: string;
  /** OPEN (default), PENDING, PENDING_AVAILABILITY, UNFULFILLABLE, CANCELLED, or any text that nobody has seen yet. */
  state?: string;
  fulfilledBy?: "MERCHANT" | "AMAZON";
  serviceLevel?: string;
  programs?: readonly string[];
  /** Default that of the marketplace. */
  currency?: string;
  taxKeptByAmazon?: boolean;
  buyer: AmazonBuyerSeed;
  lines: readonly AmazonOrderLineSeed[];
  /** Default: the end of the second day after placing. */
  shipBy?: string;
  packages?: readonly AmazonPackageSeed[];
  cancelledBy?: "BUYER" | "MERCHANT" | "AMAZON";
}

/** How long Amazon takes for things, in simulated seconds. */
export interface AmazonTiming {
  accessTokenSeconds: number;
  /** Until a new or changed order is found by a search. */
  orderLagSeconds: number;
  /** Until an accepted submission is live. */
  listingDelaySeconds: number;
  /** In the queue, and then in progress: reports and feeds. */
  queueSeconds: number;
  processingSeconds: number;
}

/** Everything a simulated Amazon starts with. Stock figures are those after the seeded orders. */
export interface AmazonSeed {
  applications: readonly AmazonApplicationSeed[];
  sellers: readonly AmazonSellerSeed[];
  listings?: readonly AmazonListingSeed[];
  orders?: readonly AmazonOrderSeed[];
  timing?: Partial<AmazonTiming>;
  /** Multiplies every rate limit; default 1. */
  rateFactor?: number;
}
