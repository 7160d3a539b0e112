import { currencyExponent, type Money } from "@counterfoil/core/model";

const decimals = 6;

/** A decimal of the wire, text or number, as an integer of 1/1000000; null for anything else. */
export function parseFixed(decimal: string | number | null | undefined): number | null {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(String(decimal ?? "").trim());
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

export function toMoney(decimal: string | number | null | undefined, currency: string): Money | null {
  const fixed = parseFixed(decimal);
  return fixed === null ? null : fixedToMoney(fixed, currency);
}

/** As `toMoney`, but null where the amount has more decimals than the currency. */
export function toExactMoney(decimal: string | number | null | undefined, currency: string): Money | null {
  const fixed = parseFixed(decimal);
  if (fixed === null || fixed % 10 ** (decimals - currencyExponent(currency)) !== 0) return null;
  return fixedToMoney(fixed, currency);
}

/** ISO 8601 as UTC; a moment without a zone is taken for UTC. Null for anything unreadable. */
export function toInstant(value: string | null | undefined): string | null {
  const text = value?.trim() ?? "";
  if (text === "") return null;
  const zoned = /(?:[zZ]|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes(":") ? text : `${text}Z`;
  const milliseconds = Date.parse(zoned);
  return Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString() : null;
}

/** Trimmed; null for nothing. */
export function plainText(text: string | number | null | undefined): string | null {
  const plain = String(text ?? "").trim();
  return plain === "" ? null : plain;
}
