import type { Fixed } from "./bricklink-entities.ts";

const PLACES = 4;

/** Reads a decimal text or number into 1/10000; more decimals round up at the fourth. Null for anything else. */
export function parseFixed(value: unknown): Fixed | null {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string") return null;
  const match = /^(\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (match === null) return null;
  const [, whole = "0", fraction = ""] = match;
  const kept = Number(`${whole}${fraction.slice(0, PLACES).padEnd(PLACES, "0")}`);
  return /[1-9]/.test(fraction.slice(PLACES)) ? kept + 1 : kept;
}

/** Like {@link parseFixed}, for seeds, which must be right. */
export function fixed(text: string): Fixed {
  const value = parseFixed(text);
  if (value === null) throw new RangeError(`Not a decimal amount: ${text}`);
  return value;
}

/** Writes 1/10000 as the wire does: `"13.1210"`. */
export function formatFixed(value: Fixed): string {
  const digits = String(Math.abs(value)).padStart(PLACES + 1, "0");
  return `${value < 0 ? "-" : ""}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
}
