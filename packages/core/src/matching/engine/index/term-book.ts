import { withRoom } from "./growable.ts";
import { termHash, termKind } from "./term-hash.ts";
import { TermTable } from "./term-table.ts";
import { titleTerms } from "./title-terms.ts";
import { type SimilarWord, Vocabulary } from "./vocabulary.ts";

const vocabularyWord = /^\p{L}{4,}$/u;
const longestList = 255;

/** The terms of an index: their numbers, how many documents hold each, and the words among them. */
export class TermBook {
  readonly #vocabulary = new Vocabulary();
  readonly #table = new TermTable();
  #hashes = new Uint32Array(1 << 10);
  // 1 for the beginning of a code, 0 for a whole word.
  #prefixes = new Uint8Array(1 << 10);
  #frequencies = new Int32Array(1 << 10);
  // Terms of the shortest document that holds each: short documents score highest.
  #shortest = new Uint8Array(1 << 10).fill(longestList);

  get size(): number {
    return this.#table.size;
  }

  /** What a copy of this book is made from: terms in the order of their numbers, and the words. */
  get parts(): { hashes: Uint32Array; prefixes: Uint8Array; words: readonly string[] } {
    const hashes = this.#hashes.slice(0, this.size);
    return { hashes, prefixes: this.#prefixes.slice(0, this.size), words: this.#vocabulary.words };
  }

  static fromParts({ hashes, prefixes, words }: TermBook["parts"]): TermBook {
    const book = new TermBook();
    for (const [term, hash] of hashes.entries()) book.#welcome(book.#table.intern(hash), hash, prefixes[term] ?? 0);
    for (const word of words) book.#vocabulary.add(word);
    return book;
  }

  find(hash: number): number {
    return this.#table.find(hash);
  }

  hash(term: number): number {
    return this.#hashes[term] ?? 0;
  }

  isPrefix(term: number): boolean {
    return this.#prefixes[term] === 1;
  }

  frequency(term: number): number {
    return this.#frequencies[term] ?? 0;
  }

  /** Terms of the shortest document that holds a term: never less than the truth. */
  shortest(term: number): number {
    return this.#shortest[term] ?? 0;
  }

  similarWords(word: string): readonly SimilarWord[] {
    return this.#vocabulary.similar(word, this.#isUsed);
  }

  /** The distinct terms of a title; new ones get a number. */
  read(title: string): number[] {
    const distinct = new Set<number>();
    titleTerms(title, (text, kind) => {
      const hash = termHash(text, kind);
      const known = this.#table.size;
      const term = this.#table.intern(hash);
      if (term === known) {
        this.#welcome(term, hash, kind === termKind.prefix ? 1 : 0);
        if (kind === termKind.whole && vocabularyWord.test(text)) this.#vocabulary.add(text);
      }
      distinct.add(term);
    });
    return [...distinct];
  }

  /** Counts one more document with these terms. */
  count(terms: ArrayLike<number>): void {
    const length = Math.min(longestList, terms.length);
    for (let at = 0; at < terms.length; at += 1) {
      const term = terms[at] ?? 0;
      const frequency = this.frequency(term);
      if (frequency === 0) this.#vocabulary.forgetAnswers();
      this.#frequencies[term] = frequency + 1;
      if (length < (this.#shortest[term] ?? longestList)) this.#shortest[term] = length;
    }
  }

  /** Counts one document less. */
  discount(terms: ArrayLike<number>): void {
    for (let at = 0; at < terms.length; at += 1) {
      const term = terms[at] ?? 0;
      const frequency = this.frequency(term) - 1;
      if (frequency === 0) this.#vocabulary.forgetAnswers();
      this.#frequencies[term] = frequency;
    }
  }

  readonly #isUsed = (word: string): boolean => {
    const term = this.#table.find(termHash(word, termKind.whole));
    return term >= 0 && this.frequency(term) > 0;
  };

  #welcome(term: number, hash: number, prefix: number): void {
    const needed = term + 1;
    this.#hashes = withRoom(this.#hashes, needed, { type: Uint32Array });
    this.#prefixes = withRoom(this.#prefixes, needed, { type: Uint8Array });
    this.#frequencies = withRoom(this.#frequencies, needed, { type: Int32Array });
    this.#shortest = withRoom(this.#shortest, needed, { type: Uint8Array, filler: longestList });
    this.#hashes[term] = hash;
    this.#prefixes[term] = prefix;
  }
}
