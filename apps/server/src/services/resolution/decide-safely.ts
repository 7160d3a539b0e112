import {
  applyRules,
  describeRule,
  explain,
  linkByChannel,
  type MatchDecision,
  type MatchIndex,
  suggestionKinds,
  type TaughtRule,
} from "@counterfoil/core/matching";
import type { ServiceContext } from "../context.ts";
import { groupBy } from "../group-by.ts";
import type { LinkPolicy } from "../policy/link-policy.ts";
import type { DecisionNote, SheetLine } from "./line-sheet.ts";
import { toMatchLine } from "./match-line.ts";
import { forgetStockIndex } from "./stock-index-cache.ts";

interface Matching {
  index: MatchIndex;
  policy: LinkPolicy;
}

/** A decision, and the rule of the seller's that it followed. */
export interface RuledDecision {
  decision: MatchDecision;
  rule: TaughtRule | null;
}

/** What the matcher decided, and the lines on which it broke. */
export interface SafeDecisions {
  decisions: RuledDecision[];
  failed: SheetLine[];
}

function decide(lines: readonly SheetLine[], { index, policy }: Matching): RuledDecision[] {
  const taught = lines.map((line) => applyRules(toMatchLine(line), policy.rules));
  const rules = new Map(taught.map(({ line, rule }) => [line.id, rule]));
  const decisions = linkByChannel(
    taught.map(({ line }) => line),
    index,
    policy,
  );
  return decisions.map((decision) => ({ decision, rule: followedRule(decision, rules.get(decision.lineId) ?? null) }));
}

/** The rule, where the number that it gave is what linked the line. */
function followedRule(decision: MatchDecision, rule: TaughtRule | null): TaughtRule | null {
  if (rule === null || decision.outcome !== "linked" || decision.method !== "identifier") return null;
  const told = decision.candidates[0]?.reasons.some(({ text }) => text.includes(rule.to.value)) ?? false;
  return told ? rule : null;
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

/**
 * How a decision of the matcher is written down: the rule or the bar that let it link first, then its reasons; without
 * these where they cannot be put into words.
 */
export function noteOf(
  ctx: ServiceContext,
  { decision, rule }: RuledDecision,
  { policy, platform }: { policy: LinkPolicy; platform: string },
): DecisionNote {
  const [top] = decision.candidates;
  const { evidence, losers } = reasonsOf(ctx, decision);
  const leave = leaveOf(decision, { rule, bar: policy.barOf(platform)?.bar ?? null });
  return {
    kind: decision.outcome === "linked" ? "linked" : "queued",
    ...{ evidence: leave === null ? evidence : [{ text: leave, effect: "agrees" }, ...evidence], losers },
    score: decision.outcome === "linked" ? decision.score : null,
    ...{ note: null, undoes: null },
    method: decision.outcome === "linked" ? decision.method : "queued",
    topCandidate: top ? { inventoryItemId: top.itemId, score: top.score, reasons: top.reasons } : null,
  };
}

/** By what leave of the seller's a line was linked; null where exact evidence needs none. */
function leaveOf(
  decision: MatchDecision,
  { rule, bar }: { rule: TaughtRule | null; bar: number | null },
): string | null {
  if (decision.outcome !== "linked") return null;
  if (rule !== null) return `Your rule: ${describeRule(rule)}`;
  if (bar === null || !suggestionKinds.some((kind) => kind === decision.method)) return null;
  return `Probability ${percent(decision.score)} passes your bar of ${percent(bar)}`;
}

// Cut off, not rounded: what is shown must never be more than what is meant.
function percent(rate: number): string {
  return `${Math.floor(rate * 1000 + 1e-9) / 10} %`;
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
