import type { Hundredths } from "./amounts.ts";
import type { EbayAddressSeed, EbayCondition } from "./ebay-seed.ts";

export interface Application {
  clientId: string;
  clientSecret: string;
  ruName: string;
  acceptedUrl: string;
  declinedUrl: string;
  title: string;
  devId: string | null;
  scopes: readonly string[];
  /** False when eBay has disabled the keyset (account-deletion duty unmet): every call is then refused with 1100. */
  enabled: boolean;
}

export interface Seller {
  userId: string;
  username: string;
  marketplaceId: string;
  currency: string;
  accountType: "BUSINESS" | "INDIVIDUAL";
  requiresDigitalSignature: boolean;
  outOfStockControl: boolean;
}

/** What a person consented to; a refresh token stands for it. */
export interface Grant {
  refreshToken: string;
  clientId: string;
  username: string;
  scopes: readonly string[];
  expiresAt: number;
  revoked: boolean;
}

export interface AuthorizationCode {
  code: string;
  clientId: string;
  username: string;
  scopes: readonly string[];
  expiresAt: number;
  used: boolean;
}

export interface AccessToken {
  accessToken: string;
  clientId: string;
  /** Null for application tokens. */
  username: string | null;
  refreshToken: string | null;
  scopes: readonly string[];
  expiresAt: number;
}

export interface Aspect {
  name: string;
  value: string;
}

export interface Variation {
  variationId: string;
  sku: string | null;
  aspects: Aspect[];
  price: Hundredths;
  available: number;
  sold: number;
}

export interface Listing {
  itemId: string;
  username: string;
  model: "TRADING" | "INVENTORY";
  sku: string | null;
  title: string;
  price: Hundredths;
  currency: string;
  available: number;
  sold: number;
  marketplaceId: string;
  condition: EbayCondition;
  status: "ACTIVE" | "ENDED";
  startedAt: string;
  endsAt: string;
  pictureUrl: string | null;
  format: "FIXED_PRICE" | "AUCTION";
  trackBy: "ItemID" | "SKU";
  onHold: boolean;
  variations: Variation[];
}

/** An inventory item of the Inventory API. */
export interface InventoryItem {
  username: string;
  sku: string;
  quantity: number;
  condition: string;
  locale: string;
  product: Record<string, unknown>;
}

export interface Offer {
  offerId: string;
  username: string;
  sku: string;
  marketplaceId: string;
  format: "FIXED_PRICE";
  price: Hundredths;
  currency: string;
  /** Limit of what this offer shows; null shows all of the item's quantity. */
  availableQuantity: number | null;
  listingId: string | null;
}

export interface OrderLine {
  lineItemId: string;
  itemId: string;
  variationId: string | null;
  sku: string | null;
  title: string;
  quantity: number;
  unitPrice: Hundredths;
  aspects: Aspect[];
  marketplaceId: string;
  soldFormat: "FIXED_PRICE" | "AUCTION";
}

export interface Fulfillment {
  fulfillmentId: string;
  lines: { lineItemId: string; quantity: number }[];
  carrier: string | null;
  trackingNumber: string | null;
  shippedAt: string;
}

export interface Refund {
  refundId: string;
  at: string;
  amount: Hundredths;
  lineItemId: string | null;
}

export interface Cancellation {
  requestId: string;
  state: "IN_PROGRESS" | "CANCELED";
  requestedAt: string;
  completedAt: string | null;
  initiator: "Buyer" | "Seller";
  reason: string;
}

export interface Order {
  orderId: string;
  username: string;
  createdAt: string;
  modifiedAt: string;
  buyer: { username: string; address: EbayAddressSeed };
  hub: (EbayAddressSeed & { referenceId: string }) | null;
  currency: string;
  lines: OrderLine[];
  delivery: Hundredths;
  discount: Hundredths;
  payment: { status: "PAID" | "PENDING" | "FAILED"; paidAt: string | null };
  shipBy: string;
  shippingServiceCode: string;
  buyerNote: string | null;
  fulfillments: Fulfillment[];
  cancellation: Cancellation | null;
  refunds: Refund[];
}

export interface Destination {
  destinationId: string;
  clientId: string;
  name: string;
  status: "ENABLED" | "DISABLED" | "MARKED_DOWN";
  endpoint: string;
  verificationToken: string;
}

export interface Subscription {
  subscriptionId: string;
  clientId: string;
  /** Null for topics of the application itself. */
  username: string | null;
  topicId: string;
  status: "ENABLED" | "DISABLED";
  destinationId: string;
  createdAt: string;
  payload: { format: string; schemaVersion: string; deliveryProtocol: string };
}

export interface SigningKey {
  signingKeyId: string;
  clientId: string;
  cipher: "ED25519" | "RSA";
  /** Base64 SPKI without armour. */
  publicKey: string;
  jwe: string;
  createdAt: number;
  expiresAt: number;
}

export interface FeedTask {
  taskId: string;
  username: string;
  feedType: string;
  schemaVersion: string;
  listingFormat: string | null;
  createdAt: string;
  /** How often its status was read; it moves one step with each reading. */
  polls: number;
  /** Active listings as they were when the task ran, as XML. */
  report: string | null;
}

/** Platform Notification preferences of a seller (SOAP). */
export interface NotificationPreferences {
  username: string;
  clientId: string;
  enabled: boolean;
  url: string | null;
  events: Record<string, "Enable" | "Disable">;
}

/** A payout of days whose orders are no longer kept. */
export interface PastPayout {
  payoutId: string;
  username: string;
  paidAt: number;
  amount: Hundredths;
  transactionCount: number;
}
