import { canonicalWord } from "./engine/text/canonical-words.ts";
import { colorOf } from "./engine/text/word-groups.ts";
import { isAccessoryWord } from "./normalise/accessory-words.ts";
import { identifierKey } from "./normalise/identifier-key.ts";
import { type OfferKind, readTitleOffer, type TitleOffer } from "./normalise/title-kind.ts";
import { isTellingWord } from "./normalise/title-words.ts";
import type { MatchItem, MatchReason } from "./types.ts";

/** What the words for parts, lots and missing pieces say of a unit. */
export interface OfferVerdict {
  logOdds: number;
  text: string;
  effect: MatchReason["effect"];
  /** True where a machine must not link the two by their likeness alone. */
  blocks: boolean;
}

const certainConflict = -4;
const likelyConflict = -1;
const silentConflict = -0.5;
const incompleteConflict = -2.5;
const accessoryConflict = -2;
const accessoryDoubt = -1.2;
const quantityConflict = -0.7;
const packConflict = -1.5;

const names: Readonly<Record<OfferKind, string>> = {
  whole: "the whole product",
  instructions: "instructions only",
  box: "a box only",
  stickers: "stickers only",
  part: "a part",
  minifigure: "a minifigure",
  accessory: "something made for it",
  custom: "a custom build",
};

/** What contradicts between the offer that was sold and a unit; null where nothing does. */
export function offerConflict(sold: TitleOffer, item: MatchItem): OfferVerdict | null {
  const unit = offerOf(item);
  return (
    kindConflict(sold, unit, item) ?? accessories(sold, unit) ?? incompleteness(sold, unit) ?? quantities(sold, unit)
  );
}

function offerOf(item: MatchItem): TitleOffer {
  const stated = readTitleOffer(item.title);
  const types = new Set(item.identifiers.map(({ type }) => type));
  if (types.has("minifigure_number")) return { ...stated, kind: "minifigure", certain: true };
  if (types.has("part_number")) return { ...stated, kind: "part", certain: true };
  return stated;
}

function kindConflict(sold: TitleOffer, unit: TitleOffer, item: MatchItem): OfferVerdict | null {
  if (sold.kind === unit.kind || namesItem(sold, item)) return null;
  // A title that is silent about a figure or a part may well be of one.
  const silent = sold.kind === "whole" && (unit.kind === "minifigure" || unit.kind === "part");
  const certain = !silent && (sold.certain || unit.certain) && (sold.kind === "whole" || unit.kind === "whole");
  const text = `The sale is of ${names[sold.kind]}, the unit is ${names[unit.kind]}`;
  const logOdds = silent ? silentConflict : certain ? certainConflict : likelyConflict;
  return { logOdds, text, effect: "contradicts", blocks: !silent };
}

// What looks like a minifigure's code may be the unit's own number.
function namesItem({ figureCode }: TitleOffer, item: MatchItem): boolean {
  if (figureCode === null) return false;
  const code = `:${figureCode}`;
  return item.identifiers.some((identifier) => identifierKey(identifier).endsWith(code));
}

function accessories(sold: TitleOffer, unit: TitleOffer): OfferVerdict | null {
  const [ours, theirs] = [sold.accessory.kinds, unit.accessory.kinds];
  if (ours.size > 0 === theirs.size > 0) return null;
  const [thing, other] = ours.size > 0 ? [sold, unit] : [unit, sold];
  const [kind] = thing.accessory.kinds;
  const text = thing === sold ? `A ${kind} was sold` : `The unit is a ${kind}`;
  // "Case for X": nothing of its own name stands in the other title, so that the other one is X.
  if (thing.accessory.own !== null && !sharesWord(thing.accessory.own, other.words))
    return { logOdds: accessoryConflict, text, effect: "contradicts", blocks: true };
  // "X case": the other title says nothing but X.
  const isContained = tellingWords(other.words).every((word) => thing.words.includes(word));
  return isContained ? { logOdds: accessoryDoubt, text, effect: "contradicts", blocks: false } : null;
}

const tellingWords = (words: readonly string[]) =>
  words.filter((word) => isTellingWord(word) && colorOf(canonicalWord(word)) === null && !isAccessoryWord(word));

function sharesWord(words: readonly string[], others: readonly string[]): boolean {
  return tellingWords(words).some((word) => others.includes(word));
}

function incompleteness(sold: TitleOffer, unit: TitleOffer): OfferVerdict | null {
  if (sold.incomplete === unit.incomplete) return null;
  const text = sold.incomplete ? "Something is missing from the one sold" : "Something is missing from the unit";
  return { logOdds: incompleteConflict, text, effect: "contradicts", blocks: true };
}

function quantities(sold: TitleOffer, unit: TitleOffer): OfferVerdict | null {
  const together = sold.quantity ?? 1;
  const packed = unit.quantity ?? 1;
  const same = together === packed || together === unit.pack || packed === sold.pack;
  if (!same) {
    const text = together > 1 ? `The title says ${together} together` : `The unit is ${unit.quantity} together`;
    return { logOdds: quantityConflict, text, effect: "contradicts", blocks: true };
  }
  return packs(sold, unit) ?? jobLot(sold, unit);
}

function packs(sold: TitleOffer, unit: TitleOffer): OfferVerdict | null {
  if (sold.pack === null || unit.pack === null || sold.pack === unit.pack) return null;
  const text = `Packs of ${sold.pack} and of ${unit.pack}`;
  return { logOdds: packConflict, text, effect: "contradicts", blocks: true };
}

function jobLot(sold: TitleOffer, unit: TitleOffer): OfferVerdict | null {
  if (sold.jobLot === unit.jobLot) return null;
  const text = sold.jobLot ? "A mixed lot was sold" : "The unit is a mixed lot";
  return { logOdds: quantityConflict, text, effect: "contradicts", blocks: true };
}
