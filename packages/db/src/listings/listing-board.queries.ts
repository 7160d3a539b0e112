import type { ListingStanding } from "@counterfoil/core/stock";
import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { searchPattern } from "../search-pattern.ts";
import type { ListingLinkReason } from "../tables/stock.table.ts";
import type { StockTaskCause, StockTaskError, StockTaskState } from "../tables/stock-sync.table.ts";
import { isLinkOf } from "./link-listings.queries.ts";
import { stockOfChosen } from "./stock-of-listings.ts";

/** A listing beside the stock behind it. */
export interface BoardRow {
  id: string;
  connection_id: string;
  platform: string;
  account: string | null;
  external_id: string;
  variation_id: string | null;
  sku: string | null;
  title: string;
  status: string;
  url: string | null;
  image_url: string | null;
  quantity: number | null;
  last_seen_at: Date;
  link_reason: ListingLinkReason | null;
  fulfilled_by: "seller" | "platform";
  links: number;
  on_hand: number;
  wanted: number;
  standing: ListingStanding;
  task_state: StockTaskState | null;
  cause: StockTaskCause | null;
  changed_at: Date | null;
  attempts: number | null;
  available_at: Date | null;
  sent_at: Date | null;
  settled_at: Date | null;
  note: string | null;
  error: StockTaskError | null;
}

/** What the page can be narrowed to. */
export const boardFilters = [
  "all",
  "differs",
  "failed",
  "waiting",
  "held",
  "phantom",
  "not_linked",
  "excluded",
] as const;
export type BoardFilter = (typeof boardFilters)[number];

const wanted = sql`greatest(0, stock.available
  - coalesce(channel.safety_buffer, (select safety_buffer from stock_policies), 0))`;

// The same rule as `standingOf` in core, where a page of rows is to be chosen by it; a test holds the two together.
const standing = sql`case
  when listing.status in ('ended', 'draft') then 'ended'
  when listing.fulfilled_by = 'platform' then 'excluded'
  when stock.links = 0 and listing.link_reason = 'sold' and coalesce(listing.quantity, 0) > 0 then 'phantom'
  when stock.links = 0 then 'not_linked'
  when stock.on_hand = 0 and coalesce(listing.quantity, 0) > 0 then 'phantom'
  when listing.quantity is null then 'unknown'
  when listing.quantity = ${wanted} then 'agrees'
  else 'differs' end`;

const columns = sql`listing.id, listing.connection_id, listing.platform, connection.account, listing.external_id,
    listing.variation_id, listing.sku, listing.title, listing.status, listing.url, listing.image_url, listing.quantity,
    listing.last_seen_at, listing.link_reason, listing.fulfilled_by, stock.links, stock.on_hand, ${wanted} as wanted,
    ${standing} as standing, task.state as task_state, task.cause, task.changed_at, task.attempts, task.available_at,
    task.sent_at, task.settled_at, task.note, task.error`;

/** Few listings, each with the stock behind it, read for all of them at once. */
function boardOf(chosen: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`with chosen as materialized (${chosen}), ${stockOfChosen("few")}
    select ${columns} from chosen join listings as listing on listing.id = chosen.id
    join connections as connection on connection.id = listing.connection_id ${beside}`;
}

/** Many listings, with no more than what filters ask of them. */
function standingsOf(chosen: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`with chosen as materialized (${chosen}), ${stockOfChosen("many")}
    select listing.id, listing.title, ${standing} as standing, task.state as task_state from chosen as listing ${beside}`;
}

const beside = sql`left join stock_channels as channel on channel.connection_id = listing.connection_id
    left join stock_tasks as task on task.listing_id = listing.id
    left join behind on behind.listing_id = listing.id
    cross join lateral (select coalesce(behind.links, 0) as links, coalesce(behind.on_hand, 0) as on_hand,
      coalesce(behind.available, 0) as available) as stock`;

const isForSale = sql`listing.status not in ('ended', 'draft')`;
const hasLink = sql`exists (select from item_listings as link where ${isLinkOf})`;
const hasUnits = sql`exists (select from item_listings as link join inventory_items as item on item.id = link.item_id
  where ${isLinkOf} and item.removed_at is null and item.status in ('in_stock', 'listed') and item.quantity_on_hand > 0)`;
const sells = sql`coalesce(listing.quantity, 0) > 0`;

/** Filters that are answered one listing after the other: a page of them is read without the rest. */
const chosenByListing: Partial<Record<BoardFilter, RawBuilder<unknown>>> = {
  all: isForSale,
  failed: hasTask("failed"),
  waiting: hasTask("pending", "sending"),
  held: hasTask("held", "declined"),
  phantom: sql`${isForSale} and listing.fulfilled_by <> 'platform' and ${sells} and not ${hasUnits}
    and (listing.link_reason is not distinct from 'sold' or ${hasLink})`,
  not_linked: sql`${isForSale} and listing.fulfilled_by <> 'platform' and not ${hasLink}
    and not (listing.link_reason is not distinct from 'sold' and ${sells})`,
  excluded: sql`${isForSale} and listing.fulfilled_by = 'platform'`,
};

function hasTask(...states: StockTaskState[]): RawBuilder<unknown> {
  return sql`listing.id in (select listing_id from stock_tasks where state <> 'settled' and state in (${sql.join(states)}))`;
}

const chosenByStanding: Readonly<Record<BoardFilter, RawBuilder<unknown>>> = {
  all: sql`row.standing <> 'ended'`,
  differs: sql`row.standing in ('differs', 'unknown')`,
  failed: sql`row.task_state = 'failed'`,
  waiting: sql`row.task_state in ('pending', 'sending')`,
  held: sql`row.task_state in ('held', 'declined')`,
  phantom: sql`row.standing = 'phantom'`,
  not_linked: sql`row.standing = 'not_linked'`,
  excluded: sql`row.standing = 'excluded'`,
};

export interface BoardQuery {
  filter: BoardFilter;
  words?: string | undefined;
  connectionId?: string | undefined;
}

/** Listings of connections that are there, narrowed by what was searched for. */
function searched({ words, connectionId }: Omit<BoardQuery, "filter">): RawBuilder<unknown> {
  const pattern = words === undefined ? null : searchPattern(words);
  const text = sql`concat_ws(' ', listing.title, listing.sku, listing.external_id)`;
  return sql`select listing.id, listing.connection_id, listing.platform, listing.external_id, listing.variation_id,
      listing.title, listing.status, listing.quantity, listing.fulfilled_by, listing.link_reason
    from listings as listing where listing.connection_id in (
      select id from connections where disconnected_at is null)
    and ${pattern === null ? sql`true` : sql`${text} ilike ${pattern}`}
    and ${connectionId === undefined ? sql`true` : sql`listing.connection_id = ${connectionId}::uuid`}`;
}

/** One page of the board, by title. */
export async function readBoard(
  tx: Transaction<Database>,
  query: BoardQuery & { after: { title: string; id: string } | null; limit: number },
): Promise<BoardRow[]> {
  const { after, limit } = query;
  const later =
    after === null ? sql`true` : sql`(lower(listing.title), listing.id) > (${after.title}, ${after.id}::uuid)`;
  const own = chosenByListing[query.filter];
  const chosen =
    own === undefined
      ? sql`${searched(query)} and listing.id in (
          select id from (${standingsOf(sql`${searched(query)} and ${isForSale} and ${later}`)}) as row
          where ${chosenByStanding[query.filter]} order by lower(row.title), row.id limit ${limit})`
      : sql`${searched(query)} and ${later} and ${own} order by lower(listing.title), listing.id limit ${limit}`;
  const { rows } = await sql<BoardRow>`
    select * from (${boardOf(chosen)}) as row where ${chosenByStanding[query.filter]}
    order by lower(row.title), row.id limit ${limit}`.execute(tx);
  return rows;
}

/** One listing of the board; null where there is none. */
export async function readBoardRow(tx: Transaction<Database>, listingId: string): Promise<BoardRow | null> {
  const { rows } = await sql<BoardRow>`${boardOf(sql`${searched({})} and listing.id = ${listingId}::uuid`)}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** How many listings each filter shows. */
export async function countBoard(
  tx: Transaction<Database>,
  query: Omit<BoardQuery, "filter">,
): Promise<Record<BoardFilter, number>> {
  const counts = boardFilters.map(
    (filter) => sql`count(*) filter (where ${chosenByStanding[filter]})::integer as ${sql.raw(filter)}`,
  );
  const { rows } = await sql<Record<BoardFilter, number>>`
    select ${sql.join(counts)} from (${standingsOf(searched(query))}) as row`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error("the board gave no counts");
  return row;
}

/** An item tied to a listing, and how it came to be. */
export interface TiedItemRow {
  id: string;
  sku: string | null;
  title: string;
  condition: string | null;
  status: string;
  location: string | null;
  quantity_on_hand: number;
  quantity_claimed: number;
  method: string | null;
  made_by_kind: "system" | "rule" | "person";
  made_by: string | null;
  created_at: Date;
}

/** The items that a listing offers. */
export async function readTiedItems(tx: Transaction<Database>, listingId: string): Promise<TiedItemRow[]> {
  const { rows } = await sql<TiedItemRow>`
    select item.id, item.sku, item.title, item.condition, item.status, item.location, item.quantity_on_hand,
      item.quantity_claimed, link.method, link.made_by_kind, link.made_by, link.created_at
    from listings as listing join item_listings as link on ${isLinkOf}
    join inventory_items as item on item.id = link.item_id and item.removed_at is null
    where listing.id = ${listingId}::uuid order by item.created_at, item.id`.execute(tx);
  return rows;
}
