import type { Condition } from "../model/index.ts";
import { readConditionWords } from "./normalise/condition-words.ts";
import type { MatchItem, MatchLine } from "./types.ts";

type Wear = "new" | "used";

function wearOf(condition: Condition | null): Wear | null {
  if (condition === null) return null;
  return condition === "new" || condition === "new_other" ? "new" : "used";
}

/** Whether the sale's condition fits the unit's. Silence on either side is neutral; only fields contradict, not words. */
export function conditionAgreement(line: MatchLine, item: MatchItem): "agrees" | "contradicts" | "neutral" {
  const sold = wearOf(line.condition);
  const unit = wearOf(item.condition);
  if (sold === null || unit === null) return "neutral";
  return sold === unit ? "agrees" : "contradicts";
}

/** As `conditionAgreement`, but reads the title where the platform gives no condition. For suggestions only. */
export function statedConditionAgreement(line: MatchLine, item: MatchItem): "agrees" | "contradicts" | "neutral" {
  const sold = wearOf(line.condition) ?? readConditionWords(line.title);
  const unit = wearOf(item.condition);
  if (sold === null || unit === null) return "neutral";
  return sold === unit ? "agrees" : "contradicts";
}
