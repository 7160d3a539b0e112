import type { ListingReference } from "@counterfoil/core/model";

/** What `platformData` of an eBay listing holds; all values are text. */
export interface EbayListingData {
  /** Which of eBay's two listing models may change the listing. */
  model: "TRADING" | "INVENTORY";
  /** The offer behind a listing of the Inventory API. */
  offerId?: string;
  /** `SKU` for classic listings that are tracked by SKU instead of by item id. */
  tracking?: string;
  /** `shared` when another variation of the same listing has this SKU too: then it cannot be changed by it. */
  sku?: "shared";
  epid?: string;
}

/** The platform data of a reference; a reference made elsewhere counts as classic until eBay says otherwise. */
export function listingData(reference: ListingReference): EbayListingData {
  const { model, ...others } = reference.platformData;
  return { ...others, model: model === "INVENTORY" ? "INVENTORY" : "TRADING" };
}

export function toPlatformData(data: EbayListingData): Record<string, string> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

/**
 * Key of a variation within its listing. The Trading API gives variations no id of their own: its SKU names it, or
 * what sets it apart where it has no SKU.
 */
export function variationKey(sku: string | null, specifics: readonly { name: string; value: string }[]): string {
  if (sku !== null) return `sku:${sku}`;
  return `aspects:${specifics.map(({ name, value }) => `${name}=${value}`).join("|")}`;
}
