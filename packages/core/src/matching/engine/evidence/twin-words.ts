import { isTellingWord } from "../../normalise/title-words.ts";
import type { TitleFacts, TitleToken } from "../text/title-facts.ts";
import { colorOf, modifiers } from "../text/word-groups.ts";
import { wordSimilarity } from "./word-similarity.ts";

const hasDigit = /\d/;
// Two sellers may use two words for one thing; that needs doubt, not certainty.
const likelyTwin = 0.75;

/**
 * How much two titles look like those of twins, 0 to 1: the same words in the same places but for one ("Darth Vader" and
 * "Darth Maul"), a word that only the larger or smaller sibling has ("Pro Max"), or words that exclude each other
 * ("left" and "right"). A model number in common outweighs a word that differs.
 */
export function twinConflict(a: TitleFacts, b: TitleFacts, sharesNumber: boolean): number {
  if (excludeEachOther(a.alternatives, b.alternatives) || hasModifierMore(a, b) || hasModifierMore(b, a)) return 1;
  return !sharesNumber && hasOtherWordInPlace(a, b) ? likelyTwin : 0;
}

function excludeEachOther(a: TitleFacts["alternatives"], b: TitleFacts["alternatives"]): boolean {
  if (a.length === 0 || b.length === 0) return false;
  return a.some(
    ({ family }) =>
      b.some((other) => other.family === family) &&
      !a.some((one) => one.family === family && b.some((other) => other === one)),
  );
}

function placeOf(tokens: readonly TitleToken[], key: string): number {
  for (let place = 0; place < tokens.length; place += 1) if (tokens[place]?.key === key) return place;
  return -1;
}

function hasOtherWordInPlace(a: TitleFacts, b: TitleFacts): boolean {
  for (const [place, token] of a.tokens.entries()) {
    const before = a.tokens[place - 1];
    const after = a.tokens[place + 1];
    if (token.kind !== "word" || (before === undefined && after === undefined)) continue;
    const slot = before === undefined ? 0 : placeOf(b.tokens, before.key) + 1;
    const other = b.tokens[slot];
    if ((before !== undefined && slot === 0) || other?.kind !== "word" || other.key === token.key) continue;
    if (after?.key === b.tokens[slot + 1]?.key && tellsApart(token, b) && tellsApart(other, a)) return true;
  }
  return false;
}

// A misspelt word, a shortened one, or one written together with its neighbour is the same word.
function tellsApart({ text }: TitleToken, { tokens, squashed }: TitleFacts): boolean {
  if (!isTellingWord(text) || colorOf(text) !== null || squashed.includes(text)) return false;
  return !tokens.some((token) => wordSimilarity(text, token.text) > 0);
}

/** Whether one title has a word for a larger or smaller sibling just where the other one goes on without it. */
function hasModifierMore(one: TitleFacts, other: TitleFacts): boolean {
  if (!one.hasModifier) return false;
  return one.tokens.some(({ key }, place) => {
    const named = one.tokens[place - 1]?.key;
    if (named === undefined || !modifiers.has(key) || !(hasDigit.test(named) || modifiers.has(named))) return false;
    const before = placeOf(other.tokens, named);
    if (before < 0 || placeOf(other.tokens, key) >= 0) return false;
    return other.tokens[before + 1]?.key === one.tokens[place + 1]?.key;
  });
}
