import type { Condition, ListingAttribute } from "@counterfoil/core/model";
import type { KeyedIdentifier, KnownProduct, PlaceReason } from "@counterfoil/core/products";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { recordset } from "../recordset.ts";

type Tx = Transaction<Database>;

const keyedIdentifiers = sql`coalesce((select jsonb_agg(own.value || jsonb_build_object('key',
    normalize_identifier(own.value ->> 'type', own.value ->> 'value')))
  from jsonb_array_elements(listing.identifiers) as own), '[]')`;

const placeColumns = sql`listing.id, listing.connection_id, listing.external_id, listing.variation_id, listing.sku,
  listing.sku_key, listing.title, listing.condition, listing.variation as options, ${keyedIdentifiers} as identifiers,
  (select before.variant_id from listings as before
    where before.sku_key = listing.sku_key and before.connection_id = listing.connection_id
      and before.status = 'ended' and before.placed_by = 'person' and before.variant_id is not null
    order by before.last_seen_at desc limit 1) as inherited`;

/** A listing that belongs to no product yet. */
export interface ListingToPlaceRow {
  id: string;
  connection_id: string;
  external_id: string;
  variation_id: string | null;
  sku: string | null;
  sku_key: string | null;
  title: string;
  condition: Condition | null;
  options: ListingAttribute[];
  identifiers: KeyedIdentifier[];
  /** The variant of the ended listing with its SKU, in the same shop, that a person placed. */
  inherited: string | null;
}

/** Has all that places listings of this workspace wait for one another until the transaction ends. */
export async function lockProducts(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('products ' || current_workspace_id()::text, 0))`.execute(tx);
}

/** Listings that are offered and belong to no product, by id from after one on. */
export async function readListingsToPlace(
  tx: Tx,
  { after, limit }: { after: string | null; limit: number },
): Promise<ListingToPlaceRow[]> {
  const { rows } = await sql<ListingToPlaceRow>`
    select ${placeColumns} from listings as listing
    where listing.variant_id is null and listing.status <> 'ended'
      and (${after}::uuid is null or listing.id > ${after}::uuid)
    order by listing.id limit ${limit}`.execute(tx);
  return rows;
}

/** A listing of which a person is to say what product it is. */
export interface UnplacedListingRow extends ListingToPlaceRow {
  platform: string;
  url: string | null;
  image_url: string | null;
  place_reason: PlaceReason;
}

/** Listings that a person is asked about, by id from after one on. */
export async function readUnplacedListings(
  tx: Tx,
  { after, limit }: { after: string | null; limit: number },
): Promise<UnplacedListingRow[]> {
  const { rows } = await sql<UnplacedListingRow>`
    select ${placeColumns}, listing.platform, listing.url, listing.image_url, listing.place_reason
    from listings as listing
    where listing.variant_id is null and listing.place_reason is not null and listing.status <> 'ended'
      and (${after}::uuid is null or listing.id > ${after}::uuid)
    order by listing.id limit ${limit}`.execute(tx);
  return rows;
}

const ids = (values: readonly string[]) =>
  sql`any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)))`;

/** The products that share a SKU, a number or a listing with some listings, with what they are known by. */
export async function readProductsLike(tx: Tx, listingIds: readonly string[]): Promise<KnownProduct[]> {
  const { rows } = await sql<KnownProduct>`
    with wanted as materialized (select * from listings where id = ${ids(listingIds)}),
    found as (
      select variant.product_id from wanted join product_variants as variant on variant.sku_key = wanted.sku_key
      union
      select known.product_id from wanted cross join jsonb_to_recordset(wanted.identifiers) as own(type text, value text)
        join product_identifiers as known on known.type = own.type
          and known.value_key = normalize_identifier(own.type, own.value)
        where own.type not in ('color', 'model_number', 'boid')
      union
      select variant.product_id from wanted join listings as sibling on sibling.platform = wanted.platform
          and sibling.external_id = wanted.external_id and sibling.connection_id = wanted.connection_id
          and sibling.variation_id is not null
        join product_variants as variant on variant.id = sibling.variant_id
        where wanted.variation_id is not null
    )
    select found.product_id as id,
      coalesce((select jsonb_agg(jsonb_build_object('type', own.type, 'value', own.value, 'key', own.value_key))
        from product_identifiers as own where own.product_id = found.product_id), '[]') as identifiers,
      coalesce((select jsonb_agg(jsonb_build_object('id', variant.id, 'productId', variant.product_id,
          'skuKey', variant.sku_key, 'condition', variant.condition, 'options', variant.options)
          order by variant.created_at, variant.id)
        from product_variants as variant where variant.product_id = found.product_id), '[]') as variants
    from found order by found.product_id`.execute(tx);
  return rows;
}

/** The products of the other variations of some listings. */
export async function readSiblingProducts(
  tx: Tx,
  listingIds: readonly string[],
): Promise<{ connection_id: string; external_id: string; product_id: string }[]> {
  const { rows } = await sql<{ connection_id: string; external_id: string; product_id: string }>`
    select distinct sibling.connection_id, sibling.external_id, variant.product_id
    from listings as wanted
    join listings as sibling on sibling.platform = wanted.platform and sibling.external_id = wanted.external_id
      and sibling.connection_id = wanted.connection_id and sibling.variation_id is not null
    join product_variants as variant on variant.id = sibling.variant_id
    where wanted.id = ${ids(listingIds)} and wanted.variation_id is not null`.execute(tx);
  return rows;
}

export interface NewProduct {
  id: string;
  title: string;
}

export interface NewVariant {
  id: string;
  product_id: string;
  sku: string | null;
  condition: Condition | null;
  options: readonly ListingAttribute[];
}

/** Where a listing came to, or why a person is asked. */
export interface PlacedListing {
  id: string;
  variant_id: string | null;
  placed_by: "system" | "person" | null;
  place_reason: PlaceReason | null;
}

/** Writes products, variants and the places of listings. A listing that was placed meanwhile stays where it is. */
export async function savePlaces(
  tx: Tx,
  places: { products: readonly NewProduct[]; variants: readonly NewVariant[]; listings: readonly PlacedListing[] },
): Promise<void> {
  await insertProducts(tx, places);
  await sql`
    update listings as listing set variant_id = r.variant_id, placed_by = r.placed_by, place_reason = r.place_reason,
      composed = r.variant_id is null
    from ${recordset(places.listings, { id: "uuid", variant_id: "uuid", placed_by: "text", place_reason: "text" })}
    where listing.id = r.id and (listing.variant_id is null or r.placed_by = 'person')
      and (listing.variant_id, listing.place_reason, listing.composed)
        is distinct from (r.variant_id, r.place_reason, r.variant_id is null)`.execute(tx);
}

async function insertProducts(
  tx: Tx,
  { products, variants }: { products: readonly NewProduct[]; variants: readonly NewVariant[] },
): Promise<void> {
  if (products.length > 0)
    await sql`insert into products (workspace_id, id, title) select current_workspace_id(), r.id, r.title
      from ${recordset(products, { id: "uuid", title: "text" })}`.execute(tx);
  if (variants.length === 0) return;
  const columns = { id: "uuid", product_id: "uuid", sku: "text", condition: "text", options: "jsonb" };
  await sql`insert into product_variants (workspace_id, id, product_id, sku, condition, options)
    select current_workspace_id(), r.id, r.product_id, r.sku, r.condition, r.options
    from ${recordset(variants, columns)}`.execute(tx);
}

/** A listing to be placed by hand. */
export interface PlaceableRow extends ListingToPlaceRow {
  variant_id: string | null;
}

/** One listing, locked, whatever its state; null where there is none. */
export async function readPlaceable(tx: Tx, listingId: string): Promise<PlaceableRow | null> {
  const { rows } = await sql<PlaceableRow>`select ${placeColumns}, listing.variant_id from listings as listing
    where listing.id = ${listingId}::uuid for no key update of listing`.execute(tx);
  return rows[0] ?? null;
}

/**
 * Removes a variant that no listing belongs to any more, and its product where nothing is left of it and nobody edited
 * it. What is left of the product is made anew.
 */
export async function dropEmptyVariant(tx: Tx, variantId: string): Promise<void> {
  const { rows } = await sql<{ product_id: string }>`
    delete from product_variants as variant where variant.id = ${variantId}::uuid
      and not exists (select from listings as listing where listing.variant_id = variant.id)
    returning variant.product_id`.execute(tx);
  for (const { product_id } of rows)
    await sql`delete from products as product where product.id = ${product_id}::uuid and product.edited = '[]'
      and not exists (select from product_variants as variant where variant.product_id = product.id)`.execute(tx);
}

/** Has a product made anew with the next pass. */
export async function markProductDue(tx: Tx, productId: string): Promise<void> {
  await sql`update listings as listing set composed = false from product_variants as variant
    where variant.product_id = ${productId}::uuid and listing.variant_id = variant.id and listing.composed`.execute(tx);
}
