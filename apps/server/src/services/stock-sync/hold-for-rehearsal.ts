import { judgePush } from "@counterfoil/core/stock";
import { type Database, type RehearsedChange, readHeldStockTasks, type StockTaskView } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import type { StockChannel } from "./stock-channel.ts";

type Tx = Transaction<Database>;

/** A task with the figure that its listing should show. */
export interface WantedTask extends StockTaskView {
  wanted: number;
}

/** The tasks with their figures: what is free behind each, less the channel's buffer. */
export function withWanted(tasks: readonly StockTaskView[], { buffer }: StockChannel): WantedTask[] {
  return tasks.map((task) => ({ ...task, wanted: Math.max(0, task.available - buffer) }));
}

/**
 * Puts the brake on: what has to wait for a person is held, and written down as the difference that the page shows.
 * Answers the tasks that may go. Those held before are judged again with what came since.
 */
export async function holdForRehearsal(
  tx: Tx,
  ctx: ServiceContext,
  { channel, tasks }: { channel: StockChannel; tasks: readonly WantedTask[] },
): Promise<WantedTask[]> {
  const held = withWanted(await readHeldStockTasks(tx, channel.connection_id), channel);
  const all = [...tasks, ...held];
  const verdict = judgePush(
    all.map((task) => ({
      ...{ listingId: task.listing_id, known: task.quantity, wanted: task.wanted },
      ...{ soldHere: task.sold_here, zeroAllowed: task.zero_allowed },
    })),
    { allowed: channel.allowed_at !== null, zeroLimit: channel.zero_limit },
  );
  const waiting = new Set(verdict.kind === "hold" ? verdict.listingIds : []);
  await mark(tx, { tasks: all.filter((task) => waiting.has(task.listing_id)), from: "pending", to: "held" });
  const freed = held.filter((task) => !waiting.has(task.listing_id));
  await mark(tx, { tasks: freed, from: "held", to: "pending" });
  if (verdict.kind === "hold")
    await writeRehearsal(tx, ctx, {
      ...{ connectionId: channel.connection_id, reason: verdict.reason },
      changes: all.filter((task) => waiting.has(task.listing_id)).map(changeOf),
    });
  else await withdrawRehearsal(tx, ctx, channel.connection_id);
  return all.filter((task) => !waiting.has(task.listing_id));
}

function changeOf(task: WantedTask): RehearsedChange {
  const { listing_id: listingId, title, sku, external_id: externalId, quantity: from, wanted: to } = task;
  return { listingId, title, sku, externalId, from, to };
}

async function mark(
  tx: Tx,
  { tasks, from, to }: { tasks: readonly WantedTask[]; from: "pending" | "held"; to: "pending" | "held" },
): Promise<void> {
  if (tasks.length === 0) return;
  await tx
    .updateTable("stock_tasks")
    .set({ state: to })
    .where(
      "listing_id",
      "in",
      tasks.map((task) => task.listing_id),
    )
    .where("state", "=", from)
    .execute();
}

interface Difference {
  connectionId: string;
  reason: "first_push" | "zeroes";
  changes: RehearsedChange[];
}

/** Writes the difference down; its version rises only when it is another one than before. */
async function writeRehearsal(tx: Tx, ctx: ServiceContext, difference: Difference): Promise<void> {
  const { connectionId, reason } = difference;
  const changes = [...difference.changes].sort((a, b) => a.to - b.to || a.title.localeCompare(b.title));
  const known = await tx
    .selectFrom("stock_rehearsals")
    .select(["id", "version", "changes", "reason"])
    .where("connection_id", "=", connectionId)
    .where("state", "=", "waiting")
    .forUpdate()
    .executeTakeFirst();
  const at = ctx.now();
  const row = { reason, changes: JSON.stringify(changes), updated_at: at };
  if (known === undefined)
    await tx
      .insertInto("stock_rehearsals")
      .values({
        ...{ workspace_id: ctx.workspaceId, id: ctx.newId(), connection_id: connectionId, state: "waiting" },
        ...{ ...row, created_at: at },
      })
      .execute();
  else if (known.reason !== reason || !sameChanges(known.changes, changes))
    await tx
      .updateTable("stock_rehearsals")
      .set({ ...row, version: known.version + 1 })
      .where("id", "=", known.id)
      .execute();
}

function sameChanges(a: readonly RehearsedChange[], b: readonly RehearsedChange[]): boolean {
  const text = (changes: readonly RehearsedChange[]) =>
    JSON.stringify(changes.map(({ listingId, from, to }) => [listingId, from, to]).sort());
  return text(a) === text(b);
}

/** Nothing waits any more, as after the wrong file was put right. */
export async function withdrawRehearsal(tx: Tx, ctx: ServiceContext, connectionId: string): Promise<void> {
  const at = ctx.now();
  await tx
    .updateTable("stock_rehearsals")
    .set({ state: "withdrawn", decided_at: at, updated_at: at })
    .where("connection_id", "=", connectionId)
    .where("state", "=", "waiting")
    .execute();
}
