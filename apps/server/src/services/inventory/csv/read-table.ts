import { type CsvError, type InfoRecord, parse } from "csv-parse/sync";

/** A row as it is in the file. `number` counts as a spreadsheet does: the row of column names is 1. */
export interface TableRow {
  number: number;
  cells: readonly string[];
}

export interface Table {
  /** Every column has a name of its own. */
  columns: readonly string[];
  rows: readonly TableRow[];
}

export type TableResult = { ok: true; table: Table } | { ok: false; row: number; message: string };

/** The most rows that one import takes. */
export const mostRows = 50_000;

// Names that repeat are numbered by trying: with thousands of them that would hold up everybody.
const mostColumns = 500;

const delimiters = [",", ";", "\t", "|"] as const;

/** Reads CSV text: comma, semicolon, tab or bar between cells, quoted cells with line breaks, a byte order mark. */
export function readTable(csv: string): TableResult {
  const text = csv.replace(/^\ufeff/, "").replaceAll("\0", "");
  if (text.trim() === "") return { ok: false, row: 1, message: "The file is empty." };
  const parsed = parseRows(text);
  if (!parsed.ok) return parsed;
  const [header, ...rest] = parsed.rows;
  if (!header) return { ok: false, row: 1, message: "The file is empty." };
  if (header.length > mostColumns)
    return { ok: false, row: 1, message: `The file has more than ${mostColumns} columns. Leave some out.` };
  const rows = rest
    .map((cells, index) => ({ number: index + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (rows.length > mostRows)
    return { ok: false, row: mostRows + 2, message: `The file has more than ${mostRows} rows. Split it into parts.` };
  return { ok: true, table: { columns: nameColumns(header), rows } };
}

function parseRows(text: string): { ok: true; rows: string[][] } | { ok: false; row: number; message: string } {
  try {
    const rows = parse(text, { delimiter: findDelimiter(text), relax_column_count: true, relax_quotes: true });
    return { ok: true, rows };
  } catch (error) {
    const { records, code } = error as CsvError & Partial<InfoRecord>;
    const row = (records ?? 0) + 1;
    if (code === "CSV_QUOTE_NOT_CLOSED")
      return { ok: false, row, message: `The quotation mark that opens in row ${row} is never closed.` };
    return { ok: false, row, message: `Row ${row} is not written as CSV. Save the sheet as CSV again.` };
  }
}

/** The one that occurs most often in the first row, outside quotation marks. */
function findDelimiter(text: string): string {
  const header = (/^(?:"(?:[^"]|"")*"|[^\r\n"])*/.exec(text)?.[0] ?? "").replace(/"(?:[^"]|"")*"/g, "");
  const counts = delimiters.map((delimiter) => header.split(delimiter).length - 1);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}

function nameColumns(header: readonly string[]): string[] {
  const used = new Set<string>();
  return header.map((cell, index) => {
    const name = cell.trim() === "" ? `Column ${index + 1}` : cell.trim();
    let own = name;
    for (let copy = 2; used.has(own); copy += 1) own = `${name} (${copy})`;
    used.add(own);
    return own;
  });
}
