import type { Money } from "@counterfoil/core/model";
import { decode } from "html-entities";

/** Flipkart's times are in India's, which has no summer time. */
const istOffsetMs = 5.5 * 3_600_000;

/** Rupees as Flipkart sends them, a JSON number, in paise; null where it sends none. */
export function paise(rupees: number | null | undefined): Money | null {
  if (rupees === null || rupees === undefined || !Number.isFinite(rupees)) return null;
  return inr(Math.round(rupees * 100));
}

export function inr(minor: number): Money {
  return { minor, currency: "INR" };
}

/** Adds amounts; null where one is not known, or there is none. */
export function addPaise(amounts: readonly (Money | null)[]): Money | null {
  if (amounts.length === 0) return null;
  let minor = 0;
  for (const amount of amounts) {
    if (amount === null) return null;
    minor += amount.minor;
  }
  return inr(minor);
}

export function textOrNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim();
  return trimmed ? trimmed : null;
}

/** An instant as ISO 8601 in UTC; null for what is none. */
export function instantOrNull(text: string | null | undefined): string | null {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** An instant as Flipkart wants it: `2026-11-21T14:30:00+05:30`. */
export function indianTime(milliseconds: number): string {
  return `${new Date(milliseconds + istOffsetMs).toISOString().slice(0, 19)}+05:30`;
}

/** The calendar day in India: `2026-11-21`. */
export function indianDay(milliseconds: number): string {
  return new Date(milliseconds + istOffsetMs).toISOString().slice(0, 10);
}

/** A seller's SKU: entities undone, wrapping quotes taken off. */
export function plainSku(sku: string | null | undefined): string | null {
  const text = decode(sku ?? "").trim();
  const [, inner] = /^"(.*)"$/s.exec(text) ?? [];
  return textOrNull(inner ?? text);
}

/** A quantity, which may come as `1.0`. Throws a TypeError for a fraction. */
export function wholeQuantity(quantity: number): number {
  if (Number.isInteger(quantity) && quantity >= 0) return quantity;
  throw new TypeError(`the quantity ${quantity} is no whole number`);
}
