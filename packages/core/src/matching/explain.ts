import { describeQueueReason } from "../resolution/index.ts";
import type { Candidate, MatchDecision, MatchReason } from "./types.ts";

/** A decision in the seller's words. */
export interface Explanation {
  headline: string;
  reasons: readonly MatchReason[];
  /** The units that were not taken, and why. */
  losers: readonly { itemId: string; score: number; lostBecause: string }[];
}

function losersOf(candidates: readonly Candidate[], otherwise: string) {
  return candidates.map(({ itemId, score, lostBecause }) => ({ itemId, score, lostBecause: lostBecause ?? otherwise }));
}

/** Why a line was linked as it was, or why it waits. */
export function explain(decision: MatchDecision): Explanation {
  if (decision.outcome === "queued") {
    const headline = describeQueueReason(decision.reason, decision);
    const [best] = decision.candidates;
    return { headline, reasons: best?.reasons ?? [], losers: losersOf(decision.candidates, headline) };
  }
  const taken = new Set(decision.units.map(({ itemId }) => itemId));
  const winners = decision.candidates.filter(({ itemId }) => taken.has(itemId));
  const losers = decision.candidates.filter(({ itemId }) => !taken.has(itemId));
  const reasons = winners[0]?.reasons ?? [];
  const headline = reasons[0] ? `Linked: ${reasons[0].text}.` : "Linked.";
  return { headline, reasons, losers: losersOf(losers, "Another unit fits better.") };
}
