/** Decimal text in major units, as eBay writes it: `"24.50"`. */
export type DecimalText = string;

/** A keyset of the developer portal, with the RuName its consent page sends sellers back by. */
export interface EbayApplicationSeed {
  clientId: string;
  clientSecret: string;
  ruName: string;
  /** "Auth accepted URL": where Agree leads. Settable at run time by the act `setAcceptedUrl`. */
  acceptedUrl: string;
  /** "Auth declined URL"; default the accepted URL. */
  declinedUrl?: string;
  /** Shown on the consent page. */
  title?: string;
  devId?: string;
  /** Scopes the keyset owns; default all that the simulator knows. */
  scopes?: readonly string[];
}

export interface EbaySellerSeed {
  username: string;
  /** Immutable id; made from the random seed when left out. */
  userId?: string;
  marketplaceId?: string;
  currency?: string;
  accountType?: "BUSINESS" | "INDIVIDUAL";
  /** EU or UK domicile: Finances and refunds must then carry a digital signature. Default false. */
  requiresDigitalSignature?: boolean;
  /** Out-of-stock control: quantity 0 keeps a listing alive. Default true. */
  outOfStockControl?: boolean;
}

export interface EbayVariationSeed {
  sku?: string;
  variationId?: string;
  aspects: Record<string, string>;
  price?: DecimalText;
  available: number;
  sold?: number;
}

/** A listing of either model. `TRADING` listings are invisible to the Inventory API and the reverse is true for revising. */
export interface EbayListingSeed {
  /** Username; default the first seller. */
  seller?: string;
  itemId?: string;
  model?: "TRADING" | "INVENTORY";
  sku?: string;
  title: string;
  price: DecimalText;
  /** Units left to sell. With variations, give it on each of them. */
  available?: number;
  /** Units sold so far; default what the seeded orders say. */
  sold?: number;
  marketplaceId?: string;
  condition?: EbayCondition;
  status?: "ACTIVE" | "ENDED";
  startedAt?: string;
  endedAt?: string;
  pictureUrl?: string;
  format?: "FIXED_PRICE" | "AUCTION";
  /** How single-variation listings are named in a revision; default `ItemID`. */
  trackBy?: "ItemID" | "SKU";
  /** On hold: orders then show the item id instead of the title. */
  onHold?: boolean;
  offerId?: string;
  variations?: readonly EbayVariationSeed[];
}

export type EbayCondition =
  | "NEW"
  | "LIKE_NEW"
  | "NEW_OTHER"
  | "USED_EXCELLENT"
  | "USED_VERY_GOOD"
  | "USED_GOOD"
  | "USED_ACCEPTABLE"
  | "FOR_PARTS_OR_NOT_WORKING";

export interface EbayAddressSeed {
  fullName: string;
  companyName?: string;
  addressLine1: string;
  addressLine2?: string;
  city: string;
  stateOrProvince?: string;
  postalCode: string;
  countryCode: string;
  phoneNumber?: string;
  email?: string;
}

export interface EbayBuyerSeed {
  username: string;
  address: EbayAddressSeed;
}

export interface EbayOrderLineSeed {
  /** The listing sold; title, SKU and price come from it unless given. */
  itemId?: string;
  /** Picks a variation of the listing, or names the SKU of a line whose listing is gone. */
  sku?: string;
  variationId?: string;
  lineItemId?: string;
  title?: string;
  quantity: number;
  /** Price of one unit. */
  unitPrice?: DecimalText;
}

export interface EbayOrderSeed {
  /** Username; default the first seller. */
  seller?: string;
  orderId?: string;
  placedAt: string;
  /** Default: the latest moment the other fields speak of. */
  lastModifiedAt?: string;
  buyer: EbayBuyerSeed;
  lines: readonly EbayOrderLineSeed[];
  deliveryCost?: DecimalText;
  /** Positive amount taken off the goods. */
  discount?: DecimalText;
  payment?: "PAID" | "PENDING" | "FAILED";
  paidAt?: string;
  /** Default 30 hours after payment. */
  shipBy?: string;
  shippingServiceCode?: string;
  buyerNote?: string;
  /** Goes to a hub or authenticator at `address`; the buyer's own address is the final destination. */
  viaHub?: EbayAddressSeed & { referenceId: string };
  shipments?: readonly EbayShipmentSeed[];
  cancellation?: EbayCancellationSeed;
  refunds?: readonly EbayRefundSeed[];
}

export interface EbayShipmentSeed {
  shippedAt: string;
  carrier?: string;
  trackingNumber?: string;
  /** Index of the line and units of it; default everything. */
  lines?: readonly { line: number; quantity: number }[];
}

export interface EbayCancellationSeed {
  state: "IN_PROGRESS" | "CANCELED";
  requestedAt: string;
  completedAt?: string;
  initiator?: "Buyer" | "Seller";
  reason?: string;
}

export interface EbayRefundSeed {
  at: string;
  amount: DecimalText;
  /** Index of the line refunded; left out for a refund of the order as a whole. */
  line?: number;
}

/** A payout of days whose orders are no longer looked at: Finances lists it without transactions. */
export interface EbayPastPayoutSeed {
  /** Username; default the first seller. */
  seller?: string;
  payoutId: string;
  paidAt: string;
  amount: DecimalText;
  transactionCount: number;
}

/** Everything a simulated eBay starts with. Stock figures are those after the seeded orders. */
export interface EbaySeed {
  applications: readonly EbayApplicationSeed[];
  sellers: readonly EbaySellerSeed[];
  listings?: readonly EbayListingSeed[];
  orders?: readonly EbayOrderSeed[];
  /** Payouts of before the orders. */
  payouts?: readonly EbayPastPayoutSeed[];
}
