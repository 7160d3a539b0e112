import type { Thousandths } from "./amounts.ts";
import type { BricqerBuyerSeed, BricqerCondition, BricqerRight, LegoType } from "./bricqer-seed.ts";

/** Instants are ISO 8601 UTC. Every row belongs to a tenant; ids of the different kinds overlap on purpose. */
export interface Tenant {
  label: string;
  channels: readonly string[];
}

export interface ApiKey {
  apiKey: string;
  tenant: string;
  rights: readonly BricqerRight[];
}

export interface Definition {
  tenant: string;
  id: number;
  legoType: LegoType;
  legoId: string;
  description: string;
  colorId: number | null;
  condition: BricqerCondition;
  price: Thousandths;
  comment: string | null;
  weight: number | null;
}

export interface Storage {
  tenant: string;
  id: number;
  label: string;
}

export interface StockItem {
  tenant: string;
  id: number;
  definitionId: number;
  storageId: number;
  remainingQuantity: number;
  originalQuantity: number;
  remarks: string | null;
  listings: Readonly<Record<string, string>>;
  batchId: number;
  purchaseId: number;
  created: string;
  updated: string;
}

export interface Contact extends BricqerBuyerSeed {
  tenant: string;
  id: number;
}

export interface OrderLine {
  id: number;
  /** Null for goods that Bricqer has not got: such lines are not shown. */
  definitionId: number | null;
  /** Where the goods were taken from. */
  itemId: number | null;
  description: string;
  quantity: number;
  picked: number;
  price: Thousandths;
}

export interface Order {
  tenant: string;
  id: number;
  provider: string;
  /** The channel's own number. */
  number: string;
  status: string;
  created: string;
  modified: string;
  paymentDate: string | null;
  remarks: string | null;
  contactId: number;
  lines: OrderLine[];
  shipping: Thousandths;
  tax: Thousandths;
  trackingCode: string | null;
  trackTraceUrl: string | null;
  filed: boolean;
  /** What the channel said last; a change there is a change here. */
  channelStatus: string;
  /** Set on orders made by the API for a market that Bricqer does not know. */
  custom: { marketplace: string; orderId: string } | null;
}
