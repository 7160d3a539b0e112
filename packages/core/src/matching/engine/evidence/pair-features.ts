import { isSlip } from "../../normalise/number-slip.ts";
import type { TitleFacts } from "../text/title-facts.ts";
import { compareCodes } from "./code-evidence.ts";
import { coverage } from "./coverage.ts";
import { compareNumbers } from "./number-evidence.ts";
import { twinConflict } from "./twin-words.ts";
import type { Features } from "./weights.ts";
import { compareColors, editionConflict, namesDiffer, sizesDiffer } from "./word-conflicts.ts";

/** One side of a comparison: the facts of its title and what else is known. */
export interface Described {
  facts: TitleFacts;
  /** Numbers and codes that are known to name the product, beside those in its title; squashed. */
  identifiers: readonly string[];
  /** Brand without spaces and signs, lower case; empty where unknown. */
  brand: string;
  /** The brand's first word, which is often all that a title says of it. */
  brandWord: string;
}

/** Measures a pair. `similarity` is the cosine that the index computed for it (0 to 1). */
export function pairFeatures(
  line: Described,
  item: Described,
  { similarity, rarity }: { similarity: number; rarity: (text: string) => number },
): Features {
  const codes = compareCodes(line.facts, item.facts);
  const numbers = compareNumbers(line.facts.measures, item.facts.measures);
  const identifiers = identifierFeatures(line, item);
  const color = compareColors(line.facts, item.facts);
  return {
    similarity,
    spelling: dice(line.facts.grams, item.facts.grams),
    lineCovered: coverage(line.facts, item.facts, rarity),
    itemCovered: coverage(item.facts, line.facts, rarity),
    ...identifiers,
    nameConflict: identifiers.identifierAgreement > 0 && namesDiffer(line.facts, item.facts) ? 1 : 0,
    codeAgreement: codes.agreement,
    codeConflict: codes.conflict,
    codeVariant: codes.variant,
    sharedNumber: numbers.shared,
    disjointNumbers: numbers.disjoint,
    unitConflict: numbers.unitConflict,
    versionConflict: numbers.versionConflict,
    sizeConflict: sizesDiffer(line.facts, item.facts) ? 1 : 0,
    colorConflict: color === "different" ? 1 : 0,
    colorAgreement: color === "same" ? 1 : 0,
    editionConflict: editionConflict(line.facts, item.facts),
    twinConflict: twinConflict(line.facts, item.facts, codes.agreement > 0 || identifiers.identifierAgreement > 0),
    brand: brandFeature(line, item),
    bias: 1,
  };
}

// Longer numbers are rarer: a three-digit one may well be something else.
const identifierStrength = (identifier: string) => Math.min(1, Math.max(0.4, (identifier.length - 1) / 4));

function identifierFeatures(line: Described, item: Described) {
  const said = new Set([...line.identifiers, ...line.facts.numbers, ...line.facts.codes, ...line.facts.partNumbers]);
  const shared = item.identifiers.filter((identifier) => said.has(identifier));
  const identifierAgreement = Math.max(0, ...shared.map(identifierStrength));
  return { identifierAgreement, identifierConflict: shared.length > 0 ? 0 : numberConflict(line, item) };
}

const catalogueNumber = /^\d{3,7}$/;
const slipShare = 0.25;
// Numbers of different shapes may both be right: beside a barcode, or a long one, which may be that of a part.
const longestPlain = 5;
const otherShapeShare = 0.45;

// A number that the line names, where the product is known to have another one.
function numberConflict(line: Described, item: Described): number {
  if (item.identifiers.length === 0) return 0;
  const others = [...line.identifiers, ...line.facts.numbers].filter(
    (number) => catalogueNumber.test(number) && !item.facts.squashed.includes(number),
  );
  return Math.max(0, ...others.map((number) => identifierStrength(number) * conflictShare(number, item.identifiers)));
}

function conflictShare(number: string, identifiers: readonly string[]): number {
  const own = identifiers.map(withoutVariant).filter((identifier) => catalogueNumber.test(identifier));
  if (own.includes(number)) return 0;
  if (own.some((known) => isSlip(known, number))) return slipShare;
  return own.length === 0 || number.length > longestPlain ? otherShapeShare : 1;
}

// "71010" is said of 71010-2.
const withoutVariant = (number: string) => number.replace(/^(\d+)-\d{1,2}$/, "$1");

// Shared share of two ascending lists.
function dice(a: Int32Array, b: Int32Array): number {
  if (a.length === 0 || b.length === 0) return 0;
  let shared = 0;
  let at = 0;
  for (const gram of a) {
    while (at < b.length && (b[at] ?? 0) < gram) at += 1;
    if (b[at] === gram) shared += 1;
  }
  return (2 * shared) / (a.length + b.length);
}

// A brand field agrees when its first letters stand in the other side's brand or title, or its first word as a word.
function brandFeature(line: Described, item: Described): number {
  const [named, other] = item.brand === "" ? [line, item] : [item, line];
  if (named.brand.length < 2) return 0;
  const start = named.brand.slice(0, Math.max(3, Math.min(named.brand.length, 6)));
  if ((other.brand + other.facts.squashed).includes(start)) return 1;
  if (named.brandWord.length < 2) return -1;
  const isSaid = other.brandWord === named.brandWord || other.facts.tokens.some(({ text }) => text === named.brandWord);
  return isSaid ? 1 : -1;
}
