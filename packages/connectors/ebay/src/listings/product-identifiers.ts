import type { Identifier } from "@counterfoil/core/model";
import { textOrNull } from "../ebay-values.ts";

/** Product identifiers as eBay carries them; each may hold a sentence that says there is none. */
export interface ProductIdentifiers {
  ean?: readonly (string | null | undefined)[];
  upc?: readonly (string | null | undefined)[];
  isbn?: readonly (string | null | undefined)[];
  brand?: string | null;
  mpn?: string | null;
}

/** eBay's own words, in its sites' languages, for "this product has no such number". */
const none: ReadonlySet<string> = new Set([
  "does not apply",
  "doesn't apply",
  "n/a",
  "na",
  "none",
  "unbranded",
  "nicht zutreffend",
  "markenlos",
  "non applicable",
  "ne s'applique pas",
  "sans marque",
  "non applicabile",
  "senza marca",
  "no aplicable",
  "no aplica",
  "sin marca",
  "niet van toepassing",
  "merkloos",
  "nie dotyczy",
]);

/** Identifiers in the common types, numbers checked by their length, repeats left out. */
export function productIdentifiers(product: ProductIdentifiers): Identifier[] {
  const found: Identifier[] = [
    ...numbers(product.ean, [8, 13, 14]).map((value): Identifier => ({ type: "gtin", value })),
    ...numbers(product.upc, [12, 8]).map((value): Identifier => ({ type: "gtin", value })),
    ...numbers(product.isbn, [10, 13]).map((value): Identifier => ({ type: "isbn", value })),
    ...words(product.brand).map((value): Identifier => ({ type: "brand", value })),
    ...words(product.mpn).map((value): Identifier => ({ type: "model_number", value })),
  ];
  return found.filter(
    (identifier, index) =>
      found.findIndex((other) => other.type === identifier.type && other.value === identifier.value) === index,
  );
}

function numbers(values: ProductIdentifiers["ean"], lengths: readonly number[]): string[] {
  return (values ?? [])
    .map((value) => (value ?? "").replace(/[\s-]/g, "").toUpperCase())
    .filter((value) => lengths.includes(value.length) && /^\d+X?$/.test(value) && !/^0+$/.test(value));
}

function words(value: string | null | undefined): string[] {
  const text = textOrNull(value);
  return text === null || none.has(text.toLowerCase()) ? [] : [text];
}
