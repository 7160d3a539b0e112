import type { AmazonRegion } from "./marketplaces.ts";
import type { MinorUnits } from "./money.ts";

/** Epoch milliseconds. */
export type Instant = number;

export interface Application {
  /** LWA client id. */
  clientId: string;
  applicationId: string;
  title: string;
  redirectUris: readonly string[];
  /** Draft applications are authorised with `version=beta` only. */
  draft: boolean;
  roles: readonly string[];
  secrets: { secret: string; createdAt: Instant; expiresAt: Instant }[];
}

/** A seller's account in one region: what one authorisation opens. */
export interface Seller {
  /** Merchant token. */
  sellerId: string;
  region: AmazonRegion;
  storeName: string;
  sellingPlan: "PROFESSIONAL" | "INDIVIDUAL";
  marketplaces: { marketplaceId: string; isParticipating: boolean; hasSuspendedListings: boolean }[];
}

export interface AuthorizationCode {
  code: string;
  clientId: string;
  sellerId: string;
  redirectUri: string;
  expiresAt: Instant;
  used: boolean;
}

export interface Grant {
  refreshToken: string;
  clientId: string;
  sellerId: string;
  revoked: boolean;
}

export interface RestrictedResource {
  method: string;
  path: string;
  dataElements: readonly string[] | null;
}

export interface AccessToken {
  accessToken: string;
  clientId: string;
  /** Null for grantless tokens. */
  sellerId: string | null;
  refreshToken: string | null;
  /** Scope of a grantless token. */
  scope: string | null;
  /** What a restricted data token opens; null for any other token. */
  restricted: readonly RestrictedResource[] | null;
  expiresAt: Instant;
}

/** Attributes of a listing as Amazon stores them: each is a list of objects. */
export type Attributes = Record<string, Record<string, unknown>[]>;

export interface Availability {
  channelCode: string;
  quantity: number | null;
}

export interface Listing {
  sellerId: string;
  sku: string;
  listingId: string;
  asin: string;
  productType: string;
  title: string;
  conditionType: string;
  /** Live offers; a marketplace without one shows no price. */
  offers: { marketplaceId: string; price: MinorUnits; currency: string }[];
  /** Live stock: `DEFAULT` is the seller's own, `AMAZON_…` lies with Amazon. */
  availability: Availability[];
  /** As last submitted; may run ahead of what is live. */
  attributes: Attributes;
  issues: ListingIssue[];
  /** Taken off sale, or suppressed. */
  isActive: boolean;
  createdAt: Instant;
  updatedAt: Instant;
  /** A submission that is not live yet. */
  appliesAt: Instant | null;
  appliesVia: string | null;
}

export interface ListingIssue {
  code: string;
  message: string;
  severity: "ERROR" | "WARNING" | "INFO";
  attributeNames: readonly string[];
  categories: readonly string[];
}

/** Stock in Amazon's warehouses. */
export interface WarehouseItem {
  sellerId: string;
  sku: string;
  asin: string;
  fnSku: string;
  marketplaceId: string;
  title: string;
  condition: string;
  fulfillable: number;
  inbound: number;
  reserved: number;
  unfulfillable: number;
  updatedAt: Instant;
}

export interface Address {
  name: string;
  companyName: string | null;
  addressLine1: string;
  addressLine2: string | null;
  city: string;
  districtOrCounty: string | null;
  stateOrRegion: string | null;
  postalCode: string;
  countryCode: string;
  phone: string | null;
}

export interface OrderLine {
  orderItemId: string;
  asin: string;
  sku: string | null;
  title: string;
  /** In which condition it was sold, as its listing said: `used_very_good`. */
  conditionType: string;
  quantity: number;
  unitPrice: MinorUnits;
  /** Of the whole line. */
  shipping: MinorUnits;
  /** Positive, of the whole line. */
  discount: MinorUnits;
  /** Of the whole line. */
  tax: MinorUnits;
  giftMessage: string | null;
  cancellationRequest: string | null;
  cancellation: { by: string; reason: string } | null;
}

export interface OrderPackage {
  packageReferenceId: string;
  carrier: string;
  carrierName: string | null;
  shippingService: string | null;
  trackingNumber: string;
  shippedAt: Instant;
  createdAt: Instant;
  status: "PENDING" | "IN_TRANSIT" | "SHIPPED" | "DELIVERED" | "CANCELLED" | "UNDELIVERABLE";
  lines: { orderItemId: string; quantity: number }[];
}

export interface Order {
  orderId: string;
  sellerId: string;
  marketplaceId: string;
  sellerOrderId: string | null;
  createdAt: Instant;
  updatedAt: Instant;
  /** OPEN works its status out from lines and parcels; any other text is shown as it is. */
  state: string;
  fulfilledBy: "MERCHANT" | "AMAZON";
  serviceLevel: string;
  programs: readonly string[];
  currency: string;
  /** Marketplace facilitator tax: charged to the buyer, never paid to the seller. */
  taxKeptByAmazon: boolean;
  buyer: { name: string; email: string; companyName: string | null };
  address: Address;
  shipBy: { earliest: Instant; latest: Instant };
  deliverBy: { earliest: Instant; latest: Instant };
  lines: OrderLine[];
  packages: OrderPackage[];
}

export interface Report {
  reportId: string;
  sellerId: string;
  reportType: string;
  marketplaceIds: readonly string[];
  options: Readonly<Record<string, string>>;
  createdAt: Instant;
  startsAt: Instant;
  endsAt: Instant;
  outcome: "DONE" | "CANCELLED" | "FATAL" | null;
  cancelled: boolean;
  documentId: string | null;
}

/** A file behind presigned addresses. */
export interface StoredDocument {
  documentId: string;
  sellerId: string;
  contentType: string;
  /** Base64; null while nothing was uploaded. */
  content: string | null;
  compressionAlgorithm: "GZIP" | null;
}

export interface SignedAddress {
  signature: string;
  documentId: string;
  method: "GET" | "PUT";
  expiresAt: Instant;
}

export interface Feed {
  feedId: string;
  sellerId: string;
  feedType: string;
  marketplaceIds: readonly string[];
  inputDocumentId: string;
  createdAt: Instant;
  startsAt: Instant;
  endsAt: Instant;
  outcome: "DONE" | "CANCELLED" | "FATAL" | null;
  cancelled: boolean;
  resultDocumentId: string | null;
}

/** A token that leads to the next page of one list. */
export interface PageToken {
  token: string;
  operation: string;
  sellerId: string;
  /** All parameters but the token itself, in one text. */
  filters: string;
  /** Where the page starts; what this is, the operation knows. */
  start: string;
  previous: string;
  /** What the first page fixed for the following ones. */
  fixed: string;
  expiresAt: Instant;
}

export interface Destination {
  destinationId: string;
  clientId: string;
  region: AmazonRegion;
  name: string;
  resource: { sqs: { arn: string } } | { eventBridge: { name: string; region: string; accountId: string } };
}

export interface Subscription {
  subscriptionId: string;
  clientId: string;
  sellerId: string;
  notificationType: string;
  payloadVersion: string;
  destinationId: string;
  processingDirective: Record<string, unknown> | null;
}

/** The seller's own piece between Amazon's queue and a desk's HTTPS endpoint. */
export interface Forwarder {
  id: "forwarder";
  mode: "header" | "sns";
  url: string;
  /** Secret header of the mode `header`. */
  headerName: string;
  headerValue: string;
  envelope: "auto" | "bare" | "eventbridge" | "sqs";
  topicArn: string;
  signatureVersion: "1" | "2";
  signingCertUrl: string;
  /** Token that the SNS subscription is confirmed with; null once it is. */
  pendingToken: string | null;
}

/** A label bought from Amazon. */
export interface LabelShipment {
  shipmentId: string;
  sellerId: string;
  orderId: string;
  packageReferenceId: string;
  status: "Purchased" | "RefundPending" | "RefundRejected" | "RefundApplied";
  trackingId: string;
  createdAt: Instant;
  /** As answered when it was bought. */
  view: Record<string, unknown>;
}
