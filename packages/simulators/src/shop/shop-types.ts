/** The channels that the demo shop sells on. */
export type ShopPlatform = "ebay" | "bricklink";

/** A LEGO product with its true number, name, year and piece count. */
export interface ShopProduct {
  readonly kind: "set" | "minifigure" | "part";
  /** As catalogues write it: `75192-1`, `sw0547`, `3001`. */
  readonly number: string;
  readonly name: string;
  readonly theme: string;
  readonly year: number | null;
  readonly pieces: number | null;
  /** BrickLink's colour of a loose part; null for everything else. */
  readonly color: { readonly id: number; readonly name: string } | null;
}

export type ShopCondition = "new" | "used" | "new_other";
export type ShopUnitStatus = "not_received" | "in_stock" | "listed" | "sold" | "returned";

/** One row of the seller's stock list: a physical unit, or a lot of identical ones. Money is in pence. */
export interface ShopUnit {
  readonly id: string;
  readonly sku: string | null;
  /** One product; several for a bundle kept as one row. */
  readonly products: readonly [ShopProduct, ...ShopProduct[]];
  readonly title: string;
  readonly condition: ShopCondition;
  readonly quantity: number;
  readonly location: string | null;
  readonly unitCost: number;
  readonly askingPrice: number;
  /** ISO 8601 UTC. */
  readonly acquiredAt: string;
  /** As the seller's list has it: sales of the last weeks are not written down there yet. */
  readonly status: ShopUnitStatus;
  readonly note: string | null;
}

/** What a platform offers: a listing, one choice of a multi-variation listing, or a BrickLink lot. */
export interface ShopOffer {
  readonly id: string;
  readonly platform: ShopPlatform;
  /** The units this offer sells, oldest first; empty for an offer that nothing on the shelf is behind. */
  readonly unitIds: readonly string[];
  readonly products: readonly [ShopProduct, ...ShopProduct[]];
  /** As the seller typed it on the platform, which is not always as in the stock list. */
  readonly sku: string | null;
  readonly title: string;
  readonly condition: ShopCondition;
  readonly location: string | null;
  /** Pence for one. */
  readonly price: number;
  /** Units put up for sale at first. */
  readonly quantityOffered: number;
  readonly listedAt: string;
  /** Offers of one multi-variation listing share a group. */
  readonly variation: { readonly group: string; readonly name: string; readonly value: string } | null;
  /** eBay's listing model; null elsewhere. */
  readonly model: "inventory" | "classic" | null;
}

export interface ShopBuyer {
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode: string;
}

/** What a desk that links sales to units should make of a line. */
export type Expectation =
  /** One certain unit (or the oldest of equal ones): links without a person. */
  | "automatic"
  /** A person decides; the right unit is on the shelf and can be suggested. */
  | "suggested"
  /** Nothing on the shelf is right. */
  | "none"
  /** A loose part: linked only where the seller wants that. */
  | "part"
  /** Not a sale to link: unpaid, cancelled, refunded in full. */
  | "untouched";

/** The troubles that real shops have, as told of one order. */
export const troubles = [
  "missing-sku",
  "no-number-in-title",
  "sku-case",
  "sku-with-location",
  "sku-with-spaces",
  "stale-sku",
  "wrong-number-in-title",
  "equal-units",
  "same-set-twice",
  "multi-quantity",
  "insufficient",
  "bundle-row",
  "bundle-of-units",
  "variation",
  "not-in-stock",
  "not-received",
  "already-sold",
  "oversold-twin",
  "relisted-after-cancel",
  "cancelled",
  "cancel-requested",
  "refunded",
  "partly-refunded",
  "partly-shipped",
  "awaiting-payment",
  "unknown-status",
  "repeat-buyer",
  "several-lines",
  "added-later",
  "loose-parts",
  "archived",
  "purged",
] as const;
export type Trouble = (typeof troubles)[number];

/** One sold line, with the truth that no platform tells. Money is in pence. */
export interface ShopLine {
  readonly id: string;
  readonly offerId: string;
  readonly sku: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly quantityShipped: number;
  readonly unitPrice: number;
  /** The buyer's batch within the order: 0, or 1 for what was added later. */
  readonly batch: number;
  readonly expectation: Expectation;
  /** The units that really go to the buyer; empty where none can, or where the sale did not happen. */
  readonly units: readonly { readonly unitId: string; readonly quantity: number }[];
}

export const shopOrderStatuses = [
  "awaiting_payment",
  "paid",
  "packed",
  "partly_shipped",
  "shipped",
  "completed",
  "cancel_requested",
  "cancelled",
  "refunded",
  "unknown",
  "purged",
] as const;
export type ShopOrderStatus = (typeof shopOrderStatuses)[number];

export interface ShopShipment {
  readonly carrier: string;
  readonly trackingNumber: string;
  readonly shippedAt: string;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

/** One order, platform-neutral. Instants are ISO 8601 UTC, money is in pence of `currency`. */
export interface ShopOrder {
  readonly id: string;
  readonly platform: ShopPlatform;
  readonly buyer: ShopBuyer;
  readonly status: ShopOrderStatus;
  readonly placedAt: string;
  readonly updatedAt: string;
  readonly paidAt: string | null;
  readonly currency: "GBP";
  readonly lines: readonly ShopLine[];
  readonly subtotal: number;
  readonly shipping: number;
  readonly total: number;
  readonly refunded: number;
  readonly shipments: readonly ShopShipment[];
  readonly archived: boolean;
  readonly buyerNote: string | null;
  readonly troubles: readonly Trouble[];
}

/** The demo shop at one moment, the anchor. */
export interface Shop {
  readonly seed: string | number;
  /** The shop's "today"; everything is dated relative to it. */
  readonly anchor: string;
  readonly name: string;
  readonly ebayUsername: string;
  readonly bricklinkUsername: string;
  readonly units: readonly ShopUnit[];
  readonly offers: readonly ShopOffer[];
  /** Oldest first. */
  readonly orders: readonly ShopOrder[];
}
