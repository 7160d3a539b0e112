import { setImmediate as nextTurn } from "node:timers/promises";
import {
  judgePastSale,
  type LearnedCalibration,
  learnCalibration,
  type MatchPolicy,
  type PastVerdict,
} from "@counterfoil/core/matching";
import type { Database } from "@counterfoil/db";
import { sql, type Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import { LineSheet, type SheetLine } from "../resolution/line-sheet.ts";
import { toMatchLine } from "../resolution/match-line.ts";
import { PastStock, readStockHistory, type StockHistory } from "./past-stock.ts";
import { readPolicy } from "./policy-row.ts";

type Tx = Transaction<Database>;

/** So many decisions are looked at, drawn at random where there are more. */
export const decisionsLookedAt = 2_000;
const longestMs = 15_000;
const salesPerTurn = 20;

/** A sale that a person decided, and what would have become of it. */
export interface TriedCase {
  line: SheetLine;
  takenIds: string[];
  verdict: PastVerdict;
}

/** The engine tried on a workspace's own past. */
export interface TriedBar {
  /** Sales that persons decided, in all. */
  decided: number;
  cases: TriedCase[];
  /** False where the time ran out: then the newest of those drawn were looked at. */
  complete: boolean;
}

/**
 * Tries the engine on the sales that persons decided, each against the stock as the sale found it, and without what
 * the seller taught since. Changes nothing. Takes some seconds at most, whatever the workspace holds.
 */
export async function tryBar(ctx: ServiceContext, { platform }: { platform: string | null }): Promise<TriedBar> {
  const { decided, lines, history, policy } = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const drawn = await drawDecisions(tx, platform);
    const sheet = await LineSheet.peek(tx, [...new Set(drawn.rows.map(({ orderId }) => orderId))]);
    const { fifoInterchangeable, skuCaseInsensitive } = await readPolicy(tx);
    return {
      decided: drawn.decided,
      lines: drawn.rows.flatMap(({ lineId }) => sheet.lines.get(lineId) ?? []),
      history: drawn.rows.length === 0 ? { items: [], taken: [] } : await readStockHistory(tx),
      policy: { fifoInterchangeable, skuCaseInsensitive, probabilityBar: null },
    };
  });
  return { decided, ...(await judge(lines, history, policy)) };
}

async function drawDecisions(tx: Tx, platform: string | null) {
  const own = platform === null ? sql`true` : sql`orders.platform = ${platform}`;
  const decisions = sql`from order_lines as line join orders on orders.id = line.order_id
    where line.decided_by_kind = 'person' and line.state in ('linked', 'no_inventory') and line.removed_at is null
      and ${own}`;
  const { rows: counts } = await sql<{ decided: number }>`select count(*)::integer as decided ${decisions}`.execute(tx);
  // The digest of an id is as good as a die, and falls the same way at every look.
  const { rows } = await sql<{ lineId: string; orderId: string }>`
    select line.id as "lineId", line.order_id as "orderId" ${decisions}
    order by md5(line.id::text) limit ${decisionsLookedAt}`.execute(tx);
  return { decided: counts[0]?.decided ?? 0, rows };
}

async function judge(
  lines: readonly SheetLine[],
  history: StockHistory,
  policy: MatchPolicy,
): Promise<Pick<TriedBar, "cases" | "complete">> {
  const newestFirst = [...lines].sort((a, b) => b.order.placed_at.getTime() - a.order.placed_at.getTime());
  const stock = new PastStock(history);
  const began = performance.now();
  const cases: TriedCase[] = [];
  for (const [place, line] of newestFirst.entries()) {
    // Other requests are answered in between.
    if (place % salesPerTurn === 0) await nextTurn();
    if (performance.now() - began > longestMs) return { cases, complete: false };
    stock.turnBackTo(line.order.placed_at);
    const takenIds = line.state.claims.map(({ inventoryItemId }) => inventoryItemId);
    // What became of a unit that was removed since cannot be judged.
    if (takenIds.some((id) => stock.index.get(id) === undefined)) continue;
    const sale = { line: { ...toMatchLine(line), held: 0 }, takenIds };
    cases.push({ line, takenIds, verdict: judgePastSale(sale, stock.index, policy) });
  }
  return { cases, complete: true };
}

/** What the tried sales say of the engine's probabilities. */
export function learnFrom(cases: readonly TriedCase[]): LearnedCalibration {
  return learnCalibration(
    cases.flatMap(({ verdict: { outcome, score, right } }) =>
      outcome === "suggested" ? [{ score, right: right === true }] : [],
    ),
  );
}
