import { type Money, shareMoney } from "../model/index.ts";

/** The parts of what was earned by one unit. Costs are positive. Null is unknown. */
export interface ProfitParts {
  /** What the buyer paid for it. */
  sale: Money | null;
  fees: Money | null;
  postage: Money | null;
  refunded: Money | null;
  /** What the seller paid for it. */
  cost: Money | null;
}
export type ProfitPart = keyof ProfitParts;

export type UnitProfit =
  | { known: true; profit: Money }
  /** `unknown` names what is missing; `currencies` are those that cannot be added up. */
  | { known: false; unknown: ProfitPart[]; currencies: string[] };

const parts: readonly ProfitPart[] = ["sale", "fees", "postage", "refunded", "cost"];

/** Sale less fees, postage, refunds and cost. Never a number that leaves something out: then it says what is missing. */
export function unitProfit(unit: ProfitParts): UnitProfit {
  const unknown = parts.filter((part) => unit[part] === null);
  const currencies = [...new Set(parts.flatMap((part) => unit[part]?.currency ?? []))].sort();
  const [currency] = currencies;
  if (unknown.length > 0 || currency === undefined || currencies.length > 1) {
    return { known: false, unknown, currencies: currencies.length > 1 ? currencies : [] };
  }
  const minor = (part: ProfitPart) => unit[part]?.minor ?? 0;
  const taken = minor("fees") + minor("postage") + minor("refunded") + minor("cost");
  return { known: true, profit: { minor: minor("sale") - taken, currency } };
}

/**
 * Shares each part of a line among its units, so that the shares add up exactly; what was refunded among those that came
 * back, which are the last ones, where any did. Unknown stays unknown.
 */
export function shareAmongUnits(
  line: Omit<ProfitParts, "cost">,
  units: number,
  returned = 0,
): Omit<ProfitParts, "cost">[] {
  const even = Array<number>(units).fill(1);
  const back = returned > 0 ? even.map((_, n) => (n >= units - returned ? 1 : 0)) : even;
  const share = (money: Money | null, weights: number[]) => (money === null ? null : shareMoney(money, weights));
  const [sale, fees] = [share(line.sale, even), share(line.fees, even)];
  const [postage, refunded] = [share(line.postage, even), share(line.refunded, back)];
  return even.map((_, n) => ({
    sale: sale?.[n] ?? null,
    fees: fees?.[n] ?? null,
    postage: postage?.[n] ?? null,
    refunded: refunded?.[n] ?? null,
  }));
}
