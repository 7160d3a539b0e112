import type { CatalogueAnswer, CatalogueProduct } from "../../lib/api-types.ts";
import { countOf, showMoney, showRelative } from "../../lib/format.ts";

/** Theme, year, pieces and price of a product, as far as they are known. */
export function productFacts(product: CatalogueProduct): string[] {
  const { theme, year, pieces, retailPrice } = product;
  return [
    theme,
    year === null ? null : String(year),
    pieces === null ? null : countOf(pieces, "piece"),
    retailPrice && `retail ${showMoney(retailPrice)}`,
  ].filter((fact) => fact !== null);
}

/** Where an answer comes from, in a sentence; null where nothing was found and nothing needs saying. */
export function originWords({ keptBecause, source, readAt, products }: CatalogueAnswer, now: number): string {
  if (keptBecause === null) return `From ${source ?? "the catalogue"}, just now.`;
  if (products.length === 0) return "Your own catalogue does not know it.";
  return `From your catalogue, read ${readAt === null ? "before" : showRelative(readAt, now)}.`;
}

/** What is to be said when nothing was found. */
export function nothingWords({ asked, keptBecause, source }: CatalogueAnswer): string {
  const what = { number: "number", barcode: "barcode", words: "words" }[asked.kind];
  if (keptBecause === null || keptBecause === "recent") return `${source} knows nothing by the ${what} ${asked.text}.`;
  return `Nothing in your catalogue has the ${what} ${asked.text}. Fill the form in by hand.`;
}
