import { areInterchangeable } from "../interchangeable.ts";
import { link } from "../link.ts";
import { type MatchIndex, type MatchItem, type MatchLine, type MatchPolicy, suggestionKinds } from "../types.ts";

/** A sale that a person decided: the units they took, or none where they said that there was none. */
export interface PastSale {
  line: MatchLine;
  takenIds: readonly string[];
}

/**
 * What would have become of a past sale without the person. `exact`: linked whatever the bar. `suggested`: linked at
 * any bar up to `score`. `asked`: never linked by itself.
 */
export interface PastVerdict {
  outcome: "exact" | "suggested" | "asked";
  /** The engine's probability, before any learning; 0 where it asks. */
  score: number;
  proposedIds: readonly string[];
  /** Whether the proposal is what the person took, or equal units; null where there is no proposal. */
  right: boolean | null;
}

/** Below this no bar can be set that would link. */
const lowestBar = 0.5;
const asked: PastVerdict = { outcome: "asked", score: 0, proposedIds: [], right: null };

/** Judges what the engine would have done with a past sale against what a person did. The index is not changed. */
export function judgePastSale({ line, takenIds }: PastSale, index: MatchIndex, policy: MatchPolicy): PastVerdict {
  const [decision] = link([line], index, { ...policy, probabilityBar: lowestBar });
  if (decision?.outcome !== "linked") return asked;
  const proposedIds = decision.units.map(({ itemId }) => itemId);
  const items = (ids: readonly string[]) => ids.map((id) => index.get(id));
  const right = sameProducts(items(proposedIds), items(takenIds));
  const byBar = suggestionKinds.some((kind) => kind === decision.method) && !isExactBy(line, index, policy);
  return { outcome: byBar ? "suggested" : "exact", score: decision.score, proposedIds, right };
}

// A SKU that differs in capitals is exact under one setting and a suggestion under the other.
function isExactBy(line: MatchLine, index: MatchIndex, policy: MatchPolicy): boolean {
  if (!policy.skuCaseInsensitive) return false;
  return link([line], index, { ...policy, probabilityBar: null })[0]?.outcome === "linked";
}

function sameProducts(proposed: readonly (MatchItem | undefined)[], taken: readonly (MatchItem | undefined)[]) {
  if (taken.length === 0) return false;
  const covers = (a: typeof proposed, b: typeof proposed) =>
    a.every((item) => item && b.some((other) => other && (other.id === item.id || areInterchangeable(item, other))));
  return covers(proposed, taken) && covers(taken, proposed);
}
