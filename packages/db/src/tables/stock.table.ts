import type {
  Condition,
  Identifier,
  IdentifierType,
  InventoryStatus,
  Listing,
  ListingAttribute,
} from "@counterfoil/core/model";
import type { PlaceReason } from "@counterfoil/core/products";
import type { Insertable, Selectable, Updateable } from "kysely";
import type {
  ActorKind,
  Computed,
  Defaulted,
  DefaultedJson,
  GeneratedTimestamp,
  Nullable,
  NullableJson,
  NullableTimestamp,
} from "./column-types.ts";

export type ListingLinkReason = "no_match" | "several" | "doubtful" | "sold";

export interface ListingTable {
  workspace_id: string;
  id: string;
  connection_id: string;
  platform: string;
  external_id: string;
  variation_id: Nullable<string>;
  sku: Nullable<string>;
  sku_key: Computed<string | null>;
  title: string;
  status: Listing["status"];
  quantity: Nullable<number>;
  price_minor: Nullable<number>;
  price_currency: Nullable<string>;
  condition: Nullable<Condition>;
  location: Nullable<string>;
  url: Nullable<string>;
  image_url: Nullable<string>;
  identifiers: DefaultedJson<Identifier[]>;
  variation: DefaultedJson<{ name: string; value: string }[]>;
  platform_data: DefaultedJson<Record<string, string>>;
  /** Whose warehouse it sells from. */
  fulfilled_by: Defaulted<"seller" | "platform">;
  /** Why no unit was tied to it by itself. */
  link_reason: Nullable<ListingLinkReason>;
  raw: NullableJson<unknown>;
  /** The platform's own category: what it is known by, and its names. */
  category_key: Nullable<string>;
  category_name: Nullable<string>;
  attributes: DefaultedJson<ListingAttribute[]>;
  image_urls: DefaultedJson<string[]>;
  /** What it offers, as a variant of a product; and who said so. */
  variant_id: Nullable<string>;
  placed_by: Nullable<"system" | "person">;
  /** Why a person is to say which product it is. */
  place_reason: Nullable<PlaceReason>;
  /** Whether its product was made anew since the listing changed. */
  composed: Defaulted<boolean>;
  first_seen_at: GeneratedTimestamp;
  last_seen_at: GeneratedTimestamp;
}
export type ListingRow = Selectable<ListingTable>;
export type NewListingRow = Insertable<ListingTable>;

export interface InventoryItemTable {
  workspace_id: string;
  id: string;
  product_id: Nullable<string>;
  sku: Nullable<string>;
  /** The SKU without regard to case and white space (`normalize_sku`). */
  sku_key: Computed<string | null>;
  title: string;
  condition: Nullable<Condition>;
  status: InventoryStatus;
  /** Sum of the item's movements; changes only by inserting movements. */
  quantity_on_hand: Computed<number>;
  /** Units that open claims hold; changes only with claims. Never above on hand: the database refuses. */
  quantity_claimed: Computed<number>;
  location: Nullable<string>;
  unit_cost_minor: Nullable<number>;
  unit_cost_currency: Nullable<string>;
  asking_price_minor: Nullable<number>;
  asking_price_currency: Nullable<string>;
  acquired_at: NullableTimestamp;
  listed_at: NullableTimestamp;
  sold_at: NullableTimestamp;
  image_url: Nullable<string>;
  note: Nullable<string>;
  search_text: Computed<string>;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
  /** Removed items stay for their history, with nothing on hand, and are in no list. */
  removed_at: NullableTimestamp;
  /** The transaction that last changed the item or what identifies it (its 64-bit number). */
  changed_in: Computed<number>;
}
export type InventoryItemRow = Selectable<InventoryItemTable>;
export type NewInventoryItemRow = Insertable<InventoryItemTable>;
export type InventoryItemChange = Updateable<InventoryItemTable>;

export interface InventoryIdentifierTable {
  workspace_id: string;
  item_id: string;
  type: IdentifierType;
  value: string;
  /** Without case and spaces; a set number without its variant (`normalize_identifier`). */
  value_key: Computed<string>;
}

export interface ItemListingTable {
  workspace_id: string;
  item_id: string;
  platform: string;
  listing_external_id: string;
  variation_id: Nullable<string>;
  created_at: GeneratedTimestamp;
  /** The SKU under which it was offered: a listing made anew is found by it. */
  sku: Nullable<string>;
  /** How the two were found to belong together; null where somebody entered it. */
  method: Nullable<string>;
  made_by_kind: Defaulted<ActorKind>;
  made_by: Nullable<string>;
}

export type MovementKind = "received" | "imported" | "adjusted" | "sold" | "sale_undone" | "returned" | "removed";

/** One change of an item's on-hand quantity. Append-only. */
export interface StockMovementTable {
  workspace_id: string;
  id: string;
  item_id: string;
  kind: MovementKind;
  /** Signed, never 0. */
  quantity: number;
  claim_id: Nullable<string>;
  order_id: Nullable<string>;
  actor_kind: ActorKind;
  actor: Nullable<string>;
  note: Nullable<string>;
  at: GeneratedTimestamp;
}
export type StockMovementRow = Selectable<StockMovementTable>;
export type NewStockMovementRow = Insertable<StockMovementTable>;
