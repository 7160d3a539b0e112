/** Decimal text in major units, up to three decimals: `"0.104"`. */
export type DecimalText = string;

/** What a key may do; the seller ticks these when making it. */
export const permissions = ["orders", "orders-edit", "inventory", "inventory-edit", "catalog"] as const;
export type BrickowlPermission = (typeof permissions)[number];

/** An API key; all permissions unless told. */
export interface BrickowlKeySeed {
  apiKey: string;
  permissions?: readonly BrickowlPermission[];
}

export interface BrickowlStoreSeed {
  username: string;
  storeId: string;
  name: string;
  currency: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** False: the key belongs to somebody who only buys. Default true. */
  hasStore?: boolean;
}

export const itemTypes = [
  "Part",
  "Set",
  "Minifigure",
  "Gear",
  "Sticker",
  "Minibuild",
  "Instructions",
  "Packaging",
] as const;
export type BrickowlItemType = (typeof itemTypes)[number];

export const conditions = [
  "new",
  "news",
  "newc",
  "newi",
  "usedc",
  "usedi",
  "usedn",
  "usedg",
  "useda",
  "other",
] as const;
export type BrickowlCondition = (typeof conditions)[number];

/** An item of the catalogue. */
export interface BrickowlItemSeed {
  /** Digits without a colour. */
  boid: string;
  type: BrickowlItemType;
  name: string;
  /** Numbers of other catalogues: `{ id: "3001", type: "design_id" }`. */
  ids?: readonly { id: string; type: string }[];
  /** Brick Owl's colours that the item exists in; left out for things without colour. */
  colorIds?: readonly number[];
  /** Grams. */
  weight?: string;
}

/** A lot of the store: stock figures are those after the seeded orders. */
export interface BrickowlLotSeed {
  lotId?: string;
  boid: string;
  colorId?: number;
  quantity: number;
  price: DecimalText;
  condition: BrickowlCondition;
  /** The seller's own identity of the lot, by most sync tools BrickLink's lot id. */
  externalId?: string;
  forSale?: boolean;
  personalNote?: string;
  publicNote?: string;
  tierPrice?: readonly { quantity: number; price: DecimalText }[];
}

export interface BrickowlBuyerSeed {
  username: string;
  email: string;
  firstName: string;
  lastName: string;
  street1: string;
  street2?: string;
  city: string;
  region?: string;
  postCode: string;
  /** ISO 3166-1 alpha-2. */
  countryCode: string;
  phone?: string;
}

export interface BrickowlOrderLineSeed {
  lotId: string;
  quantity: number;
  /** Default: the lot's price. */
  price?: DecimalText;
}

export interface BrickowlOrderSeed {
  orderId?: string;
  /** ISO 8601. */
  placedAt: string;
  updatedAt?: string;
  processedAt?: string;
  /** 0 to 8; other numbers stand for ones that Brick Owl adds later. */
  statusId: number;
  buyer: BrickowlBuyerSeed;
  lines: readonly BrickowlOrderLineSeed[];
  shipping?: DecimalText;
  tax?: DecimalText;
  coupon?: DecimalText;
  /** What the buyer paid by; currency and total default to the store's. */
  payment?: { method?: string; currency?: string; total?: DecimalText };
  trackingNumber?: string;
  buyerNote?: string;
  sellerNote?: string;
}

/** Everything a simulated Brick Owl store starts with. */
export interface BrickowlSeed {
  keys: readonly BrickowlKeySeed[];
  store: BrickowlStoreSeed;
  items?: readonly BrickowlItemSeed[];
  lots?: readonly BrickowlLotSeed[];
  orders?: readonly BrickowlOrderSeed[];
}
