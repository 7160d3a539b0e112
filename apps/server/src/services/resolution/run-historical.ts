import type { OrderStatus } from "@counterfoil/core/model";
import { isDispatched, orderLinkState } from "@counterfoil/core/resolution";
import { type Database, retryTransaction } from "@counterfoil/db";
import { type RawBuilder, sql, type Transaction } from "kysely";
import { z } from "zod";
import type { ServiceContext, Verb } from "../context.ts";
import type { TrackedJob } from "../jobs/run-tracked-job.ts";
import { readLinkPolicy } from "../policy/link-policy.ts";
import { flushStock } from "./flush-stock.ts";
import { LineSheet } from "./line-sheet.ts";
import { linkOpenLines } from "./link-open-lines.ts";
import { observeLines } from "./observe-lines.ts";
import { type HistoricalInput, processHistoricalInput } from "./process-historical.ts";
import { announceLines } from "./reevaluate-open-lines.ts";
import { type SavedSheet, saveSheet } from "./save-sheet.ts";
import { forgetStockIndex, freshStockIndex } from "./stock-index-cache.ts";

type Tx = Transaction<Database>;

const ordersAtOnce = 100;

const countsSchema = z.object({
  current: z.number(),
  total: z.number(),
  autoLinked: z.number(),
  queued: z.number(),
  complete: z.number(),
  partial: z.number(),
  pending: z.number(),
});
type Counts = z.infer<typeof countsSchema>;

const checkpointSchema = z.object({ placedAt: z.string(), id: z.string(), counts: countsSchema });

/**
 * Looks at past orders again, oldest first: what they say now takes effect, and open lines are linked where that is
 * unambiguous. Goes on from its checkpoint after a crash; a person's decisions stay.
 */
export async function runHistorical({ ctx, input: job }: Verb<TrackedJob>): Promise<Counts> {
  const input = processHistoricalInput.parse(job.input);
  const earlier = checkpointSchema.safeParse(job.checkpoint).data ?? null;
  let after = earlier;
  let counts = earlier?.counts ?? { ...nothing, total: await countOrders(ctx, input) };
  await job.report({ progress: counts });
  while (!job.signal.aborted) {
    const batch = await nextOrders(ctx, input, after);
    const last = batch.at(-1);
    if (last === undefined) break;
    counts = add(
      counts,
      await processBatch(
        ctx,
        input,
        batch.map(({ id }) => id),
      ),
    );
    after = { placedAt: last.placedAt.toISOString(), id: last.id, counts };
    await job.report({ progress: counts, checkpoint: after });
  }
  job.signal.throwIfAborted();
  return counts;
}

const nothing: Counts = { current: 0, total: 0, autoLinked: 0, queued: 0, complete: 0, partial: 0, pending: 0 };

function add(before: Counts, more: Omit<Counts, "total">): Counts {
  const current = before.current + more.current;
  return {
    current,
    // Orders that arrive meanwhile raise the total: it never falls, and the count never passes it.
    total: Math.max(before.total, current),
    autoLinked: before.autoLinked + more.autoLinked,
    queued: before.queued + more.queued,
    complete: before.complete + more.complete,
    partial: before.partial + more.partial,
    pending: before.pending + more.pending,
  };
}

const dispatched: readonly OrderStatus[] = ["shipped", "delivered", "completed"];
const waiting: readonly OrderStatus[] = ["paid", "packed", "partially_shipped"];

function statusesOf({ mode, includePaid }: HistoricalInput): readonly OrderStatus[] {
  if (mode === "picklist") return waiting;
  if (mode === "non_picklist") return dispatched;
  return includePaid ? [...dispatched, ...waiting] : dispatched;
}

function filtersOf(input: HistoricalInput): RawBuilder<boolean> {
  const parts = [
    sql<boolean>`status in (${sql.join(statusesOf(input))})`,
    ...(input.platform === undefined ? [] : [sql<boolean>`platform = ${input.platform}`]),
    ...(input.from === undefined ? [] : [sql<boolean>`placed_at >= ${input.from}::timestamptz`]),
    ...(input.to === undefined ? [] : [sql<boolean>`placed_at < ${input.to}::timestamptz`]),
  ];
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

async function countOrders(ctx: ServiceContext, input: HistoricalInput): Promise<number> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::integer as count from orders where ${filtersOf(input)}`.execute(tx);
    return rows[0]?.count ?? 0;
  });
}

async function nextOrders(
  ctx: ServiceContext,
  input: HistoricalInput,
  after: { placedAt: string; id: string } | null,
): Promise<{ id: string; placedAt: Date }[]> {
  const later = after === null ? sql`true` : sql`(placed_at, id) > (${after.placedAt}::timestamptz, ${after.id}::uuid)`;
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const { rows } = await sql<{ id: string; placedAt: Date }>`
      select id, placed_at as "placedAt" from orders where ${filtersOf(input)} and ${later}
      order by placed_at, id limit ${ordersAtOnce}`.execute(tx);
    return rows;
  });
}

async function processBatch(
  ctx: ServiceContext,
  input: HistoricalInput,
  orderIds: readonly string[],
): Promise<Omit<Counts, "total">> {
  try {
    const { saved, counts } = await retryTransaction(() =>
      ctx.db.inWorkspace(ctx.workspaceId, (tx) => decideBatch(tx, ctx, { input, orderIds })),
    );
    if (saved.orderIds.length > 0) announceLines(ctx, saved);
    return counts;
  } catch (error) {
    forgetStockIndex(ctx);
    throw error;
  }
}

async function decideBatch(
  tx: Tx,
  ctx: ServiceContext,
  { input, orderIds }: { input: HistoricalInput; orderIds: readonly string[] },
): Promise<{ saved: SavedSheet; counts: Omit<Counts, "total"> }> {
  const sheet = await LineSheet.open(tx, orderIds);
  observeLines(sheet, ctx.now().toISOString());
  await flushStock(tx, ctx, sheet);
  const index = await freshStockIndex(tx, ctx);
  const policy = await readLinkPolicy(tx);
  const lines = [...sheet.lines.values()];
  const gone = new Set(lines.filter(({ order }) => input.includeSold && isDispatched(order)).map(({ row }) => row.id));
  const rest = new Set(lines.filter(({ row }) => !gone.has(row.id)).map(({ row }) => row.id));
  await linkOpenLines(tx, { ctx, sheet, index, policy: { ...policy, includeSold: true }, chosen: gone });
  await linkOpenLines(tx, { ctx, sheet, index, policy, chosen: rest });
  const saved = await saveSheet(tx, ctx, sheet);
  return { saved, counts: { ...countStates(sheet), autoLinked: saved.linked, queued: saved.queued } };
}

function countStates(sheet: LineSheet): Pick<Counts, "current" | "complete" | "partial" | "pending"> {
  const states = [...sheet.orders.values()].map(({ row, lines }) =>
    orderLinkState(
      lines.map((line) => line.state),
      row.lines_complete,
    ),
  );
  const count = (...names: typeof states) => states.filter((state) => names.includes(state)).length;
  return {
    current: states.length,
    complete: count("complete"),
    partial: count("partial", "prelinked"),
    pending: count("pending"),
  };
}
