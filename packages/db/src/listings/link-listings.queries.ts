import { sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { recordset } from "../recordset.ts";
import type { ActorKind } from "../tables/column-types.ts";
import type { ListingLinkReason, ListingRow } from "../tables/stock.table.ts";

/** A listing that no unit is tied to, and the units that a person parted from it. */
export interface UnlinkedListingRow
  extends Pick<
    ListingRow,
    | "id"
    | "connection_id"
    | "platform"
    | "location"
    | "external_id"
    | "variation_id"
    | "sku"
    | "title"
    | "condition"
    | "identifiers"
    | "price_minor"
    | "price_currency"
    | "link_reason"
  > {
  refused: string[];
}

// Listings of the same shop with the same SKU that are over: what a person said of them holds for the one made anew.
const endedBefore = sql`select earlier.id from listings as earlier
  where earlier.sku_key = listing.sku_key and earlier.connection_id = listing.connection_id
    and earlier.status = 'ended' and earlier.id <> listing.id`;

const columns = sql`listing.id, listing.connection_id, listing.location, listing.platform, listing.external_id, listing.variation_id, listing.sku, listing.title,
  listing.condition, listing.identifiers, listing.price_minor, listing.price_currency, listing.link_reason,
  coalesce((select jsonb_agg(distinct refused.item_id) from refused_links as refused
    where refused.listing_id = listing.id or refused.listing_id in (${endedBefore})), '[]') as refused`;

/** The link of a row of `item_listings` to a row of `listings`. */
export const isLinkOf = sql`link.platform = listing.platform and link.listing_external_id = listing.external_id
  and link.variation_id is not distinct from listing.variation_id`;

/** Listings for sale from the seller's own shelf that no unit is tied to, by id from after one on. */
export async function readUnlinkedListings(
  tx: Transaction<Database>,
  { after, limit }: { after: string | null; limit: number },
): Promise<UnlinkedListingRow[]> {
  const { rows } = await sql<UnlinkedListingRow>`
    select ${columns} from listings as listing
    where listing.status not in ('ended', 'draft') and listing.fulfilled_by = 'seller'
      and (${after}::uuid is null or listing.id > ${after}::uuid)
      and not exists (select from item_listings as link where ${isLinkOf})
    order by listing.id limit ${limit}`.execute(tx);
  return rows;
}

/** One listing in the same form, whatever its state; null where there is none. */
export async function readListingToLink(
  tx: Transaction<Database>,
  listingId: string,
): Promise<UnlinkedListingRow | null> {
  const { rows } = await sql<UnlinkedListingRow>`
    select ${columns} from listings as listing where listing.id = ${listingId}::uuid for no key update of listing`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** A tie between a listing and an item, and how it came about. */
export interface NewListingLink {
  listing_id: string;
  item_id: string;
  method: string | null;
  made_by_kind: ActorKind;
  made_by: string | null;
}

const linkColumns = { listing_id: "uuid", item_id: "uuid", method: "text", made_by_kind: "text", made_by: "text" };

/** Ties listings to items. Ties that exist stay as they are. Answers how many are new. */
export async function insertListingLinks(tx: Transaction<Database>, links: readonly NewListingLink[]): Promise<number> {
  if (links.length === 0) return 0;
  const result = await sql`
    insert into item_listings
      (workspace_id, item_id, platform, listing_external_id, variation_id, sku, method, made_by_kind, made_by)
    select listing.workspace_id, r.item_id, listing.platform, listing.external_id, listing.variation_id, listing.sku,
      r.method, r.made_by_kind, r.made_by
    from ${recordset(links, linkColumns)} join listings as listing on listing.id = r.listing_id
    order by r.item_id, listing.id
    on conflict do nothing`.execute(tx);
  return Number(result.numAffectedRows ?? 0);
}

/** Parts a listing from items. Answers the items that were tied to it. */
export async function deleteListingLinks(
  tx: Transaction<Database>,
  { listingId, itemIds }: { listingId: string; itemIds: readonly string[] },
): Promise<string[]> {
  if (itemIds.length === 0) return [];
  const { rows } = await sql<{ item_id: string }>`
    delete from item_listings as link using listings as listing
    where listing.id = ${listingId}::uuid and ${isLinkOf}
      and link.item_id = any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(itemIds)}::jsonb)))
    returning link.item_id`.execute(tx);
  return rows.map((row) => row.item_id);
}

/**
 * Parts items from listings of the same platform that are no more, where another listing took their place: one that
 * ended, or one that a whole reading of the platform did not show. Answers the listings' numbers.
 */
export async function dropDeadLinks(
  tx: Transaction<Database>,
  links: readonly { listing_id: string; item_id: string }[],
): Promise<{ item_id: string; external_id: string }[]> {
  if (links.length === 0) return [];
  const { rows } = await sql<{ item_id: string; external_id: string }>`
    delete from item_listings as link
    using ${recordset(links, { listing_id: "uuid", item_id: "uuid" })} join listings as fresh on fresh.id = r.listing_id
    where link.item_id = r.item_id and link.platform = fresh.platform
      and (link.listing_external_id, link.variation_id) is distinct from (fresh.external_id, fresh.variation_id)
      and not exists (select from listings as listing where ${isLinkOf} and listing.status <> 'ended')
      and (exists (select from listings as listing where ${isLinkOf})
        or exists (select from sync_cursors as cursor where cursor.connection_id = fresh.connection_id
          and cursor.kind = 'listings' and cursor.last_success_at is not null))
    returning link.item_id, link.listing_external_id as external_id`.execute(tx);
  return rows;
}

/** Which of the items listings of each connection offer already. */
export async function readOfferedItems(
  tx: Transaction<Database>,
  itemIds: readonly string[],
): Promise<{ connection_id: string; item_id: string }[]> {
  if (itemIds.length === 0) return [];
  const { rows } = await sql<{ connection_id: string; item_id: string }>`
    select distinct listing.connection_id, link.item_id from item_listings as link
    join listings as listing on ${isLinkOf} and listing.status not in ('ended', 'draft')
    where link.item_id = any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(itemIds)}::jsonb)))`.execute(
    tx,
  );
  return rows;
}

/** An item that an earlier listing of the platform offered under the SKU of another listing. */
export interface InheritedLinkRow {
  listing_id: string;
  item_id: string;
  /** The earlier listing. */
  external_id: string;
  variation_id: string | null;
  /** Whether it is over, so that the other was made in its place. */
  ended: boolean;
  made_by_kind: ActorKind;
  made_by: string | null;
}

/** The items that earlier listings of the platform offered under a SKU: a successor offers them too. */
export async function findItemsBySoldSku(
  tx: Transaction<Database>,
  listingIds: readonly string[],
): Promise<InheritedLinkRow[]> {
  if (listingIds.length === 0) return [];
  const { rows } = await sql<InheritedLinkRow>`
    select listing.id as listing_id, link.item_id, link.listing_external_id as external_id, link.variation_id,
      link.made_by_kind, link.made_by, not exists (select from listings as earlier
        where earlier.platform = link.platform and earlier.external_id = link.listing_external_id
          and earlier.variation_id is not distinct from link.variation_id and earlier.status <> 'ended') as ended
    from listings as listing
    join item_listings as link on link.platform = listing.platform and normalize_sku(link.sku) = listing.sku_key
    join inventory_items as item on item.id = link.item_id and item.removed_at is null
      and item.status not in ('sold')
    where listing.id = any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(listingIds)}::jsonb)))
      and not exists (select from refused_links as refused where refused.item_id = link.item_id
        and (refused.listing_id = listing.id or refused.listing_id in (${endedBefore})))
    order by listing.id, link.created_at, link.item_id`.execute(tx);
  return rows;
}

/** Remembers why listings were tied to nothing. */
export async function saveLinkReasons(
  tx: Transaction<Database>,
  reasons: readonly { id: string; link_reason: ListingLinkReason | null }[],
): Promise<void> {
  if (reasons.length === 0) return;
  await sql`
    update listings as listing set link_reason = r.link_reason
    from ${recordset(reasons, { id: "uuid", link_reason: "text" })}
    where listing.id = r.id and listing.link_reason is distinct from r.link_reason`.execute(tx);
}

/** Ties listings without units to the sold units that carry their SKU: nothing is left to offer there. */
export async function tieSoldItems(
  tx: Transaction<Database>,
  { listingIds, actorName }: { listingIds: readonly string[]; actorName: string },
): Promise<void> {
  if (listingIds.length === 0) return;
  await sql`
    insert into item_listings
      (workspace_id, item_id, platform, listing_external_id, variation_id, sku, method, made_by_kind, made_by)
    select listing.workspace_id, item.id, listing.platform, listing.external_id, listing.variation_id, listing.sku,
      'sku', 'person', ${actorName}
    from listings as listing
    join inventory_items as item on item.sku_key = listing.sku_key and item.status = 'sold' and item.removed_at is null
    where listing.id = any(array(select value::uuid from jsonb_array_elements_text(${JSON.stringify(listingIds)}::jsonb)))
      and listing.link_reason = 'sold'
      and not exists (select from item_listings as link where ${isLinkOf})
    on conflict do nothing`.execute(tx);
}
