import type { CatalogueAnswer, CatalogueProduct } from "../../lib/api-types.ts";
import { showMoney, showRelative } from "../../lib/format.ts";
import { t } from "./texts.ts";

/** Theme, year, pieces and price of a product, as far as they are known. */
export function productFacts(product: CatalogueProduct): string[] {
  const { theme, year, pieces, retailPrice } = product;
  return [
    theme,
    year === null ? null : String(year),
    pieces === null ? null : t("count.pieces", { count: pieces }),
    retailPrice && t("product.retailOf", { retailPrice: showMoney(retailPrice) }),
  ].filter((fact) => fact !== null);
}

/** Where an answer comes from, in a sentence; null where nothing was found and nothing needs saying. */
export function originWords({ keptBecause, source, readAt, products }: CatalogueAnswer, now: number): string {
  if (keptBecause === null) return t("origin.source", { source: source ?? t("origin.catalogue") });
  if (products.length === 0) return t("product.notKnown");
  return t("origin.kept", { when: readAt === null ? t("origin.before") : showRelative(readAt, now) });
}

/** What is to be said when nothing was found. */
export function nothingWords({ asked, keptBecause, source }: CatalogueAnswer): string {
  const what = t("asked.number", { kind: asked.kind });
  if (keptBecause === null || keptBecause === "recent")
    return t("product.sourceKnowsNothing", { source: source ?? t("origin.catalogue"), what, text: asked.text });
  return t("product.nothingHas", { what, text: asked.text });
}
