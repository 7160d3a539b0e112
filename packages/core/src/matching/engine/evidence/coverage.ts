import type { TitleFacts, TitleToken } from "../text/title-facts.ts";
import { wordSimilarity } from "./word-similarity.ts";

/** How much of one title, by weight of its rarer words, the other one says too (0 to 1). */
export function coverage(from: TitleFacts, to: TitleFacts, rarity: (text: string) => number): number {
  const known = new Set(to.tokens.map((token) => token.text));
  let total = 0;
  let covered = 0;
  for (const token of from.tokens) {
    const weight = rarity(token.text);
    total += weight;
    covered += weight * (known.has(token.text) ? 1 : approximate(token, to));
  }
  return total > 0 ? covered / total : 0;
}

function approximate(token: TitleToken, to: TitleFacts): number {
  if (token.kind === "number") return numberIn(token, to) ? 1 : 0;
  if (token.kind === "code") return codeIn(token.text, to.squashed);
  const best = bestWord(token.text, to);
  // A word written together with its neighbour.
  return best === 0 && token.text.length >= 5 && to.squashed.includes(token.text) ? 0.9 : best;
}

function numberIn(token: TitleToken, to: TitleFacts): boolean {
  const { measure } = token;
  const same = to.measures.some(
    ({ value, unit }) => value === measure?.value && (unit === measure.unit || !unit || !measure.unit),
  );
  return same || (token.text.length >= 4 && to.squashed.includes(token.text));
}

function codeIn(code: string, squashed: string): number {
  const share = longestPrefixIn(code, squashed) / code.length;
  return share >= 0.6 ? share : 0;
}

function bestWord(word: string, to: TitleFacts): number {
  let best = 0;
  for (const other of to.tokens) {
    if (other.kind === "word") best = Math.max(best, wordSimilarity(word, other.text));
  }
  return best;
}

/** Length of the longest beginning of a code, at least four signs, that stands somewhere in a squashed title. */
export function longestPrefixIn(code: string, squashed: string): number {
  for (let length = code.length; length >= 4; length -= 1) {
    if (squashed.includes(code.slice(0, length))) return length;
  }
  return 0;
}
