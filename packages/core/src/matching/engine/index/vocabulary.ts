import { TermTable } from "./term-table.ts";

const similarEnough = 0.62;
const prefixSimilarity = 0.7;
const maximumExpansions = 6;
const cacheLimit = 20_000;

/** A word of the index that looks like a searched one, and how much (0 to 1, Dice coefficient of 3-grams). */
export interface SimilarWord {
  word: string;
  similarity: number;
}

/** The words of an index, searchable by likeness: finds `immersion` for `immers` and `advanced` for `advacned`. */
export class Vocabulary {
  readonly #words: string[] = [];
  readonly #known = new Set<string>();
  readonly #grams = new TermTable();
  readonly #postings: number[][] = [];
  #shared = new Uint8Array(1 << 10);
  readonly #cache = new Map<string, readonly SimilarWord[]>();

  add(word: string): void {
    if (this.#known.has(word)) return;
    this.#known.add(word);
    const id = this.#words.push(word) - 1;
    if (id >= this.#shared.length) this.#shared = new Uint8Array(this.#shared.length * 2);
    for (const gram of wordGrams(word)) {
      const slot = this.#grams.intern(gram);
      const list = this.#postings[slot];
      if (list) list.push(id);
      else this.#postings[slot] = [id];
    }
    if (this.#cache.size > 0) this.#cache.clear();
  }

  /** The most similar other words, best first; equal ones in alphabetical order. */
  similar(word: string): readonly SimilarWord[] {
    const cached = this.#cache.get(word);
    if (cached) return cached;
    const found = this.#search(word);
    if (this.#cache.size >= cacheLimit) this.#cache.clear();
    this.#cache.set(word, found);
    return found;
  }

  #search(word: string): readonly SimilarWord[] {
    const grams = wordGrams(word);
    const touched = this.#countShared(grams);
    const found: SimilarWord[] = [];
    for (const id of touched) {
      const other = this.#words[id] ?? "";
      const dice = (2 * (this.#shared[id] ?? 0)) / (grams.length + other.length);
      this.#shared[id] = 0;
      const isPrefix = word.startsWith(other) || other.startsWith(word);
      if (other === word || (dice < similarEnough && !isPrefix)) continue;
      found.push({ word: other, similarity: isPrefix ? Math.max(dice, prefixSimilarity) : dice });
    }
    found.sort((a, b) => b.similarity - a.similarity || (a.word < b.word ? -1 : 1));
    return found.slice(0, maximumExpansions);
  }

  #countShared(grams: readonly number[]): number[] {
    const touched: number[] = [];
    for (const gram of grams) {
      const slot = this.#grams.find(gram);
      for (const id of (slot < 0 ? undefined : this.#postings[slot]) ?? []) {
        const count = this.#shared[id] ?? 0;
        if (count === 0) touched.push(id);
        if (count < 255) this.#shared[id] = count + 1;
      }
    }
    return touched;
  }
}

// One gram a letter (the word is padded on both sides), packed into an integer: three characters of 21 bits would
// not fit 32, so they are mixed.
function wordGrams(word: string): number[] {
  const padded = `^${word}$`;
  const grams: number[] = [];
  for (let at = 0; at + 3 <= padded.length; at += 1) {
    let hash = padded.charCodeAt(at);
    hash = Math.imul(hash, 65599) + padded.charCodeAt(at + 1);
    hash = Math.imul(hash, 65599) + padded.charCodeAt(at + 2);
    grams.push((hash ^ (hash >>> 15)) >>> 0);
  }
  return grams;
}
