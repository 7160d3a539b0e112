import { type Money, parseMoney } from "@counterfoil/core/model";

/** Trimmed text; null for none, and for the pair of quotes that some of TikTok Shop's fields hold instead of nothing. */
export function textOrNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim();
  return trimmed && trimmed !== '""' ? trimmed : null;
}

/** A decimal text in the given currency; null where there is no amount, or no currency to read it in. */
export function money(amount: string | null | undefined, currency: string | null): Money | null {
  const text = textOrNull(amount);
  return text === null || currency === null ? null : parseMoney(text, currency);
}

/** Adds what is known; null when nothing is. */
export function addMoney(amounts: readonly (Money | null)[]): Money | null {
  const known = amounts.filter((amount) => amount !== null);
  const [first] = known;
  if (!first) return null;
  return { minor: known.reduce((sum, { minor }) => sum + minor, 0), currency: first.currency };
}

/** An upper-case ISO 4217 code; null for anything else. */
export function currencyOrNull(code: string | null | undefined): string | null {
  const text = textOrNull(code)?.toUpperCase() ?? "";
  return /^[A-Z]{3}$/.test(text) ? text : null;
}

/** Unix seconds as ISO 8601; null for none, and for the zero that stands for "not yet". */
export function instant(seconds: number | null | undefined): string | null {
  if (!seconds || seconds < 0) return null;
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Orders decimal ids by their number, without turning them into one. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

/** The parts of a list by a key, in the order of first appearance. */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
