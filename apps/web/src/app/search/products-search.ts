import { type ProductFilter, productFilters } from "../../features/products/product-words.ts";
import type { WordKind } from "../../features/products/queries/product-queries.ts";
import { readFlag, readOneOf, readText } from "../../lib/search-params.ts";

export interface ProductsSearch {
  q?: string;
  about?: ProductFilter;
  /** The open product. */
  product?: string;
}

export function productsSearch(search: Record<string, unknown>): ProductsSearch {
  return {
    q: readText(search["q"]),
    about: readOneOf(search["about"], productFilters),
    product: readText(search["product"]),
  };
}

export interface WordsSearch {
  kind?: WordKind;
  platform?: string;
  q?: string;
  /** Decided ones too. */
  all?: true;
}

export function wordsSearch(search: Record<string, unknown>): WordsSearch {
  return {
    kind: readOneOf(search["kind"], ["categories", "attributes"]),
    platform: readText(search["platform"]),
    q: readText(search["q"]),
    all: readFlag(search["all"]),
  };
}
