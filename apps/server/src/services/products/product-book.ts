import type { KeyedIdentifier, KnownProduct, KnownVariant } from "@counterfoil/core/products";
import type { ListingToPlaceRow, NewProduct, NewVariant } from "@counterfoil/db";

interface Entry extends KnownProduct {
  identifiers: KeyedIdentifier[];
  variants: KnownVariant[];
}

/** The products around some listings, with those that came to be while the listings were placed, ready to be looked up. */
export class ProductBook {
  readonly newProducts: NewProduct[] = [];
  readonly newVariants: NewVariant[] = [];
  readonly #entries = new Map<string, Entry>();
  readonly #byWord = new Map<string, Set<Entry>>();
  readonly #siblings = new Map<string, Set<string>>();
  readonly #productOf = new Map<string, string>();
  readonly #newId: () => string;

  constructor(
    known: readonly KnownProduct[],
    siblings: readonly { connection_id: string; external_id: string; product_id: string }[],
    newId: () => string,
  ) {
    this.#newId = newId;
    for (const { id, identifiers, variants } of known) {
      const entry: Entry = { id, identifiers: [], variants: [] };
      this.#entries.set(id, entry);
      this.#learn(entry, identifiers);
      for (const variant of variants) this.#addVariant(entry, variant);
    }
    for (const sibling of siblings) this.#noteSibling(sibling, sibling.product_id);
  }

  /** Products with the listing's SKU or one of its numbers, and those of its siblings. */
  like(row: ListingToPlaceRow): KnownProduct[] {
    const found = wordsOf(row).flatMap((word) => [...(this.#byWord.get(word) ?? [])]);
    const siblings = this.siblingsOf(row).flatMap((id) => this.#entries.get(id) ?? []);
    return [...new Set([...found, ...siblings])];
  }

  siblingsOf(row: ListingToPlaceRow): string[] {
    return row.variation_id === null ? [] : [...(this.#siblings.get(siblingKey(row)) ?? [])];
  }

  addProduct(row: ListingToPlaceRow): string {
    const entry: Entry = { id: this.#newId(), identifiers: [], variants: [] };
    this.#entries.set(entry.id, entry);
    this.newProducts.push({ id: entry.id, title: row.title || row.sku || row.external_id });
    return entry.id;
  }

  addVariant(row: ListingToPlaceRow, productId: string): string {
    const { sku, condition, options, sku_key: skuKey } = row;
    const id = this.#newId();
    this.newVariants.push({ id, product_id: productId, sku, condition, options });
    const entry = this.#entries.get(productId);
    if (entry) this.#addVariant(entry, { id, productId, skuKey, condition, options });
    else this.#productOf.set(id, productId);
    this.noteListing(row, id);
    return id;
  }

  /** Remembers that a listing is of a variant, so that what follows finds its numbers and variations there. */
  noteListing(row: ListingToPlaceRow, variantId: string): void {
    const productId = this.#productOf.get(variantId);
    if (productId === undefined) return;
    const entry = this.#entries.get(productId);
    if (entry) this.#learn(entry, row.identifiers);
    if (row.variation_id !== null) this.#noteSibling(row, productId);
  }

  #addVariant(entry: Entry, variant: KnownVariant): void {
    entry.variants.push(variant);
    this.#productOf.set(variant.id, entry.id);
    if (variant.skuKey !== null) this.#index(skuWord(variant.skuKey), entry);
  }

  #learn(entry: Entry, identifiers: readonly KeyedIdentifier[]): void {
    entry.identifiers.push(...identifiers);
    for (const identifier of identifiers) this.#index(numberWord(identifier), entry);
  }

  #index(word: string, entry: Entry): void {
    this.#byWord.set(word, (this.#byWord.get(word) ?? new Set()).add(entry));
  }

  #noteSibling(row: { connection_id: string; external_id: string }, productId: string): void {
    const key = siblingKey(row);
    this.#siblings.set(key, (this.#siblings.get(key) ?? new Set()).add(productId));
  }
}

const skuWord = (skuKey: string) => `sku ${skuKey}`;
const numberWord = ({ type, key }: KeyedIdentifier) => `${type} ${key}`;

// Colours, model numbers and brands are on too much to find anything by them.
const tooCommon: ReadonlySet<string> = new Set(["color", "model_number", "brand", "boid"]);

function wordsOf(row: ListingToPlaceRow): string[] {
  const numbers = row.identifiers.filter(({ type }) => !tooCommon.has(type)).map(numberWord);
  return row.sku_key === null ? numbers : [skuWord(row.sku_key), ...numbers];
}

function siblingKey(row: { connection_id: string; external_id: string }): string {
  return `${row.connection_id} ${row.external_id}`;
}
