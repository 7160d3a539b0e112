import { searchPattern } from "@counterfoil/db";
import { type RawBuilder, sql } from "kysely";

/**
 * A condition that finds rows whose column holds every word of the text. Words are parted by spaces only and taken
 * literally: wildcards and separators have no meaning. Null where the text holds no word.
 */
export function holdsWords(column: RawBuilder<unknown>, text: string | undefined): RawBuilder<boolean> | null {
  return everyWord(text, (pattern) => sql<boolean>`${column} ilike ${pattern}`);
}

/** The same for all that is searched of orders, by the index: among a million of them too. */
export function orderHoldsWords(text: string | undefined): RawBuilder<boolean> | null {
  return everyWord(text, (pattern) => sql<boolean>`orders.id in (select find_orders(${pattern}))`);
}

function everyWord(
  text: string | undefined,
  holds: (pattern: string) => RawBuilder<boolean>,
): RawBuilder<boolean> | null {
  const patterns = (text ?? "").split(/\s+/).flatMap((word) => searchPattern(word) ?? []);
  return patterns.length === 0 ? null : sql<boolean>`(${sql.join(patterns.map(holds), sql` and `)})`;
}
