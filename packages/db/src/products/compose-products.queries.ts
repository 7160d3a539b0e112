import type { Condition, Identifier, ListingAttribute } from "@counterfoil/core/model";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { recordset } from "../recordset.ts";
import type { ProductRow } from "../tables/product.table.ts";

type Tx = Transaction<Database>;

const ids = (values: readonly string[]) =>
  sql`any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)))`;

/** Products by id from after one on: those with a listing that changed since they were made, or every one. */
export async function readProductsToCompose(
  tx: Tx,
  query: { after: string | null; limit: number; which: "due" | "all"; lock: boolean },
): Promise<ProductRow[]> {
  const due = sql`product.id in (select variant.product_id from listings as listing
    join product_variants as variant on variant.id = listing.variant_id where not listing.composed)`;
  const { rows } = await sql<ProductRow>`
    select product.* from products as product
    where (${query.after}::uuid is null or product.id > ${query.after}::uuid)
      and ${query.which === "due" ? due : sql`true`}
    order by product.id limit ${query.limit} ${query.lock ? sql`for no key update of product` : sql``}`.execute(tx);
  return rows;
}

/** A listing as far as its product is made of it. */
export interface ProductSourceRow {
  product_id: string;
  variant_id: string;
  platform: string;
  live: boolean;
  sku: string | null;
  condition: Condition | null;
  options: ListingAttribute[];
  title: string;
  category_key: string | null;
  attributes: ListingAttribute[];
  identifiers: Identifier[];
  image_url: string | null;
  image_urls: string[];
}

/** The listings of some products, oldest first. */
export async function readProductSources(tx: Tx, productIds: readonly string[]): Promise<ProductSourceRow[]> {
  if (productIds.length === 0) return [];
  const { rows } = await sql<ProductSourceRow>`
    select variant.product_id, variant.id as variant_id, listing.platform, listing.status <> 'ended' as live, listing.sku,
      listing.condition, listing.variation as options, listing.title, listing.category_key, listing.attributes,
      listing.identifiers, listing.image_url, listing.image_urls
    from product_variants as variant join listings as listing on listing.variant_id = variant.id
    where variant.product_id = ${ids(productIds)}
    order by listing.first_seen_at, listing.id`.execute(tx);
  return rows;
}

/** A product as it is to be. */
export interface ProductWrite {
  id: string;
  title: string;
  brand: string | null;
  category: string | null;
  attributes: readonly ListingAttribute[];
  image_url: string | null;
  image_urls: readonly string[];
}

export interface VariantWrite {
  id: string;
  sku: string | null;
  condition: Condition | null;
  options: readonly ListingAttribute[];
}

const productColumns = {
  id: "uuid",
  title: "text",
  brand: "text",
  category: "text",
  attributes: "jsonb",
  image_url: "text",
  image_urls: "jsonb",
};

/** Writes products made anew, with their variants and numbers. Answers how many products are not what they were. */
export async function saveComposed(
  tx: Tx,
  made: {
    products: readonly ProductWrite[];
    variants: readonly VariantWrite[];
    identifiers: readonly { product_id: string; type: string; value: string }[];
  },
): Promise<number> {
  const productIds = made.products.map(({ id }) => id);
  if (productIds.length === 0) return 0;
  const written = await sql`
    update products as product set title = r.title, brand = r.brand, category = r.category, attributes = r.attributes,
      image_url = r.image_url, image_urls = r.image_urls, updated_at = now()
    from ${recordset(made.products, productColumns)}
    where product.id = r.id
      and (product.title, product.brand, product.category, product.attributes, product.image_url, product.image_urls)
        is distinct from (r.title, r.brand, r.category, r.attributes, r.image_url, r.image_urls)`.execute(tx);
  await sql`
    update product_variants as variant set sku = r.sku, condition = r.condition, options = r.options
    from ${recordset(made.variants, { id: "uuid", sku: "text", condition: "text", options: "jsonb" })}
    where variant.id = r.id
      and (variant.sku, variant.condition, variant.options) is distinct from (r.sku, r.condition, r.options)`.execute(
    tx,
  );
  await replaceIdentifiers(tx, productIds, made.identifiers);
  await sql`update listings as listing set composed = true from product_variants as variant
    where variant.product_id = ${ids(productIds)} and listing.variant_id = variant.id and not listing.composed`.execute(
    tx,
  );
  return Number(written.numAffectedRows ?? 0);
}

async function replaceIdentifiers(
  tx: Tx,
  productIds: readonly string[],
  identifiers: readonly { product_id: string; type: string; value: string }[],
): Promise<void> {
  const read = recordset(identifiers, { product_id: "uuid", type: "text", value: "text" });
  await sql`delete from product_identifiers as known where known.product_id = ${ids(productIds)}
    and (known.product_id, known.type, known.value) not in (select r.product_id, r.type, r.value from ${read})`.execute(
    tx,
  );
  await sql`insert into product_identifiers (workspace_id, product_id, type, value)
    select current_workspace_id(), r.product_id, r.type, r.value from ${read} on conflict do nothing`.execute(tx);
}
