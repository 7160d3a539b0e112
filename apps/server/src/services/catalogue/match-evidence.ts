import { type MatchItem, normaliseSetNumber } from "@counterfoil/core/matching";
import type { Identifier } from "@counterfoil/core/model";
import type { CatalogueEvidenceRow } from "@counterfoil/db";

/**
 * The item as the matcher should know it: with the barcodes of its set, the set of its barcode, and the words of the
 * set's name that its title leaves out. Only where the item is one product; what the seller wrote always stays.
 */
export function withCatalogueEvidence(item: MatchItem, rows: readonly CatalogueEvidenceRow[]): MatchItem {
  const product = productOf(item, rows);
  if (product === null) return item;
  return {
    ...item,
    title: withWords(item.title, product.name),
    identifiers: [...item.identifiers, ...newIdentifiers(item, product)],
  };
}

/** The one product that the item is; null for bundles, and for a barcode that several products share. */
function productOf(item: MatchItem, rows: readonly CatalogueEvidenceRow[]): CatalogueEvidenceRow | null {
  const numbers = new Set(
    item.identifiers.filter(({ type }) => type === "set_number").map(({ value }) => normaliseSetNumber(value)),
  );
  if (numbers.size > 1) return null;
  const fitting =
    numbers.size === 1
      ? rows.filter(({ number, by }) => by === "set_number" && numbers.has(normaliseSetNumber(number)))
      : rows.filter(({ by, barcodes }) => by === "gtin" && barcodes.length > 0);
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

function newIdentifiers(item: MatchItem, { number, barcodes, by }: CatalogueEvidenceRow): Identifier[] {
  if (by === "gtin") return [{ type: "set_number", value: number }];
  const stated = new Set(item.identifiers.filter(({ type }) => type === "gtin").map(({ value }) => digitsOf(value)));
  return barcodes
    .map(digitsOf)
    .filter((value) => !stated.has(value))
    .map((value) => ({ type: "gtin", value }));
}

function digitsOf(barcode: string): string {
  return barcode.replace(/\D/g, "").replace(/^0+/, "");
}

/** The title with the name's words that it lacks. Numbers in names are left out: they would look like set numbers. */
function withWords(title: string, name: string | null): string {
  const known = new Set(wordsOf(title));
  const lacking = wordsOf(name ?? "").filter((word) => !known.has(word) && !/\d{3}/.test(word));
  return lacking.length === 0 ? title : `${title} ${lacking.join(" ")}`;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [];
}
