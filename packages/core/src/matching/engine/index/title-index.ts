import { PostingLists } from "./posting-lists.ts";
import { queryTerms, type TermLookup } from "./query-terms.ts";
import { ScoreHeap } from "./score-heap.ts";
import { type TermKind, termHash, termKind } from "./term-hash.ts";
import { TermTable } from "./term-table.ts";
import { titleTerms } from "./title-terms.ts";
import { Vocabulary } from "./vocabulary.ts";

/** A title found by a search: its document number and its score (comparable within one search only). */
export interface TitleHit {
  document: number;
  score: number;
  /** Summed weight of the shared terms, before the norm for length. */
  overlap: number;
}

const vocabularyWord = /^\p{L}{4,}$/u;
/** Added to a title's number of terms before the root: short titles gain less from being short. */
const lengthPivot = 10;
const repackShare = 8;
const repackMinimum = 16_384;

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
  readonly vocabulary = new Vocabulary();
  readonly #table = new TermTable();
  #frequencies = new Int32Array(1 << 10);
  #hashes = new Uint32Array(1 << 10);
  #shortest = new Uint8Array(1 << 10).fill(255);
  #titles: (string | null)[] = [];
  #lengths = new Uint8Array(1 << 10);
  #postings = PostingLists.pack(new Int32Array(0), new Uint32Array(1), 0);
  #live = 0;
  #scores = new Float64Array(0);

  /** Indexes titles in bulk; document numbers are the positions in the list. */
  static build(titles: readonly string[]): TitleIndex {
    const index = new TitleIndex();
    index.#titles = [...titles];
    index.#live = titles.length;
    index.#pack();
    return index;
  }

  /** Titles that can be found. */
  get documentCount(): number {
    return this.#live;
  }

  title(document: number): string | null {
    return this.#titles[document] ?? null;
  }

  find(hash: number): number {
    return this.#table.find(hash);
  }

  frequency(term: number): number {
    return this.#frequencies[term] ?? 0;
  }

  /**
   * Weight of a term by its rarity. The number of documents counts by powers of two, so that one title more or less
   * changes no weight but those of its own words.
   */
  rarity(text: string, kind: TermKind): number {
    const term = this.#table.find(termHash(text, kind));
    return this.#rarityOf(term < 0 ? 0 : this.frequency(term));
  }

  /** Adds one title; answers its document number. */
  add(title: string): number {
    const document = this.#titles.push(title) - 1;
    this.#live += 1;
    const terms = this.#distinctTerms(title);
    this.#setLength(document, terms.length);
    for (const term of terms) {
      this.#count(term, document);
      this.#postings.append(term, document);
    }
    if (this.#postings.laterCount > repackMinimum + this.#titles.length / repackShare) this.#pack();
    return document;
  }

  /** Takes a title out; its number is not used again. */
  remove(document: number): void {
    const title = this.#titles[document];
    if (title === null || title === undefined) return;
    for (const term of this.#distinctTerms(title)) this.#frequencies[term] = this.frequency(term) - 1;
    this.#titles[document] = null;
    this.#live -= 1;
  }

  /** The k best titles, best first; ties in the order of `tieBreak`, by default the titles' own. */
  search(title: string, k: number, tieBreak?: (a: number, b: number) => number): TitleHit[] {
    if (this.#scores.length < this.#titles.length) this.#scores = new Float64Array(this.#titles.length + 1024);
    const terms = this.#scoredTerms(title);
    const { touched, read, threshold } = this.#readRareLists(terms, k);
    const candidates = this.#probeFrequentLists({ terms: terms.slice(read), touched, threshold, k });
    const hits = candidates.map((document) => {
      const score = this.#scores[document] ?? 0;
      return { document, score, overlap: score * lengthNorm(this.#lengths[document] ?? 0) };
    });
    for (const document of touched) this.#scores[document] = 0;
    const order = tieBreak ?? ((a: number, b: number) => compareText(this.title(a) ?? "", this.title(b) ?? ""));
    hits.sort((a, b) => b.score - a.score || order(a.document, b.document) || a.document - b.document);
    return hits.slice(0, k);
  }

  /** Summed weight of the terms that a search for a title would share with one document. */
  overlap(title: string, document: number): number {
    return this.#scoredTerms(title)
      .filter(({ term }) => this.#postings.has(term, document))
      .reduce((sum, { weight }) => sum + weight, 0);
  }

  #scoredTerms(title: string): ScoredTerm[] {
    const terms: ScoredTerm[] = [];
    for (const [term, weight] of queryTerms(title, this)) {
      const frequency = this.frequency(term);
      if (frequency <= 0) continue;
      const rarity = this.#rarityOf(frequency);
      const full = weight * rarity * rarity;
      const bound = full / lengthNorm(this.#shortest[term] ?? 0);
      terms.push({ term, hash: this.#hashes[term] ?? 0, weight: full, frequency, bound });
    }
    // The hash decides among equals, so that sums are formed in one order whatever the order of building.
    return terms.sort((a, b) => a.frequency - b.frequency || a.hash - b.hash);
  }

  #readRareLists(terms: readonly ScoredTerm[], k: number) {
    const touched: number[] = [];
    const heap = new ScoreHeap(k);
    let rest = terms.reduce((sum, term) => sum + term.bound, 0);
    let threshold = 0;
    let read = 0;
    for (const term of terms) {
      if (touched.length >= k && term.frequency > 256) {
        threshold = kthBest(heap, touched, this.#scores);
        if (rest <= threshold) break;
      }
      for (const list of this.#postings.list(term.term)) this.#accumulate(list, term.weight, touched);
      rest -= term.bound;
      read += 1;
    }
    return { touched, read, threshold };
  }

  #accumulate(list: ArrayLike<number>, weight: number, touched: number[]): void {
    const scores = this.#scores;
    const lengths = this.#lengths;
    for (let at = 0; at < list.length; at += 1) {
      const document = list[at] ?? 0;
      const score = scores[document] ?? 0;
      if (score === 0) {
        if (this.#titles[document] === null) continue;
        touched.push(document);
      }
      scores[document] = score + weight * (inverseNorms[lengths[document] ?? 0] ?? 1);
    }
  }

  #probeFrequentLists(search: {
    terms: readonly ScoredTerm[];
    touched: readonly number[];
    threshold: number;
    k: number;
  }) {
    const heap = new ScoreHeap(search.k);
    let rest = search.terms.reduce((sum, term) => sum + term.bound, 0);
    let threshold = search.threshold;
    let candidates = this.#within(search.touched, threshold - rest);
    for (const term of search.terms) {
      for (const document of candidates) {
        if (!this.#postings.has(term.term, document)) continue;
        this.#scores[document] =
          (this.#scores[document] ?? 0) + term.weight * (inverseNorms[this.#lengths[document] ?? 0] ?? 1);
      }
      rest -= term.bound;
      if (candidates.length <= search.k * 4) continue;
      threshold = Math.max(threshold, kthBest(heap, candidates, this.#scores));
      candidates = this.#within(candidates, threshold - rest);
    }
    return this.#within(candidates, kthBest(heap, candidates, this.#scores));
  }

  #within(documents: readonly number[], least: number): number[] {
    // A hair of slack: a bound and a score are sums formed in different orders.
    const bar = least - 1e-9;
    return documents.filter((document) => (this.#scores[document] ?? 0) >= bar);
  }

  #rarityOf(frequency: number): number {
    const count = 2 ** Math.ceil(Math.log2(Math.max(2, this.#live)));
    return Math.log(1 + (Math.max(count, frequency) - frequency + 0.5) / (frequency + 0.5));
  }

  #pack(): void {
    this.#frequencies.fill(0);
    this.#shortest.fill(255);
    let terms = new Int32Array(Math.max(1024, this.#titles.length * 16));
    const bounds = new Uint32Array(this.#titles.length + 1);
    let size = 0;
    for (const [document, title] of this.#titles.entries()) {
      const distinct = title === null ? [] : this.#distinctTerms(title);
      if (size + distinct.length > terms.length) terms = enlarged(terms, Int32Array, 0);
      this.#setLength(document, distinct.length);
      for (const term of distinct) {
        terms[size] = term;
        size += 1;
        this.#count(term, document);
      }
      bounds[document + 1] = size;
    }
    this.#postings = PostingLists.pack(terms, bounds, this.#table.size);
  }

  #distinctTerms(title: string): number[] {
    const distinct = new Set<number>();
    titleTerms(title, (text, kind) => {
      const hash = termHash(text, kind);
      const known = this.#table.size;
      const term = this.#table.intern(hash);
      if (term === known) this.#welcome(term, hash, text, kind);
      distinct.add(term);
    });
    return [...distinct];
  }

  #welcome(term: number, hash: number, text: string, kind: TermKind): void {
    if (term >= this.#hashes.length) {
      this.#hashes = enlarged(this.#hashes, Uint32Array, 0);
      this.#frequencies = enlarged(this.#frequencies, Int32Array, 0);
      this.#shortest = enlarged(this.#shortest, Uint8Array, 255);
    }
    this.#hashes[term] = hash;
    if (kind === termKind.whole && vocabularyWord.test(text)) this.vocabulary.add(text);
  }

  #count(term: number, document: number): void {
    this.#frequencies[term] = this.frequency(term) + 1;
    this.#shortest[term] = Math.min(this.#shortest[term] ?? 255, this.#lengths[document] ?? 255);
  }

  #setLength(document: number, terms: number): void {
    while (document >= this.#lengths.length) this.#lengths = enlarged(this.#lengths, Uint8Array, 0);
    this.#lengths[document] = Math.min(255, terms);
  }
}

const lengthNorms = Float64Array.from({ length: 256 }, (_, terms) => Math.sqrt(terms + lengthPivot));

const inverseNorms = lengthNorms.map((norm) => 1 / norm);

function lengthNorm(terms: number): number {
  return lengthNorms[terms] ?? 1;
}

function kthBest(heap: ScoreHeap, documents: readonly number[], scores: Float64Array): number {
  heap.clear();
  for (const document of documents) heap.offer(scores[document] ?? 0);
  return heap.threshold;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

interface Growable {
  readonly length: number;
  set(values: ArrayLike<number>): void;
  fill(value: number): unknown;
}

function enlarged<Values extends Growable & ArrayLike<number>>(
  values: Values,
  type: new (length: number) => Values,
  filler: number,
): Values {
  const larger = new type(values.length * 2);
  if (filler !== 0) larger.fill(filler);
  larger.set(values);
  return larger;
}
