import type { Condition, Identifier, InventoryStatus, ListingLink } from "@counterfoil/core/model";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import type { MappingRow } from "../tables/resolution.table.ts";

/** What the matcher needs of an item. */
export interface MatchStockRow {
  id: string;
  sku: string | null;
  title: string;
  condition: Condition | null;
  status: InventoryStatus;
  quantity_on_hand: number;
  quantity_claimed: number;
  location: string | null;
  asking_price_minor: number | null;
  asking_price_currency: string | null;
  acquired_at: Date | null;
  created_at: Date;
  removed: boolean;
  identifiers: Identifier[];
  listings: ListingLink[];
  /** True while claims hold units of it, reserved or sold. */
  has_claims: boolean;
  /** What the workspace's catalogue knows by the item's set numbers and barcodes. */
  catalogue: CatalogueEvidenceRow[];
  /** The transaction that last changed it; null where that is the reading one, which may change it again. */
  changed_in: number | null;
}

/** A product of the catalogue as far as it helps to match. */
export interface CatalogueEvidenceRow {
  number: string;
  name: string | null;
  /** 14 digits each, only those that name this product alone. */
  barcodes: string[];
  /** By which of the item's identifiers it was found. */
  by: "set_number" | "gtin";
}

const ownBarcodes = sql`coalesce((select jsonb_agg(code.barcode order by code.barcode) from catalogue_barcodes as code
  where product.barcodes_are_own and code.source = product.source and code.external_id = product.external_id
    and not exists (select from catalogue_barcodes as other where other.barcode = code.barcode
      and other.source = code.source and other.external_id <> code.external_id)), '[]')`;
const evidence = sql`coalesce((
  select jsonb_agg(jsonb_build_object('number', product.number, 'name', product.name, 'barcodes', ${ownBarcodes},
    'by', found.by) order by product.number, found.by)
  from (select 'set_number' as by, known.source, known.external_id from inventory_identifiers as part
      join catalogue_products as known on known.workspace_id = part.workspace_id and known.number_key = part.value_key
      where part.item_id = item.id and part.type = 'set_number'
    union
    select 'gtin', code.source, code.external_id from inventory_identifiers as part
      join catalogue_barcodes as code on code.workspace_id = part.workspace_id
        and code.barcode = barcode_digits(part.value)
      where part.item_id = item.id and part.type = 'gtin') as found
  join catalogue_products as product on product.source = found.source and product.external_id = found.external_id),
  '[]')`;

// A transaction sees its own changes before they are all made: such a version stands for nothing.
const version = sql`nullif(item.changed_in, pg_current_xact_id_if_assigned()::text::bigint) as changed_in`;
const selection = sql`select item.id, item.sku, item.title, item.condition, item.status, item.quantity_on_hand,
  item.quantity_claimed, item.location, item.asking_price_minor, item.asking_price_currency, item.acquired_at,
  item.created_at, item.removed_at is not null as removed,
  coalesce((select jsonb_agg(jsonb_build_object('type', part.type, 'value', part.value) order by part.type, part.value)
    from inventory_identifiers as part where part.item_id = item.id), '[]') as identifiers,
  coalesce((select jsonb_agg(jsonb_build_object('platform', link.platform, 'listingId', link.listing_external_id,
      'variationId', link.variation_id) order by link.platform, link.listing_external_id, link.variation_id)
    from item_listings as link where link.item_id = item.id), '[]') as listings,
  item.status = 'sold' and exists (select from claims as claim where claim.item_id = item.id and claim.quantity > 0)
    as has_claims, ${evidence} as catalogue, ${version}
  from inventory_items as item`;

/** A moment in the order of transactions: everything committed before it has been seen. */
export interface StockSnapshot {
  horizon: string;
}

/** The present moment. Read it before the stock: what commits in between is then read again next time. */
export async function stockSnapshot(tx: Transaction<Database>): Promise<StockSnapshot> {
  const { rows } = await sql<StockSnapshot>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon`.execute(tx);
  const [snapshot] = rows;
  if (!snapshot) throw new Error("the database gave no snapshot");
  return snapshot;
}

/**
 * Items a line may be linked to now or has been; all of the workspace's, or those changed since a snapshot, but for those
 * that were changed last by transactions whose changes are known.
 */
export async function readMatchStock(
  tx: Transaction<Database>,
  since: StockSnapshot | null,
  known: readonly number[] = [],
): Promise<MatchStockRow[]> {
  const chosen =
    since === null
      ? sql`where item.removed_at is null`
      : sql`where item.changed_in >= ${since.horizon}::bigint and item.changed_in <> all (${[...known]}::bigint[])`;
  const { rows } = await sql<MatchStockRow>`${selection} ${chosen}`.execute(tx);
  return rows;
}

/** Items as they are now, locked in one order, so that what was found free stays free until the transaction ends. */
export async function lockMatchStock(tx: Transaction<Database>, itemIds: readonly string[]): Promise<MatchStockRow[]> {
  if (itemIds.length === 0) return [];
  const ids = sql`any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(itemIds)}::jsonb)))`;
  const { rows } = await sql<MatchStockRow>`
    ${selection} where item.id = ${ids} order by item.id for no key update of item`.execute(tx);
  return rows;
}

/** An item's version: the transaction that last changed it, null where that is the one that asks. */
export interface StockVersionRow {
  id: string;
  changed_in: number | null;
  /** The transaction that asks. */
  transaction: number;
}

/** Locks items like `lockMatchStock`, and answers only which versions of them are locked. */
export async function lockStockVersions(
  tx: Transaction<Database>,
  itemIds: readonly string[],
): Promise<StockVersionRow[]> {
  if (itemIds.length === 0) return [];
  const { rows } = await sql<StockVersionRow>`
    select item.id, ${version}, pg_current_xact_id()::text::bigint as transaction from inventory_items as item
    where item.id = any (${[...itemIds]}::uuid[]) order by item.id for no key update of item`.execute(tx);
  return rows;
}

/** What the seller taught the linker. */
export async function readMappings(tx: Transaction<Database>): Promise<MappingRow[]> {
  return await tx.selectFrom("mappings").selectAll().orderBy("created_at").execute();
}
