import { type WordMapping, wordKey } from "@counterfoil/core/products";
import { type Database, readWordMappings } from "@counterfoil/db";
import type { Transaction } from "kysely";

/** What the seller said of platforms' words, ready to be applied. */
export async function readMapping(tx: Transaction<Database>): Promise<WordMapping> {
  const { categories, attributes } = await readWordMappings(tx);
  const names = new Map<string, string | null>();
  const values = new Map<string, string | null>();
  for (const { platform, name, value, word } of attributes) {
    if (value === null) names.set(wordKey(platform, name), word);
    else values.set(wordKey(platform, name, value), word);
  }
  return {
    categories: new Map(
      categories.map(({ platform, category_key, category }) => [wordKey(platform, category_key), category]),
    ),
    ...{ names, values },
  };
}
