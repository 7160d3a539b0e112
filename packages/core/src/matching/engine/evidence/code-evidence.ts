import type { TitleFacts } from "../text/title-facts.ts";
import { longestPrefixIn } from "./coverage.ts";

/** What the codes of two titles say: `agreement` and `conflict` from 0 to 1, and the codes that say so. */
export interface CodeVerdict {
  agreement: number;
  conflict: number;
  codes: readonly [string | null, string | null];
}

/**
 * Compares model and part numbers. The same code is as good as proof; a code that goes on with a letter or two
 * (a colour or country suffix) is nearly as good; two codes of one family that differ contradict.
 */
export function compareCodes(a: TitleFacts, b: TitleFacts): CodeVerdict {
  const forward = bestAgreement(a.codes, b.squashed);
  const backward = bestAgreement(b.codes, a.squashed);
  const best = forward.agreement >= backward.agreement ? forward : backward;
  if (best.agreement >= 0.5) return { agreement: best.agreement, conflict: 0, codes: [best.code, best.code] };
  return { agreement: best.agreement, ...worstConflict(a.codes, b.codes) };
}

function bestAgreement(codes: readonly string[], squashed: string): { agreement: number; code: string | null } {
  let best: { agreement: number; code: string | null } = { agreement: 0, code: null };
  for (const code of codes) {
    const agreement = agreementOf(code, squashed);
    if (agreement > best.agreement) best = { agreement, code };
  }
  return best;
}

function agreementOf(code: string, squashed: string): number {
  const shared = longestPrefixIn(code, squashed);
  if (shared === code.length) return Math.min(1, code.length / 6);
  if (shared / code.length < 0.7 || !/\d/.test(code.slice(0, shared))) return 0;
  return /^\p{L}{1,3}$/u.test(code.slice(shared)) ? 0.75 : 0.3;
}

function worstConflict(a: readonly string[], b: readonly string[]): Pick<CodeVerdict, "conflict" | "codes"> {
  let worst: Pick<CodeVerdict, "conflict" | "codes"> = { conflict: 0, codes: [null, null] };
  for (const left of a) {
    for (const right of b) {
      const conflict = conflictOf(left, right);
      if (conflict > worst.conflict) worst = { conflict, codes: [left, right] };
    }
  }
  return worst;
}

function conflictOf(left: string, right: string): number {
  const family = /^\p{L}*/u;
  const leftFamily = family.exec(left)?.[0] ?? "";
  const sameFamily = leftFamily === (family.exec(right)?.[0] ?? "");
  if (left !== right && leftFamily !== "" && sameFamily) return 1;
  return sameFamily && left.length === right.length ? 0.7 : 0.4;
}
