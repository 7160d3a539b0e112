import { isTellingWord } from "../../normalise/title-words.ts";
import type { TitleFacts, TitleToken } from "../text/title-facts.ts";
import { colorOf, exclusiveFamilies, modifiers } from "../text/word-groups.ts";
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
  const [ours, theirs] = [a.tokens.map(keyOf), b.tokens.map(keyOf)];
  const [placesOurs, placesTheirs] = [placesOf(ours), placesOf(theirs)];
  if (excludeEachOther(placesOurs, placesTheirs)) return 1;
  const isTwin =
    hasModifierMore(ours, theirs, placesTheirs) ||
    hasModifierMore(theirs, ours, placesOurs) ||
    (!sharesNumber && hasOtherWordInPlace({ a, b, ours, theirs, placesOurs, placesTheirs }));
  return isTwin ? likelyTwin : 0;
}

// "256gb" and "256 gb" are one place.
const keyOf = ({ text, measure }: TitleToken) => (measure ? String(measure.value) : text);

type Places = ReadonlyMap<string, number>;

function placesOf(keys: readonly string[]): Places {
  return new Map(keys.map((key, place) => [key, place]));
}

function excludeEachOther(a: Places, b: Places): boolean {
  const says = (places: Places, words: ReadonlySet<string>) => [...words].some((word) => places.has(word));
  return exclusiveFamilies.some((family) => {
    const ours = family.filter((words) => says(a, words));
    return ours.length > 0 && !ours.some((words) => says(b, words)) && family.some((words) => says(b, words));
  });
}

interface Sides {
  a: TitleFacts;
  b: TitleFacts;
  ours: readonly string[];
  theirs: readonly string[];
  placesOurs: Places;
  placesTheirs: Places;
}

function hasOtherWordInPlace({ a, b, ours, theirs, placesOurs, placesTheirs }: Sides): boolean {
  return a.tokens.some((token, place) => {
    if (!mayTell(token) || placesTheirs.has(token.text)) return false;
    const before = ours[place - 1];
    const slot = before === undefined ? 0 : (placesTheirs.get(before) ?? -2) + 1;
    const other = b.tokens[slot];
    if (slot < 0 || !other || !mayTell(other) || placesOurs.has(other.text)) return false;
    if (before === undefined && ours[place + 1] === undefined) return false;
    return ours[place + 1] === theirs[slot + 1] && !resembles(token, b) && !resembles(other, a);
  });
}

const mayTell = ({ kind, text }: TitleToken) => kind === "word" && isTellingWord(text) && colorOf(text) === null;

// A misspelt word, a shortened one, or one written together with its neighbour is the same word.
function resembles({ text }: TitleToken, { tokens, squashed }: TitleFacts): boolean {
  return squashed.includes(text) || tokens.some((token) => wordSimilarity(text, token.text) > 0);
}

/** Whether one title has a word for a larger or smaller sibling just where the other one goes on without it. */
function hasModifierMore(one: readonly string[], other: readonly string[], places: Places): boolean {
  return one.some((word, place) => {
    if (!modifiers.has(word) || places.has(word) || place === 0) return false;
    const named = one[place - 1] ?? "";
    const before = places.get(named);
    if (before === undefined || !(hasDigit.test(named) || modifiers.has(named))) return false;
    return other[before + 1] === one[place + 1];
  });
}
