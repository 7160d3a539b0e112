import { parseAmount } from "./amounts.ts";
import { invalid } from "./brickowl-errors.ts";

/** The parameter, which must be there and not empty. */
export function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value === null || value === "") throw invalid(`${name} is missing`);
  return value;
}

/** A whole number between bounds; null when the parameter is not there. */
export function readWhole(
  parameters: URLSearchParams,
  name: string,
  { from = Number.MIN_SAFE_INTEGER, to = Number.MAX_SAFE_INTEGER }: { from?: number; to?: number } = {},
): number | null {
  const text = parameters.get(name);
  if (text === null) return null;
  const value = /^[+-]?\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= from && value <= to)) throw invalid(`${name} must be a whole number within its limits`);
  return value;
}

/** An amount with at most three decimals, above zero unless zero is allowed; null when it is not there. */
export function readPrice(parameters: URLSearchParams, name: string, options: { zero?: boolean } = {}): number | null {
  const text = parameters.get(name);
  if (text === null) return null;
  const value = parseAmount(text);
  if (value === null || (value === 0 && options.zero !== true)) {
    throw invalid(`${name} must be above zero with at most three decimals`);
  }
  return value;
}

/** `0` or `1`; null when it is not there. */
export function readFlag(parameters: URLSearchParams, name: string): boolean | null {
  const text = parameters.get(name);
  if (text === null) return null;
  if (text !== "0" && text !== "1") throw invalid(`${name} must be 0 or 1`);
  return text === "1";
}
