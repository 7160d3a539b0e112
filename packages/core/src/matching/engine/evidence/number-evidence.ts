import type { Measure } from "../text/measures.ts";

/** What the numbers of two titles say, each 0 to 1. */
export interface NumberVerdict {
  /** A number stands in both. */
  shared: number;
  /** Both have numbers, none in common. */
  disjoint: number;
  /** The same unit with another value: 1 TB against 1.5 TB. */
  unitConflict: number;
  /** Another year or version: 2007 against 2003, 7 against 8. */
  versionConflict: number;
}

/** Compares the numbers of two titles. */
export function compareNumbers(a: readonly Measure[], b: readonly Measure[]): NumberVerdict {
  const shared = a.some(({ value }) => b.some((other) => other.value === value));
  return {
    shared: shared ? 1 : 0,
    disjoint: a.length > 0 && b.length > 0 && !shared ? 1 : 0,
    unitConflict: a.some((measure) => unitConflicts(measure, b)) ? 1 : 0,
    versionConflict: Math.max(yearConflict(a, b), versionConflict(a, b)),
  };
}

function unitConflicts(measure: Measure, others: readonly Measure[]): boolean {
  if (measure.unit === null || measure.unit === "version") return false;
  const same = others.filter(({ unit }) => unit === measure.unit);
  return same.length > 0 && !same.some(({ value }) => close(value, measure.value));
}

// Sizes are rounded differently by different sellers: within a twentieth they agree.
function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 0.051 * Math.max(1, Math.max(a, b));
}

const isYear = ({ value, unit }: Measure) => unit === null && Number.isInteger(value) && value >= 1900 && value < 2100;
const isVersion = (measure: Measure) =>
  (measure.unit === null || measure.unit === "version") && measure.value < 30 && !isYear(measure);

function yearConflict(a: readonly Measure[], b: readonly Measure[]): number {
  const ours = a.filter(isYear);
  const theirs = b.filter(isYear);
  if (ours.length === 0 || theirs.length === 0) return 0;
  return ours.some(({ value }) => theirs.some((other) => other.value === value)) ? 0 : 1;
}

function versionConflict(a: readonly Measure[], b: readonly Measure[]): number {
  const ours = a.filter(isVersion);
  const theirs = b.filter(isVersion);
  if (ours.length === 0 || theirs.length === 0) return 0;
  return ours.some(({ value }) => theirs.some((other) => sameRelease(value, other.value))) ? 0 : 0.8;
}

// "7" may be said of 7.5; 7.1 and 7.5 differ.
function sameRelease(a: number, b: number): boolean {
  return a === b || Math.floor(a) === b || a === Math.floor(b);
}
