import { wordSimilarity } from "./engine/evidence/word-similarity.ts";
import { normaliseSetNumber } from "./normalise/identifier-key.ts";
import { readTitleNumbers } from "./normalise/title-numbers.ts";
import { titleWords } from "./normalise/title-words.ts";
import type { StockIndex } from "./stock-index.ts";
import type { MatchItem, MatchLine } from "./types.ts";

const usualLength = 5;

/**
 * Whether a sale's title clearly names another set than a unit is. SKUs and listings are used again for other things,
 * so a link by them is not made over the title's head. A number that nothing confirms says nothing: years, counts and
 * model names look like set numbers.
 */
export function titleNamesAnother(line: MatchLine, item: MatchItem, index: StockIndex): boolean {
  const own = item.identifiers.filter(({ type }) => type === "set_number");
  if (own.length === 0) return false;
  const stated = readTitleNumbers(line.title);
  const numbers = new Set(own.map(({ value }) => withoutVariant(normaliseSetNumber(value))));
  if (stated.some(({ number }) => numbers.has(withoutVariant(number)))) return false;
  return stated.some(
    ({ number, marked }) => marked || number.length === usualLength || index.count("number", number) > 0,
  );
}

const tellingWords = 2;

/**
 * Whether both titles speak of the same brand and then have not one word in common: a SKU that was given to something
 * else since. Titles that say little, or do not name the brand, prove nothing.
 */
export function titlesAreStrangers(line: MatchLine, item: MatchItem): boolean {
  if (!sharesBrand(line, item)) return false;
  const sold = titleWords(line.title);
  const stocked = titleWords(item.title);
  if (sold.length < tellingWords || stocked.length < tellingWords) return false;
  return !sold.some((word) => stocked.some((other) => wordSimilarity(word, other) > 0));
}

function sharesBrand(line: MatchLine, item: MatchItem): boolean {
  const title = line.title.toLowerCase();
  if (item.identifiers.some(({ type }) => type === "set_number") && title.includes("lego")) return true;
  const brand = item.identifiers
    .find(({ type }) => type === "brand")
    ?.value.trim()
    .toLowerCase();
  return brand !== undefined && brand.length > 1 && title.split(/\s+/).includes(brand);
}

// "71010" is said of 71010-2: the title may well leave the variant out.
function withoutVariant(number: string): string {
  return number.replace(/-\d{1,2}$/, "");
}
