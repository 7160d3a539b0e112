import { areInterchangeable, sharesProductNumber } from "./interchangeable.ts";
import { productKey } from "./title-products.ts";
import type { MatchItem } from "./types.ts";

/** A unit that may be meant instead, and how much speaks for it. */
export interface Rival {
  item: MatchItem;
  logOdds: number;
}

// Further behind than this, a rival takes less than a thousandth away.
const outOfSight = 5;
const shareSoftness = 0.7;

/** Units with one key are the same goods: one product in one condition. */
export function goodsKey(item: MatchItem): string {
  return `${productKey(item)}\n${item.condition ?? ""}`;
}

/** How two units stand to each other: equal goods, units of one product that differ, or different products. */
export function relate(a: MatchItem, b: MatchItem): "equal" | "sibling" | "other" {
  if (productKey(a) !== productKey(b) && !sharesProductNumber(a, b)) return "other";
  return areInterchangeable(a, b) ? "equal" : "sibling";
}

/** Log-odds of the units that a buyer would not take for the same goods: equal ones are no rivals of each other. */
export function rivalLogOdds({ item, logOdds }: Rival, others: readonly Rival[]): number[] {
  return others
    .filter((other) => other.logOdds > logOdds - outOfSight && relate(item, other.item) !== "equal")
    .map((other) => other.logOdds);
}

/** The share of a unit among those of its own product that differ from it: in condition, in colour, in what is missing. */
export function shareAmongSiblings({ item, logOdds }: Rival, others: readonly Rival[]): number {
  const siblings = others.filter(
    (other) => other.logOdds > logOdds - outOfSight && relate(item, other.item) === "sibling",
  );
  return 1 / (1 + siblings.reduce((sum, other) => sum + Math.exp((other.logOdds - logOdds) / shareSoftness), 0));
}
