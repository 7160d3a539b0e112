/** An application of the Developer Access page. A `self` one serves its own seller, a `third_party` one others. */
export interface Application {
  applicationId: string;
  applicationSecret: string;
  kind: "self" | "third_party";
  title: string;
  redirectUri: string | null;
  /** False while Flipkart has not approved it: tokens are given, calls are refused. */
  approved: boolean;
}

export interface AuthorizationCode {
  code: string;
  applicationId: string;
  redirectUri: string;
  expiresAt: number;
  used: boolean;
}

export interface AccessToken {
  accessToken: string;
  applicationId: string;
  expiresAt: number;
  /** The grant it came from; null for client credentials. */
  grantId: string | null;
}

/** A seller's consent; each refresh gives it a new refresh token. */
export interface Grant {
  grantId: string;
  applicationId: string;
  refreshToken: string;
  expiresAt: number;
  revoked: boolean;
}

export const shipmentStates = [
  "APPROVED",
  "PACKING_IN_PROGRESS",
  "FORM_FAILED",
  "PACKED",
  "READY_TO_DISPATCH",
  "PICKUP_COMPLETE",
  "SHIPPED",
  "DELIVERED",
  "COMPLETED",
  "CANCELLED",
  "RETURN_REQUESTED",
  "RETURNED",
] as const;
export type ShipmentState = (typeof shipmentStates)[number];

export type CancellationType = "sellerCancellation" | "buyerCancellation" | "marketplaceCancellation";

/** A part of an order item that fell through. */
export interface Cancellation {
  quantity: number;
  type: CancellationType;
  reason: string;
  subReason: string | null;
  at: number;
}

/** Money in paise, for all units of the item. */
export interface OrderItem {
  orderItemId: string;
  orderId: string;
  cancellationGroupId: string;
  orderedAt: number;
  paymentType: "COD" | "PREPAID";
  /** Units that were bought; what fell through is in `cancellations`. */
  quantity: number;
  cancellations: Cancellation[];
  fsn: string;
  sku: string;
  listingId: string;
  hsn: string | null;
  title: string;
  sellingPrice: number;
  shippingCharge: number;
  flipkartDiscount: number;
  isReplacement: boolean;
}

export interface PostalAddress {
  firstName: string;
  lastName: string;
  addressLine1: string;
  addressLine2: string;
  landmark: string;
  city: string;
  state: string;
  stateCode: string;
  pinCode: string;
  contactNumber: string;
}

/** What a seller told of a parcel of his own. */
export interface SelfShipment {
  dispatchedAt: number;
  tentativeDeliveryAt: number;
  deliveryPartner: string | null;
  deliveryPartnerCode: string | null;
  trackingId: string | null;
}

export interface Shipment {
  shipmentId: string;
  orderId: string;
  locationId: string;
  shipmentType: "NORMAL" | "EXPRESS" | "SELF";
  serviceProfile: "Seller_Fulfilment" | "Flipkart_Fulfilment" | "Smart_Fulfilment";
  state: ShipmentState;
  hold: boolean;
  dispatchAfter: number;
  dispatchBy: number;
  updatedAt: number;
  packagingPolicy: string;
  items: OrderItem[];
  address: PostalAddress;
  forms: { name: string; link: string; automated: boolean }[];
  /** When packing that is under way will be done; null where none is. */
  packingEndsAt: number | null;
  courier: { vendorName: string; trackingId: string } | null;
  invoice: { number: string; date: string } | null;
  selfShipment: SelfShipment | null;
  /** True after a part was cancelled: the label made before is void. */
  labelIsVoid: boolean;
}

export interface ListingLocation {
  id: string;
  status: "ENABLED" | "DISABLED";
  /** Units for sale; those of open orders are not among them. */
  inventory: number;
  /** Units that open orders hold. */
  pendingInventory: number;
}

/** Prices in whole rupees. */
export interface Listing {
  listingId: string;
  productId: string;
  sku: string;
  title: string;
  mrp: number;
  sellingPrice: number;
  status: "ACTIVE" | "INACTIVE";
  archived: boolean;
  fulfillmentProfile: "NON_FBF" | "FBF" | "FBF_LITE";
  hsn: string | null;
  taxCode: string;
  locations: ListingLocation[];
}

export interface Location {
  locationId: string;
  locationName: string;
}

export interface ReturnItem {
  returnId: string;
  source: "customer_return" | "courier_return";
  /** Self-ship returns are settled by the seller, the others by Flipkart. */
  isSelfShip: boolean;
  status: string;
  shipmentId: string;
  orderId: string;
  orderItemId: string;
  locationId: string;
  quantity: number;
  reason: string;
  subReason: string;
  orderedAt: number;
  createdAt: number;
  updatedAt: number;
  approvedAt: number | null;
  expectedAt: number | null;
  courierName: string | null;
  trackingId: string | null;
  comments: string;
  shipmentStatus: string;
}

/** A notification waiting to be taken. Later ones of the same group wait behind it. */
export interface Notification {
  id: number;
  /** The shipment or return that it speaks of. */
  group: string;
  eventType: string;
  isOfReturn: boolean;
  body: Record<string, unknown>;
  state: "waiting" | "sending" | "refused";
}
