import type { Condition } from "../model/index.ts";
import { conditionOf } from "./normalise/condition-words.ts";
import { readStateWords, type StateWords } from "./normalise/state-words.ts";
import { splitWords } from "./normalise/title-words.ts";
import type { MatchItem, MatchLine } from "./types.ts";

/** How a thing was treated, as coarse as every platform says it. */
type Wear = "new" | "used" | "broken";

/** What is known of the state of a thing: by its field, and by the words of its title. */
export interface StatedCondition {
  wear: Wear | null;
  condition: Condition | null;
  words: StateWords;
}

/**
 * How two states fit: `agrees`, `doubtful` where they are alike and not the same (new against new with an open box),
 * `contradicts` where one thing cannot be both. Silence on either side is neutral.
 */
export type ConditionFit = "agrees" | "doubtful" | "contradicts" | "neutral";

/**
 * The part of the probability that it is this unit, by how its state fits. Which product it is and which unit of it are
 * two questions: however sure the first, the second may be in doubt.
 */
export const unitShares: Readonly<Record<ConditionFit, number>> = {
  agrees: 1,
  neutral: 1,
  doubtful: 0.9,
  contradicts: 0.1,
};

function wearOf(condition: Condition | null): Wear | null {
  if (condition === null) return null;
  if (condition === "for_parts") return "broken";
  return condition === "new" || condition === "new_other" ? "new" : "used";
}

/** Whether the sale's condition fits the unit's, by their fields alone: words of a title contradict no exact evidence. */
export function conditionAgreement(line: MatchLine, item: MatchItem): "agrees" | "contradicts" | "neutral" {
  const [sold, unit] = [wearOf(line.condition), wearOf(item.condition)];
  if (sold === null || unit === null) return "neutral";
  return sold === unit ? "agrees" : "contradicts";
}

/** What a sale or a unit states of its condition: the field, and its title's words where the field is silent. */
export function statedCondition({ condition, title }: Pick<MatchItem, "condition" | "title">): StatedCondition {
  const said = splitWords(title);
  const words = readStateWords(said);
  const wear = wearOf(condition) ?? (words.broken ? "broken" : conditionOf(said));
  return { wear, condition, words };
}

/** How what a sale states fits a unit. For suggestions: words are a weak witness. */
export function conditionFit(sold: StatedCondition, item: Pick<MatchItem, "condition" | "title">): ConditionFit {
  if (saysNothing(sold)) return "neutral";
  const unit = statedCondition(item);
  if (sold.wear !== null && unit.wear !== null && sold.wear !== unit.wear) return "contradicts";
  if (differInDetail(sold, unit)) return "doubtful";
  return sold.wear !== null && unit.wear !== null ? "agrees" : "neutral";
}

function saysNothing({ wear, words }: StatedCondition): boolean {
  return wear === null && !words.sealed && !words.opened && words.box === null && words.instructions === null;
}

function differInDetail(sold: StatedCondition, unit: StatedCondition): boolean {
  return (
    conditionsDiffer(sold, unit) ||
    differ(sold.words.box, unit.words.box) ||
    differ(sold.words.instructions, unit.words.instructions) ||
    (isIntact(sold) && isOpened(unit)) ||
    (isIntact(unit) && isOpened(sold)) ||
    // A faulty box is told by who sells one: a unit that is simply new has none.
    (sold.words.opened && sold.wear !== "used" && unit.condition === "new" && !unit.words.opened)
  );
}

// "Sealed, shelf wear": the box is faulty and closed.
const isIntact = ({ words }: StatedCondition) => words.sealed && !words.opened;
const isOpened = ({ condition, words }: StatedCondition) =>
  words.opened || (condition === "new_other" && !words.sealed);
const differ = (one: boolean | null, other: boolean | null) => one !== null && other !== null && one !== other;

// Many platforms know only new and used, so that the field of a sale may be coarser than the seller's own.
function conditionsDiffer(sold: StatedCondition, unit: StatedCondition): boolean {
  if (sold.condition === unit.condition || unit.condition === null) return false;
  if (sold.condition !== null) return true;
  if (unit.condition === "refurbished") return sold.wear === "used" && !sold.words.refurbished;
  return sold.words.refurbished && unit.condition === "used";
}
