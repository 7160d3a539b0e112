import type { Identifier, InventoryItem, ListingLink, Money } from "@counterfoil/core/model";
import { sql } from "kysely";
import type { InventoryItemRow } from "../tables/stock.table.ts";

/** An item's row with what lies in its two side tables. */
export interface FullItemRow
  extends Pick<
    InventoryItemRow,
    | "id"
    | "sku"
    | "title"
    | "condition"
    | "status"
    | "quantity_on_hand"
    | "quantity_claimed"
    | "location"
    | "unit_cost_minor"
    | "unit_cost_currency"
    | "asking_price_minor"
    | "asking_price_currency"
    | "acquired_at"
    | "listed_at"
    | "created_at"
    | "image_url"
    | "note"
  > {
  identifiers: Identifier[];
  listings: ListingLink[];
}

/** The columns of a `FullItemRow`, for a select from `inventory_items as item`. */
export const fullItemColumns = sql`item.id, item.sku, item.title, item.condition, item.status, item.quantity_on_hand,
  item.quantity_claimed, item.location, item.unit_cost_minor, item.unit_cost_currency, item.asking_price_minor,
  item.asking_price_currency, item.acquired_at, item.listed_at, item.created_at, item.image_url, item.note,
  coalesce((select jsonb_agg(jsonb_build_object('type', part.type, 'value', part.value) order by part.type, part.value)
    from inventory_identifiers as part
    where part.workspace_id = item.workspace_id and part.item_id = item.id), '[]') as identifiers,
  coalesce((select jsonb_agg(jsonb_build_object('platform', link.platform, 'listingId', link.listing_external_id,
      'variationId', link.variation_id) order by link.platform, link.listing_external_id, link.variation_id)
    from item_listings as link
    where link.workspace_id = item.workspace_id and link.item_id = item.id), '[]') as listings`;

function money(minor: number | null, currency: string | null): Money | null {
  return minor === null || currency === null ? null : { minor, currency };
}

/** The item as the rest of the program knows it. */
export function toInventoryItem(row: FullItemRow): InventoryItem {
  return {
    id: row.id,
    sku: row.sku,
    title: row.title,
    identifiers: row.identifiers,
    condition: row.condition,
    status: row.status,
    quantityOnHand: row.quantity_on_hand,
    quantityClaimed: row.quantity_claimed,
    location: row.location,
    unitCost: money(row.unit_cost_minor, row.unit_cost_currency),
    askingPrice: money(row.asking_price_minor, row.asking_price_currency),
    acquiredAt: row.acquired_at?.toISOString() ?? null,
    listedAt: row.listed_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    listings: row.listings,
    imageUrl: row.image_url,
    note: row.note,
  };
}
