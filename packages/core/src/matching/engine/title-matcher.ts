import { type Contribution, contributions, totalLogOdds } from "./evidence/log-odds.ts";
import { type Described, pairFeatures } from "./evidence/pair-features.ts";
import { defaultWeights, type Weights } from "./evidence/weights.ts";
import { termKind } from "./index/term-hash.ts";
import { TitleIndex, type TitleIndexParts, type TitleQuery } from "./index/title-index.ts";
import { normaliseText, squash } from "./text/normalise-text.ts";
import { readTitleFacts } from "./text/title-facts.ts";

/** What is compared: a sold line or a product in stock. */
export interface TitledProduct {
  title: string;
  /** Numbers and codes that name the product, beside those in the title: set number, model number, barcode. */
  identifiers?: readonly string[];
  brand?: string | null;
}

/** A product that resembles a line: the parts of its score add up to `logOdds`. */
export interface TitleCandidate {
  /** The product's number in the catalogue. */
  product: number;
  logOdds: number;
  contributions: readonly Contribution[];
}

/** The products that a matcher searches, by number. */
export interface ProductCatalogue {
  /** What is known of a product. Must not change under one number. */
  read(product: number): TitledProduct;
  /** Decides which of two products with equal scores goes first, whatever their numbers. */
  compare(a: number, b: number): number;
}

const shortlistLength = 32;
// Titles are read from best to worst: always so many, and further ones while they share this much of the best score.
const readAlways = 12;
const readShare = 0.25;

/** A line read once for any number of questions, against the products as they were at that moment. */
export interface PreparedLine {
  readonly query: TitleQuery;
  readonly described: Described;
}

/**
 * Finds the products whose titles, identifiers and brands fit a line best. Deterministic: neither the order of adding
 * nor earlier searches matter. The catalogue keeps the products; the matcher keeps what it needs to find them.
 */
export class TitleMatcher {
  readonly #catalogue: ProductCatalogue;
  readonly #index: TitleIndex;
  readonly #weights: Weights;

  private constructor(catalogue: ProductCatalogue, index: TitleIndex, weights: Weights) {
    this.#catalogue = catalogue;
    this.#index = index;
    this.#weights = weights;
  }

  /** A matcher over the products numbered from 0 to `count` - 1. */
  static build(catalogue: ProductCatalogue, count: number, weights: Weights = defaultWeights): TitleMatcher {
    function* texts() {
      for (let product = 0; product < count; product += 1) yield indexedText(catalogue.read(product));
    }
    return new TitleMatcher(catalogue, TitleIndex.build(texts(), count), weights);
  }

  static fromParts(catalogue: ProductCatalogue, parts: TitleIndexParts, weights: Weights = defaultWeights) {
    return new TitleMatcher(catalogue, TitleIndex.fromParts(parts), weights);
  }

  /** The index as plain arrays, for saving. Only for a matcher from which nothing was taken out. */
  get parts(): TitleIndexParts {
    return this.#index.parts;
  }

  /** Adds a product under the next number, which is the count of all products ever added. */
  add(product: TitledProduct): number {
    return this.#index.add(indexedText(product));
  }

  remove(product: number): void {
    this.#index.remove(product);
  }

  /** Reads a line once for searching and comparing. */
  prepare(line: TitledProduct): PreparedLine {
    return { query: this.#index.prepare(indexedText(line)), described: describe(line) };
  }

  /** The k likeliest products with the parts of their scores, best first; equal scores as the catalogue orders them. */
  candidates(line: PreparedLine, k: number): TitleCandidate[] {
    const shortlist = Math.max(shortlistLength, k);
    const hits = this.#index.search(line.query, shortlist, this.#catalogue.compare);
    const worthReading = (hits[0]?.score ?? 0) * readShare;
    const read = hits.filter(({ score }, place) => place < readAlways || score >= worthReading);
    const found = read.map(({ document, similarity }) => this.#score(document, line.described, similarity));
    found.sort((a, b) => b.logOdds - a.logOdds || this.#catalogue.compare(a.product, b.product));
    return found.slice(0, k);
  }

  /** The score of one product. */
  compare(line: PreparedLine, product: number): TitleCandidate {
    return this.#score(product, line.described, this.#index.similarity(line.query, product));
  }

  // Titles are read anew each time: that is cheaper than keeping what was read, which the collector then carries about.
  #score(product: number, line: Described, similarity: number): TitleCandidate {
    const item = describe(this.#catalogue.read(product));
    const parts = contributions(pairFeatures(line, item, { similarity, rarity: this.#rarity }), this.#weights);
    return { product, logOdds: totalLogOdds(parts), contributions: parts };
  }

  readonly #rarity = (text: string): number => this.#index.rarity(text, termKind.whole);
}

function indexedText({ title, identifiers = [] }: TitledProduct): string {
  return identifiers.length === 0 ? title : `${title} ${identifiers.join(" ")}`;
}

// The variant of a set number stays apart: 664-2 is not 6642.
function foldIdentifier(identifier: string): string {
  const text = normaliseText(identifier);
  return /^\d+-\d{1,2}$/.test(text) ? text : squash(text);
}

function describe({ title, identifiers = [], brand }: TitledProduct): Described {
  const brandText = normaliseText(brand ?? "");
  return {
    facts: readTitleFacts(title),
    identifiers: identifiers.map(foldIdentifier),
    brand: squash(brandText),
    brandWord: /[\p{L}\p{N}]+/u.exec(brandText)?.[0] ?? "",
  };
}
