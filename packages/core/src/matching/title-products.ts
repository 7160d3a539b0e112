import type { Contribution } from "./engine/evidence/log-odds.ts";
import { type TitleCandidate, type TitledProduct, TitleMatcher } from "./engine/title-matcher.ts";
import { normaliseSetNumber } from "./normalise/identifier-key.ts";
import { Postings } from "./postings.ts";
import type { MatchItem, MatchLine } from "./types.ts";

/** A product and the parts of its score for a line. */
export interface ProductMatch {
  product: string;
  contributions: readonly Contribution[];
}

type Product = Pick<MatchItem, "title" | "identifiers" | "description">;

/**
 * The distinct products behind the units in stock, searchable by title. A hundred equal units are one product, so they
 * crowd nothing out. Built on the first search, kept up to date from then on.
 */
export class TitleProducts {
  readonly #units = new Postings();
  #matcher: TitleMatcher | null = null;
  readonly #waiting = new Map<string, TitledProduct>();

  add(item: MatchItem): void {
    const product = productKey(item);
    this.#units.add(product, item.id);
    if (this.#matcher) this.#matcher.put(product, toTitled(item));
    else if (!this.#waiting.has(product)) this.#waiting.set(product, toTitled(item));
  }

  remove(item: MatchItem): void {
    const product = productKey(item);
    this.#units.remove(product, item.id);
    if (!isEmpty(this.#units.get(product))) return;
    this.#waiting.delete(product);
    this.#matcher?.remove(product);
  }

  /** Ids of the units of a product. */
  units(product: string): Iterable<string> {
    return this.#units.get(product);
  }

  /** The likeliest products for a line, best first. */
  search(line: MatchLine, limit: number): ProductMatch[] {
    return this.#ready().candidates(lineTitled(line), limit).map(toMatch);
  }

  /** The parts of the score of one item's product. */
  compare(line: MatchLine, item: MatchItem): readonly Contribution[] {
    return this.#ready().compare(lineTitled(line), productKey(item))?.contributions ?? [];
  }

  #ready(): TitleMatcher {
    if (this.#matcher) return this.#matcher;
    this.#matcher = new TitleMatcher(this.#waiting);
    this.#waiting.clear();
    return this.#matcher;
  }
}

/** Items with one key are one product: the same title and the same identifiers. */
export function productKey({ title, identifiers }: Product): string {
  if (identifiers.length === 0) return title;
  return [title, ...identifiers.map(({ type, value }) => `${type} ${value}`).sort()].join("\n");
}

function toMatch({ key, contributions }: TitleCandidate): ProductMatch {
  return { product: key, contributions };
}

function toTitled({ title, identifiers, description }: Product): TitledProduct {
  const named = identifiers.filter(({ type }) => type !== "brand" && type !== "color");
  return {
    title,
    identifiers: named.map(({ type, value }) => (type === "set_number" ? normaliseSetNumber(value) : value)),
    brand: identifiers.find(({ type }) => type === "brand")?.value ?? null,
    description: description ?? null,
  };
}

function lineTitled(line: MatchLine): TitledProduct {
  return toTitled(line);
}

function isEmpty(ids: Iterable<string>): boolean {
  for (const _ of ids) return false;
  return true;
}
