import type { TitleFacts } from "../text/title-facts.ts";
import { modifiers } from "../text/word-groups.ts";

/** What the codes of two titles say, each 0 to 1. */
export interface CodeVerdict {
  /** The same code, or one that goes on with a suffix. */
  agreement: number;
  /** Two codes of one family that differ: another model. */
  conflict: number;
  /** One stem with two suffixes: another colour or country of the same model. */
  variant: number;
}

const nothing: CodeVerdict = { agreement: 0, conflict: 0, variant: 0 };
const shortSuffix = /^\p{L}{1,3}$/u;
const stemLeast = 4;

/**
 * Compares model and part numbers. The same code is as good as proof; a code that goes on with a letter or two
 * (a colour or country suffix) is nearly as good; one stem with two suffixes is a sibling; two codes of one family
 * that differ otherwise contradict.
 */
export function compareCodes(a: TitleFacts, b: TitleFacts): CodeVerdict {
  let best = nothing;
  for (const code of a.codes) best = better(best, relate(code, b));
  for (const code of b.codes) best = better(best, relate(code, a));
  if (siblingsBySuffix(a.codes, b.codes)) return { agreement: 0.5, conflict: 0, variant: 1 };
  if (best.agreement >= 0.5 || best.variant > 0) return best;
  return { ...best, conflict: Math.max(best.conflict, worstConflict(a.codes, b.codes)) };
}

// "540XL" is the larger one of "540", not another spelling of it.
function siblingsBySuffix(a: readonly string[], b: readonly string[]): boolean {
  const goesOn = (code: string, longer: string) => longer.startsWith(code) && modifiers.has(longer.slice(code.length));
  return a.some((code) => !b.includes(code) && b.some((other) => goesOn(code, other) || goesOn(other, code)));
}

function better(one: CodeVerdict, other: CodeVerdict): CodeVerdict {
  return other.agreement > one.agreement ? other : one;
}

/** How one code relates to what the other title says, codes and words written together alike. */
function relate(code: string, other: TitleFacts): CodeVerdict {
  if (standsWhole(code, other.squashed)) return { ...nothing, agreement: Math.min(1, code.length / 6) };
  let best = nothing;
  for (const candidate of other.codes) best = better(best, relateCodes(code, candidate));
  if (best.agreement > 0) return best;
  const shared = sharedStem(code, other.squashed);
  if (shared === 0) return nothing;
  return { ...nothing, agreement: shortSuffix.test(code.slice(shared)) ? 0.75 : 0.3 };
}

// "HF10" does not stand in "HF100": a digit may not go on with a digit.
function standsWhole(code: string, squashed: string): boolean {
  const endsInDigit = /\d$/.test(code);
  for (let at = squashed.indexOf(code); at >= 0; at = squashed.indexOf(code, at + 1)) {
    if (!endsInDigit || !/\d/.test(squashed[at + code.length] ?? "")) return true;
  }
  return false;
}

function relateCodes(one: string, other: string): CodeVerdict {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  if (!isStem(one, shared)) return nothing;
  const suffixes = [one.slice(shared), other.slice(shared)].filter((suffix) => suffix !== "");
  if (!suffixes.every((suffix) => shortSuffix.test(suffix))) return nothing;
  return suffixes.length === 2 ? { agreement: 0.5, conflict: 0, variant: 1 } : { ...nothing, agreement: 0.75 };
}

function isStem(code: string, length: number): boolean {
  return length >= stemLeast && length / code.length >= 0.6 && /\d/.test(code.slice(0, length));
}

function sharedStem(code: string, squashed: string): number {
  for (let length = code.length - 1; length / code.length >= 0.7 && length >= stemLeast; length -= 1) {
    const stem = code.slice(0, length);
    if (/\d/.test(stem) && standsWhole(stem, squashed)) return length;
  }
  return 0;
}

function worstConflict(a: readonly string[], b: readonly string[]): number {
  let worst = 0;
  for (const left of a) for (const right of b) worst = Math.max(worst, conflictOf(left, right));
  return worst;
}

function conflictOf(left: string, right: string): number {
  const family = /^\p{L}*/u;
  const leftFamily = family.exec(left)?.[0] ?? "";
  const sameFamily = leftFamily === (family.exec(right)?.[0] ?? "");
  if (left !== right && leftFamily !== "" && sameFamily) return 1;
  return sameFamily && left.length === right.length ? 0.7 : 0.4;
}
