/** Decimal text in major units, up to three decimals: `"0.12"`. */
export type DecimalText = string;

/** What a key may do. Scopes of true keys are not known; these serve the test of a key that may only read orders. */
export const rights = ["orders", "stock", "stock-edit", "administration"] as const;
export type BricqerRight = (typeof rights)[number];

/** Part, set, minifigure, gear, book, catalogue, instruction, box. */
export const legoTypes = ["P", "S", "M", "G", "B", "C", "I", "O"] as const;
export type LegoType = (typeof legoTypes)[number];
export type BricqerCondition = "N" | "U";

/** An API key; all rights unless told. */
export interface BricqerKeySeed {
  apiKey: string;
  rights?: readonly BricqerRight[];
}

/** What an item is, in which colour and state: several stock items may share one. */
export interface BricqerDefinitionSeed {
  definitionId: number;
  legoType: LegoType;
  /** BrickLink's number: `3001`, `7140-1`. */
  legoId: string;
  description: string;
  /** Bricqer's own colour; left out for things without colour. */
  colorId?: number;
  condition: BricqerCondition;
  price: DecimalText;
  /** The note to the buyer. */
  comment?: string;
  /** Grams. */
  weight?: number;
}

/** Goods in one storage place: quantities are those after the seeded orders. */
export interface BricqerStockItemSeed {
  itemId: number;
  /** One that does not exist leaves the item without definition, as happens. */
  definitionId: number;
  storageLabel: string;
  remainingQuantity: number;
  /** The seller's own note, often a stock code. */
  remarks?: string;
  /** What the channels call it, by provider: BrickLink's lot id, eBay's item id. Not on the wire. */
  listings?: Readonly<Record<string, string>>;
}

export interface BricqerBuyerSeed {
  name: string;
  email: string;
  phone?: string;
  /** One text with line breaks. */
  address: string;
  /** ISO 3166-1 alpha-2. */
  countryCode: string;
}

/** One line of an order on a channel; `listing` is the channel's own id of what was sold. */
export interface ChannelOrderLine {
  listing: string;
  description: string;
  quantity: number;
  price: DecimalText;
}

/** An order as the channel has it: what Bricqer imports. */
export interface ChannelOrder {
  /** `BrickLink`, `BrickOwl`, `eBay`. */
  provider: string;
  /** The channel's own number, `20-13998-99661`. */
  number: string;
  /** A status of Bricqer's, upper case. */
  status: string;
  placedAt: string;
  updatedAt?: string;
  paidAt?: string;
  buyer: BricqerBuyerSeed;
  lines: readonly ChannelOrderLine[];
  shipping?: DecimalText;
  tax?: DecimalText;
  trackingCode?: string;
  filed?: boolean;
}

export interface BricqerTenantSeed {
  /** The label before `.bricqer.com`. */
  label: string;
  keys: readonly BricqerKeySeed[];
  /** Shops that it keeps in step, as `/inventory/problems/` lists them. */
  channels?: readonly string[];
  definitions?: readonly BricqerDefinitionSeed[];
  items?: readonly BricqerStockItemSeed[];
  /** Orders imported already: the stock is without what they took. */
  orders?: readonly ChannelOrder[];
}

/** Everything a simulated Bricqer starts with. */
export interface BricqerSeed {
  tenants: readonly BricqerTenantSeed[];
}
