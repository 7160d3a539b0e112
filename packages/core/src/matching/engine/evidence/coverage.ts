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
  const best = bestWord(token, to);
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

function bestWord(word: TitleToken, to: TitleFacts): number {
  let best = 0;
  for (const other of to.tokens) {
    if (other.kind === "word" && mayResemble(word, other)) best = Math.max(best, wordSimilarity(word.text, other.text));
  }
  return best;
}

// Similar words are at most a fifth of their letters apart, and each error changes two bits at most; a shortened word
// holds no letter that the whole one lacks.
function mayResemble(a: TitleToken, b: TitleToken): boolean {
  const allowed = 2 * Math.floor(Math.max(a.text.length, b.text.length) / 5);
  if (countBits(a.letters ^ b.letters) <= allowed) return true;
  return (
    a.text.charCodeAt(0) === b.text.charCodeAt(0) &&
    ((a.letters & b.letters) === a.letters || (a.letters & b.letters) === b.letters)
  );
}

function countBits(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Length of the longest beginning of a code, at least four signs, that stands somewhere in a squashed title. */
export function longestPrefixIn(code: string, squashed: string): number {
  for (let length = code.length; length >= 4; length -= 1) {
    if (squashed.includes(code.slice(0, length))) return length;
  }
  return 0;
}
