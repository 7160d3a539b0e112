import type { InventoryItem, InventoryStatus } from "@counterfoil/core/model";
import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { isLookedUp, searchPattern } from "../search-pattern.ts";
import { type FullItemRow, fullItemColumns, toInventoryItem } from "./inventory-item-row.ts";

export interface ItemFilter {
  /** Words that must all occur, each literally, in title, SKU, location, note or an identifier. */
  words?: string | undefined;
  statuses?: readonly InventoryStatus[] | undefined;
  /** The whole location, whatever its capitals. */
  location?: string | undefined;
}

export const itemSortFields = ["title", "sku", "location", "acquiredAt", "createdAt", "status", "unitCost"] as const;
export type ItemSortField = (typeof itemSortFields)[number];

/** Where the page before ended: the sort value as text, null where it was unknown, and the id. */
export interface ItemCursor {
  value: string | null;
  id: string;
}

export interface ItemPage {
  items: InventoryItem[];
  /** One cursor for each item. */
  cursors: ItemCursor[];
}

// Each is compared and ordered by the same expression; the type reads a cursor's text back. What is always known is
// ordered without "nulls last", or its index could not be read backwards.
const sorts: Readonly<Record<ItemSortField, { by: RawBuilder<unknown>; type: string; known: boolean }>> = {
  title: { by: sql`lower(item.title)`, type: "text", known: true },
  sku: { by: sql`item.sku_key`, type: "text", known: false },
  location: { by: sql`lower(item.location)`, type: "text", known: false },
  acquiredAt: { by: sql`item.acquired_at`, type: "timestamptz", known: false },
  createdAt: { by: sql`item.created_at`, type: "timestamptz", known: true },
  status: { by: sql`item.status`, type: "text", known: true },
  unitCost: { by: sql`item.unit_cost_minor`, type: "bigint", known: false },
};

const mostWords = 8;
/** Past so many items that hold the words, these do not narrow a search: items are met on the way through the list. */
const mostFound = 5_000;
/** Of words that many items hold, so many of the newest items are looked at for a count. */
const mostLookedAt = 10_000;

/** A filter whose words were looked up. */
export interface ReadyItemFilter {
  conditions: RawBuilder<unknown>[];
  words: RawBuilder<unknown>[];
  statuses: readonly InventoryStatus[];
  /** Whether so many items may hold the words that they are not to be counted one by one. */
  isWide: boolean;
}

/** Looks the words of a filter up. */
export async function readyItemFilter(tx: Transaction<Database>, filter: ItemFilter): Promise<ReadyItemFilter> {
  const words = (filter.words ?? "")
    .split(/\s+/)
    .filter((word) => searchPattern(word) !== null)
    .slice(0, mostWords);
  const found = await findItems(tx, words.filter(isLookedUp));
  return {
    conditions: [
      sql`item.removed_at is null`,
      ...(filter.location === undefined ? [] : [sql`lower(item.location) = lower(${filter.location})`]),
      ...(found === null ? [] : [sql`item.id = any(${found}::uuid[])`]),
    ],
    words: words.map(holds),
    statuses: filter.statuses ?? [],
    isWide: words.length > 0 && found === null,
  };
}

function holds(word: string): RawBuilder<unknown> {
  const pattern = searchPattern(word);
  return sql`(item.search_text ilike ${pattern} or exists (select from inventory_identifiers as part
    where part.workspace_id = item.workspace_id and part.item_id = item.id and part.value ilike ${pattern}))`;
}

/** Items among which are all that hold the words; null where they are too many, or no word was given. */
async function findItems(tx: Transaction<Database>, words: readonly string[]): Promise<string[] | null> {
  if (words.length === 0) return null;
  const { rows } = await sql<{ found: string[] | null }>`select array_agg(id)::text[] as found
    from find_inventory_items(${words.map(searchPattern)}::text[], ${mostFound + 1}) as id`.execute(tx);
  const found = rows[0]?.found ?? [];
  return found.length > mostFound ? null : found;
}

const and = sql` and `;

interface ItemPageQuery {
  filter: ReadyItemFilter;
  sort: { field: ItemSortField; direction: "asc" | "desc" };
  after: ItemCursor | null;
  limit: number;
}

// Words that many items hold are met soon on the way through the list: so many items are looked at, then more.
const lookedAt = [1_000, 10_000];

/** One page of items, unknown values last in either direction, from after the cursor. */
export async function listItems(tx: Transaction<Database>, query: ItemPageQuery): Promise<ItemPage> {
  if (query.filter.isWide)
    for (const most of lookedAt) {
      const page = await readPage(tx, { ...query, most });
      if (page.items.length === query.limit) return page;
    }
  return await readPage(tx, query);
}

async function readPage(tx: Transaction<Database>, query: ItemPageQuery & { most?: number }): Promise<ItemPage> {
  const { by, type, known } = sorts[query.sort.field];
  const { conditions, words, statuses } = query.filter;
  const direction = sql.raw(query.sort.direction);
  const order = known ? direction : sql.raw(`${query.sort.direction} nulls last`);
  const where = [
    ...conditions,
    ...(statuses.length === 0 ? [] : [sql`item.status in (${sql.join([...statuses])})`]),
    ...(query.after === null ? [] : [afterCursor(query.sort, query.after)]),
    ...(query.most === undefined ? words : []),
  ];
  const { rows } = await sql<FullItemRow & { sort_value: string | null }>`
    select ${fullItemColumns}, (${by})::${sql.raw(type)}::text as sort_value from (
      select * from inventory_items as item where ${sql.join(where, and)}
      order by ${by} ${order}, item.id ${direction} limit ${query.most ?? query.limit}) as item
    where ${query.most === undefined || words.length === 0 ? sql`true` : sql.join(words, and)}
    order by ${by} ${order}, item.id ${direction} limit ${query.limit}`.execute(tx);
  return {
    items: rows.map(toInventoryItem),
    cursors: rows.map((row) => ({ value: row.sort_value, id: row.id })),
  };
}

function afterCursor(
  sort: { field: ItemSortField; direction: "asc" | "desc" },
  after: ItemCursor,
): RawBuilder<unknown> {
  const { by, type, known } = sorts[sort.field];
  const beyond = sql.raw(sort.direction === "asc" ? ">" : "<");
  if (after.value === null) return sql`((${by}) is null and item.id ${beyond} ${after.id}::uuid)`;
  const value = sql`${after.value}::${sql.raw(type)}`;
  if (known) return sql`(${by}, item.id) ${beyond} (${value}, ${after.id}::uuid)`;
  return sql`((${by}) is null or ${by} ${beyond} ${value} or (${by} = ${value} and item.id ${beyond} ${after.id}::uuid))`;
}

/** How many items of each status a filter finds, whatever statuses it asks for. */
export interface ItemCounts {
  countsByStatus: Record<InventoryStatus, number>;
  /** Whether only the newest items were counted. */
  isAtLeast: boolean;
}

/** Counts items by status; of words that many items hold, among the newest alone. */
export async function countItemsByStatus(tx: Transaction<Database>, filter: ReadyItemFilter): Promise<ItemCounts> {
  const { conditions, words, isWide } = filter;
  const { rows } = await sql<{ status: InventoryStatus; count: number; seen: number }>`${
    isWide
      ? sql`select item.status, (count(*) filter (where ${sql.join(words, and)}))::int as count, count(*)::int as seen
          from (select * from inventory_items as item where ${sql.join(conditions, and)}
            order by item.created_at desc, item.id desc limit ${mostLookedAt}) as item group by item.status`
      : sql`select item.status, count(*)::int as count, 0 as seen from inventory_items as item
          where ${sql.join([...conditions, ...words], and)} group by item.status`
  }`.execute(tx);
  const countsByStatus = { not_received: 0, in_stock: 0, listed: 0, sold: 0, returned: 0 };
  for (const { status, count } of rows) countsByStatus[status] = count;
  return { countsByStatus, isAtLeast: rows.reduce((sum, { seen }) => sum + seen, 0) === mostLookedAt };
}
