import type { InventoryItem, InventoryStatus } from "@counterfoil/core/model";
import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Database } from "../database.ts";
import { searchPattern } from "../search-pattern.ts";
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

function conditions(filter: ItemFilter): RawBuilder<unknown>[] {
  const words = (filter.words ?? "").split(/\s+/).slice(0, mostWords);
  const found = words.flatMap((word) => {
    const pattern = searchPattern(word);
    return pattern === null ? [] : [sql`item.id in (select find_inventory_items(${pattern}))`];
  });
  if (filter.location !== undefined) found.push(sql`lower(item.location) = lower(${filter.location})`);
  return [sql`item.removed_at is null`, ...found];
}

function withStatuses(filter: ItemFilter): RawBuilder<unknown>[] {
  const wanted = filter.statuses ?? [];
  return wanted.length === 0 ? conditions(filter) : [...conditions(filter), sql`item.status in (${sql.join(wanted)})`];
}

const and = sql` and `;

/** One page of items, unknown values last in either direction, from after the cursor. */
export async function listItems(
  tx: Transaction<Database>,
  query: {
    filter: ItemFilter;
    sort: { field: ItemSortField; direction: "asc" | "desc" };
    after: ItemCursor | null;
    limit: number;
  },
): Promise<ItemPage> {
  const { by, type, known } = sorts[query.sort.field];
  const direction = sql.raw(query.sort.direction);
  const order = known ? direction : sql.raw(`${query.sort.direction} nulls last`);
  const where = withStatuses(query.filter);
  if (query.after) where.push(afterCursor(query.sort, query.after));
  const { rows } = await sql<FullItemRow & { sort_value: string | null }>`
    select ${fullItemColumns}, (${by})::${sql.raw(type)}::text as sort_value from inventory_items as item
    where ${sql.join(where, and)}
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

/** How many items of each status the filter finds, whatever statuses it asks for. */
export async function countItemsByStatus(
  tx: Transaction<Database>,
  filter: ItemFilter,
): Promise<Record<InventoryStatus, number>> {
  const { rows } = await sql<{ status: InventoryStatus; count: number }>`
    select item.status, count(*)::int as count from inventory_items as item
    where ${sql.join(conditions(filter), and)} group by item.status`.execute(tx);
  const counts = { not_received: 0, in_stock: 0, listed: 0, sold: 0, returned: 0 };
  for (const { status, count } of rows) counts[status] = count;
  return counts;
}
