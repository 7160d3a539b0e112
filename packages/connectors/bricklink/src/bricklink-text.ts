import { decode } from "html-entities";

/**
 * Decodes the HTML entities that BrickLink puts into names and texts, once; the doubly encoded `&amp;#40;` seen in
 * exports is decoded fully. The result is plain text: escape it on output.
 */
export function decodeEntities(text: string): string {
  return decode(text.replace(/&amp;(#\d+;)/g, "&$1"), { level: "html5", scope: "strict" });
}

/** Decoded and trimmed; null for nothing. */
export function plainText(text: string | null | undefined): string | null {
  const plain = decodeEntities(text ?? "").trim();
  return plain === "" ? null : plain;
}

/** BrickLink's country code as ISO 3166-1 alpha-2: its only oddity is `UK`. */
export function isoCountry(code: string | null | undefined): string | null {
  if (!code) return null;
  const upper = code.toUpperCase();
  return upper === "UK" ? "GB" : upper;
}
