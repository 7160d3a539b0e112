import type { TiktokShopAddressSeed } from "./tiktok-shop-seed.ts";

/** An app of Partner Center. */
export interface App {
  appKey: string;
  appSecret: string;
  serviceId: string;
  title: string;
  redirectUrl: string;
  scopes: string[];
  regionGroup: "US" | "ROW";
  /** An app that is not published can be let in by test sellers only. */
  inDevelopment: boolean;
  /** The app's own webhook address of Partner Center; null sends to shops' registrations alone. */
  webhookUrl: string | null;
}

/** Who signs in and consents. */
export interface Seller {
  openId: string;
  name: string;
  baseRegion: string;
  /** 0 seller, 1 creator. */
  userType: number;
  isTestSeller: boolean;
}

export interface Shop {
  id: string;
  cipher: string;
  code: string;
  name: string;
  region: string;
  sellerType: "LOCAL" | "CROSS_BORDER";
  openId: string;
}

export interface AuthorizationCode {
  code: string;
  appKey: string;
  openId: string;
  expiresAt: number;
  used: boolean;
}

/** What a seller consented to; the present refresh token stands for it. */
export interface Grant {
  id: string;
  appKey: string;
  openId: string;
  scopes: string[];
  refreshToken: string;
  /** Epoch milliseconds. */
  refreshExpiresAt: number;
  revoked: boolean;
  /** Day of the latest warning that the authorization ends, counted from the epoch. */
  warnedOnDay: number;
}

export interface AccessToken {
  token: string;
  grantId: string;
  expiresAt: number;
}

export interface Warehouse {
  id: string;
  shopId: string;
  name: string;
  type: "SALES_WAREHOUSE" | "RETURN_WAREHOUSE";
  subType: string;
  effectStatus: "ENABLED" | "DISABLED" | "RESTRICTED";
  isDefault: boolean;
  city: string;
  postalCode: string;
}

export interface DeliveryOption {
  id: string;
  shopId: string;
  name: string;
  type: "STANDARD" | "EXPRESS" | "ECONOMY" | "SEND_BY_SELLER";
  providers: { id: string; name: string }[];
}

export interface WarehouseStock {
  warehouseId: string;
  available: number;
  committed: number;
}

export interface Sku {
  id: string;
  sellerSku: string;
  name: string;
  /** Smallest units of the shop's currency. */
  price: number;
  stock: WarehouseStock[];
}

export type ProductStatus =
  | "DRAFT"
  | "PENDING"
  | "FAILED"
  | "ACTIVATE"
  | "SELLER_DEACTIVATED"
  | "PLATFORM_DEACTIVATED"
  | "FREEZE"
  | "DELETED";

export interface Product {
  id: string;
  shopId: string;
  title: string;
  description: string;
  status: ProductStatus;
  createTime: number;
  updateTime: number;
  skus: Sku[];
}

export const lineStatuses = [
  "UNPAID",
  "AWAITING_SHIPMENT",
  "AWAITING_COLLECTION",
  "IN_TRANSIT",
  "DELIVERED",
  "COMPLETED",
  "CANCELLED",
] as const;
export type LineStatus = (typeof lineStatuses)[number];
export type OrderStatus = LineStatus | "ON_HOLD" | "PARTIALLY_SHIPPING";
export type Party = "BUYER" | "SELLER" | "SYSTEM";

/** One sold unit: TikTok Shop knows no quantities on lines. */
export interface OrderLine {
  id: string;
  productId: string;
  productName: string;
  skuId: string;
  skuName: string;
  sellerSku: string;
  warehouseId: string;
  originalPrice: number;
  sellerDiscount: number;
  platformDiscount: number;
  status: LineStatus;
  cancelReason: string | null;
  cancelUser: Party | null;
  packageId: string | null;
  isGift: boolean;
  /** Where its unit of stock is: committed to this order, gone with it, or back for sale. */
  unit: "committed" | "gone" | "released";
}

/** Times are epoch seconds, as on the wire; money is in smallest units. */
export interface Order {
  id: string;
  shopId: string;
  userId: string;
  email: string;
  address: TiktokShopAddressSeed;
  createTime: number;
  updateTime: number;
  paidTime: number | null;
  /** Until then the buyer may cancel alone. */
  holdUntil: number | null;
  shipBy: number | null;
  shippedTime: number | null;
  deliveredTime: number | null;
  status: OrderStatus;
  shippingType: "TIKTOK" | "SELLER";
  fulfillmentType: "FULFILLMENT_BY_SELLER" | "FULFILLMENT_BY_TIKTOK";
  deliveryOptionId: string;
  warehouseId: string;
  shippingFee: number;
  tax: number;
  lines: OrderLine[];
  buyerMessage: string;
  sellerNote: string;
  /** Set while a buyer's request waits for the seller. */
  cancelRequestedTime: number | null;
  cancelTime: number | null;
  cancelReason: string | null;
  cancelledBy: Party | null;
  isSample: boolean;
  isCashOnDelivery: boolean;
  replacedOrderId: string | null;
  exchangedOrderId: string | null;
  orderType: string;
  /** A status that the documents do not name, shown instead of the true one. */
  strangeStatus: string | null;
}

export interface Package {
  id: string;
  shopId: string;
  orderId: string;
  lineIds: string[];
  status: "PROCESSING" | "FULFILLING" | "COMPLETED" | "CANCELLED";
  providerId: string;
  providerName: string;
  trackingNumber: string;
  handoverMethod: "PICKUP" | "DROP_OFF" | null;
  pickupSlot: { start_time: number; end_time: number } | null;
  shippingServiceId: string | null;
  createTime: number;
  updateTime: number;
  shippedTime: number | null;
  collectedTime: number | null;
  deliveredTime: number | null;
  completedTime: number | null;
  frozen: boolean;
  corrections: number;
}

export interface Cancellation {
  id: string;
  shopId: string;
  orderId: string;
  type: "CANCEL" | "BUYER_CANCEL";
  role: Party;
  status: string;
  reason: string;
  lineIds: string[];
  createTime: number;
  updateTime: number;
}

export interface Return {
  id: string;
  shopId: string;
  orderId: string;
  type: "REFUND" | "RETURN_AND_REFUND" | "REPLACEMENT";
  status: string;
  reason: string;
  lineIds: string[];
  trackingNumber: string;
  createTime: number;
  updateTime: number;
  records: { event: string; description: string; role: string; note: string; time: number }[];
}

export interface Webhook {
  appKey: string;
  shopId: string;
  eventType: string;
  address: string;
  createTime: number;
  updateTime: number;
}

/** A label or slip to be downloaded once it has been asked for. */
export interface ShippingDocument {
  token: string;
  packageId: string;
  kind: string;
  format: string;
  expiresAt: number;
}

/** An approval or refusal that carried an idempotency key: asked again, it answers the same. */
export interface IdempotentAnswer {
  key: string;
}

export interface ExternalReference {
  orderId: string;
  platform: string;
  externalId: string;
  lines: { id: string; origin_id: string }[];
}
