import type { Condition, IdentifierType, ListingAttribute } from "@counterfoil/core/model";
import type { ProductField } from "@counterfoil/core/products";
import type { Insertable, Selectable } from "kysely";
import type { Computed, DefaultedJson, GeneratedTimestamp, Nullable } from "./column-types.ts";

export interface ProductTable {
  workspace_id: string;
  id: string;
  title: string;
  brand: Nullable<string>;
  image_url: Nullable<string>;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
  /** In the seller's own words. */
  category: Nullable<string>;
  attributes: DefaultedJson<ListingAttribute[]>;
  image_urls: DefaultedJson<string[]>;
  /** Fields that a person set: no reading of a platform changes them. */
  edited: DefaultedJson<ProductField[]>;
}
export type ProductRow = Selectable<ProductTable>;
export type NewProductRow = Insertable<ProductTable>;

export interface ProductIdentifierTable {
  workspace_id: string;
  product_id: string;
  type: IdentifierType;
  value: string;
  value_key: Computed<string>;
}

/** What is sold of a product under one SKU, or in one condition with one choice of options. */
export interface ProductVariantTable {
  workspace_id: string;
  id: string;
  product_id: string;
  sku: Nullable<string>;
  sku_key: Computed<string | null>;
  condition: Nullable<Condition>;
  options: DefaultedJson<ListingAttribute[]>;
  created_at: GeneratedTimestamp;
}

/** The seller's category for a platform's. */
export interface CategoryMappingTable {
  workspace_id: string;
  platform: string;
  category_key: string;
  /** Null leaves the platform's category out. */
  category: Nullable<string>;
  decided_by: Nullable<string>;
  decided_at: GeneratedTimestamp;
}

/** The seller's word for a platform's attribute, or for one value of it. */
export interface AttributeMappingTable {
  workspace_id: string;
  platform: string;
  name: string;
  /** Null maps the name itself. */
  value: Nullable<string>;
  /** Null leaves it out. */
  word: Nullable<string>;
  decided_by: Nullable<string>;
  decided_at: GeneratedTimestamp;
}
