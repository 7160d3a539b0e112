import { normaliseSetNumber } from "@counterfoil/core/matching";
import {
  type CatalogueProductRow,
  type Database,
  findCatalogueByBarcodes,
  findCatalogueByNumbers,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import { productView } from "../catalogue/product-view.ts";
import { barcodeDigits } from "../catalogue/read-question.ts";
import type { ImportRow } from "./csv/read-rows.ts";

/** What the workspace's catalogue adds to a file. */
export interface FilledRows {
  rows: ImportRow[];
  /** Rows that it knows something of which the file does not say. */
  filled: number;
  /** Set numbers of new rows that it does not know. */
  unknown: string[];
}

/**
 * Lays the catalogue under the rows that add stock: title, picture, set number and barcodes where the file has none.
 * What the file says stays, and rows that change an item are left as they are.
 */
export async function fillRows(tx: Transaction<Database>, rows: readonly ImportRow[]): Promise<FilledRows> {
  const added = rows.filter(({ id }) => id === null);
  const numbers = [...new Set(added.flatMap((row) => valuesOf(row, "set_number")))];
  const barcodes = [...new Set(added.flatMap((row) => valuesOf(row, "gtin").map(barcodeDigits)))];
  const byNumber = new Map<string, CatalogueProductRow>();
  for (const product of await findCatalogueByNumbers(tx, numbers))
    byNumber.set(normaliseSetNumber(product.number), product);
  const byBarcode = new Map<string, CatalogueProductRow[]>();
  for (const product of await findCatalogueByBarcodes(tx, barcodes))
    byBarcode.set(product.barcode, [...(byBarcode.get(product.barcode) ?? []), product]);
  let filled = 0;
  const result = rows.map((row) => {
    const product = row.id === null ? productOf(row, byNumber, byBarcode) : null;
    const whole = product === null ? row : lay(row, product);
    if (JSON.stringify(whole) !== JSON.stringify(row)) filled += 1;
    return whole;
  });
  const unknown = numbers.filter((number) => !byNumber.has(normaliseSetNumber(number)));
  return { rows: result, filled, unknown };
}

function valuesOf({ identifiers }: ImportRow, type: "set_number" | "gtin"): string[] {
  return identifiers.filter((one) => one.type === type).map(({ value }) => value);
}

// A row of several sets is a bundle, and a barcode may be several products': neither is one product.
function productOf(
  row: ImportRow,
  byNumber: ReadonlyMap<string, CatalogueProductRow>,
  byBarcode: ReadonlyMap<string, CatalogueProductRow[]>,
): CatalogueProductRow | null {
  const numbers = new Set(valuesOf(row, "set_number").map(normaliseSetNumber));
  if (numbers.size > 0) return numbers.size === 1 ? (byNumber.get([...numbers][0] ?? "") ?? null) : null;
  const owners = valuesOf(row, "gtin").flatMap((code) => byBarcode.get(barcodeDigits(code)) ?? []);
  return owners.length === 1 ? (owners[0] ?? null) : null;
}

function lay(row: ImportRow, product: CatalogueProductRow): ImportRow {
  const { title, pictureUrl, number, barcodes } = productView(product, "");
  const has = (type: "set_number" | "gtin") => valuesOf(row, type).length > 0;
  return {
    ...row,
    title: row.title === "" ? title : row.title,
    imageUrl: row.imageUrl ?? pictureUrl,
    identifiers: [
      ...row.identifiers,
      ...(has("set_number") ? [] : [{ type: "set_number" as const, value: number }]),
      ...(has("gtin") ? [] : barcodes.map((value) => ({ type: "gtin" as const, value }))),
    ],
  };
}
