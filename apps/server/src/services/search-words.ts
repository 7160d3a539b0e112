import { type RawBuilder, sql } from "kysely";

/** Text as a LIKE pattern that finds it literally, wherever it stands. */
function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/**
 * A condition that finds rows whose column holds every word of the text. Words are parted by spaces only and taken
 * literally: wildcards and separators have no meaning. Null where the text holds no word.
 */
export function holdsWords(column: RawBuilder<unknown>, text: string | undefined): RawBuilder<boolean> | null {
  const words = (text ?? "")
    .replaceAll("\0", "")
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return null;
  const conditions = words.map((word) => sql<boolean>`${column} ilike ${containing(word)}`);
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}
