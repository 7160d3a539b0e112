import type { Condition } from "../model/index.ts";
import { readConditionWords } from "./normalise/condition-words.ts";
import type { MatchItem, MatchLine } from "./types.ts";

/** How a thing was treated, as coarse as every platform says it. */
export type Wear = "new" | "used";

function wearOf(condition: Condition | null): Wear | null {
  if (condition === null) return null;
  return condition === "new" || condition === "new_other" ? "new" : "used";
}

type Agreement = "agrees" | "contradicts" | "neutral";

function compare(sold: Wear | null, unit: Wear | null): Agreement {
  if (sold === null || unit === null) return "neutral";
  return sold === unit ? "agrees" : "contradicts";
}

/** Whether the sale's condition fits the unit's. Silence on either side is neutral; only fields contradict, not words. */
export function conditionAgreement(line: MatchLine, item: MatchItem): Agreement {
  return compare(wearOf(line.condition), wearOf(item.condition));
}

/** The wear that a sale states: its condition, or what its title says where the platform gives none. */
export function statedWear(line: MatchLine): Wear | null {
  return wearOf(line.condition) ?? readConditionWords(line.title);
}

/** Whether what a sale states of its wear fits a unit. For suggestions only: words are a weak witness. */
export function wearAgreement(sold: Wear | null, item: MatchItem): Agreement {
  if (sold === null) return "neutral";
  return compare(sold, wearOf(item.condition) ?? readConditionWords(item.title));
}
