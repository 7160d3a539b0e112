import { isTellingWord } from "../../normalise/title-words.ts";
import type { TitleFacts } from "../text/title-facts.ts";
import { opposedEditions, tellingEditions } from "../text/word-groups.ts";
import { wordSimilarity } from "./word-similarity.ts";

/** Colours: in common, or all different; unknown where one side names none. */
export function compareColors(a: TitleFacts, b: TitleFacts): "same" | "different" | "unknown" {
  if (a.colors.size === 0 || b.colors.size === 0) return "unknown";
  return [...a.colors].some((color) => b.colors.has(color)) ? "same" : "different";
}

/** Whether both name a size on one scale, and not the same. */
export function sizesDiffer(a: TitleFacts, b: TitleFacts): boolean {
  return [...a.sizes].some(([scale, size]) => (b.sizes.get(scale) ?? size) !== size);
}

/** How much the edition words contradict, 0 to 1: an opposed pair fully, a telling word on one side only by half. */
export function editionConflict(a: TitleFacts, b: TitleFacts): number {
  if (opposedEditions.some(([one, other]) => opposed(a, b, [one, other]) || opposed(b, a, [one, other]))) return 1;
  return tellingEditions.some((edition) => a.editions.has(edition) !== b.editions.has(edition)) ? 0.5 : 0;
}

function opposed(a: TitleFacts, b: TitleFacts, [one, other]: readonly [string, string]): boolean {
  return a.editions.has(one) && !a.editions.has(other) && b.editions.has(other) && !b.editions.has(one);
}

const fewestWords = 2;

/** Whether both titles give a name and the two have no word in common: beside an equal number, one of them is wrong. */
export function namesDiffer(a: TitleFacts, b: TitleFacts): boolean {
  const ours = tellingWords(a);
  const theirs = tellingWords(b);
  if (ours.length < fewestWords || theirs.length < fewestWords) return false;
  return !ours.some((word) => b.squashed.includes(word) || theirs.some((other) => wordSimilarity(word, other) > 0));
}

function tellingWords({ tokens }: TitleFacts): string[] {
  return tokens.filter(({ kind, text }) => kind === "word" && isTellingWord(text)).map(({ text }) => text);
}
