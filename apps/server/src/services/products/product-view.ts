import type { Condition, ListingAttribute } from "@counterfoil/core/model";
import type { PlaceReason, ProductField } from "@counterfoil/core/products";
import type { ProductListingRow, ProductListRow, ProductUnitRow, UnplacedListingRow } from "@counterfoil/db";

/** A product in a list. */
export interface ProductListView {
  id: string;
  title: string;
  brand: string | null;
  category: string | null;
  imageUrl: string | null;
  /** Fields that a person set: no sync changes them. */
  edited: ProductField[];
  variants: number;
  /** Listings that are offered, and on which platforms. */
  listings: number;
  platforms: string[];
  units: number;
  onHand: number;
}

export function productListView(row: ProductListRow): ProductListView {
  const { id, title, brand, category, edited, variants, listings, platforms, units } = row;
  return {
    ...{ id, title, brand, category, edited, variants, listings, platforms, units },
    ...{ imageUrl: row.image_url, onHand: row.on_hand },
  };
}

/** A listing of a product. */
export interface ProductListingView {
  id: string;
  platform: string;
  externalId: string;
  sku: string | null;
  title: string;
  status: string;
  quantity: number | null;
  url: string | null;
  /** The platform's own category, in its words where they are known. */
  category: string | null;
  placedBy: "system" | "person" | null;
}

export function productListingView(row: ProductListingRow): ProductListingView {
  return {
    ...{ id: row.id, platform: row.platform, externalId: row.external_id, sku: row.sku, title: row.title },
    ...{ status: row.status, quantity: row.quantity, url: row.url, placedBy: row.placed_by },
    category: row.category_name ?? row.category_key,
  };
}

export interface ProductVariantView {
  id: string;
  sku: string | null;
  condition: Condition | null;
  options: ListingAttribute[];
  listings: ProductListingView[];
}

export interface ProductUnitView {
  inventoryItemId: string;
  sku: string | null;
  title: string;
  condition: Condition | null;
  status: string;
  location: string | null;
  quantityOnHand: number;
}

export function productUnitView(row: ProductUnitRow): ProductUnitView {
  const { sku, title, condition, status, location } = row;
  return {
    inventoryItemId: row.id,
    ...{ sku, title, condition, status, location, quantityOnHand: row.quantity_on_hand },
  };
}

/** A listing of which a person is to say what product it is. */
export interface UnplacedListingView {
  id: string;
  platform: string;
  externalId: string;
  sku: string | null;
  title: string;
  url: string | null;
  imageUrl: string | null;
  reason: PlaceReason;
  /** The products that it may be. */
  candidates: { id: string; title: string }[];
}

export function unplacedView(
  row: UnplacedListingRow,
  candidates: UnplacedListingView["candidates"],
): UnplacedListingView {
  return {
    ...{ id: row.id, platform: row.platform, externalId: row.external_id, sku: row.sku, title: row.title },
    ...{ url: row.url, imageUrl: row.image_url, reason: row.place_reason, candidates },
  };
}
