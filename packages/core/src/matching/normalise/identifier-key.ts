import type { Identifier } from "../../model/index.ts";

/** A set number for comparing: lower case, without the usual variant `-1`. `75192-1` is `75192`; `71010-2` stays. */
export function normaliseSetNumber(value: string): string {
  return value
    .trim()
    .toLowerCase()
    .replace(/^#/, "")
    .replace(/\s+/g, "")
    .replace(/^([a-z]*\d+)-1$/, "$1");
}

/** The form in which two identifiers of one type are equal. */
export function identifierKey({ type, value }: Identifier): string {
  const folded = value.trim().toLowerCase();
  if (type === "set_number") return `set_number:${normaliseSetNumber(value)}`;
  if (type === "gtin" || type === "isbn") return `${type}:${folded.replace(/\D/g, "").padStart(14, "0")}`;
  if (type === "bricklink_item") return `${type}:${folded.replace(/^([a-z]+:)?(\d+)-1$/, "$1$2")}`;
  return `${type}:${folded}`;
}
