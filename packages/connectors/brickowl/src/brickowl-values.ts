import { currencyExponent, type Money } from "@counterfoil/core/model";

const decimals = 6;

/** A decimal of the wire as an integer of 1/1000000; null for anything that is not a decimal number. */
export function parseFixed(decimal: string | null | undefined): number | null {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(decimal?.trim() ?? "");
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const value = Number(`${whole}${fraction.slice(0, decimals).padEnd(decimals, "0")}`);
  const rounded = value + ((fraction[decimals] ?? "0") >= "5" ? 1 : 0);
  if (!Number.isSafeInteger(rounded)) return null;
  return sign === "-" && rounded !== 0 ? -rounded : rounded;
}

/** 1/1000000 of a currency in minor units, rounded half away from zero. */
export function fixedToMoney(fixed: number, currency: string): Money {
  const step = 10 ** (decimals - currencyExponent(currency));
  const minor = Math.sign(fixed) * Math.floor(Math.abs(fixed) / step + 0.5);
  return { minor: minor === 0 ? 0 : minor, currency };
}

export function toMoney(decimal: string | null | undefined, currency: string): Money | null {
  const fixed = parseFixed(decimal);
  return fixed === null ? null : fixedToMoney(fixed, currency);
}

/** As `toMoney`, but null where the amount has more decimals than the currency. */
export function toExactMoney(decimal: string | null | undefined, currency: string): Money | null {
  const fixed = parseFixed(decimal);
  if (fixed === null || fixed % 10 ** (decimals - currencyExponent(currency)) !== 0) return null;
  return fixedToMoney(fixed, currency);
}

/** The sum of the amounts that are there, rounded once; null when none is. */
export function sumAmounts(amounts: readonly (string | null | undefined)[], currency: string): Money | null {
  const known = amounts.map(parseFixed).filter((fixed) => fixed !== null);
  if (known.length === 0) return null;
  return fixedToMoney(
    known.reduce((sum, fixed) => sum + fixed, 0),
    currency,
  );
}

/** A price as Brick Owl takes it: at most three decimals, rounded half up. Throws a RangeError for what is no price. */
export function wirePrice(decimal: string): string {
  const fixed = parseFixed(decimal);
  if (fixed === null || fixed < 500) throw new RangeError("A price is a decimal above 0, such as 0.125.");
  return (Math.floor(fixed / 1000 + 0.5) / 1000).toFixed(3);
}

/**
 * A moment in any of Brick Owl's three forms as ISO 8601 UTC: seconds since 1970 as text or number, or ISO with an offset.
 * Zero, 1970 and the empty string stand for "no date" and give null, as does anything unreadable.
 */
export function toInstant(value: string | number | null | undefined): string | null {
  if (value === null || value === undefined || value === "") return null;
  const seconds = /^\d+$/.test(String(value)) ? Number(value) : null;
  const milliseconds = seconds === null ? Date.parse(String(value)) : seconds * 1000;
  if (!Number.isFinite(milliseconds) || milliseconds < 86_400_000 || milliseconds > 8.64e15) return null;
  return new Date(milliseconds).toISOString();
}

/** Trimmed; null for nothing. */
export function plainText(text: string | null | undefined): string | null {
  const plain = text?.trim() ?? "";
  return plain === "" ? null : plain;
}

/** A list that may come as an array, as an object keyed by id, or as nothing. Null where it is none of these. */
export function toList(value: unknown): unknown[] | null {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  if (typeof value !== "object") return null;
  const records = Object.values(value);
  return records.every((record) => typeof record === "object" && record !== null) ? records : null;
}
