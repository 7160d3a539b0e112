import { wordSimilarity } from "./engine/evidence/word-similarity.ts";
import { normaliseSetNumber } from "./normalise/identifier-key.ts";
import { isSlip } from "./normalise/number-slip.ts";
import { readTitleNumbers } from "./normalise/title-numbers.ts";
import { isTellingWord, splitWords } from "./normalise/title-words.ts";
import type { MatchItem, MatchLine } from "./types.ts";

const hasLetter = /\p{L}/u;

/**
 * Among units that may be meant, those that only a mistyped number names: each with the unit whose number is one typing
 * error away and whose name, unlike theirs, stands in the title.
 */
export function namedByMistake(line: MatchLine, items: readonly MatchItem[]): Map<MatchItem, MatchItem> {
  const found = new Map<MatchItem, MatchItem>();
  const typed = readTitleNumbers(line.title).map(({ number }) => number);
  const numbered = typed.length === 0 ? [] : items.map((item) => ({ item, numbers: setNumbers(item) }));
  const named = numbered.filter(({ numbers }) => numbers.some((number) => typed.includes(number)));
  const near = numbered.filter(({ numbers }) => numbers.some((number) => typed.some((one) => isSlip(one, number))));
  if (named.length === 0 || near.length === 0) return found;
  const sold = nameWords(line.title);
  for (const { item } of named) {
    const meant = near.find((other) => other.item !== item && fitsAlone(sold, other.item, item));
    if (meant) found.set(item, meant.item);
  }
  return found;
}

function setNumbers({ identifiers }: MatchItem): string[] {
  return identifiers.filter(({ type }) => type === "set_number").map(({ value }) => normaliseSetNumber(value));
}

// Short words count too: "AT-AT" is a name.
function nameWords(title: string): string[] {
  return splitWords(title).filter((word) => hasLetter.test(word) && (word.length === 2 || isTellingWord(word)));
}

// "Tile" and "Teile" are one error apart; longer words that near are the same word.
const surelySame = 0.8;

const isAmong = (word: string, others: readonly string[], least: number) =>
  others.some((other) => wordSimilarity(word, other) > least);

/** Whether the sale says words of one title that the other lacks, and none the other way round. */
function fitsAlone(sold: readonly string[], one: MatchItem, other: MatchItem): boolean {
  const [ours, theirs] = [nameWords(one.title), nameWords(other.title)];
  // What both titles say, if only nearly, tells nothing.
  const saysOwn = (words: readonly string[], others: readonly string[]) =>
    words.some((word) => !isAmong(word, others, 0) && isAmong(word, sold, surelySame));
  return saysOwn(ours, theirs) && !saysOwn(theirs, ours);
}
