import type {
  BrickowlBuyerSeed,
  BrickowlCondition,
  BrickowlItemSeed,
  BrickowlItemType,
  BrickowlPermission,
} from "./brickowl-seed.ts";

/** Amounts are integers of 1/1000, Brick Owl's three decimals. Instants are ISO 8601 UTC. */
export type Thousandths = number;

export interface ApiKey {
  apiKey: string;
  permissions: BrickowlPermission[];
}

/** What the account is set to; there is one row. */
export interface Account {
  id: "account";
  /** Whom new orders are told to; null: nobody. */
  notifyAddress: string | null;
}

export interface CatalogItem {
  boid: string;
  type: BrickowlItemType;
  name: string;
  ids: NonNullable<BrickowlItemSeed["ids"]>;
  colorIds: readonly number[];
  weight: string;
}

export interface Lot {
  lotId: string;
  boid: string;
  colorId: number | null;
  quantity: number;
  price: Thousandths;
  condition: BrickowlCondition;
  externalId: string | null;
  forSale: boolean;
  personalNote: string;
  publicNote: string;
  salePercent: number;
  bulkQuantity: number;
  tiers: { quantity: number; price: Thousandths }[];
  myCost: Thousandths | null;
  /** Grams. */
  weight: string | null;
}

export interface OrderLine {
  orderItemId: string;
  lotId: string;
  boid: string;
  colorId: number | null;
  condition: BrickowlCondition;
  externalId: string | null;
  personalNote: string;
  publicNote: string;
  quantity: number;
  refundedQuantity: number;
  price: Thousandths;
}

export interface Order {
  orderId: string;
  placedAt: string;
  updatedAt: string;
  processedAt: string | null;
  statusId: number;
  buyer: BrickowlBuyerSeed;
  lines: OrderLine[];
  shipping: Thousandths;
  tax: Thousandths;
  coupon: Thousandths;
  payment: { method: string; currency: string; total: Thousandths | null; transactionId: string };
  refundedShipping: Thousandths;
  trackingNumber: string | null;
  buyerNote: string;
  sellerNote: string | null;
  feedbackLeft: boolean;
}
