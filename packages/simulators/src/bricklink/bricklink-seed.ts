/** Decimal text in major units: `"24.5"`. */
export type DecimalText = string;

/** A consumer and its token: the four values of a connection, and the address the token is bound to. */
export interface BricklinkTokenSeed {
  consumerKey: string;
  consumerSecret: string;
  tokenValue: string;
  tokenSecret: string;
  /** IPv4 address and mask registered with the token; default `0.0.0.0` with mask `0.0.0.0`, any address. */
  allowedIp?: string;
  allowedMask?: string;
}

export interface BricklinkStoreSeed {
  sellerName: string;
  storeName: string;
  currencyCode: string;
}

export const itemTypes = [
  "MINIFIG",
  "PART",
  "SET",
  "BOOK",
  "GEAR",
  "CATALOG",
  "INSTRUCTION",
  "UNSORTED_LOT",
  "ORIGINAL_BOX",
] as const;
export type BricklinkItemType = (typeof itemTypes)[number];

/** An item of the catalogue. Names are plain text here; the wire carries HTML entities. */
export interface BricklinkItemSeed {
  type: BricklinkItemType;
  no: string;
  name: string;
  categoryId: number;
  yearReleased?: number;
}

/** A lot of the store: stock figures are those after the seeded orders. */
export interface BricklinkLotSeed {
  inventoryId?: number;
  type: BricklinkItemType;
  no: string;
  colorId?: number;
  quantity: number;
  newOrUsed: "N" | "U";
  /** Sets only: complete, incomplete, sealed. */
  completeness?: "C" | "B" | "S";
  unitPrice: DecimalText;
  description?: string;
  remarks?: string;
  isRetain?: boolean;
  /** The stockroom that the lot is in; left out when it is for sale. */
  stockRoomId?: "A" | "B" | "C";
  createdAt?: string;
  myCost?: DecimalText;
}

export interface BricklinkBuyerSeed {
  username: string;
  email: string;
  fullName: string;
  addressLine1: string;
  addressLine2?: string;
  city: string;
  state?: string;
  postalCode: string;
  /** ISO 3166-1 alpha-2; the wire writes `UK` for `GB`. */
  countryCode: string;
  phone?: string;
  /** Whether the buyer saved the address in parts; otherwise the wire carries one text only. Default true. */
  hasNormalizedAddress?: boolean;
}

export interface BricklinkOrderLineSeed {
  /** The lot sold; its details are used unless given here. */
  inventoryId?: number;
  type?: BricklinkItemType;
  no?: string;
  colorId?: number;
  newOrUsed?: "N" | "U";
  completeness?: "C" | "B" | "S";
  quantity: number;
  unitPrice?: DecimalText;
  remarks?: string;
}

export interface BricklinkOrderSeed {
  orderId?: number;
  placedAt: string;
  statusChangedAt?: string;
  /** Any text: values outside BrickLink's list stand for ones it adds later. */
  status: string;
  buyer: BricklinkBuyerSeed;
  /** One list a batch: the order as placed, then what the buyer added. */
  batches: readonly (readonly BricklinkOrderLineSeed[])[];
  payment?: { method?: string; status?: string; paidAt?: string };
  shipping?: {
    cost?: DecimalText;
    methodId?: number;
    trackingNumber?: string;
    trackingLink?: string;
    shippedAt?: string;
  };
  /** The seller's own note. */
  remarks?: string;
  isFiled?: boolean;
  messages?: readonly { subject?: string; body: string; from: "buyer" | "seller"; sentAt: string }[];
}

/** Everything a simulated BrickLink store starts with. */
export interface BricklinkSeed {
  tokens: readonly BricklinkTokenSeed[];
  store: BricklinkStoreSeed;
  items?: readonly BricklinkItemSeed[];
  categories?: readonly { categoryId: number; name: string; parentId?: number }[];
  lots?: readonly BricklinkLotSeed[];
  orders?: readonly BricklinkOrderSeed[];
}
