import { type Condition, type Money, parseMoney } from "@counterfoil/core/model";
import type { WireMoney } from "./amazon-schemas.ts";

/** Money of a wire amount; null where Amazon says nothing or something that is no amount. */
export function money(amount: WireMoney | null | undefined): Money | null {
  if (!amount || !/^[A-Z]{3}$/.test(amount.currencyCode)) return null;
  return parseMoney(amount.amount, amount.currencyCode);
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

/** Trimmed text; null when there is none. Amazon writes empty text for "no value". */
export function textOrNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim();
  return trimmed ? trimmed : null;
}

const byKind: Readonly<Record<string, Condition>> = {
  new: "new",
  used: "used",
  refurbished: "refurbished",
};

/**
 * Condition by Amazon's kind and its finer word, as in `new` and `open_box`. Collectible says nothing of new or used:
 * that stays unknown.
 */
export function conditionOf(kind: string | null | undefined, detail: string | null | undefined): Condition | null {
  const found = byKind[kind?.toLowerCase() ?? ""] ?? null;
  return found === "new" && /^(open_box|oem)$/i.test(detail ?? "") ? "new_other" : found;
}
