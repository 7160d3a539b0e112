import type { Identifier, ListingAttribute } from "../model/index.ts";
import { mappedAttributes, mappedCategory, type WordMapping } from "./word-mapping.ts";

/** The fields of a product that a person can set. */
export const productFields = ["title", "brand", "category", "attributes", "imageUrl"] as const;
export type ProductField = (typeof productFields)[number];

/** What a product says of itself. */
export interface ProductContent {
  title: string;
  brand: string | null;
  /** In the seller's own words. */
  category: string | null;
  attributes: readonly ListingAttribute[];
  imageUrl: string | null;
}

/** A listing as far as a product is made of it. */
export interface ProductSource {
  platform: string;
  /** Whether it is offered still. */
  live: boolean;
  title: string;
  categoryKey: string | null;
  attributes: readonly ListingAttribute[];
  identifiers: readonly Identifier[];
  imageUrl: string | null;
  imageUrls: readonly string[];
}

export interface ComposedProduct extends ProductContent {
  imageUrls: string[];
  identifiers: Identifier[];
}

/**
 * A product from its listings, oldest first. Each field comes from the oldest listing that is offered still and says
 * something, then from ended ones; what a person set stays. Every listing adds pictures and identifiers.
 */
export function composeProduct(
  listings: readonly ProductSource[],
  mapping: WordMapping,
  known: { content: ProductContent; edited: ReadonlySet<ProductField> },
): ComposedProduct {
  const { content, edited } = known;
  const sources = [...listings.filter(({ live }) => live), ...listings.filter(({ live }) => !live)];
  const firstOf = <Value>(read: (source: ProductSource) => Value | null): Value | null => {
    for (const source of sources) {
      const value = read(source);
      if (value !== null && value !== "") return value;
    }
    return null;
  };
  const images = unique(sources.flatMap(({ imageUrl, imageUrls }) => [...(imageUrl ? [imageUrl] : []), ...imageUrls]));
  const identifiers = unique(sources.flatMap((source) => source.identifiers));
  const brand = identifiers.find(({ type }) => type === "brand")?.value ?? null;
  return {
    title: edited.has("title") ? content.title : (firstOf((source) => source.title) ?? content.title),
    brand: edited.has("brand") ? content.brand : brand,
    category: edited.has("category")
      ? content.category
      : firstOf((source) => mappedCategory(mapping, source.platform, source.categoryKey)),
    attributes: edited.has("attributes") ? content.attributes : attributesOf(sources, mapping),
    imageUrl: edited.has("imageUrl") ? content.imageUrl : (images[0] ?? null),
    imageUrls: images,
    identifiers: identifiers.filter(({ type }) => type !== "brand"),
  };
}

/** Of each name, what the first listing that has it says; by name. */
function attributesOf(sources: readonly ProductSource[], mapping: WordMapping): ListingAttribute[] {
  const chosen: ListingAttribute[] = [];
  for (const { platform, attributes } of sources) {
    const taken = new Set(chosen.map(({ name }) => name));
    chosen.push(...mappedAttributes(mapping, platform, attributes).filter(({ name }) => !taken.has(name)));
  }
  return unique(chosen).sort((a, b) => compare(a.name, b.name) || compare(a.value, b.value));
}

// Not by the reader's language: the same product must come out everywhere.
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** The fields in which two contents differ. */
export function changedFields(before: ProductContent, after: ProductContent): ProductField[] {
  return productFields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}
