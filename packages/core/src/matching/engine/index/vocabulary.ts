import { TermTable } from "./term-table.ts";

const similarEnough = 0.4;
const prefixSimilarity = 0.7;
const maximumExpansions = 6;
const cacheLimit = 20_000;
const longestWord = 24;
const shortestPrefix = 4;

/** A word of the index that looks like a searched one, and how much (0 to 1, Dice coefficient of 3-grams). */
export interface SimilarWord {
  word: string;
  similarity: number;
}

/**
 * The words of an index, searchable by likeness: finds `immersion` for `immers` and `advanced` for `advacned`. Words
 * are kept under their spellings with one letter left out, and under their beginnings, so that two words one typing
 * error apart meet in a look-up and no list is walked.
 */
export class Vocabulary {
  readonly #words: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #variants = new TermTable();
  // Words under each variant, as linked lists in flat arrays.
  #heads = new Int32Array(1 << 12).fill(-1);
  #entries = new Int32Array(1 << 13);
  #entryCount = 0;
  readonly #cache = new Map<string, readonly SimilarWord[]>();

  add(word: string): void {
    if (word.length > longestWord || this.#ids.has(word)) return;
    const id = this.#words.push(word) - 1;
    this.#ids.set(word, id);
    for (const hash of spellings(word)) this.#append(this.#variants.intern(hash), id);
    for (const hash of beginnings(word)) this.#append(this.#variants.intern(hash), id);
    this.forgetAnswers();
  }

  /** Every word, in the order in which they came. */
  get words(): readonly string[] {
    return this.#words;
  }

  /** Forgets earlier answers: a word came back into use, or fell out of it. */
  forgetAnswers(): void {
    if (this.#cache.size > 0) this.#cache.clear();
  }

  /** The most similar other words that are in use, best first; equal ones in alphabetical order. */
  similar(word: string, isUsed: (word: string) => boolean): readonly SimilarWord[] {
    const cached = this.#cache.get(word);
    if (cached) return cached;
    const found = word.length > longestWord ? [] : this.#search(word, isUsed);
    if (this.#cache.size >= cacheLimit) this.#cache.clear();
    this.#cache.set(word, found);
    return found;
  }

  #search(word: string, isUsed: (word: string) => boolean): readonly SimilarWord[] {
    const near = new Set<string>();
    for (const hash of spellings(word)) this.#collect(hash, near);
    this.#collect(beginning(word, word.length), near);
    for (let length = Math.max(shortestPrefix, Math.ceil(word.length / 2)); length < word.length; length += 1) {
      const shorter = word.slice(0, length);
      if (this.#ids.has(shorter)) near.add(shorter);
    }
    near.delete(word);
    const found: SimilarWord[] = [];
    const grams = wordGrams(word);
    for (const other of near) {
      const similarity = likeness(word, grams, other);
      if (similarity >= similarEnough && isUsed(other)) found.push({ word: other, similarity });
    }
    found.sort((a, b) => b.similarity - a.similarity || (a.word < b.word ? -1 : 1));
    return found.slice(0, maximumExpansions);
  }

  #append(variant: number, id: number): void {
    if (variant >= this.#heads.length) this.#heads = enlarged(this.#heads, -1);
    if (this.#entryCount * 2 + 1 >= this.#entries.length) this.#entries = enlarged(this.#entries, 0);
    this.#entries[this.#entryCount * 2] = id;
    this.#entries[this.#entryCount * 2 + 1] = this.#heads[variant] ?? -1;
    this.#heads[variant] = this.#entryCount;
    this.#entryCount += 1;
  }

  #collect(hash: number, near: Set<string>): void {
    const variant = this.#variants.find(hash);
    if (variant < 0) return;
    for (let entry = this.#heads[variant] ?? -1; entry >= 0; entry = this.#entries[entry * 2 + 1] ?? -1) {
      near.add(this.#words[this.#entries[entry * 2] ?? 0] ?? "");
    }
  }
}

function likeness(word: string, grams: ReadonlySet<string>, other: string): number {
  let shared = 0;
  for (const gram of wordGrams(other)) if (grams.has(gram)) shared += 1;
  const dice = (2 * shared) / (word.length + other.length);
  return word.startsWith(other) || other.startsWith(word) ? Math.max(dice, prefixSimilarity) : dice;
}

// One gram a letter: the word is padded on both sides.
function wordGrams(word: string): Set<string> {
  const padded = `^${word}$`;
  const grams = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at += 1) grams.add(padded.slice(at, at + 3));
  return grams;
}

const spellingSeed = 0x51ed270b;
const beginningSeed = 0x2545f491;

/** Hashes of a word and of its spellings with one letter left out. */
function spellings(word: string): Set<number> {
  const hashes = new Set([hashWithout(word, -1)]);
  for (let at = 0; at < word.length; at += 1) hashes.add(hashWithout(word, at));
  return hashes;
}

/** Hashes of the beginnings of a word that are at least half of it. */
function beginnings(word: string): number[] {
  const hashes: number[] = [];
  const shortest = Math.max(shortestPrefix, Math.ceil(word.length / 2));
  for (let length = shortest; length < word.length; length += 1) hashes.push(beginning(word, length));
  return hashes;
}

function beginning(word: string, length: number): number {
  let hash = beginningSeed;
  for (let at = 0; at < length; at += 1) hash = mix(hash, word.charCodeAt(at));
  return finish(hash);
}

function hashWithout(word: string, left: number): number {
  let hash = spellingSeed;
  for (let at = 0; at < word.length; at += 1) if (at !== left) hash = mix(hash, word.charCodeAt(at));
  return finish(hash);
}

function mix(hash: number, code: number): number {
  return Math.imul(hash ^ code, 16777619);
}

function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 0;
}

function enlarged(values: Int32Array<ArrayBuffer>, filler: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(values.length * 2).fill(filler, values.length);
  larger.set(values);
  return larger;
}
