import { judgeItem } from "./exact-tiers.ts";
import { byAge } from "./interchangeable.ts";
import type { Ledger } from "./ledger.ts";
import { readTitleOffer } from "./normalise/title-kind.ts";
import { readTitleNumbers } from "./normalise/title-numbers.ts";
import type { StockIndex } from "./stock-index.ts";
import type { BundleProposal, MatchItem, MatchLine } from "./types.ts";

const mostNumbers = 24;
const mostTogether = 100;

/**
 * The units that one sale of several products is made of: one of each number in the title, or several of the one
 * number as the title says. Null where the title names one thing, or stock does not hold them all. For a person to
 * confirm: a machine never links a lot by its title.
 */
export function proposeBundle(line: MatchLine, index: StockIndex, ledger: Ledger): BundleProposal | null {
  const numbers = numbersInStock(line, index);
  const { kind, quantity } = readTitleOffer(line.title);
  const together = Math.min(quantity ?? 1, mostTogether);
  if (kind !== "whole" || numbers.length === 0 || (numbers.length === 1 && together === 1)) return null;
  const each = numbers.length === 1 ? together * line.needed : line.needed;
  const units: { itemId: string; quantity: number }[] = [];
  for (const number of numbers) {
    const taken = take(fittingUnits(line, number, index), each, ledger);
    if (!taken) return null;
    units.push(...taken);
  }
  const text =
    numbers.length === 1
      ? `The title says ${together} of ${numbers[0]}`
      : `The title names ${numbers.length} products: ${numbers.join(", ")}`;
  return { units, text };
}

/** Whether a title names several products, all in stock: then no single one of them is what was sold. */
export function namesSeveral(line: MatchLine, index: StockIndex): boolean {
  return numbersInStock(line, index).length > 1;
}

/** The set numbers of a title that lead to different products in stock. */
function numbersInStock(line: MatchLine, index: StockIndex): string[] {
  const seen = new Set<string>();
  return readTitleNumbers(line.title)
    .slice(0, mostNumbers)
    .flatMap(({ number }) => {
      const found = setsNumbered(number, index);
      // One unit that answers to two numbers is one product.
      if (found.length === 0 || found.some(({ id }) => seen.has(id))) return [];
      for (const { id } of found) seen.add(id);
      return [number];
    });
}

// Digits in titles of other goods are model numbers and measures: there they make no list of products.
function setsNumbered(number: string, index: StockIndex): MatchItem[] {
  return index
    .find("number", number)
    .filter(({ title, identifiers }) => identifiers.some(({ type }) => type === "set_number") || /\blego/i.test(title));
}

function fittingUnits(line: MatchLine, number: string, index: StockIndex): MatchItem[] {
  return setsNumbered(number, index)
    .filter((item) => readTitleOffer(item.title).kind === "whole" && judgeItem(line, item, index) === "fits")
    .sort(byAge);
}

function take(items: readonly MatchItem[], wanted: number, ledger: Ledger) {
  let left = wanted;
  const units: { itemId: string; quantity: number }[] = [];
  for (const item of items) {
    const quantity = Math.min(left, ledger.available(item));
    if (quantity <= 0) continue;
    units.push({ itemId: item.id, quantity });
    left -= quantity;
  }
  return left > 0 ? null : units;
}
