import { applyRules, buildIndex, type MatchIndex, suggest, type TaughtRule } from "@counterfoil/core/matching";
import {
  type Database,
  type DatabaseHandle,
  readMatchStock,
  retryTransaction,
  type StockSnapshot,
  stockSnapshot,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext, Verb } from "../context.ts";
import { readLinkPolicy } from "../policy/link-policy.ts";
import { wakeStockPush } from "../stock-sync/wake-stock-push.ts";
import { LineSheet, type SheetLine } from "./line-sheet.ts";
import { isOpenToMachine, linkOpenLines } from "./link-open-lines.ts";
import { toMatchLine } from "./match-line.ts";
import { type SavedSheet, saveSheet } from "./save-sheet.ts";
import { forgetStockIndex, freshStockIndex, updateStockIndex } from "./stock-index-cache.ts";

type Tx = Transaction<Database>;

const entriesAtOnce = 200;

interface Position {
  placedAt: Date;
  id: string;
}

/** How far each workspace's open lines are known to agree with its stock. Lost with the process: then all are looked at. */
const seen = new WeakMap<DatabaseHandle, Map<string, StockSnapshot>>();

function seenOf(db: DatabaseHandle): Map<string, StockSnapshot> {
  const known = seen.get(db) ?? new Map<string, StockSnapshot>();
  seen.set(db, known);
  return known;
}

/**
 * Looks at open lines again, oldest sale first, after something changed: what is now unambiguous is linked and its
 * entry closed by the system. Lines that a person decided or opened are left alone. `everything` also looks at lines
 * that the changed stock cannot concern, as after a change of the policy.
 */
export async function reevaluateOpenLines({
  ctx,
  input,
}: Verb<{ everything: boolean; signal?: AbortSignal }>): Promise<{ linked: number }> {
  const known = input.everything ? null : (seenOf(ctx.db).get(ctx.workspaceId) ?? null);
  const { snapshot, changed } = await readChanges(ctx, known);
  let linked = 0;
  let after: Position | null = null;
  do {
    const batch = await nextBatch(ctx, after);
    after = batch.at(-1) ?? null;
    const concerned = known === null ? batch : await concernedBy(ctx, batch, changed);
    if (concerned.length > 0) linked += await reevaluate(ctx, concerned);
  } while (after !== null && input.signal?.aborted !== true);
  if (input.signal?.aborted !== true) seenOf(ctx.db).set(ctx.workspaceId, snapshot);
  return { linked };
}

async function readChanges(
  ctx: ServiceContext,
  known: StockSnapshot | null,
): Promise<{ snapshot: StockSnapshot; changed: MatchIndex }> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const snapshot = await stockSnapshot(tx);
    const changed = buildIndex([]);
    if (known !== null) updateStockIndex(changed, await readMatchStock(tx, known));
    return { snapshot, changed };
  });
}

interface OpenEntry extends Position {
  lineId: string;
  orderId: string;
  reason: string;
}

async function nextBatch(ctx: ServiceContext, after: Position | null): Promise<OpenEntry[]> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    let query = tx
      .selectFrom("queue_entries")
      .select(["id", "line_id as lineId", "order_id as orderId", "order_placed_at as placedAt", "reason"])
      .where("status", "=", "pending")
      .orderBy("order_placed_at")
      .orderBy("id")
      .limit(entriesAtOnce);
    if (after !== null)
      query = query.where((eb) => eb(eb.refTuple("order_placed_at", "id"), ">", eb.tuple(after.placedAt, after.id)));
    return await query.execute();
  });
}

/** The entries whose lines may want one of the changed items, or were not looked at: only these need the whole stock. */
async function concernedBy(
  ctx: ServiceContext,
  batch: readonly OpenEntry[],
  changed: MatchIndex,
): Promise<OpenEntry[]> {
  const unsearched = batch.filter((entry) => entry.reason === "lookup_failed");
  if (changed.size === 0 || unsearched.length === batch.length) return unsearched;
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const sheet = await LineSheet.peek(tx, [...new Set(batch.map(({ orderId }) => orderId))]);
    const { rules } = await readLinkPolicy(tx);
    return batch.filter(({ lineId, reason }) => {
      if (reason === "lookup_failed") return true;
      const line = sheet.lines.get(lineId);
      return line !== undefined && isOpenToMachine(line) && mayWant(line, changed, rules);
    });
  });
}

/** A line on which the matcher breaks is not left out: carrying it on to the linking says so on the line. */
function mayWant(line: SheetLine, changed: MatchIndex, rules: readonly TaughtRule[]): boolean {
  try {
    return suggest(applyRules(toMatchLine(line), rules).line, changed, 1).length > 0;
  } catch {
    return true;
  }
}

async function reevaluate(ctx: ServiceContext, entries: readonly OpenEntry[]): Promise<number> {
  try {
    const saved = await retryTransaction(() => ctx.db.inWorkspace(ctx.workspaceId, (tx) => relink(tx, ctx, entries)));
    if (saved.orderIds.length > 0) announceLines(ctx, saved);
    return saved.linked;
  } catch (error) {
    forgetStockIndex(ctx);
    throw error;
  }
}

async function relink(tx: Tx, ctx: ServiceContext, entries: readonly OpenEntry[]): Promise<SavedSheet> {
  const sheet = await LineSheet.open(tx, [...new Set(entries.map(({ orderId }) => orderId))]);
  const index = await freshStockIndex(tx, ctx);
  const chosen = new Set(entries.map(({ lineId }) => lineId));
  await linkOpenLines(tx, { ctx, sheet, index, policy: await readLinkPolicy(tx), chosen });
  return await saveSheet(tx, ctx, sheet);
}

/** Tells watchers which orders and units changed. After the transaction: they read again at once. */
export function announceLines(ctx: ServiceContext, saved: Pick<SavedSheet, "orderIds" | "itemIds">): void {
  ctx.events.publish(ctx.workspaceId, { type: "orders-changed", orderIds: saved.orderIds });
  ctx.events.publish(ctx.workspaceId, { type: "resolution-changed" });
  wakeStockPush(ctx);
  if (saved.itemIds.length > 0)
    ctx.events.publish(ctx.workspaceId, { type: "inventory-changed", inventoryItemIds: saved.itemIds });
}
