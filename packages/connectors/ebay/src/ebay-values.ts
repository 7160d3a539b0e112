import { type Money, parseMoney } from "@counterfoil/core/model";
import type { WireAmount } from "./ebay-schemas.ts";

/** Money of a wire amount; null where eBay says nothing or something that is no amount. */
export function money(amount: WireAmount | null | undefined): Money | null {
  const { value, currency } = amount ?? {};
  if (!value || !currency || !/^[A-Z]{3}$/.test(currency)) return null;
  return parseMoney(value, currency);
}

/** Adds what is known; null when nothing is, or when the currencies differ. */
export function addMoney(amounts: readonly (Money | null)[]): Money | null {
  const known = amounts.filter((amount) => amount !== null);
  const [first] = known;
  if (!first || known.some((amount) => amount.currency !== first.currency)) return null;
  return { minor: known.reduce((sum, amount) => sum + amount.minor, 0), currency: first.currency };
}

/** A timestamp that the model accepts; null for anything else. */
export function timestamp(text: string | null | undefined): string | null {
  if (!text) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** Trimmed text; null when there is none. */
export function textOrNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim();
  return trimmed ? trimmed : null;
}
