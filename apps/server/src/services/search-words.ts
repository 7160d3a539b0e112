import { searchPattern } from "@counterfoil/db";
import { type RawBuilder, sql } from "kysely";

/**
 * A condition that finds rows whose column holds every word of the text. Words are parted by spaces only and taken
 * literally: wildcards and separators have no meaning. Null where the text holds no word.
 */
export function holdsWords(column: RawBuilder<unknown>, text: string | undefined): RawBuilder<boolean> | null {
  const patterns = (text ?? "").split(/\s+/).flatMap((word) => searchPattern(word) ?? []);
  const holds = patterns.map((pattern) => sql<boolean>`${column} ilike ${pattern}`);
  return holds.length === 0 ? null : sql<boolean>`(${sql.join(holds, sql` and `)})`;
}
