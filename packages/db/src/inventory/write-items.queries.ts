import type { Condition, Identifier, InventoryStatus, ListingLink } from "@counterfoil/core/model";
import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { columnList, type RecordColumns, recordset } from "../recordset.ts";

/** An item to be added. Its units come with a movement. */
export interface NewItem {
  id: string;
  sku: string | null;
  title: string;
  condition: Condition | null;
  status: InventoryStatus;
  location: string | null;
  unit_cost_minor: number | null;
  unit_cost_currency: string | null;
  asking_price_minor: number | null;
  asking_price_currency: string | null;
  /** ISO 8601, as the other times. */
  acquired_at: string | null;
  listed_at: string | null;
  image_url: string | null;
  note: string | null;
  created_at: string;
}

const itemColumns: RecordColumns<NewItem> = {
  id: "uuid",
  sku: "text",
  title: "text",
  condition: "text",
  status: "text",
  location: "text",
  unit_cost_minor: "bigint",
  unit_cost_currency: "text",
  asking_price_minor: "bigint",
  asking_price_currency: "text",
  acquired_at: "timestamptz",
  listed_at: "timestamptz",
  image_url: "text",
  note: "text",
  created_at: "timestamptz",
};

/** Adds items in one statement. */
export async function insertItems(
  tx: Transaction<Database>,
  workspaceId: string,
  items: readonly NewItem[],
): Promise<void> {
  if (items.length === 0) return;
  await sql`
    insert into inventory_items (workspace_id, ${columnList(itemColumns)})
    select ${workspaceId}::uuid, ${columnList(itemColumns, "r")} from ${recordset(items, itemColumns)}`.execute(tx);
}

/** All that may change on an item by hand. */
export type ItemState = Omit<NewItem, "created_at" | "listed_at"> & {
  /** When; becomes the time of listing or of sale where the status changes to that. */
  changed_at: string;
};

const stateColumns: RecordColumns<ItemState> = (() => {
  const { created_at: _created, listed_at: _listed, ...columns } = itemColumns;
  return { ...columns, changed_at: "timestamptz" };
})();

const assignments = sql.raw(
  [
    ...Object.keys(stateColumns)
      .filter((name) => name !== "id" && name !== "changed_at")
      .map((name) => `${name} = r.${name}`),
    "listed_at = case when r.status = 'listed' then coalesce(item.listed_at, r.changed_at) else item.listed_at end",
    "sold_at = case when r.status = 'sold' then coalesce(item.sold_at, r.changed_at) end",
    "updated_at = r.changed_at",
  ].join(", "),
);

/** Gives items their new values in one statement. On-hand is not among them: it follows movements. */
export async function updateItems(tx: Transaction<Database>, items: readonly ItemState[]): Promise<void> {
  if (items.length === 0) return;
  await sql`
    update inventory_items as item set ${assignments}
    from ${recordset(items, stateColumns)} where item.id = r.id`.execute(tx);
}

/** An item's identifiers, complete. */
export interface ItemIdentifiers {
  item_id: string;
  identifiers: readonly Identifier[];
}

/** Replaces the identifiers of items. */
export async function replaceIdentifiers(
  tx: Transaction<Database>,
  workspaceId: string,
  items: readonly ItemIdentifiers[],
): Promise<void> {
  const rows = items.flatMap(({ item_id, identifiers }) => identifiers.map((one) => ({ item_id, ...one })));
  await sql`delete from inventory_identifiers
    where item_id in (select r.item_id from ${recordset(items, { item_id: "uuid", identifiers: "jsonb" })})`.execute(
    tx,
  );
  if (rows.length === 0) return;
  await sql`
    insert into inventory_identifiers (workspace_id, item_id, type, value)
    select ${workspaceId}::uuid, r.item_id, r.type, r.value
    from ${recordset(rows, { item_id: "uuid", type: "text", value: "text" })}
    on conflict do nothing`.execute(tx);
}

/** The listings that offer an item, complete. */
export interface ItemListings {
  item_id: string;
  listings: readonly ListingLink[];
}

/** Replaces the listings of items. Links that stay keep how they were made. */
export async function replaceListings(
  tx: Transaction<Database>,
  workspaceId: string,
  items: readonly ItemListings[],
): Promise<void> {
  const rows = items.flatMap(({ item_id, listings }) =>
    listings.map(({ platform, listingId, variationId }) => ({ item_id, platform, listingId, variationId })),
  );
  const columns = { item_id: "uuid", platform: "text", '"listingId"': "text", '"variationId"': "text" };
  await sql`delete from item_listings as link
    where link.item_id in (select r.item_id from ${recordset(items, { item_id: "uuid", listings: "jsonb" })})
      and not exists (select from ${recordset<object>(rows, columns)} where r.item_id = link.item_id
        and r.platform = link.platform and r."listingId" = link.listing_external_id
        and r."variationId" is not distinct from link.variation_id)`.execute(tx);
  if (rows.length === 0) return;
  await sql`
    insert into item_listings (workspace_id, item_id, platform, listing_external_id, variation_id)
    select ${workspaceId}::uuid, r.item_id, r.platform, r."listingId", r."variationId"
    from ${recordset<object>(rows, columns)}
    on conflict do nothing`.execute(tx);
}

/** Takes an item out of every list. Its history stays. */
export async function markItemRemoved(tx: Transaction<Database>, itemId: string, at: Date): Promise<void> {
  await tx.updateTable("inventory_items").set({ removed_at: at, updated_at: at }).where("id", "=", itemId).execute();
}

/** How many of these SKUs (in one form, see `normalize_sku`) items in the list already have, by the SKU as given. */
export async function findKnownSkus(tx: Transaction<Database>, skus: readonly string[]): Promise<Set<string>> {
  if (skus.length === 0) return new Set();
  const { rows } = await sql<{ sku: string }>`
    select given.sku from jsonb_array_elements_text(${JSON.stringify(skus)}::jsonb) as given(sku)
    where exists (select from inventory_items as item
      where item.removed_at is null and item.sku_key = normalize_sku(given.sku))`.execute(tx);
  return new Set(rows.map(({ sku }) => sku));
}
