import { normaliseText, squash } from "./engine/text/normalise-text.ts";
import { readTitleFacts } from "./engine/text/title-facts.ts";
import type { MatchItem, MatchLine } from "./types.ts";

const longestDescription = 4_000;
const shortestCode = 5;

/** What of a sale is looked for in descriptions, and where the unit's codes are looked for. */
export interface DescribedSale {
  readonly codes: readonly string[];
  /** Without spaces and signs; empty where there is none. */
  description: string;
}

/** Reads a sale once for many units. */
export function readDescribedSale(line: MatchLine): DescribedSale {
  let codes: readonly string[] | null = null;
  return {
    // Most units have no description: the title is read when one has.
    get codes() {
      codes ??= longCodes(line.title);
      return codes;
    },
    description: squashed(line.description),
  };
}

/** A model number of one title that stands in the other side's description; null where there is none. */
export function codeInDescription(sale: DescribedSale, item: MatchItem): string | null {
  const description = item.description && sale.codes.length > 0 ? squashed(item.description) : "";
  const ours = description === "" ? undefined : sale.codes.find((code) => description.includes(code));
  if (ours !== undefined || sale.description === "") return ours ?? null;
  return longCodes(item.title).find((code) => sale.description.includes(code)) ?? null;
}

function longCodes(title: string): string[] {
  return readTitleFacts(title).codes.filter((code) => code.length >= shortestCode);
}

function squashed(description: string | null | undefined): string {
  return description ? squash(normaliseText(description, longestDescription)) : "";
}
