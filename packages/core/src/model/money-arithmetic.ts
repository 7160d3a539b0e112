/** An ISO 4217 currency code, upper case, such as `GBP`. */
export type CurrencyCode = string;

/** An amount of money: an integer number of the currency's minor unit (pence, cents, yen). Never a float. */
export interface Money {
  /** Integer minor units; negative for refunds and discounts. */
  minor: number;
  currency: CurrencyCode;
}

// ISO 4217 exponents that are not 2.
const exponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** How many decimals the currency has: 2 for most, 0 for JPY, 3 for KWD (ISO 4217). */
export function currencyExponent(currency: CurrencyCode): number {
  return exponents[currency] ?? 2;
}

/**
 * Reads a decimal string (`"12.34"`, `"-0.5"`, `"13.1210"`) into minor units, rounding half away from zero where
 * the text has more decimals than the currency. Returns null for anything that is not a plain decimal number.
 */
export function parseMoney(decimal: string, currency: CurrencyCode): Money | null {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(decimal.trim());
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const exponent = currencyExponent(currency);
  const kept = fraction.slice(0, exponent).padEnd(exponent, "0");
  const roundUp = (fraction[exponent] ?? "0") >= "5" ? 1 : 0;
  const minor = Number(`${whole}${kept}`) + roundUp;
  if (!Number.isSafeInteger(minor)) return null;
  return { minor: sign === "-" && minor !== 0 ? -minor : minor, currency };
}

/** Writes minor units as a decimal string with exactly the currency's decimals, such as `"12.34"`. */
export function formatMoney(money: Money): string {
  const exponent = currencyExponent(money.currency);
  const digits = Math.abs(money.minor)
    .toString()
    .padStart(exponent + 1, "0");
  const sign = money.minor < 0 ? "-" : "";
  if (exponent === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Adds amounts of one currency. Throws a RangeError on mixed currencies: they are never summed. */
export function sumMoney(amounts: readonly Money[], currency: CurrencyCode): Money {
  let minor = 0;
  for (const amount of amounts) {
    if (amount.currency !== currency) throw new RangeError(`cannot add ${amount.currency} to ${currency}`);
    minor += amount.minor;
  }
  return { minor, currency };
}

/**
 * Splits an amount by weights so that the shares add up to it exactly (largest remainder; ties go to the earlier
 * share). Weights must be non-negative; when all are zero the amount is split evenly.
 */
export function shareMoney(total: Money, weights: readonly number[]): Money[] {
  if (weights.length === 0) return [];
  const sum = weights.reduce((a, b) => a + b, 0);
  const effective = sum > 0 ? weights : weights.map(() => 1);
  const effectiveSum = sum > 0 ? sum : weights.length;
  const sign = total.minor < 0 ? -1 : 1;
  const magnitude = Math.abs(total.minor);
  const exact = effective.map((weight) => (magnitude * weight) / effectiveSum);
  const shares = exact.map(Math.floor);
  let left = magnitude - shares.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of order) {
    if (left <= 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares.map((minor) => ({ minor: minor === 0 ? 0 : sign * minor, currency: total.currency }));
}
