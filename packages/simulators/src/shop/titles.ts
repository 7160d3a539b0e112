import type { SeededRandom } from "../kit/index.ts";
import type { ShopCondition, ShopProduct } from "./shop-types.ts";

const MAX_TITLE = 80;

/** A set number as people write it: without the `-1` that catalogues add. */
export function plainNumber(product: ShopProduct): string {
  return product.number.replace(/-1$/, "");
}

/** The short name a seller writes in the stock list. */
export function stockTitle(product: ShopProduct): string {
  if (product.kind === "part") return `LEGO ${product.number} ${product.name} ${product.color?.name ?? ""}`.trim();
  return `LEGO ${product.theme} ${plainNumber(product)} ${product.name}`;
}

const conditionWords: Readonly<Record<ShopCondition, readonly string[]>> = {
  new: ["New & Sealed", "BNISB", "Brand New Sealed", "MISB", "BNIB"],
  used: ["Used, 100% Complete", "Used Complete with Instructions", "Complete, no box", "Pre-owned"],
  new_other: ["New, damaged box", "BNISB shelf wear"],
};

/** A listing title in the manners of real sellers: years, piece counts, retired, brackets, at most 80 characters. */
export function listingTitle(random: SeededRandom, product: ShopProduct, condition: ShopCondition): string {
  const number = plainNumber(product);
  const words = random.pick(conditionWords[condition]);
  const { name, theme, year } = product;
  const pieces = product.pieces === null ? "" : `${product.pieces} pcs`;
  const retired = year !== null && year < 2021 ? "RETIRED" : "";
  return fit(
    random.pick([
      ["LEGO", theme, name, `(${number})`, "-", words],
      ["LEGO", number, name, String(year ?? ""), pieces, words],
      ["Lego", theme, number, name, retired, words],
      ["LEGO", theme, name, product.kind === "set" ? "Set" : "Minifigure", number, words],
      [name, "LEGO", theme, `#${number}`, words, pieces],
      ["LEGO", theme, `${name}:`, number, `(${year ?? theme})`, words, retired],
    ]),
  );
}

/** A title that tells name and theme but no set number at all. */
export function titleWithoutNumber(random: SeededRandom, product: ShopProduct, condition: ShopCondition): string {
  const pieces = product.pieces === null ? "" : `(${product.pieces} pieces)`;
  return fit(["LEGO", product.theme, product.name, pieces, random.pick(conditionWords[condition])]);
}

/** A title that tells a number the seller mistyped: two neighbouring digits changed places. */
export function titleWithWrongNumber(random: SeededRandom, product: ShopProduct, condition: ShopCondition): string {
  const right = plainNumber(product);
  return listingTitle(random, product, condition).replaceAll(right, swapDigits(right));
}

/** Swaps the last two neighbouring digits that differ. */
export function swapDigits(number: string): string {
  for (let at = number.length - 2; at >= 0; at -= 1) {
    const [left, right] = [number.charAt(at), number.charAt(at + 1)];
    if (left !== right) return number.slice(0, at) + right + left + number.slice(at + 2);
  }
  return number;
}

/** A title for several sets sold together. */
export function bundleTitle(products: readonly ShopProduct[]): string {
  const themes = new Set(products.map(({ theme }) => theme));
  return fit([
    "LEGO",
    themes.size === 1 ? (products[0]?.theme ?? "") : "",
    "Bundle",
    products.map(plainNumber).join(" / "),
    "job lot",
  ]);
}

// eBay allows 80 characters; sellers drop the last words to fit.
function fit(words: readonly string[]): string {
  const kept = words.filter((word) => word !== "");
  while (kept.length > 1 && kept.join(" ").length > MAX_TITLE) kept.pop();
  return kept.join(" ").replace(/[ :-]+$/, "");
}
