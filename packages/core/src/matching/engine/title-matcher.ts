import { type Contribution, contributions, totalLogOdds } from "./evidence/log-odds.ts";
import { type Described, pairFeatures } from "./evidence/pair-features.ts";
import { defaultWeights, type Weights } from "./evidence/weights.ts";
import { termKind } from "./index/term-hash.ts";
import { TitleIndex } from "./index/title-index.ts";
import { titleTerms } from "./index/title-terms.ts";
import { normaliseText } from "./text/normalise-text.ts";
import { readTitleFacts } from "./text/title-facts.ts";

/** What is compared: a sold line or a product in stock. */
export interface TitledProduct {
  title: string;
  /** Numbers and codes that name the product, beside those in the title: set number, model number, barcode. */
  identifiers?: readonly string[];
  brand?: string | null;
  description?: string | null;
  /** Price of one unit in minor units; compared as it is, so both sides must be in one currency. */
  price?: number | null;
}

/** A product that resembles a line: the parts of its score add up to `logOdds`. */
export interface TitleCandidate {
  key: string;
  logOdds: number;
  contributions: readonly Contribution[];
}

const shortlistLength = 32;
const describedLimit = 4_096;
const descriptionLimit = 4_000;
const prefixWeight = 0.5;

/**
 * Finds the products whose titles, brands and prices fit a line best. Products are kept by key; equal titles under
 * different keys are different products. Deterministic: neither the order of adding nor earlier searches matter.
 */
export class TitleMatcher {
  #index: TitleIndex;
  readonly #weights: Weights;
  readonly #documents = new Map<string, number>();
  readonly #keys: string[] = [];
  readonly #products: TitledProduct[] = [];
  readonly #described = new Map<number, { product: Described; norm: number }>();

  constructor(products: Iterable<readonly [string, TitledProduct]> = [], weights: Weights = defaultWeights) {
    this.#weights = weights;
    for (const [key, product] of products) {
      this.#documents.set(key, this.#products.push(product) - 1);
      this.#keys.push(key);
    }
    this.#index = TitleIndex.build(this.#products.map(indexedText));
  }

  get size(): number {
    return this.#documents.size;
  }

  /** Adds a product, or takes over its changed description. */
  put(key: string, product: TitledProduct): void {
    const known = this.#documents.get(key);
    const earlier = known === undefined ? undefined : this.#products[known];
    if (known !== undefined && earlier && indexedText(earlier) === indexedText(product)) {
      this.#products[known] = product;
      this.#described.delete(known);
      return;
    }
    this.remove(key);
    const document = this.#index.add(indexedText(product));
    this.#documents.set(key, document);
    this.#keys[document] = key;
    this.#products[document] = product;
  }

  remove(key: string): void {
    const document = this.#documents.get(key);
    if (document === undefined) return;
    this.#index.remove(document);
    this.#documents.delete(key);
    this.#described.delete(document);
  }

  /** The k likeliest products with the parts of their scores, best first; equal scores in the order of keys. */
  candidates(line: TitledProduct, k: number): TitleCandidate[] {
    const shortlist = Math.max(shortlistLength, k);
    const hits = this.#index.search(indexedText(line), shortlist, (a, b) => this.#compareKeys(a, b));
    const described = describe(line);
    const norm = this.#norm(indexedText(line));
    const found = hits.map(({ document, overlap }) => {
      const item = this.#describe(document);
      const similarity = Math.min(1, overlap / Math.sqrt(Math.max(norm * item.norm, Number.MIN_VALUE)));
      return this.#score(document, { line: described, item: item.product, similarity });
    });
    found.sort((a, b) => b.logOdds - a.logOdds || (a.key < b.key ? -1 : 1));
    return found.slice(0, k);
  }

  /** The parts of the score of one product; null when there is none under the key. */
  compare(line: TitledProduct, key: string): TitleCandidate | null {
    const document = this.#documents.get(key);
    if (document === undefined) return null;
    const item = this.#describe(document);
    const norm = this.#norm(indexedText(line));
    const overlap = this.#index.overlap(indexedText(line), document);
    const similarity = Math.min(1, overlap / Math.sqrt(Math.max(norm * item.norm, Number.MIN_VALUE)));
    return this.#score(document, { line: describe(line), item: item.product, similarity });
  }

  #score(document: number, pair: { line: Described; item: Described; similarity: number }): TitleCandidate {
    const { line, item, similarity } = pair;
    const features = pairFeatures(line, item, { similarity, rarity: this.#rarity });
    const parts = contributions(features, this.#weights);
    return { key: this.#keys[document] ?? "", logOdds: totalLogOdds(parts), contributions: parts };
  }

  readonly #rarity = (text: string): number => this.#index.rarity(text, termKind.whole);

  #describe(document: number): { product: Described; norm: number } {
    const known = this.#described.get(document);
    if (known) return known;
    const product = this.#products[document] ?? { title: "" };
    const described = { product: describe(product), norm: this.#norm(indexedText(product)) };
    if (this.#described.size >= describedLimit) this.#described.clear();
    this.#described.set(document, described);
    return described;
  }

  // Squared length of a title's term vector.
  #norm(title: string): number {
    const seen = new Set<string>();
    let sum = 0;
    titleTerms(title, (text, kind) => {
      const term = `${kind}${text}`;
      if (seen.has(term)) return;
      seen.add(term);
      const rarity = this.#index.rarity(text, kind);
      sum += (kind === termKind.prefix ? prefixWeight : 1) * rarity * rarity;
    });
    return sum;
  }

  #compareKeys(a: number, b: number): number {
    return (this.#keys[a] ?? "") < (this.#keys[b] ?? "") ? -1 : 1;
  }
}

function indexedText({ title, identifiers = [] }: TitledProduct): string {
  return identifiers.length === 0 ? title : `${title} ${identifiers.join(" ")}`;
}

function describe({ title, identifiers = [], brand, description, price }: TitledProduct): Described {
  return {
    facts: readTitleFacts(title),
    identifiers: identifiers.map(squash),
    brand: squash(brand ?? ""),
    brandWord: /[\p{L}\p{N}]+/u.exec(normaliseText(brand ?? ""))?.[0] ?? "",
    description: squash((description ?? "").slice(0, descriptionLimit)),
    price: price ?? null,
  };
}

function squash(text: string): string {
  return normaliseText(text).replace(/[^\p{L}\p{N}]+/gu, "");
}
