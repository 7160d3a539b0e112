import type { ListingReference } from "@counterfoil/core/model";
import type { WireItem } from "../amazon-schemas.ts";

/** The channel of goods on the seller's own shelf. All others, such as `AMAZON_EU`, are Amazon's warehouses. */
export const merchantChannel = "DEFAULT";

/** Whose shelf a listing sells from. The two are never mixed: Amazon counts its own warehouses. */
export type Fulfillment = "merchant" | "amazon";

/** What `platformData` of an Amazon listing holds; all values are text. */
export interface AmazonListingData {
  fulfillment: Fulfillment;
  /** Amazon's name of the kind of goods, which a change of the listing has to repeat. */
  productType?: string;
  /** The marketplaces that the listing is in, with commas between them. */
  marketplaceIds?: string;
}

/** A SKU with any row of Amazon's warehouses counts as Amazon's, also where a merchant row stands beside it. */
export function fulfillmentOf(rows: WireItem["fulfillmentAvailability"]): Fulfillment {
  return (rows ?? []).some((row) => isAmazonChannel(row.fulfillmentChannelCode)) ? "amazon" : "merchant";
}

export function isAmazonChannel(channel: string): boolean {
  return channel.startsWith("AMAZON_");
}

/** Units on the seller's own shelf that the listing offers; null where Amazon names none. */
export function merchantQuantity(rows: WireItem["fulfillmentAvailability"]): number | null {
  return (rows ?? []).find((row) => row.fulfillmentChannelCode === merchantChannel)?.quantity ?? null;
}

export function toPlatformData(data: AmazonListingData): Record<string, string> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== ""));
}

/** The SKU of a reference: Amazon addresses listings by it. Null for a reference made without one. */
export function skuOf(listing: ListingReference): string | null {
  return listing.sku ?? listing.variationId;
}
