import type { Thousandths } from "./brickowl-entities.ts";

const DECIMAL = /^\d{1,9}(\.\d{1,3})?$/;

/** Reads a decimal with at most three decimals; null for anything else. */
export function parseAmount(text: string): Thousandths | null {
  return DECIMAL.test(text) ? Math.round(Number(text) * 1000) : null;
}

/** Reads an amount of a seed; throws on what is none. */
export function amount(text: string): Thousandths {
  const value = parseAmount(text);
  if (value === null) throw new RangeError(`Not an amount: ${text}`);
  return value;
}

/** Three decimals, as prices of lots and lines come: `0.104`. */
export function formatPrice(value: Thousandths): string {
  return (value / 1000).toFixed(3);
}

/** Two decimals, half up, as totals come: `6.17`. */
export function formatTotal(value: Thousandths): string {
  return (Math.round(value / 10) / 100).toFixed(2);
}
