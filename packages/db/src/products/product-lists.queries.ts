import type { Condition, ListingAttribute } from "@counterfoil/core/model";
import type { ProductField } from "@counterfoil/core/products";
import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { isLinkOf } from "../listings/link-listings.queries.ts";
import { searchPattern } from "../search-pattern.ts";

type Tx = Transaction<Database>;

/** What the page can be narrowed to. */
export const productFilters = ["all", "no_category", "edited"] as const;
export type ProductFilter = (typeof productFilters)[number];

/** A product in a list. */
export interface ProductListRow {
  id: string;
  title: string;
  brand: string | null;
  category: string | null;
  image_url: string | null;
  edited: ProductField[];
  variants: number;
  /** Listings that are offered, and where. */
  listings: number;
  platforms: string[];
  units: number;
  on_hand: number;
}

// Units stand behind a product by a tie to one of its listings, or by the SKU of a variant.
const unitsOf = (variants: RawBuilder<unknown>) => sql`select item.id from inventory_items as item
  where item.removed_at is null and item.id in (
    select link.item_id from product_variants as variant join listings as listing on listing.variant_id = variant.id
      join item_listings as link on ${isLinkOf} where ${variants}
    union select same.id from product_variants as variant join inventory_items as same on same.sku_key = variant.sku_key
      where ${variants})`;

const list = sql`select product.id, product.title, product.brand, product.category, product.image_url, product.edited,
    (select count(*)::integer from product_variants as variant where variant.product_id = product.id) as variants,
    offered.listings, offered.platforms, stock.units, stock.on_hand
  from products as product
  cross join lateral (select count(*)::integer as listings,
      coalesce(jsonb_agg(distinct listing.platform), '[]') as platforms
    from product_variants as variant join listings as listing on listing.variant_id = variant.id
      and listing.status <> 'ended'
    where variant.product_id = product.id) as offered
  cross join lateral (select count(*)::integer as units, coalesce(sum(item.quantity_on_hand), 0)::integer as on_hand
    from inventory_items as item where item.id in (${unitsOf(sql`variant.product_id = product.id`)})) as stock`;

// Staff confined to some connections see what is offered there; other listings are hidden from their transactions.
const visible = sql`(current_connections() is null or exists (select from product_variants as variant
  join listings as listing on listing.variant_id = variant.id where variant.product_id = product.id))`;

const chosenBy: Readonly<Record<ProductFilter, RawBuilder<unknown>>> = {
  all: sql`true`,
  no_category: sql`product.category is null`,
  edited: sql`product.edited <> '[]'`,
};

export interface ProductQuery {
  filter: ProductFilter;
  words?: string | undefined;
}

function narrowed({ words }: Pick<ProductQuery, "words">): RawBuilder<unknown> {
  const pattern = words === undefined ? null : searchPattern(words);
  if (pattern === null) return visible;
  return sql`${visible} and (concat_ws(' ', product.title, product.brand, product.category) ilike ${pattern}
    or exists (select from product_variants as variant where variant.product_id = product.id and variant.sku ilike ${pattern})
    or exists (select from product_identifiers as own where own.product_id = product.id and own.value ilike ${pattern}))`;
}

/** One page of products, by title. */
export async function readProductList(
  tx: Tx,
  query: ProductQuery & { after: { title: string; id: string } | null; limit: number },
): Promise<ProductListRow[]> {
  const later =
    query.after === null
      ? sql`true`
      : sql`(lower(product.title), product.id) > (${query.after.title}, ${query.after.id}::uuid)`;
  const { rows } = await sql<ProductListRow>`${list} where ${chosenBy[query.filter]} and ${narrowed(query)} and ${later}
    order by lower(product.title), product.id limit ${query.limit}`.execute(tx);
  return rows;
}

/** How many products each filter shows, and how many listings wait for a person to say what they are. */
export async function countProducts(
  tx: Tx,
  query: Pick<ProductQuery, "words">,
): Promise<Record<ProductFilter, number> & { unplaced: number }> {
  const counts = productFilters.map(
    (filter) => sql`count(*) filter (where ${chosenBy[filter]})::integer as ${sql.raw(filter)}`,
  );
  const { rows } = await sql<Record<ProductFilter, number> & { unplaced: number }>`
    select ${sql.join(counts)}, (select count(*)::integer from listings as listing where ${asked}) as unplaced
    from products as product where ${narrowed(query)}`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error("products gave no counts");
  return row;
}

const asked = sql`listing.variant_id is null and listing.place_reason is not null and listing.status <> 'ended'`;

/** One product of the list; null where there is none. */
export async function readProductRow(
  tx: Tx,
  productId: string,
): Promise<(ProductListRow & { attributes: ListingAttribute[]; image_urls: string[]; updated_at: Date }) | null> {
  const { rows } = await sql<
    ProductListRow & { attributes: ListingAttribute[]; image_urls: string[]; updated_at: Date }
  >`select row.*, more.attributes, more.image_urls, more.updated_at from (${list} where product.id = ${productId}::uuid and ${visible})
      as row join products as more on more.id = row.id`.execute(tx);
  return rows[0] ?? null;
}

/** A listing of a product. */
export interface ProductListingRow {
  id: string;
  variant_id: string;
  platform: string;
  external_id: string;
  sku: string | null;
  title: string;
  status: string;
  quantity: number | null;
  url: string | null;
  category_name: string | null;
  category_key: string | null;
  placed_by: "system" | "person" | null;
}

/** Everything that belongs to a product: variants, listings, units. */
export async function readProductParts(tx: Tx, productId: string) {
  const variants = await tx
    .selectFrom("product_variants")
    .select(["id", "sku", "condition", "options"])
    .where("product_id", "=", productId)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  const identifiers = await tx
    .selectFrom("product_identifiers")
    .select(["type", "value"])
    .where("product_id", "=", productId)
    .orderBy("type")
    .orderBy("value")
    .execute();
  const listings = await sql<ProductListingRow>`
    select listing.id, listing.variant_id, listing.platform, listing.external_id, listing.sku, listing.title,
      listing.status, listing.quantity, listing.url, listing.category_name, listing.category_key, listing.placed_by
    from product_variants as variant join listings as listing on listing.variant_id = variant.id
    where variant.product_id = ${productId}::uuid order by listing.status = 'ended', listing.first_seen_at, listing.id
    limit 500`.execute(tx);
  const units = await sql<ProductUnitRow>`
    select item.id, item.sku, item.title, item.condition, item.status, item.location, item.quantity_on_hand
    from inventory_items as item where item.id in (${unitsOf(sql`variant.product_id = ${productId}::uuid`)})
    order by item.created_at, item.id limit 500`.execute(tx);
  return { variants, identifiers, listings: listings.rows, units: units.rows };
}

/** A unit that stands behind a product. */
export interface ProductUnitRow {
  id: string;
  sku: string | null;
  title: string;
  condition: Condition | null;
  status: string;
  location: string | null;
  quantity_on_hand: number;
}
