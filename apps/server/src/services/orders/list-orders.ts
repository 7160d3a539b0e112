import { orderStatusSchema } from "@counterfoil/core/model";
import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { cutPage, numberedPageInput, readCursor, rowsBefore } from "../paging.ts";
import { countFiltered, type OrderTotal } from "./count-filtered.ts";
import { type Filter, type OrderFilters, readFilters } from "./order-filters.ts";
import { type OrderListRow, orderRowColumns, orderRowView } from "./order-row-view.ts";
import type { OrderListView } from "./order-views.ts";
import { saleWords, statusesOfWord } from "./sale-words.ts";

export const listOrdersInput = z
  .object({
    platform: z.string().optional(),
    status: z.array(orderStatusSchema).optional(),
    linkState: z.enum(["needs_link", "linked", "partial"]).optional(),
    word: z.enum(saleWords).optional(),
    /** The next to be sent first, those without a date last; or newest first. */
    sort: z.enum(["ship_by", "placed"]).default("placed"),
    q: z.string().max(200).optional(),
    /** ISO 3166-1 alpha-2. */
    country: z.string().trim().toUpperCase().length(2).optional(),
    /** Still to be sent although the date to send it by has passed. */
    late: z.boolean().optional(),
    /** A SKU of one of its lines, letter case and spaces aside. */
    sku: z.string().trim().min(1).max(200).optional(),
    /** Totals of at least and at most this, in the minor unit of their own currency. */
    minTotal: z.number().int().min(0).optional(),
    maxTotal: z.number().int().min(0).optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    ...numberedPageInput,
  })
  .prefault({});
type ListOrdersInput = z.infer<typeof listOrdersInput>;
/** What is asked of orders, without the place in the list. */
export type OrderQuestion = Omit<ListOrdersInput, "sort" | "cursor" | "limit" | "page">;
type Tx = Transaction<Database>;

/** Orders in the order asked for, with counts over the same filters but word, status and link state. */
export async function listOrders({ ctx, input }: Verb<ListOrdersInput>): Promise<OrderListView> {
  const after = readCursor(input.cursor, ["time", "id"]);
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const filters = await readFilters(tx, input, ctx.now());
    const rows = await readFiltered(tx, forSort(filters, input), {
      ...{ after, limit: input.limit, sort: input.sort, skip: rowsBefore(input) },
    });
    const { page, nextCursor } = cutPage(rows, input.limit, (row) => cursorValues[input.sort](row));
    return { orders: page.map(orderRowView), nextCursor, ...(await countFiltered(tx, input, filters)) };
  });
}

/** How many orders the list would show for a question. */
export async function countOrdersOf(tx: Tx, question: OrderQuestion, now: Date): Promise<OrderTotal> {
  const { total, totalIsAtLeast } = await countFiltered(tx, question, await readFilters(tx, question, now));
  return { total, totalIsAtLeast };
}

/** The most orders that are chosen together. */
const mostChosen = 500;

/** The orders of a filter that may be sent, as far as one batch takes them, in the list's own order. */
export async function listSendable({
  ctx,
  input,
}: Verb<ListOrdersInput>): Promise<{ id: string; platform: string; platformOrderId: string }[]> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const takers = ctx.connectors.all().filter(({ manifest }) => manifest.capabilities.fulfillment);
    const platforms = takers.map(({ manifest }) => manifest.platform);
    const taken = sql<boolean>`orders.platform = any(${platforms}::text[])`;
    const { wide, narrow, words } = await readFilters(tx, input, ctx.now());
    const filters = [...wide, ...words, ...narrow, isSendable, taken];
    const rows = await readPage(tx, { filters, after: null, limit: mostChosen - 1, sort: input.sort, skip: 0 });
    return rows.map(({ id, platform, external_id }) => ({ id, platform, platformOrderId: external_id }));
  });
}

const isSendable: Filter = sql`orders.status in ('paid', 'packed', 'partially_shipped')`;

// Sort values in one direction each, so that a cursor is one comparison. "Never" comes after every date.
const never = "9999-12-31T00:00:00.000Z";
// Only what is still to be sent has a place by its date: else years of sent orders came before it.
const toBeSent: ReadonlySet<string> = new Set(["pending", "paid", "packed", "partially_shipped", "on_hold"]);

const sortKeys = {
  placed: sql`orders.placed_at`,
  // Not by `coalesce`: row-level security trusts it not, and lets no index be entered by it.
  ship_by: sql`case when orders.status in (${sql.join([...toBeSent].map((status) => sql.lit(status)))})
    and orders.ship_by is not null then orders.ship_by else ${sql.lit(never)}::timestamptz end`,
};

type Sort = ListOrdersInput["sort"];

const cursorValues: Readonly<Record<Sort, (row: OrderListRow) => string[]>> = {
  placed: (row) => [row.placed_at.toISOString(), row.id],
  ship_by: (row) => [(toBeSent.has(row.status) ? row.ship_by?.toISOString() : null) ?? never, row.id],
};

// What is over has no place by its date. Said in so many words, the index begins there, past all that is to be sent.
function forSort(filters: OrderFilters, { sort, word, status = [] }: ListOrdersInput): OrderFilters {
  const asked = word === undefined ? status : statusesOfWord(word);
  if (sort === "placed" || asked.length === 0 || asked.some((one) => toBeSent.has(one))) return filters;
  return { ...filters, wide: [...filters.wide, sql<boolean>`(${sortKeys.ship_by}) >= ${never}::timestamptz`] };
}

interface Place {
  after: readonly string[] | null;
  limit: number;
  sort: Sort;
  skip: number;
}

// Words that many orders hold are met soon on the way through the list: so many orders are looked at, then more.
const lookedAt = [1_000, 10_000, 100_000];

async function readFiltered(tx: Tx, { wide, narrow, words, searchIsWide }: OrderFilters, place: Place) {
  if (searchIsWide)
    for (const most of lookedAt) {
      const rows = await readPage(tx, { ...place, filters: [...wide, ...narrow], words, most });
      if (rows.length > place.limit) return rows;
    }
  return await readPage(tx, { ...place, filters: [...wide, ...narrow, ...words] });
}

type PageOfFilters = Place & {
  filters: readonly Filter[];
  /** Looked for in the first `most` orders of the filters. */
  words?: readonly Filter[];
  most?: number;
};

async function readPage(tx: Tx, { filters, words = [], most, after, limit, sort, skip }: PageOfFilters) {
  const key = sortKeys[sort];
  const direction = sort === "placed" ? "desc" : "asc";
  const beyond = sql.raw(sort === "placed" ? "<" : ">");
  let found = tx.selectFrom("orders").selectAll("orders");
  for (const filter of filters) found = found.where(filter);
  if (after !== null)
    found = found.where(sql<boolean>`(${key}, orders.id) ${beyond} (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  found = found.orderBy(key, direction).orderBy("orders.id", direction);
  let query = tx.selectFrom(found.limit(most ?? skip + limit + 1).as("orders")).select(orderRowColumns);
  for (const word of words) query = query.where(word);
  return await query
    .orderBy(key, direction)
    .orderBy("orders.id", direction)
    .offset(skip)
    .limit(limit + 1)
    .execute();
}
