import { orderStatusSchema } from "@counterfoil/core/model";
import type { Database, OrderLinkState } from "@counterfoil/db";
import { type RawBuilder, sql, type Transaction } from "kysely";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { cutPage, pageInput, readCursor } from "../paging.ts";
import { orderHoldsWords } from "../search-words.ts";
import { orderRowColumns, orderRowView } from "./order-row-view.ts";
import type { OrderListView } from "./order-views.ts";

export const listOrdersInput = z
  .object({
    platform: z.string().optional(),
    status: z.array(orderStatusSchema).optional(),
    linkState: z.enum(["needs_link", "linked", "partial"]).optional(),
    q: z.string().max(200).optional(),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    ...pageInput,
  })
  .prefault({});
type ListOrdersInput = z.infer<typeof listOrdersInput>;
type Tx = Transaction<Database>;

const linkStates: Readonly<Record<NonNullable<ListOrdersInput["linkState"]>, readonly OrderLinkState[]>> = {
  needs_link: ["needs_link"],
  partial: ["partial"],
  linked: ["linked", "settled"],
};

/** Orders, newest first, with counts over the same filters but status and link state. */
export async function listOrders({ ctx, input }: Verb<ListOrdersInput>): Promise<OrderListView> {
  const after = readCursor(input.cursor, 2);
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const wide = wideFilters(input);
    const narrow = [...wide, ...narrowFilters(input)];
    const rows = await readPage(tx, { filters: narrow, after, limit: input.limit });
    const { page, nextCursor } = cutPage(rows, input.limit, (row) => [row.placed_at.toISOString(), row.id]);
    const { total } = await countOrders(tx, narrow);
    const { total: _, ...counts } = await countOrders(tx, wide);
    return { orders: page.map(orderRowView), nextCursor, total, counts };
  });
}

type Filter = RawBuilder<boolean>;

function wideFilters(input: ListOrdersInput): Filter[] {
  const words = orderHoldsWords(input.q);
  return [
    ...(input.platform === undefined ? [] : [sql<boolean>`orders.platform = ${input.platform}`]),
    ...(input.from === undefined ? [] : [sql<boolean>`orders.placed_at >= ${input.from}::timestamptz`]),
    ...(input.to === undefined ? [] : [sql<boolean>`orders.placed_at < ${input.to}::timestamptz`]),
    ...(words === null ? [] : [words]),
  ];
}

function narrowFilters({ status, linkState }: ListOrdersInput): Filter[] {
  return [
    ...(status === undefined || status.length === 0 ? [] : [sql<boolean>`orders.status in (${sql.join(status)})`]),
    ...(linkState === undefined ? [] : [sql<boolean>`orders.link_state in (${sql.join(linkStates[linkState])})`]),
  ];
}

async function readPage(
  tx: Tx,
  { filters, after, limit }: { filters: readonly Filter[]; after: readonly string[] | null; limit: number },
) {
  let query = tx.selectFrom("orders").select(orderRowColumns);
  for (const filter of filters) query = query.where(filter);
  if (after !== null)
    query = query.where(sql<boolean>`(orders.placed_at, orders.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  return await query
    .orderBy("orders.placed_at", "desc")
    .orderBy("orders.id", "desc")
    .limit(limit + 1)
    .execute();
}

// Exclusive: each order is counted under one word, and the words add up to the total.
const words = sql`case
  when orders.status = 'shipped' then 'sent'
  when orders.status in ('delivered', 'completed') then 'done'
  when orders.status in ('cancelled', 'refunded', 'returned', 'unknown') then 'problem'
  when orders.status in ('on_hold', 'pending') then 'onHold'
  when orders.link_state in ('linked', 'settled') then 'ready'
  else 'needsLink' end`;

async function countOrders(tx: Tx, filters: readonly Filter[]): Promise<OrderListView["counts"] & { total: number }> {
  const condition = filters.length === 0 ? sql`true` : sql.join(filters, sql` and `);
  const { rows } = await sql<{ word: keyof OrderListView["counts"]; count: number }>`
    select ${words} as word, count(*)::integer as count from orders where ${condition} group by 1`.execute(tx);
  const counts = { needsLink: 0, ready: 0, onHold: 0, sent: 0, problem: 0, done: 0 };
  for (const { word, count } of rows) counts[word] = count;
  return { ...counts, total: rows.reduce((sum, { count }) => sum + count, 0) };
}
