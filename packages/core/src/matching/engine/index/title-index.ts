import { ForwardLists, ForwardPacker } from "./forward-lists.ts";
import { withRoom } from "./growable.ts";
import { PostingLists } from "./posting-lists.ts";
import { queryTerms, type TermLookup } from "./query-terms.ts";
import { Rarity } from "./rarity.ts";
import { ScoreHeap } from "./score-heap.ts";
import { TermBook } from "./term-book.ts";
import { type TermKind, termHash, termKind } from "./term-hash.ts";
import { titleTerms } from "./title-terms.ts";
import type { SimilarWord } from "./vocabulary.ts";

/** A title found by a search: its document number and its score (comparable within one search only). */
export interface TitleHit {
  document: number;
  score: number;
  /** Cosine of the two titles' weighted terms, 0 to 1. */
  similarity: number;
}

/** What an index is saved as and restored from. */
export interface TitleIndexParts {
  hashes: Uint32Array;
  prefixes: Uint8Array;
  words: readonly string[];
  terms: Int32Array;
  bounds: Uint32Array;
}

/** Added to a title's number of terms before the root: short titles gain less from being short. */
const lengthPivot = 10;
const longestList = 255;
const repackShare = 8;
const repackMinimum = 16_384;
const prefixWeight = 0.5;
/** From this many entries on, reading a list costs more than asking whether the lists left still matter. */
const longList = 256;
// Words that more titles hold than this are only looked up in titles that share another word too: "lego" alone, among
// toys, makes nothing resemble anything.
const commonMinimum = 8_192;
const commonShare = 1 / 16;

/** A title read for searching and comparing, against an index as it was at that moment. */
export interface TitleQuery {
  readonly terms: readonly ScoredTerm[];
  /** Squared length of its term vector. */
  readonly norm: number;
}

interface ScoredTerm {
  term: number;
  hash: number;
  weight: number;
  frequency: number;
  bound: number;
}

/**
 * Inverted index over titles with exact top-k search. Terms weigh by rarity (inverse document frequency, squared, as
 * in a cosine), titles are normed by the root of their length. Lists are read rarest first; as soon as the lists left
 * cannot lift a new title into the best k, they are only probed for the titles already found (Turtle and Flood's
 * MaxScore, term at a time). Norms do not depend on frequencies, so an index updated piece by piece answers exactly
 * like one built at once.
 */
export class TitleIndex implements TermLookup {
  #book = new TermBook();
  #forward = new ForwardLists();
  #postings = PostingLists.pack(this.#forward, 0);
  readonly #rarity = new Rarity();
  #alive = new Uint8Array(1 << 10);
  #lengths = new Uint8Array(1 << 10);
  #size = 0;
  #live = 0;
  // Scratch of one search: scores by document, and the documents that have one.
  #scores = new Float64Array(0);
  #touched = new Int32Array(0);
  #touchedCount = 0;

  /** Indexes titles in bulk; document numbers are the positions in the list. */
  static build(titles: Iterable<string>, count: number): TitleIndex {
    const index = new TitleIndex();
    const packer = new ForwardPacker(count);
    for (const title of titles) packer.push(index.#book.read(title));
    index.#adopt(packer.finish());
    return index;
  }

  static fromParts({ hashes, prefixes, words, terms, bounds }: TitleIndexParts): TitleIndex {
    const index = new TitleIndex();
    index.#book = TermBook.fromParts({ hashes, prefixes, words });
    index.#adopt(new ForwardLists(terms, bounds));
    return index;
  }

  /** The index as plain arrays; every document must be alive. */
  get parts(): TitleIndexParts {
    const { terms, bounds } = this.#forward.packed(this.#size, this.#isAlive);
    return { ...this.#book.parts, terms, bounds };
  }

  /** Numbers given to documents, those that were taken out among them. */
  get size(): number {
    return this.#size;
  }

  get scale(): number {
    return this.#rarity.scale;
  }

  find(hash: number): number {
    return this.#book.find(hash);
  }

  frequency(term: number): number {
    return this.#book.frequency(term);
  }

  similarWords(word: string): readonly SimilarWord[] {
    return this.#book.similarWords(word);
  }

  /** Weight of a term by its rarity. */
  rarity(text: string, kind: TermKind): number {
    const term = this.#book.find(termHash(text, kind));
    return this.#rarity.of(term < 0 ? 0 : this.frequency(term));
  }

  /** Adds one title; answers its document number. */
  add(title: string): number {
    const document = this.#size;
    const terms = this.#book.read(title);
    this.#forward.add(document, terms);
    this.#enter(document, terms);
    this.#rarity.resize(this.#live);
    for (const term of terms) this.#postings.append(term, document);
    if (this.#postings.laterCount > repackMinimum + this.#size / repackShare) this.#repack();
    return document;
  }

  /** Takes a title out; its number is not used again. */
  remove(document: number): void {
    if (this.#alive[document] !== 1) return;
    this.#book.discount(this.#forward.get(document));
    this.#alive[document] = 0;
    this.#live -= 1;
    this.#rarity.resize(this.#live);
  }

  /** Reads a title once for any number of questions. */
  prepare(title: string): TitleQuery {
    return { terms: this.#scoredTerms(title), norm: this.#normOfTitle(title) };
  }

  /**
   * The k best titles, best first; ties in the order of `tieBreak`, by default that of their numbers. Exact among the
   * titles that share a word which is not common to thousands of them.
   */
  search({ terms, norm }: TitleQuery, k: number, tieBreak: (a: number, b: number) => number = () => 0): TitleHit[] {
    this.#scores = withRoom(this.#scores, this.#size, { type: Float64Array });
    this.#touched = withRoom(this.#touched, this.#size, { type: Int32Array });
    const { read, threshold } = this.#readRareLists(terms, k);
    const best = this.#probeFrequentLists({ terms: terms.slice(read), threshold, k });
    const found = best.map((document) => ({ document, score: this.#scores[document] ?? 0 }));
    for (let at = 0; at < this.#touchedCount; at += 1) this.#scores[this.#touched[at] ?? 0] = 0;
    this.#touchedCount = 0;
    found.sort((a, b) => b.score - a.score || tieBreak(a.document, b.document) || a.document - b.document);
    return found.slice(0, k).map(({ document, score }) => {
      const overlap = score * (lengthNorms[this.#lengths[document] ?? 0] ?? 1);
      return { document, score, similarity: this.#cosine(overlap, norm, document) };
    });
  }

  /** Cosine of a title and one document. */
  similarity({ terms, norm }: TitleQuery, document: number): number {
    let overlap = 0;
    for (const { term, weight } of terms) if (this.#postings.has(term, document)) overlap += weight;
    return this.#cosine(overlap, norm, document);
  }

  #cosine(overlap: number, norm: number, document: number): number {
    return Math.min(1, overlap / Math.sqrt(Math.max(norm * this.#normOf(document), Number.MIN_VALUE)));
  }

  // Squared length of a document's term vector.
  #normOf(document: number): number {
    let sum = 0;
    for (const term of this.#forward.get(document)) {
      const rarity = this.#rarity.of(this.frequency(term));
      sum += (this.#book.isPrefix(term) ? prefixWeight : 1) * rarity * rarity;
    }
    return sum;
  }

  #normOfTitle(title: string): number {
    const seen = new Set<number>();
    let sum = 0;
    titleTerms(title, (text, kind) => {
      const hash = termHash(text, kind);
      if (seen.has(hash)) return;
      seen.add(hash);
      const rarity = this.rarity(text, kind);
      sum += (kind === termKind.prefix ? prefixWeight : 1) * rarity * rarity;
    });
    return sum;
  }

  #scoredTerms(title: string): ScoredTerm[] {
    const terms: ScoredTerm[] = [];
    for (const [term, weight] of queryTerms(title, this)) {
      const frequency = this.frequency(term);
      if (frequency <= 0) continue;
      const rarity = this.#rarity.of(frequency);
      const full = weight * rarity * rarity;
      const bound = full * (inverseNorms[this.#book.shortest(term)] ?? 1);
      terms.push({ term, hash: this.#book.hash(term), weight: full, frequency, bound });
    }
    // The hash decides among equals, so that sums are formed in one order whatever the order of building.
    return terms.sort((a, b) => a.frequency - b.frequency || a.hash - b.hash);
  }

  #readRareLists(terms: readonly ScoredTerm[], k: number) {
    const heap = new ScoreHeap(k);
    const common = Math.max(commonMinimum, this.scale * commonShare);
    let rest = terms.reduce((sum, term) => sum + term.bound, 0);
    let threshold = 0;
    let read = 0;
    for (const term of terms) {
      if (term.frequency > common) break;
      if (this.#touchedCount >= k && term.frequency > longList) {
        threshold = this.#kthBest(heap, this.#touched.subarray(0, this.#touchedCount));
        if (rest <= threshold) break;
      }
      for (const list of this.#postings.list(term.term)) this.#accumulate(list, term.weight);
      rest -= term.bound;
      read += 1;
    }
    return { read, threshold };
  }

  #accumulate(list: ArrayLike<number>, weight: number): void {
    const scores = this.#scores;
    const lengths = this.#lengths;
    for (let at = 0; at < list.length; at += 1) {
      const document = list[at] ?? 0;
      const score = scores[document] ?? 0;
      if (score === 0) {
        if (this.#alive[document] !== 1) continue;
        this.#touched[this.#touchedCount] = document;
        this.#touchedCount += 1;
      }
      scores[document] = score + weight * (inverseNorms[lengths[document] ?? 0] ?? 1);
    }
  }

  #probeFrequentLists({ terms, threshold, k }: { terms: readonly ScoredTerm[]; threshold: number; k: number }) {
    const heap = new ScoreHeap(k);
    let rest = terms.reduce((sum, term) => sum + term.bound, 0);
    let least = threshold;
    let candidates = this.#within(this.#touched.subarray(0, this.#touchedCount), least - rest);
    for (const { term, weight, bound } of terms) {
      for (const document of candidates) {
        if (!this.#postings.has(term, document)) continue;
        this.#scores[document] =
          (this.#scores[document] ?? 0) + weight * (inverseNorms[this.#lengths[document] ?? 0] ?? 1);
      }
      rest -= bound;
      if (candidates.length <= k * 4) continue;
      least = Math.max(least, this.#kthBest(heap, candidates));
      candidates = this.#within(candidates, least - rest);
    }
    return this.#within(candidates, this.#kthBest(heap, candidates));
  }

  #within(documents: ArrayLike<number>, least: number): number[] {
    // A hair of slack: a bound and a score are sums formed in different orders.
    const bar = least - 1e-9;
    const within: number[] = [];
    for (let at = 0; at < documents.length; at += 1) {
      const document = documents[at] ?? 0;
      if ((this.#scores[document] ?? 0) >= bar) within.push(document);
    }
    return within;
  }

  #kthBest(heap: ScoreHeap, documents: ArrayLike<number>): number {
    heap.clear();
    for (let at = 0; at < documents.length; at += 1) heap.offer(this.#scores[documents[at] ?? 0] ?? 0);
    return heap.threshold;
  }

  readonly #isAlive = (document: number): boolean => this.#alive[document] === 1;

  /** Takes packed lists over as the documents of an empty index. */
  #adopt(forward: ForwardLists): void {
    for (let document = 0; document + 1 < forward.bounds.length; document += 1) {
      this.#enter(document, forward.get(document));
    }
    this.#rarity.resize(this.#live);
    this.#forward = forward;
    this.#postings = PostingLists.pack(forward, this.#book.size);
  }

  #repack(): void {
    this.#forward = this.#forward.packed(this.#size, this.#isAlive);
    this.#postings = PostingLists.pack(this.#forward, this.#book.size);
  }

  #enter(document: number, terms: ArrayLike<number>): void {
    this.#alive = withRoom(this.#alive, document + 1, { type: Uint8Array });
    this.#lengths = withRoom(this.#lengths, document + 1, { type: Uint8Array });
    this.#alive[document] = 1;
    this.#lengths[document] = Math.min(longestList, terms.length);
    this.#size = document + 1;
    this.#live += 1;
    this.#book.count(terms);
  }
}

const lengthNorms = Float64Array.from({ length: longestList + 1 }, (_, terms) => Math.sqrt(terms + lengthPivot));
const inverseNorms = lengthNorms.map((norm) => 1 / norm);
