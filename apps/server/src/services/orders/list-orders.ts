import { orderStatusSchema } from "@counterfoil/core/model";
import type { Database, OrderLinkState } from "@counterfoil/db";
import { type RawBuilder, sql, type Transaction } from "kysely";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { cutPage, numberedPageInput, readCursor, rowsBefore } from "../paging.ts";
import { orderHoldsWords } from "../search-words.ts";
import { type OrderListRow, orderRowColumns, orderRowView } from "./order-row-view.ts";
import type { OrderListView } from "./order-views.ts";

/** The few words for a sale. Exclusive: each sale is counted under one. */
const saleWords = ["needs_link", "ready", "on_hold", "sent", "problem", "done"] as const;
type SaleWord = (typeof saleWords)[number];

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

const linkStates: Readonly<Record<NonNullable<ListOrdersInput["linkState"]>, readonly OrderLinkState[]>> = {
  needs_link: ["needs_link"],
  partial: ["partial"],
  linked: ["linked", "settled"],
};

/** Orders in the order asked for, with counts over the same filters but word, status and link state. */
export async function listOrders({ ctx, input }: Verb<ListOrdersInput>): Promise<OrderListView> {
  const after = readCursor(input.cursor, ["time", "id"]);
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const wide = wideFilters(input, ctx.now());
    const narrow = [...wide, ...narrowFilters(input)];
    const rows = await readPage(tx, {
      filters: narrow,
      after,
      limit: input.limit,
      sort: input.sort,
      skip: rowsBefore(input),
    });
    const { page, nextCursor } = cutPage(rows, input.limit, (row) => cursorValues[input.sort](row));
    const { total: all, ...counts } = await countOrders(tx, wide);
    // Counting looks at every order of the filters: not twice for the same ones.
    const total = narrow.length === wide.length ? all : (await countOrders(tx, narrow)).total;
    return { orders: page.map(orderRowView), nextCursor, total, counts };
  });
}

/** How many orders the list would show for a question. */
export async function countOrdersOf(tx: Tx, question: OrderQuestion, now: Date): Promise<number> {
  return (await countOrders(tx, [...wideFilters(question, now), ...narrowFilters(question)])).total;
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
    const filters = [...wideFilters(input, ctx.now()), ...narrowFilters(input), isSendable, taken];
    const rows = await readPage(tx, { filters, after: null, limit: mostChosen - 1, sort: input.sort, skip: 0 });
    return rows.map(({ id, platform, external_id }) => ({ id, platform, platformOrderId: external_id }));
  });
}

type Filter = RawBuilder<boolean>;

const isSendable: Filter = sql`orders.status in ('paid', 'packed', 'partially_shipped')`;

function wideFilters(input: OrderQuestion, now: Date): Filter[] {
  const words = orderHoldsWords(input.q);
  return [
    ...(input.platform === undefined ? [] : [sql<boolean>`orders.platform = ${input.platform}`]),
    ...(input.from === undefined ? [] : [sql<boolean>`orders.placed_at >= ${input.from}::timestamptz`]),
    ...(input.to === undefined ? [] : [sql<boolean>`orders.placed_at < ${input.to}::timestamptz`]),
    ...(words === null ? [] : [words]),
    ...(input.country === undefined ? [] : [sql<boolean>`orders.country_code = ${input.country}`]),
    ...(input.late === true ? [lateAt(now)] : []),
    ...(input.sku === undefined ? [] : [hasSku(input.sku)]),
    ...(input.minTotal === undefined ? [] : [sql<boolean>`orders.total_minor >= ${input.minTotal}`]),
    ...(input.maxTotal === undefined ? [] : [sql<boolean>`orders.total_minor <= ${input.maxTotal}`]),
  ];
}

function lateAt(now: Date): Filter {
  return sql`orders.ship_by < ${now} and orders.status in ('paid', 'packed', 'partially_shipped')`;
}

function hasSku(sku: string): Filter {
  return sql`exists (select from order_lines as line where line.order_id = orders.id and line.removed_at is null
    and line.sku_key = normalize_sku(${sku}))`;
}

function narrowFilters({ word, status, linkState }: OrderQuestion): Filter[] {
  return [
    ...(word === undefined ? [] : [sql<boolean>`${wordOfOrder} = ${word}`]),
    ...(status === undefined || status.length === 0 ? [] : [sql<boolean>`orders.status in (${sql.join(status)})`]),
    ...(linkState === undefined ? [] : [sql<boolean>`orders.link_state in (${sql.join(linkStates[linkState])})`]),
  ];
}

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

// The other road of a sale that is counted already has no word: it is in the list and in no count.
const wordOfOrder = sql`case
  when orders.same_sale_as is not null then null
  when orders.status = 'shipped' then 'sent'
  when orders.status in ('delivered', 'completed') then 'done'
  when orders.status in ('cancelled', 'refunded', 'returned', 'unknown') then 'problem'
  when orders.status in ('on_hold', 'pending') then 'on_hold'
  when orders.link_state in ('linked', 'settled') then 'ready'
  else 'needs_link' end`;

const countNames: Readonly<Record<SaleWord, keyof OrderListView["counts"]>> = {
  ...{ needs_link: "needsLink", ready: "ready", on_hold: "onHold", sent: "sent", problem: "problem", done: "done" },
};

async function countOrders(tx: Tx, filters: readonly Filter[]): Promise<OrderListView["counts"] & { total: number }> {
  const condition = filters.length === 0 ? sql`true` : sql.join(filters, sql` and `);
  const { rows } = await sql<{ word: SaleWord | null; count: number }>`
    select ${wordOfOrder} as word, count(*)::integer as count from orders where ${condition} group by 1`.execute(tx);
  const counts = { needsLink: 0, ready: 0, onHold: 0, sent: 0, problem: 0, done: 0 };
  for (const { word, count } of rows) if (word !== null) counts[countNames[word]] = count;
  return { ...counts, total: rows.reduce((sum, { count }) => sum + count, 0) };
}
