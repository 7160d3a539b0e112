import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { MatchItem, MatchLine } from "@counterfoil/core/matching";
import { parse } from "csv-parse/sync";

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

type Row = Record<string, string>;

function readRows(path: string, encoding: BufferEncoding): Row[] {
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

function brand(text: string | undefined) {
  return text ? [{ type: "brand" as const, value: text }] : [];
}

function toLine(row: Row, title: string): MatchLine {
  const fields = {
    description: row["description"] ?? null,
    identifiers: brand(row["manufacturer"]),
    unitPrice: price(row["price"]),
  };
  return { ...saleOf(row["id"] ?? "", title), ...fields };
}

function toItem(row: Row, title: string): MatchItem {
  return {
    ...unitOf(row["id"] ?? "", title),
    identifiers: brand(row["manufacturer"]),
    askingPrice: price(row["price"]),
  };
}

/** A sold line of which only the title is known. */
export function saleOf(id: string, title: string): MatchLine {
  return {
    ...{ id, orderId: id, orderReference: id, platform: "ebay", placedAt: "2026-02-01T00:00:00Z", position: 0, title },
    ...{ listingId: null, variationId: null, sku: null, identifiers: [], condition: null, unitPrice: null },
    ...{ needed: 1, held: 0, preLinked: [] },
  };
}

/** A unit of which only the title is known. */
export function unitOf(id: string, title: string): MatchItem {
  return {
    ...{
      id,
      title,
      sku: null,
      identifiers: [],
      condition: null,
      status: "in_stock",
      quantityOnHand: 1,
      quantityClaimed: 0,
    },
    ...{ location: null, askingPrice: null, acquiredAt: null, createdAt: "2026-01-01T00:00:00Z", listings: [] },
    legacySale: null,
  };
}
