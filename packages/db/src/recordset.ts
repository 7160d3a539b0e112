import { type RawBuilder, sql } from "kysely";

/** Columns of a recordset and their SQL types, such as `{ id: "uuid", quantity: "integer" }`. */
export type RecordColumns<Row> = Readonly<Record<keyof Row & string, string>>;

// JSON escapes that PostgreSQL refuses: the null character, and halves of surrogate pairs (always lone when escaped).
const refusedEscapes = /(?<!\\)((?:\\\\)*)\\u(0000|d[89a-f][0-9a-f]{2})/gi;

/** JSON text that PostgreSQL takes: a character that it cannot store becomes the replacement character. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  // Nearly all text has no such escape, and the search for a fixed text is far quicker than the pattern.
  if (!text.includes("\\u")) return text;
  return text.replace(refusedEscapes, (_, before: string, code: string) =>
    code === "0000" ? before : `${before}\ufffd`,
  );
}

/**
 * Rows as a table expression, sent as one parameter whatever their number: `json_to_recordset(…) as r(…)`. As `json`, since
 * making it `jsonb` first sorts keys that are read only once.
 */
export function recordset<Row extends object>(
  rows: readonly Row[],
  columns: RecordColumns<Row>,
  alias = "r",
): RawBuilder<unknown> {
  const list = Object.entries<string>(columns).map(([name, type]) => `${name} ${type}`);
  return sql`json_to_recordset(${storableJson(rows)}::json) as ${sql.raw(alias)}(${sql.raw(list.join(", "))})`;
}

/** The columns' names, each after the alias where one is given. */
export function columnList(columns: Readonly<Record<string, string>>, alias?: string): RawBuilder<unknown> {
  const prefix = alias === undefined ? "" : `${alias}.`;
  return sql.raw(
    Object.keys(columns)
      .map((name) => `${prefix}${name}`)
      .join(", "),
  );
}
