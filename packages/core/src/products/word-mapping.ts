import type { ListingAttribute, ListingCategory } from "../model/index.ts";

/** What the seller said of a platform's words. Null leaves them out; what is missing was not decided yet. */
export interface WordMapping {
  /** The seller's category, by platform and `categoryKey`. */
  categories: ReadonlyMap<string, string | null>;
  /** The seller's name of an attribute, by platform and its name there. */
  names: ReadonlyMap<string, string | null>;
  /** The seller's value, by platform, name and value there. */
  values: ReadonlyMap<string, string | null>;
}

/** What a category is known by: the platform's id, or its names where there is no id. */
export function categoryKey({ id, path }: ListingCategory): string {
  return id ?? path.join(" > ");
}

/** The key of words in a mapping. */
export function wordKey(...words: readonly string[]): string {
  return JSON.stringify(words);
}

/** The seller's category for a platform's; null where it is not mapped, or left out. */
export function mappedCategory(mapping: WordMapping, platform: string, key: string | null): string | null {
  return key === null ? null : (mapping.categories.get(wordKey(platform, key)) ?? null);
}

/**
 * The seller's attributes for a platform's. An attribute comes through once its name is mapped; its value stays as the
 * platform says it unless it is mapped too.
 */
export function mappedAttributes(
  mapping: WordMapping,
  platform: string,
  attributes: readonly ListingAttribute[],
): ListingAttribute[] {
  return attributes.flatMap(({ name, value }) => {
    const ours = mapping.names.get(wordKey(platform, name)) ?? null;
    const known = mapping.values.get(wordKey(platform, name, value));
    if (ours === null || known === null) return [];
    return [{ name: ours, value: known ?? value }];
  });
}
