import type { Money } from "../model/index.ts";
import type { PayoutToFind, StatementLine } from "./payout-types.ts";

// Shorter numbers turn up in texts by chance.
const shortestReference = 6;

/**
 * Finds the lines whose texts carry a payout's own number, or the reference that the platform foretold. Years of lines
 * are looked through once, word by word.
 */
export function findByReference(lines: readonly StatementLine[]): (payout: PayoutToFind) => StatementLine[] {
  const byWord = new Map<string, StatementLine[]>();
  for (const line of lines) {
    for (const word of new Set(textsOf(line).flatMap(wordsOf))) {
      const known = byWord.get(word);
      if (known) known.push(line);
      else byWord.set(word, [line]);
    }
  }
  return (payout) => {
    const names = [payout.externalId, payout.bankReference].filter(
      (name): name is string => name !== null && name.trim().length >= shortestReference,
    );
    const found = names.flatMap((name) =>
      (byWord.get(longestWord(name)) ?? []).filter((line) => isNamedIn(name, line)),
    );
    return [...new Set(found)].filter((line) => {
      const elsewhere = line.looksLike !== null && line.looksLike !== payout.platform;
      return !elsewhere && sameSign(line.amount, payout.amount);
    });
  };
}

function textsOf({ reference, description, payer }: StatementLine): string[] {
  return [reference, description, payer].flatMap((text) => (text === null ? [] : [text.toLowerCase()]));
}

function wordsOf(text: string): string[] {
  return text.split(/[^a-z0-9]+/).filter(Boolean);
}

function longestWord(name: string): string {
  return wordsOf(name.toLowerCase()).reduce((longest, word) => (word.length > longest.length ? word : longest), "");
}

function isNamedIn(name: string, line: StatementLine): boolean {
  const wanted = name.trim().toLowerCase();
  return textsOf(line).some((text) => containsWhole(text, wanted));
}

// `P*7272765884` names 7272765884; 17272765884 does not.
function containsWhole(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (!isWordPart(text[at - 1]) && !isWordPart(text[at + wanted.length])) return true;
  }
  return false;
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[a-z0-9]/.test(character);
}

function sameSign(a: Money, b: Money): boolean {
  return a.minor >= 0 === b.minor >= 0;
}

/** The sum; null where nothing is given or the currencies differ. */
export function sumOf(amounts: readonly Money[]): Money | null {
  const [first] = amounts;
  if (!first || amounts.some(({ currency }) => currency !== first.currency)) return null;
  return { minor: amounts.reduce((sum, { minor }) => sum + minor, 0), currency: first.currency };
}
