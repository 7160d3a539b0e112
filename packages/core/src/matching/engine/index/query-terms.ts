import { type TermKind, termHash, termKind } from "./term-hash.ts";
import { titleTerms } from "./title-terms.ts";
import type { SimilarWord } from "./vocabulary.ts";

/** What a search may ask of the index while it widens its terms. */
export interface TermLookup {
  find(hash: number): number;
  frequency(term: number): number;
  /** The size of the index as far as weights go. */
  readonly scale: number;
  similarWords(word: string): readonly SimilarWord[];
}

const plainWord = /^\p{L}{4,}$/u;
const hasDigit = /\d/;

// How much a term counts that only resembles what was typed, beside 1 for a term as typed.
const weights = { prefix: 0.5, wholeAsPrefix: 0.6, prefixAsWhole: 0.5, split: 0.7, joined: 0.9, similar: 0.8 };

/**
 * The terms to search for, by term id, with their weights: those of the title itself, and those that mend what
 * sellers do to titles (typing errors and shortened words, words written together or apart, codes cut short).
 */
export function queryTerms(title: string, lookup: TermLookup): Map<number, number> {
  const found = new Map<number, number>();
  const add = (hash: number, weight: number) => {
    const term = lookup.find(hash);
    if (term >= 0 && (found.get(term) ?? 0) < weight) found.set(term, weight);
  };
  let previous = "";
  titleTerms(title, (text, kind) => {
    add(termHash(text, kind), kind === termKind.prefix ? weights.prefix : 1);
    widenCode(text, kind, add);
    if (kind !== termKind.whole) return;
    if (plainWord.test(text)) widenWord({ text, previous, lookup, add });
    previous = text;
  });
  return found;
}

type Add = (hash: number, weight: number) => void;

function widenCode(text: string, kind: TermKind, add: Add): void {
  if (text.length < 4 || !hasDigit.test(text)) return;
  if (kind === termKind.whole) add(termHash(text, termKind.prefix), weights.wholeAsPrefix);
  else if (text.length >= 5) add(termHash(text, termKind.whole), weights.prefixAsWhole);
}

function widenWord({ text, previous, lookup, add }: { text: string; previous: string; lookup: TermLookup; add: Add }) {
  const term = lookup.find(termHash(text, termKind.whole));
  const frequency = term < 0 ? 0 : lookup.frequency(term);
  if (frequency <= 8 || frequency * 2000 < lookup.scale) {
    for (const { word, similarity } of lookup.similarWords(text)) {
      add(termHash(word, termKind.whole), similarity * weights.similar);
    }
  }
  if (frequency === 0 && text.length >= 7) splitWord(text, lookup, add);
  if (previous !== "") add(termHash(previous + text, termKind.whole), weights.joined);
}

function splitWord(text: string, lookup: TermLookup, add: Add): void {
  for (let at = 3; at <= text.length - 3; at += 1) {
    const left = termHash(text.slice(0, at), termKind.whole);
    const right = termHash(text.slice(at), termKind.whole);
    if (lookup.find(left) < 0 || lookup.find(right) < 0) continue;
    add(left, weights.split);
    add(right, weights.split);
  }
}
