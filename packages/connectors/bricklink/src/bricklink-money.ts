import { currencyExponent, type Money } from "@counterfoil/core/model";

/** BrickLink's fixed point as an integer of 1/10000; null for anything that is not a decimal number. */
export function parseFixed(decimal: string | null | undefined): number | null {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(decimal?.trim() ?? "");
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const kept = Number(`${whole}${fraction.slice(0, 4).padEnd(4, "0")}`);
  const value = kept + ((fraction[4] ?? "0") >= "5" ? 1 : 0);
  if (!Number.isSafeInteger(value)) return null;
  return sign === "-" && value !== 0 ? -value : value;
}

/** 1/10000 of a currency in minor units, rounded half away from zero. */
export function fixedToMoney(fixed: number, currency: string): Money {
  const step = 10 ** (4 - currencyExponent(currency));
  const minor = Math.sign(fixed) * Math.floor(Math.abs(fixed) / step + 0.5);
  return { minor: minor === 0 ? 0 : minor, currency };
}

/** An amount of the wire as money; null where it is missing. */
export function toMoney(decimal: string | null | undefined, currency: string): Money | null {
  const fixed = parseFixed(decimal);
  return fixed === null ? null : fixedToMoney(fixed, currency);
}

/** As `toMoney`, but null where the amount has more decimals than the currency. */
export function toExactMoney(decimal: string | null | undefined, currency: string): Money | null {
  const fixed = parseFixed(decimal);
  if (fixed === null || fixed % 10 ** (4 - currencyExponent(currency)) !== 0) return null;
  return fixedToMoney(fixed, currency);
}

/** The sum of the amounts that are there; null when none is. */
export function sumAmounts(decimals: readonly (string | null | undefined)[], currency: string): Money | null {
  const known = decimals.map(parseFixed).filter((fixed) => fixed !== null);
  if (known.length === 0) return null;
  return fixedToMoney(
    known.reduce((sum, fixed) => sum + fixed, 0),
    currency,
  );
}
