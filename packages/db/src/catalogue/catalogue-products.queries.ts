import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { columnList, type RecordColumns, recordset } from "../recordset.ts";
import { searchPattern } from "../search-pattern.ts";
import type { CatalogueProductRow } from "../tables/catalogue.table.ts";

/** A product as it was read from a catalogue. */
export interface CatalogueUpsert {
  source: string;
  external_id: string;
  number: string;
  name: string | null;
  barcodes_are_own: boolean;
  product: unknown;
  search_text: string;
  read_at: string;
  /** 14 digits each. */
  barcodes: readonly string[];
}

const columns: RecordColumns<Omit<CatalogueUpsert, "barcodes">> = {
  source: "text",
  external_id: "text",
  number: "text",
  name: "text",
  barcodes_are_own: "boolean",
  product: "jsonb",
  search_text: "text",
  read_at: "timestamptz",
};
const assignments = sql.raw(
  Object.keys(columns)
    .map((name) => `${name} = excluded.${name}`)
    .join(", "),
);
const evidence = sql`jsonb_build_array(known.number, known.name, known.barcodes_are_own, (select
  coalesce(jsonb_agg(code.barcode order by code.barcode), '[]') from catalogue_barcodes as code
  where code.source = known.source and code.external_id = known.external_id))`;
const isAmong = sql`known.source = r.source and known.external_id = r.external_id`;

type Tx = Transaction<Database>;

/**
 * Writes products by their catalogue's own ids; a product that lost its number to another goes. Answers the number keys
 * and barcodes of those whose evidence for matching is new.
 */
export async function upsertCatalogue(
  tx: Tx,
  workspaceId: string,
  products: readonly CatalogueUpsert[],
): Promise<{ numberKeys: string[]; barcodes: string[] }> {
  if (products.length === 0) return { numberKeys: [], barcodes: [] };
  const rows = plainRows(products);
  const before = await readEvidence(tx, products);
  await sql`delete from catalogue_products as known using ${rows}
    where known.source = r.source and known.number_key = normalize_identifier('set_number', r.number)
      and known.number = r.number and known.external_id <> r.external_id`.execute(tx);
  await sql`insert into catalogue_products (workspace_id, ${columnList(columns)})
    select ${workspaceId}::uuid, ${columnList(columns, "r")} from ${rows} order by r.source, r.external_id
    on conflict (workspace_id, source, external_id) do update set ${assignments}`.execute(tx);
  const codes = products.flatMap(({ source, external_id, barcodes }) =>
    barcodes.map((barcode) => ({ source, external_id, barcode })),
  );
  const codeColumns = { source: "text", external_id: "text", barcode: "text" };
  await sql`delete from catalogue_barcodes as known using ${rows} where ${isAmong}`.execute(tx);
  await sql`insert into catalogue_barcodes (workspace_id, source, external_id, barcode)
    select distinct ${workspaceId}::uuid, ${columnList(codeColumns, "r")} from ${recordset(codes, codeColumns)}`.execute(
    tx,
  );
  const after = await readEvidence(tx, products);
  const changed = [...after].filter(([key, { text }]) => before.get(key)?.text !== text);
  return {
    numberKeys: [...new Set(changed.map(([, { number_key }]) => number_key))],
    barcodes: [...new Set(changed.flatMap(([, { barcodes }]) => barcodes))],
  };
}

function plainRows(products: readonly CatalogueUpsert[]) {
  return recordset(
    products.map(({ barcodes: _barcodes, ...row }) => row),
    columns,
  );
}

interface Evidence {
  key: string;
  number_key: string;
  text: string;
  barcodes: string[];
}

async function readEvidence(tx: Tx, products: readonly CatalogueUpsert[]): Promise<Map<string, Evidence>> {
  const { rows } = await sql<Evidence>`
    select known.source || ' ' || known.external_id as key, known.number_key, ${evidence}::text as text,
      ${evidence} -> 3 as barcodes
    from catalogue_products as known join ${plainRows(products)} on ${isAmong}`.execute(tx);
  return new Map(rows.map((row) => [row.key, row]));
}

/**
 * Marks the items that carry these numbers or barcodes as changed, which every update does, so that the matcher reads
 * them again. Answers their ids.
 */
export async function touchItemsOfProducts(
  tx: Tx,
  { numberKeys, barcodes }: { numberKeys: readonly string[]; barcodes: readonly string[] },
): Promise<string[]> {
  if (numberKeys.length === 0 && barcodes.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    with concerned as (
      select item.id from inventory_items as item
      where item.removed_at is null and item.id in (
        select part.item_id from inventory_identifiers as part
        where part.type = 'set_number' and part.value_key in ${textList(numberKeys)}
        union all
        select part.item_id from inventory_identifiers as part
        where part.type = 'gtin' and barcode_digits(part.value) in ${textList(barcodes)})
      order by item.id for no key update)
    update inventory_items as item set updated_at = item.updated_at from concerned where item.id = concerned.id
    returning item.id`.execute(tx);
  return rows.map(({ id }) => id);
}

function textList(texts: readonly string[]) {
  return sql`(select value from jsonb_array_elements_text(${JSON.stringify(texts)}::jsonb))`;
}

/** Products with one of these numbers, by the number without its variant. */
export async function findCatalogueByNumbers(tx: Tx, numbers: readonly string[]): Promise<CatalogueProductRow[]> {
  if (numbers.length === 0) return [];
  const { rows } = await sql<CatalogueProductRow>`
    select * from catalogue_products where number_key in (
      select normalize_identifier('set_number', value) from jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb))
    order by number, external_id`.execute(tx);
  return rows;
}

/** Products with one of these barcodes (14 digits), with the barcode each was found by. */
export async function findCatalogueByBarcodes(
  tx: Tx,
  barcodes: readonly string[],
): Promise<(CatalogueProductRow & { barcode: string })[]> {
  if (barcodes.length === 0) return [];
  const { rows } = await sql<CatalogueProductRow & { barcode: string }>`
    select product.*, code.barcode from catalogue_barcodes as code
    join catalogue_products as product on product.workspace_id = code.workspace_id
      and product.source = code.source and product.external_id = code.external_id
    where code.barcode in ${textList(barcodes)} order by product.number, product.external_id`.execute(tx);
  return rows;
}

/** Products that hold every word in number, name, theme or subtheme. */
export async function findCatalogueByWords(
  tx: Tx,
  words: readonly string[],
  limit: number,
): Promise<CatalogueProductRow[]> {
  const patterns = words.flatMap((word) => searchPattern(word) ?? []);
  if (patterns.length === 0) return [];
  let query = tx.selectFrom("catalogue_products").selectAll();
  for (const pattern of patterns) query = query.where("search_text", "ilike", pattern);
  return await query.orderBy("number").orderBy("external_id").limit(limit).execute();
}
