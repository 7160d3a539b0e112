import { orderStatusSchema } from "@counterfoil/core/model";
import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { cutPage, numberedPageInput, readCursor, rowsBefore } from "../paging.ts";
import { countFiltered, type OrderTotal } from "./count-filtered.ts";
import { type Filter, readFilters } from "./order-filters.ts";
import { type OrderListRow, orderRowColumns, orderRowView } from "./order-row-view.ts";
import type { OrderListView } from "./order-views.ts";
import { saleWords } from "./sale-words.ts";

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
    const rows = await readPage(tx, {
      filters: [...filters.wide, ...filters.narrow],
      after,
      limit: input.limit,
      sort: input.sort,
      skip: rowsBefore(input),
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
    const { wide, narrow } = await readFilters(tx, input, ctx.now());
    const filters = [...wide, ...narrow, isSendable, taken];
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
  ship_by: sql`coalesce(case when orders.status in (${sql.join([...toBeSent].map((status) => sql.lit(status)))}) then orders.ship_by end, ${sql.lit(never)}::timestamptz)`,
};

type Sort = ListOrdersInput["sort"];

const cursorValues: Readonly<Record<Sort, (row: OrderListRow) => string[]>> = {
  placed: (row) => [row.placed_at.toISOString(), row.id],
  ship_by: (row) => [(toBeSent.has(row.status) ? row.ship_by?.toISOString() : null) ?? never, row.id],
};

async function readPage(
  tx: Tx,
  {
    filters,
    after,
    limit,
    sort,
    skip,
  }: { filters: readonly Filter[]; after: readonly string[] | null; limit: number; sort: Sort; skip: number },
) {
  let query = tx.selectFrom("orders").select(orderRowColumns);
  for (const filter of filters) query = query.where(filter);
  const key = sortKeys[sort];
  const direction = sort === "placed" ? "desc" : "asc";
  const beyond = sql.raw(sort === "placed" ? "<" : ">");
  if (after !== null)
    query = query.where(sql<boolean>`(${key}, orders.id) ${beyond} (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return await query
    .orderBy(key, direction)
    .orderBy("orders.id", direction)
    .offset(skip)
    .limit(limit + 1)
    .execute();
}
