import { readTitleNumbers } from "../../normalise/title-numbers.ts";
import { canonicalWord } from "./canonical-words.ts";
import { type Measure, readMeasure } from "./measures.ts";
import { normaliseText, squash } from "./normalise-text.ts";
import { readSizes } from "./sizes.ts";
import { type Alternative, alternativeOf, colorOf, editions, modifiers } from "./word-groups.ts";

/** What one title says, read once and compared many times. */
export interface TitleFacts {
  /** Distinct words, numbers and codes, in the spelling under which the index weighs them. */
  tokens: readonly TitleToken[];
  /** Codes such as model and part numbers: letters and digits written as one, at least four signs. */
  codes: readonly string[];
  /** Numbers that may name the product: not years, piece counts, ages, scales or quantities. */
  numbers: readonly string[];
  measures: readonly Measure[];
  /** Clothing and shoe sizes, by their scale. */
  sizes: ReadonlyMap<string, string>;
  /** Numbers that the title calls those of parts. */
  partNumbers: readonly string[];
  colors: ReadonlySet<string>;
  editions: ReadonlySet<string>;
  /** Words that exclude others: left, men, paperback. */
  alternatives: readonly Alternative[];
  /** A word for the larger or smaller sibling of a model stands in it. */
  hasModifier: boolean;
  /** The title without spaces and signs. */
  squashed: string;
  /** The 3-character pieces of the words as ascending numbers. */
  grams: Int32Array;
}

export interface TitleToken {
  text: string;
  kind: "word" | "number" | "code";
  measure: Measure | null;
  /** The text, or the value alone of a measure: "256gb" and "256 gb" are one. */
  key: string;
  /** Which letters the text holds, a bit a letter: two words one error apart differ in two bits at most. */
  letters: number;
}

const tokenPattern = /\d+\.\d+|[\p{L}\p{N}]+|["']/gu;
const chunkSeparators = /[\s,()[\]{}:;"|!?*&+]+/;
const year = /^(?:19|20)\d\d$/;
const partNumber = /\b(?:part|element|design|item id)s?\s*(?:no\.?|number|nr\.?|#)?\s*[:#]?\s*(\d{3,7}[a-z]?)(?!\w)/g;
const maximumTokens = 64;

/** Reads a title for comparing. Costs the same for a hostile title as for a long one. */
export function readTitleFacts(title: string): TitleFacts {
  const text = normaliseText(title);
  const tokens = readTokens(text);
  const values = new Set(tokens.map((token) => token.text));
  const numbers = /\d{3}/.test(text) ? readTitleNumbers(text).map(({ number }) => number) : [];
  return {
    tokens,
    codes: readCodes(text, numbers),
    numbers,
    measures: tokens.flatMap(({ measure }) => (measure ? [measure] : [])),
    sizes: readSizes(text),
    partNumbers: [...text.matchAll(partNumber)].map(([, number = ""]) => number),
    colors: colorsIn(values),
    editions: intersection(values, editions),
    alternatives: tokens.flatMap((token) => alternativeOf.get(token.text) ?? []),
    hasModifier: tokens.some((token) => modifiers.has(token.text)),
    squashed: squash(text),
    grams: wordGrams(tokens),
  };
}

function readTokens(text: string): TitleToken[] {
  const parts = text.match(tokenPattern)?.slice(0, maximumTokens * 2) ?? [];
  const tokens = new Map<string, TitleToken>();
  for (const [at, part] of parts.entries()) {
    if (part === '"' || part === "'" || tokens.size >= maximumTokens) continue;
    const canonical = canonicalWord(part);
    const measure = readMeasure(canonical, parts[at + 1] ?? "");
    const spelled = measure?.unit === "version" || /^\d+\.\d+$/.test(canonical) ? String(measure?.value) : canonical;
    const key = measure ? String(measure.value) : spelled;
    tokens.set(spelled, { text: spelled, kind: kindOf(spelled, measure), measure, key, letters: letterBits(spelled) });
  }
  return [...tokens.values()];
}

function kindOf(text: string, measure: Measure | null): TitleToken["kind"] {
  if (measure) return "number";
  return /\d/.test(text) ? "code" : "word";
}

function letterBits(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at += 1) bits |= 1 << (text.charCodeAt(at) & 31);
  return bits;
}

function readCodes(text: string, numbers: readonly string[]): string[] {
  const codes = new Set<string>();
  for (const chunk of text.split(chunkSeparators)) {
    const code = chunk.replace(/[^\p{L}\p{N}]/gu, "");
    if (code.length < 4 || code.length > 40 || !/\d/.test(code) || year.test(code) || codes.size >= 24) continue;
    // Bare digits may be a piece count or an age; with letters or at full length they are somebody's number.
    const isNumber = !/^\d{1,7}$/.test(code) || numbers.includes(code);
    if (isNumber && (readMeasure(code, "")?.unit ?? null) === null) codes.add(code);
  }
  return [...codes];
}

const edge = 94;

// Each word with an edge on both sides; three characters mixed into one number.
function wordGrams(tokens: readonly TitleToken[]): Int32Array {
  const grams = new Int32Array(tokens.reduce((sum, { text }) => sum + text.length, 0));
  let size = 0;
  for (const { text } of tokens) {
    let before = edge;
    let code = text.charCodeAt(0);
    for (let at = 1; at <= text.length; at += 1) {
      const next = at < text.length ? text.charCodeAt(at) : edge;
      grams[size] = Math.imul(Math.imul(before, 65599) + code, 65599) + next;
      size += 1;
      before = code;
      code = next;
    }
  }
  grams.sort();
  let distinct = 0;
  for (let at = 0; at < size; at += 1) {
    if (at > 0 && grams[at] === grams[at - 1]) continue;
    grams[distinct] = grams[at] ?? 0;
    distinct += 1;
  }
  return grams.subarray(0, distinct);
}

function colorsIn(values: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  for (const value of values) {
    const color = colorOf(value);
    if (color !== null) found.add(color);
  }
  return found;
}

function intersection(values: ReadonlySet<string>, group: ReadonlySet<string>): Set<string> {
  return new Set([...values].filter((value) => group.has(value)));
}
