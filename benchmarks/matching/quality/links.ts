import { buildIndex, defaultPolicy, link, type MatchItem, type MatchLine } from "@counterfoil/core/matching";

/** A link that was made, how probable it was called, and whether it was right. */
export interface JudgedLink {
  probability: number;
  right: boolean;
}

/** Links all lines together at a bar, and judges each link. */
export function linksAt(
  bar: number | null,
  { lines, items }: { lines: readonly MatchLine[]; items: readonly MatchItem[] },
  isRight: (lineId: string, itemId: string) => boolean,
): JudgedLink[] {
  const decisions = link(lines, buildIndex(items), { ...defaultPolicy, probabilityBar: bar });
  return decisions.flatMap((decision) => {
    if (decision.outcome !== "linked") return [];
    const right = decision.units.every(({ itemId }) => isRight(decision.lineId, itemId));
    return [{ probability: decision.score, right }];
  });
}

export const countRight = (links: readonly JudgedLink[]): number => links.filter(({ right }) => right).length;

/** The most that is found while at least this share of the links, best first, is right. */
export function recallAt(precision: number, links: readonly JudgedLink[], possible: number): number {
  const ranked = [...links].sort((a, b) => b.probability - a.probability);
  let right = 0;
  let best = 0;
  for (const [place, one] of ranked.entries()) {
    if (one.right) right += 1;
    if (right / (place + 1) >= precision) best = right / possible;
  }
  return best;
}

/** One tenth of the scale of probabilities: how many links fell there, what they promised and what was right. */
export interface ReliabilityBin {
  links: number;
  promised: number;
  right: number;
}

/** Links by tenths of their probability. */
export function reliability(links: readonly JudgedLink[]): ReliabilityBin[] {
  return Array.from({ length: 10 }, (_, bin) => {
    const inside = links.filter(({ probability }) => Math.min(9, Math.floor(probability * 10)) === bin);
    const promised = inside.reduce((sum, { probability }) => sum + probability, 0);
    return { links: inside.length, promised, right: countRight(inside) };
  });
}

/** Expected calibration error: how far promise and truth are apart, over ten equal bins weighed by their links. */
export function calibrationError(links: readonly JudgedLink[]): number {
  const apart = reliability(links).reduce((sum, { promised, right }) => sum + Math.abs(right - promised), 0);
  return links.length === 0 ? 0 : apart / links.length;
}

/** The reliability plot, to look at: one row a tenth, `promise` marked by a bar and `#` for what was right. */
export function plotReliability(name: string, links: readonly JudgedLink[]): string {
  const width = 40;
  const rows = reliability(links).flatMap((bin, place) => {
    if (bin.links === 0) return [];
    const right = Math.round((bin.right / bin.links) * width);
    const promised = Math.min(width - 1, Math.round((bin.promised / bin.links) * width));
    const cells = Array.from({ length: width }, (_, at) => (at === promised ? "|" : at < right ? "#" : " "));
    const share = (bin.right / bin.links).toFixed(3);
    return [
      `  ${(place / 10).toFixed(1)}-${((place + 1) / 10).toFixed(1)} [${cells.join("")}] ${share} of ${bin.links}`,
    ];
  });
  return [`${name}: share of links that were right, by probability (| is the promise)`, ...rows].join("\n");
}
