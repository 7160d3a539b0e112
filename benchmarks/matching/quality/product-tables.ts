import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MatchItem, MatchLine } from "@counterfoil/core/matching";
import { parse } from "csv-parse/sync";
import { saleOf, unitOf } from "../unit-and-sale.ts";

/** Two product tables and which rows of them are the same product. */
export interface TablePair {
  name: string;
  lines: MatchLine[];
  items: MatchItem[];
  /** Line id to the ids of the items that are the same product. */
  truth: Map<string, Set<string>>;
  pairs: number;
}

interface Source {
  name: string;
  folder: string;
  left: { file: string; title: string; encoding: BufferEncoding };
  right: { file: string; encoding: BufferEncoding };
  mapping: { file: string; left: string; right: string };
}

const sources: readonly Source[] = [
  {
    name: "abt-buy",
    folder: "matching/abt-buy/leipzig",
    left: { file: "Abt.csv", title: "name", encoding: "latin1" },
    right: { file: "Buy.csv", encoding: "utf8" },
    mapping: { file: "abt_buy_perfectMapping.csv", left: "idAbt", right: "idBuy" },
  },
  {
    name: "amazon-google",
    folder: "matching/amazon-google/leipzig",
    left: { file: "Amazon.csv", title: "title", encoding: "latin1" },
    right: { file: "GoogleProducts.csv", encoding: "latin1" },
    mapping: { file: "Amzon_GoogleProducts_perfectMapping.csv", left: "idAmazon", right: "idGoogleBase" },
  },
];

/** One row of a table, by column name. */
export type Row = Readonly<Record<string, string>>;

/** Reads a table; the files of the older sets are not UTF-8. */
export function readRows(path: string, encoding: BufferEncoding): Row[] {
  return parse(readFileSync(path, encoding), { columns: true, bom: true, relax_column_count: true }) as Row[];
}

/** All product tables under a data folder, as lines (left) and stock (right) with every field they have. */
export function readTables(data: string): TablePair[] {
  return sources.map((source) => readTable(join(data, source.folder), source));
}

function readTable(folder: string, source: Source): TablePair {
  const left = readRows(join(folder, source.left.file), source.left.encoding);
  const right = readRows(join(folder, source.right.file), source.right.encoding);
  const truth = new Map<string, Set<string>>();
  const mapping = readRows(join(folder, source.mapping.file), "latin1");
  for (const row of mapping) {
    const line = row[source.mapping.left] ?? "";
    const known = truth.get(line) ?? new Set<string>();
    truth.set(line, known.add(row[source.mapping.right] ?? ""));
  }
  return {
    name: source.name,
    lines: left.map((row) => toLine(row, row[source.left.title] ?? "")),
    items: right.map((row) => toItem(row, row["name"] ?? "")),
    truth,
    pairs: mapping.length,
  };
}

function price(text: string | undefined) {
  const amount = Number(/[\d,]+(?:\.\d+)?/.exec(text ?? "")?.[0].replaceAll(",", "") ?? 0);
  return amount > 0 ? { minor: Math.round(amount * 100), currency: "USD" } : null;
}

function told(row: Row) {
  const brand = row["manufacturer"] ?? row["brand"];
  const model = row["modelno"];
  const identifiers = [
    ...(brand ? [{ type: "brand" as const, value: brand }] : []),
    ...(model ? [{ type: "model_number" as const, value: model }] : []),
  ];
  return { description: row["description"] ?? null, identifiers };
}

/** A row as a sold line: title, description, brand and price, as far as the table has them. */
export function toLine(row: Row, title: string): MatchLine {
  return { ...saleOf(row["id"] ?? "", title), ...told(row), unitPrice: price(row["price"]) };
}

/** A row as a unit in stock. */
export function toItem(row: Row, title: string): MatchItem {
  return { ...unitOf(row["id"] ?? "", title), ...told(row), askingPrice: price(row["price"]) };
}
