import { type FieldIssue, invalid } from "../../service-error.ts";
import { type ImportFieldName, importFields, plainName } from "./import-fields.ts";
import type { Table } from "./read-table.ts";

/** Which column fills each field; null where none does. */
export type ColumnMapping = Readonly<Record<ImportFieldName, string | null>>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A column named "id" is ours only when it holds our ids: other programs number their rows. */
function holdsOurIds(table: Table, column: string): boolean {
  const index = table.columns.indexOf(column);
  return table.rows.every(({ cells }) => (cells[index] ?? "").trim() === "" || uuid.test((cells[index] ?? "").trim()));
}

/** Guesses the columns by their names. A field's own name wins over other names for it; a column serves one field. */
export function guessMapping(table: Table): ColumnMapping {
  const guessed = guessByName(table.columns);
  return guessed.id !== null && !holdsOurIds(table, guessed.id) ? { ...guessed, id: null } : guessed;
}

function guessByName(columns: readonly string[]): ColumnMapping {
  const free = new Map(columns.map((column) => [plainName(column), column]));
  const mapping: Partial<Record<ImportFieldName, string | null>> = {};
  const longest = Math.max(...importFields.map((field) => field.aliases.length));
  for (let rank = 0; rank < longest; rank += 1) {
    for (const field of importFields) {
      const alias = field.aliases[rank];
      const column = alias === undefined ? undefined : free.get(alias);
      if (mapping[field.name] || alias === undefined || column === undefined) continue;
      mapping[field.name] = column;
      free.delete(alias);
    }
  }
  return complete(mapping);
}

/** Checks the columns that a person chose. Throws `invalid` for a field or a column that does not exist. */
export function checkMapping(
  columns: readonly string[],
  chosen: Readonly<Record<string, string | null>>,
): ColumnMapping {
  const known = new Set<string>(importFields.map((field) => field.name));
  const issues: FieldIssue[] = Object.entries(chosen).flatMap(([field, column]) => {
    if (!known.has(field)) return [{ path: `mapping.${field}`, message: "is not a field of the stock" }];
    if (column !== null && !columns.includes(column))
      return [{ path: `mapping.${field}`, message: `the file has no column "${column}"` }];
    return [];
  });
  if (issues.length > 0) throw invalid("The columns do not fit the file. Read the file again.", issues);
  return complete(chosen);
}

function complete(mapping: Readonly<Partial<Record<string, string | null>>>): ColumnMapping {
  return Object.fromEntries(importFields.map(({ name }) => [name, mapping[name] ?? null])) as Record<
    ImportFieldName,
    string | null
  >;
}
