import type { Contribution } from "./engine/evidence/log-odds.ts";
import type { TitleIndexParts } from "./engine/index/title-index.ts";
import { type PreparedLine, type ProductCatalogue, type TitledProduct, TitleMatcher } from "./engine/title-matcher.ts";
import { barcodeKey, readTitleBarcodes } from "./normalise/barcode.ts";
import { normaliseSetNumber } from "./normalise/identifier-key.ts";
import type { MatchItem, MatchLine } from "./types.ts";

/** A product and the parts of its score for a line. */
export interface ProductMatch {
  /** Ids of its units. */
  units: readonly string[];
  contributions: readonly Contribution[];
}

type Product = Pick<MatchItem, "title" | "identifiers">;
type Units = string | Set<string>;

// Numbers of products that are gone are not used again: when they are many, all is numbered anew.
const goneShare = 1;
const goneMinimum = 4_096;

/**
 * The distinct products behind the units in stock, searchable by title. A hundred equal units are one product, so they
 * crowd nothing out. Built on the first search, kept up to date from then on.
 */
export class TitleProducts implements ProductCatalogue {
  readonly #itemOf: (id: string) => MatchItem | undefined;
  #numbers = new Map<string, number>();
  #keys: string[] = [];
  // Most products have one unit, so that one id is kept bare.
  #units: (Units | null)[] = [];
  #matcher: TitleMatcher | null = null;

  constructor(itemOf: (id: string) => MatchItem | undefined) {
    this.#itemOf = itemOf;
  }

  /** Takes in an item that the owner of the items knows already. */
  add(item: MatchItem): void {
    const key = productKey(item);
    const known = this.#numbers.get(key);
    const units = known === undefined ? undefined : this.#units[known];
    if (known === undefined || !units) this.#addProduct(key, item);
    else if (typeof units !== "string") units.add(item.id);
    else if (units !== item.id) this.#units[known] = new Set([units, item.id]);
  }

  remove(item: MatchItem): void {
    const key = productKey(item);
    const number = this.#numbers.get(key);
    const units = number === undefined ? undefined : this.#units[number];
    if (number === undefined || !units) return;
    if (typeof units !== "string") {
      units.delete(item.id);
      if (units.size > 0) return;
    } else if (units !== item.id) return;
    this.#units[number] = null;
    this.#numbers.delete(key);
    this.#matcher?.remove(number);
    this.#renumberWhenMuchIsGone();
  }

  /** Ids of the units of an item's product. */
  unitsLike(item: Product): readonly string[] {
    return this.#unitsOf(this.#numbers.get(productKey(item)));
  }

  /** Reads a line once for searching and comparing. */
  prepare(line: MatchLine): PreparedLine {
    const titled = toTitled(line);
    // An ISBN-10 in a title is the EAN on the book.
    const barcodes = readTitleBarcodes(line.title).flatMap((value) => barcodeKey(value)?.replace(/^0/, "") ?? []);
    return this.#ready().prepare({ ...titled, identifiers: [...(titled.identifiers ?? []), ...barcodes] });
  }

  /** The likeliest products for a line, best first. */
  search(line: PreparedLine, limit: number): ProductMatch[] {
    return this.#ready()
      .candidates(line, limit)
      .map(({ product, contributions }) => ({ units: this.#unitsOf(product), contributions }));
  }

  /** The parts of the score of one item's product. */
  compareWith(line: PreparedLine, item: MatchItem): readonly Contribution[] {
    const number = this.#numbers.get(productKey(item));
    return number === undefined ? [] : this.#ready().compare(line, number).contributions;
  }

  /** What a product's title and identifiers are, by its number. */
  read(product: number): TitledProduct {
    const [unit] = this.#unitsOf(product);
    const item = unit === undefined ? undefined : this.#itemOf(unit);
    return item ? toTitled(item) : { title: "" };
  }

  readonly compare = (a: number, b: number): number => compareText(this.#keys[a] ?? "", this.#keys[b] ?? "");

  /** The title index as plain arrays, and the ids of all items in the order in which it numbers their products. */
  save(): { parts: TitleIndexParts; itemIds: string[] } {
    if (this.#keys.length > this.#numbers.size) this.#renumber();
    const itemIds = this.#keys.flatMap((_, product) => this.#unitsOf(product));
    return { parts: this.#ready().parts, itemIds };
  }

  /** Takes over an index that was saved, after its items were added in the saved order. */
  restore(parts: TitleIndexParts): void {
    this.#matcher = TitleMatcher.fromParts(this, parts);
  }

  #addProduct(key: string, item: MatchItem): void {
    this.#numbers.set(key, this.#keys.push(key) - 1);
    this.#units.push(item.id);
    this.#matcher?.add(toTitled(item));
  }

  #unitsOf(product: number | undefined): readonly string[] {
    const units = product === undefined ? null : this.#units[product];
    if (!units) return [];
    return typeof units === "string" ? [units] : [...units];
  }

  #renumberWhenMuchIsGone(): void {
    const gone = this.#keys.length - this.#numbers.size;
    if (gone > goneMinimum + this.#numbers.size * goneShare) this.#renumber();
  }

  #renumber(): void {
    const left = [...this.#numbers].map(([key, number]) => ({ key, units: this.#units[number] ?? null }));
    this.#keys = left.map(({ key }) => key);
    this.#units = left.map(({ units }) => units);
    this.#numbers = new Map(this.#keys.map((key, number) => [key, number]));
    this.#matcher = null;
  }

  #ready(): TitleMatcher {
    this.#matcher ??= TitleMatcher.build(this, this.#keys.length);
    return this.#matcher;
  }
}

/** Items with one key are one product: the same title and identifiers. */
export function productKey({ title, identifiers }: Product): string {
  const [only] = identifiers;
  if (only === undefined) return title;
  if (identifiers.length === 1) return `${title}\n${only.type} ${only.value}`;
  return [title, ...identifiers.map(({ type, value }) => `${type} ${value}`).sort()].join("\n");
}

function toTitled({ title, identifiers }: Product): TitledProduct {
  const named = identifiers.filter(({ type }) => type !== "brand" && type !== "color");
  return {
    title,
    identifiers: named.map(({ type, value }) => (type === "set_number" ? normaliseSetNumber(value) : value)),
    brand: identifiers.find(({ type }) => type === "brand")?.value ?? null,
  };
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
