import type { TitleFacts } from "../text/title-facts.ts";
import { compareCodes } from "./code-evidence.ts";
import { coverage } from "./coverage.ts";
import { compareNumbers } from "./number-evidence.ts";
import type { Features } from "./weights.ts";
import { compareColors, editionConflict } from "./word-conflicts.ts";

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
  const color = compareColors(line.facts, item.facts);
  return {
    similarity,
    spelling: dice(line.facts.grams, item.facts.grams),
    lineCovered: coverage(line.facts, item.facts, rarity),
    itemCovered: coverage(item.facts, line.facts, rarity),
    ...identifierFeatures(line, item),
    codeAgreement: codes.agreement,
    codeConflict: codes.conflict,
    codeVariant: codes.variant,
    sharedNumber: numbers.shared,
    disjointNumbers: numbers.disjoint,
    unitConflict: numbers.unitConflict,
    versionConflict: numbers.versionConflict,
    colorConflict: color === "different" ? 1 : 0,
    colorAgreement: color === "same" ? 1 : 0,
    editionConflict: editionConflict(line.facts, item.facts),
    brand: brandFeature(line, item),
    bias: 1,
  };
}

// Longer numbers are rarer: a three-digit one may well be something else.
const identifierStrength = (identifier: string) => Math.min(1, Math.max(0.4, (identifier.length - 1) / 4));

function identifierFeatures(line: Described, item: Described) {
  const said = new Set([...line.identifiers, ...line.facts.numbers, ...line.facts.codes]);
  const shared = item.identifiers.filter((identifier) => said.has(identifier));
  const identifierAgreement = Math.max(0, ...shared.map(identifierStrength));
  const differs = shared.length === 0 && item.identifiers.length > 0;
  const named = [...line.identifiers, ...line.facts.numbers].map(identifierStrength);
  return { identifierAgreement, identifierConflict: differs ? Math.max(0, ...named) : 0 };
}

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
