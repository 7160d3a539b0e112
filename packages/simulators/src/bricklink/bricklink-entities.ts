import type { BricklinkBuyerSeed, BricklinkItemType } from "./bricklink-seed.ts";

/** Amounts are integers of 1/10000, BrickLink's fixed point. Instants are ISO 8601 UTC. */
export type Fixed = number;

export interface Token {
  consumerKey: string;
  consumerSecret: string;
  tokenValue: string;
  tokenSecret: string;
  allowedIp: string;
  allowedMask: string;
  /** Deleted by the seller; the consumer stays known. */
  revoked: boolean;
}

export interface CatalogItem {
  type: BricklinkItemType;
  no: string;
  name: string;
  categoryId: number;
  yearReleased: number | null;
}

export interface Category {
  categoryId: number;
  name: string;
  parentId: number;
}

export interface Lot {
  inventoryId: number;
  type: BricklinkItemType;
  no: string;
  colorId: number;
  quantity: number;
  newOrUsed: "N" | "U";
  completeness: "C" | "B" | "S" | null;
  unitPrice: Fixed;
  description: string;
  remarks: string;
  bulk: number;
  isRetain: boolean;
  isStockRoom: boolean;
  stockRoomId: "A" | "B" | "C" | null;
  createdAt: string;
  myCost: Fixed;
  saleRate: number;
  tiers: { quantity: number; price: Fixed }[];
}

export interface OrderLine {
  inventoryId: number;
  type: BricklinkItemType;
  no: string;
  colorId: number;
  newOrUsed: "N" | "U";
  completeness: "C" | "B" | "S" | null;
  quantity: number;
  unitPrice: Fixed;
  description: string;
  remarks: string;
}

export interface Message {
  subject: string | null;
  body: string;
  from: "buyer" | "seller";
  sentAt: string;
}

export interface Order {
  orderId: number;
  placedAt: string;
  statusChangedAt: string;
  status: string;
  buyer: BricklinkBuyerSeed;
  batches: OrderLine[][];
  payment: { method: string; status: string; paidAt: string | null };
  shipping: {
    cost: Fixed;
    methodId: number;
    trackingNumber: string | null;
    trackingLink: string | null;
    shippedAt: string | null;
  };
  cost: { insurance: Fixed; credit: Fixed; etc1: Fixed; etc2: Fixed; coupon: Fixed };
  remarks: string | null;
  isFiled: boolean;
  driveThruSent: boolean;
  messages: Message[];
}

export interface Notification {
  id: number;
  eventType: "Order" | "Message" | "Feedback";
  resourceId: number;
  at: string;
}

export interface UsedNonce {
  /** Token and nonce together. */
  key: string;
  timestamp: number;
}
