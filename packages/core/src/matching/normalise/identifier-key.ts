import type { Identifier } from "../../model/index.ts";
import { barcodeKey } from "./barcode.ts";

/** A set number for comparing: lower case, without the usual variant `-1`. `75192-1` is `75192`; `71010-2` stays. */
export function normaliseSetNumber(value: string): string {
  return value
    .trim()
    .toLowerCase()
    .replace(/^#/, "")
    .replace(/\s+/g, "")
    .replace(/^([a-z]*\d+)-1$/, "$1");
}

const placeholders = new Set([
  "",
  "-",
  "n/a",
  "na",
  "none",
  "null",
  "unknown",
  "does not apply",
  "not applicable",
  "0",
]);

/** Whether an identifier names nothing: what forms are filled with where there is no number. */
export function isPlaceholder({ type, value }: Identifier): boolean {
  if (placeholders.has(value.trim().toLowerCase())) return true;
  return (type === "gtin" || type === "isbn") && barcodeKey(value) === null;
}

/** The form in which two identifiers of one type are equal. */
export function identifierKey({ type, value }: Identifier): string {
  const folded = value.trim().toLowerCase();
  if (type === "set_number") return `set_number:${normaliseSetNumber(value)}`;
  // An ISBN is the EAN on the book: both types meet under one key.
  if (type === "gtin" || type === "isbn") return `gtin:${barcodeKey(value) ?? folded}`;
  if (type === "bricklink_item") return `${type}:${folded.replace(/^([a-z]+:)?(\d+)-1$/, "$1$2")}`;
  return `${type}:${folded}`;
}
