import type { Money } from "../model/index.ts";
import type { PayoutToFind, StatementLine } from "./payout-types.ts";

// Shorter numbers turn up in texts by chance.
const shortestReference = 6;

/** Lines whose texts carry the payout's own number, or the reference that the platform foretold. */
export function linesNaming(payout: PayoutToFind, lines: readonly StatementLine[]): StatementLine[] {
  const names = [payout.externalId, payout.bankReference].filter(
    (name): name is string => name !== null && name.trim().length >= shortestReference,
  );
  if (names.length === 0) return [];
  return lines.filter((line) => {
    const elsewhere = line.looksLike !== null && line.looksLike !== payout.platform;
    return !elsewhere && sameSign(line.amount, payout.amount) && names.some((name) => isNamedIn(name, line));
  });
}

function isNamedIn(name: string, { payer, reference, description }: StatementLine): boolean {
  const wanted = name.trim().toLowerCase();
  return [reference, description, payer].some((text) => text !== null && containsWhole(text.toLowerCase(), wanted));
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
