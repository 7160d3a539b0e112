/** Money inside the simulator: whole hundredths. All simulated marketplaces use two decimals. */
export type Hundredths = number;

/** eBay's REST money. */
export interface Amount {
  value: string;
  currency: string;
}

/** `"24.5"` → 2450; throws on anything but a decimal with at most two places. */
export function parseDecimal(text: string): Hundredths {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  if (match === null) throw new RangeError(`Not an amount with at most two decimals: ${text}`);
  const [, sign = "", whole = "", fraction = ""] = match;
  const value = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  return sign === "-" && value !== 0 ? -value : value;
}

/** 2450 → `"24.50"`. */
export function decimal(value: Hundredths): string {
  const digits = String(Math.abs(value)).padStart(3, "0");
  return `${value < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function amount(value: Hundredths, currency: string): Amount {
  return { value: decimal(value), currency };
}

/** Splits a total by weights without losing a hundredth; the largest remainders get what is left over. */
export function share(total: Hundredths, weights: readonly number[]): Hundredths[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  if (sum === 0) return weights.map((_, index) => (index === 0 ? total : 0));
  const exact = weights.map((weight) => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((left, right) => right.rest - left.rest);
  let missing = total - shares.reduce((left, right) => left + right, 0);
  for (const { index } of order) {
    if (missing <= 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    missing -= 1;
  }
  return shares;
}
