import type { LineStatus, ProductStatus } from "./tiktok-shop-entities.ts";

/** Decimal text in major units, such as `"24.50"`. */
export type DecimalText = string;

/** An app of Partner Center, with the address that its sign-in page sends sellers back to. */
export interface TiktokShopAppSeed {
  appKey: string;
  appSecret: string;
  serviceId: string;
  /** Where consent leads; settable at run time by the act `setRedirectUrl`. */
  redirectUrl: string;
  title?: string;
  /** Default all that the simulator knows. */
  scopes?: readonly string[];
  /** Apps of the United States and of the rest of the world are apart. Default `ROW`. */
  regionGroup?: "US" | "ROW";
  inDevelopment?: boolean;
  /** Partner Center's one webhook address; any address is taken here. */
  webhookUrl?: string;
}

export interface TiktokShopWarehouseSeed {
  id?: string;
  name: string;
  type?: "SALES_WAREHOUSE" | "RETURN_WAREHOUSE";
  effectStatus?: "ENABLED" | "DISABLED" | "RESTRICTED";
  isDefault?: boolean;
  city?: string;
  postalCode?: string;
}

export interface TiktokShopSkuSeed {
  id?: string;
  sellerSku?: string;
  /** Choice within the product, such as `Red`; default `Default`. */
  name?: string;
  price: DecimalText;
  /** Units for sale after the seeded orders: one figure for the first sales warehouse, or one per warehouse name. */
  available: number | Readonly<Record<string, number>>;
}

export interface TiktokShopProductSeed {
  id?: string;
  title: string;
  description?: string;
  status?: ProductStatus;
  createdAt?: string;
  skus: readonly TiktokShopSkuSeed[];
}

export interface TiktokShopAddressSeed {
  name: string;
  phone: string;
  lines: readonly string[];
  city: string;
  county?: string;
  postalCode: string;
  /** Default the shop's region. */
  regionCode?: string;
}

export interface TiktokShopBuyerSeed {
  userId: string;
  address: TiktokShopAddressSeed;
}

export interface TiktokShopOrderLineSeed {
  /** A SKU of the shop by its id, or by the seller's SKU. */
  skuId?: string;
  sellerSku?: string;
  /** Each unit becomes a line of its own. */
  quantity?: number;
  /** Price of one before discounts; default the SKU's. */
  price?: DecimalText;
  /** Title and seller SKU as they were at the sale; default the product's. */
  title?: string;
  soldSellerSku?: string;
  sellerDiscount?: DecimalText;
  platformDiscount?: DecimalText;
  isGift?: boolean;
  /** Default by the order's fate. */
  status?: LineStatus;
}

export interface TiktokShopOrderSeed {
  id?: string;
  placedAt: string;
  updatedAt?: string;
  /** Left out for an unpaid order. */
  paidAt?: string;
  shipBy?: string;
  holdUntil?: string;
  buyer: TiktokShopBuyerSeed;
  lines: readonly TiktokShopOrderLineSeed[];
  shippingFee?: DecimalText;
  tax?: DecimalText;
  shippingType?: "TIKTOK" | "SELLER";
  fulfillmentType?: "FULFILLMENT_BY_SELLER" | "FULFILLMENT_BY_TIKTOK";
  buyerMessage?: string;
  cancellation?: { at: string; by?: "BUYER" | "SELLER" | "SYSTEM"; reason?: string; requestedOnly?: boolean };
  shipments?: readonly {
    at: string;
    provider?: string;
    trackingNumber: string;
    /** Indexes of the seed's lines; default all. */
    lines?: readonly number[];
    deliveredAt?: string;
    completedAt?: string;
  }[];
  isSample?: boolean;
  isCashOnDelivery?: boolean;
  replacedOrderId?: string;
  exchangedOrderId?: string;
  orderType?: string;
  strangeStatus?: string;
}

export interface TiktokShopShopSeed {
  id: string;
  cipher: string;
  code: string;
  name: string;
  region: string;
  sellerType?: "LOCAL" | "CROSS_BORDER";
  /** Default one sales and one return warehouse. */
  warehouses?: readonly TiktokShopWarehouseSeed[];
  /** Carriers of the option "Shipped from seller"; default those usual in the region. */
  carriers?: readonly string[];
  products?: readonly TiktokShopProductSeed[];
  orders?: readonly TiktokShopOrderSeed[];
}

export interface TiktokShopSellerSeed {
  openId: string;
  name: string;
  baseRegion?: string;
  userType?: number;
  isTestSeller?: boolean;
  shops: readonly TiktokShopShopSeed[];
}

/** Everything a simulated TikTok Shop starts with. Stock figures are those after the seeded orders. */
export interface TiktokShopSeed {
  apps: readonly TiktokShopAppSeed[];
  sellers: readonly TiktokShopSellerSeed[];
}
