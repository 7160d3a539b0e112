import { explain, link, type MatchDecision, type MatchIndex, type MatchPolicy } from "@counterfoil/core/matching";
import type { ServiceContext } from "../context.ts";
import { groupBy } from "../group-by.ts";
import type { DecisionNote, SheetLine } from "./line-sheet.ts";
import { toMatchLine } from "./match-line.ts";
import { forgetStockIndex } from "./stock-index-cache.ts";

interface Matching {
  index: MatchIndex;
  policy: MatchPolicy;
}

/** What the matcher decided, and the lines on which it broke. */
export interface SafeDecisions {
  decisions: MatchDecision[];
  failed: SheetLine[];
}

function decide(lines: readonly SheetLine[], { index, policy }: Matching): MatchDecision[] {
  return link(lines.map(toMatchLine), index, policy);
}

/**
 * Lets the matcher decide lines so that a fault of its own costs only the orders it breaks on: those are found by
 * trying each alone, and the others are decided together without them.
 */
export function decideSafely(ctx: ServiceContext, lines: readonly SheetLine[], matching: Matching): SafeDecisions {
  try {
    return { decisions: decide(lines, matching), failed: [] };
  } catch (error) {
    forgetStockIndex(ctx);
    const failed = new Set(breakingAlone(lines, matching));
    const orders = [...new Set([...failed].map((line) => line.order.external_id))];
    ctx.logger.error({ err: error, orders }, "the matcher broke: these orders wait for a later look");
    return decideOthers(ctx, { lines, failed }, matching);
  }
}

function breakingAlone(lines: readonly SheetLine[], matching: Matching): SheetLine[] {
  const orders = [...groupBy(lines, (line) => line.order.id).values()];
  return orders.filter((own) => breaks(own, matching)).flat();
}

function breaks(lines: readonly SheetLine[], matching: Matching): boolean {
  try {
    decide(lines, matching);
    return false;
  } catch {
    return true;
  }
}

function decideOthers(
  ctx: ServiceContext,
  { lines, failed }: { lines: readonly SheetLine[]; failed: ReadonlySet<SheetLine> },
  matching: Matching,
): SafeDecisions {
  try {
    const others = lines.filter((line) => !failed.has(line));
    return { decisions: decide(others, matching), failed: [...failed] };
  } catch (error) {
    ctx.logger.error({ err: error, lines: lines.length }, "the matcher broke on orders that it can decide alone");
    return { decisions: [], failed: [...lines] };
  }
}

/** How a decision of the matcher is written down; without its reasons where these cannot be put into words. */
export function noteOf(ctx: ServiceContext, decision: MatchDecision): DecisionNote {
  const [top] = decision.candidates;
  return {
    kind: decision.outcome === "linked" ? "linked" : "queued",
    ...reasonsOf(ctx, decision),
    score: decision.outcome === "linked" ? decision.score : null,
    ...{ note: null, undoes: null },
    method: decision.outcome === "linked" ? decision.method : "queued",
    topCandidate: top ? { inventoryItemId: top.itemId, score: top.score, reasons: top.reasons } : null,
  };
}

function reasonsOf(ctx: ServiceContext, decision: MatchDecision): Pick<DecisionNote, "evidence" | "losers"> {
  try {
    const { reasons, losers } = explain(decision);
    return {
      evidence: reasons,
      losers: losers.map(({ itemId, score, lostBecause }) => ({ inventoryItemId: itemId, score, lostBecause })),
    };
  } catch (error) {
    ctx.logger.error({ err: error, line: decision.lineId }, "a decision could not be explained");
    return { evidence: [], losers: [] };
  }
}
