import { type Database, findKnownSkus } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { Verb } from "../context.ts";
import { importFields } from "./csv/import-fields.ts";
import type { ColumnMapping } from "./csv/map-columns.ts";
import type { ImportRow, RowProblem } from "./csv/read-rows.ts";
import { importInput, type ReadImport, readImport } from "./read-import.ts";
import { type SampleRow, sampleRow } from "./sample-row.ts";

export const previewImportInput = z.object(importInput);

export interface ImportPreview {
  columns: readonly string[];
  mapping: ColumnMapping;
  fields: { name: string; label: string; required: boolean }[];
  totalRows: number;
  validRows: number;
  /** The first of them; `errorRows` counts the rows of all. */
  errors: RowProblem[];
  errorRows: number;
  /** The first rows as they would be stored. */
  sample: SampleRow[];
  /** Rows whose id names an item in stock: they change it, all others add. */
  duplicatesOfExisting: number;
  /** What the workspace's catalogue could fill in: rows, and the set numbers of others that it does not know. */
  catalogue: { rows: number; unknown: string[] };
  /** What the seller should know before going on, in sentences. */
  notes: string[];
}

const mostErrors = 200;
const mostSamples = 20;
const mostUnknown = 1_000;

/** Shows what an import would do: columns, every error with its row, and the first rows. Stores nothing. */
export async function previewImport({ ctx, input }: Verb<z.infer<typeof previewImportInput>>): Promise<ImportPreview> {
  return await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const file = await readImport(tx, { ...input, lock: false });
    const { plan, table, mapping, problems } = file;
    const good =
      mapping.title === null && input.fromCatalogue !== true
        ? []
        : [...plan.additions, ...plan.updates.map(({ row }) => row)];
    good.sort((a, b) => a.number - b.number);
    return {
      columns: table.columns,
      mapping,
      fields: importFields.map(({ name, label, required }) => ({ name, label, required })),
      totalRows: table.rows.length,
      validRows: good.length,
      errors: problems.slice(0, mostErrors),
      errorRows: new Set(problems.map(({ row }) => row)).size,
      sample: good.slice(0, mostSamples).map(sampleRow),
      duplicatesOfExisting: plan.updates.length,
      catalogue: { rows: file.catalogue.filled, unknown: file.catalogue.unknown.slice(0, mostUnknown) },
      notes: await notesOn(tx, file),
    };
  });
}

async function notesOn(tx: Transaction<Database>, { plan, read, mapping }: ReadImport): Promise<string[]> {
  const notes: string[] = [];
  const repeated = await countKnownSkus(tx, plan.additions);
  if (repeated > 0)
    notes.push(
      `${rowsHave(repeated)} a SKU that is already in stock or in an earlier row. Each is added as a further item: to change an item instead, keep the id column of an export.`,
    );
  if (!read.dates.certain && mapping.acquired_at !== null) {
    const example = read.dates.order === "day-first" ? "3 April" : "4 March";
    notes.push(`Dates such as 03/04/2024 are read as ${example} 2024. Write 2024-04-03 to be certain.`);
  }
  if ([...plan.additions, ...plan.updates.map(({ row }) => row)].some((row) => JSON.stringify(row).includes("\ufffd")))
    notes.push("Some letters could not be read (shown as \ufffd). Save the file as CSV UTF-8 and choose it again.");
  return notes;
}

function rowsHave(count: number): string {
  return count === 1 ? "1 row has" : `${count} rows have`;
}

async function countKnownSkus(tx: Transaction<Database>, additions: readonly ImportRow[]): Promise<number> {
  const skus = additions.flatMap(({ sku }) => (sku === null ? [] : [sku]));
  const known = await findKnownSkus(tx, [...new Set(skus)]);
  const seen = new Set<string>();
  return skus.filter((sku) => {
    const repeated = known.has(sku) || seen.has(sku);
    seen.add(sku);
    return repeated;
  }).length;
}
