import type { Money } from "@counterfoil/core/model";

/** An amount as a value, or null where it is not known. */
export function moneyView(minor: number | null, currency: string | null): Money | null {
  return minor === null || currency === null ? null : { minor, currency };
}

/** A moment as ISO 8601, or null. */
export function isoOrNull(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
