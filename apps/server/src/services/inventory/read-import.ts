import { createHash } from "node:crypto";
import { type Database, lockItems, readItems } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { invalid } from "../service-error.ts";
import { importFields } from "./csv/import-fields.ts";
import { type ColumnMapping, checkMapping, guessMapping } from "./csv/map-columns.ts";
import { type ImportPlan, planImport } from "./csv/plan-import.ts";
import { type ImportRow, type ReadRows, type RowProblem, readRows } from "./csv/read-rows.ts";
import { readTable, type Table } from "./csv/read-table.ts";
import { type FilledRows, fillRows } from "./fill-rows.ts";

/** A CSV file as text, and the columns a person chose for it. */
export const importInput = {
  csv: z.string().max(25_000_000, "is larger than 25 MB: split it into parts"),
  mapping: z.record(z.string(), z.string().nullable()).optional(),
  /** Lays the workspace's catalogue under new rows: what the file leaves empty is filled from it. */
  fromCatalogue: z.boolean().optional(),
};

/** A file that was read and compared with the stock. */
export interface ReadImport {
  table: Table;
  mapping: ColumnMapping;
  read: ReadRows;
  plan: ImportPlan;
  /** What the workspace's catalogue adds, or would add. */
  catalogue: Omit<FilledRows, "rows">;
  /** Everything that is wrong, in the order of the rows. */
  problems: RowProblem[];
}

/** Reads a file and plans what it does to the stock. With `lock`, the items it changes stay as they are until the end. */
export async function readImport(
  tx: Transaction<Database>,
  input: {
    csv: string;
    mapping?: Readonly<Record<string, string | null>> | undefined;
    fromCatalogue?: boolean | undefined;
    lock: boolean;
  },
): Promise<ReadImport> {
  const result = readTable(input.csv);
  if (!result.ok)
    throw invalid("The file cannot be read.", [{ path: `rows.${result.row}`, message: result.message }], {
      remedy: result.message,
    });
  const { table } = result;
  const mapping = input.mapping ? checkMapping(table.columns, input.mapping) : guessMapping(table);
  const { read, missing, catalogue } = await readWhole(tx, {
    table,
    mapping,
    fromCatalogue: input.fromCatalogue === true,
  });
  const ids = read.rows.flatMap(({ id }) => (id === null ? [] : [id]));
  const items = await (input.lock ? lockItems : readItems)(tx, ids);
  const plan = planImport(read.rows, new Map(items.map((item) => [item.id, item])), mapping);
  const problems = [...missing, ...read.problems, ...plan.problems].sort((a, b) => a.row - b.row);
  return { table, mapping, read, plan, problems, catalogue };
}

interface WholeRows extends Pick<ReadImport, "read" | "catalogue"> {
  missing: RowProblem[];
}

/** The rows as written, or with the catalogue laid under them; and in both cases what it knows. */
async function readWhole(
  tx: Transaction<Database>,
  { table, mapping, fromCatalogue }: Pick<ReadImport, "table" | "mapping"> & { fromCatalogue: boolean },
): Promise<WholeRows> {
  const habits = await readHabits(tx);
  const asWritten = readRows(table, mapping, { ...habits, titlesMayLack: fromCatalogue });
  const isPartial = !fromCatalogue && asWritten.problems.length > 0;
  const offered = isPartial ? readRows(table, mapping, { ...habits, titlesMayLack: true }) : asWritten;
  const { rows, ...catalogue } = await fillRows(tx, offered.rows);
  if (!fromCatalogue) return { read: asWritten, missing: missingColumns(mapping), catalogue };
  const untitled = rows.filter(({ title }) => title === "");
  const read = { ...asWritten, rows: rows.filter(({ title }) => title !== "") };
  return { read, missing: untitled.map((row) => missingTitle(row, mapping)), catalogue };
}

function missingTitle({ number }: ImportRow, mapping: ColumnMapping): RowProblem {
  const message = "The title is missing, and your catalogue does not know what this is. Write a title.";
  return { row: number, column: mapping.title, message };
}

function missingColumns(mapping: ColumnMapping): RowProblem[] {
  return importFields
    .filter((field) => field.required && mapping[field.name] === null)
    .map(({ label }) => ({ row: 1, column: null, message: `No column is chosen for "${label}". Choose one.` }));
}

async function readHabits(tx: Transaction<Database>): Promise<{ currency: string; countryCode: string | null }> {
  const workspace = await tx.selectFrom("workspaces").select(["currency", "country_code"]).executeTakeFirstOrThrow();
  return { currency: workspace.currency, countryCode: workspace.country_code };
}

/** Tells one request to import from another. */
export function hashOfImport(input: {
  csv: string;
  mapping?: Readonly<Record<string, string | null>> | undefined;
  fromCatalogue?: boolean | undefined;
}): string {
  const mapping = Object.entries(input.mapping ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([mapping, input.csv, ...(input.fromCatalogue === true ? ["catalogue"] : [])]))
    .digest("hex");
}
