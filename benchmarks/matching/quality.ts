import { buildIndex, defaultPolicy, link, type MatchItem, type MatchLine, suggest } from "@counterfoil/core/matching";
import { report } from "./report.ts";
import type { TablePair } from "./tables.ts";

/** The bar at which F1 is reported: fixed for all tables, before any truth was seen. */
const fixedBar = 0.3;
/** Low enough that every pair that is linked at all can be ranked by its probability. */
const everything = 0.001;

/** Protocols 1 and 2 on one pair of tables: ranking, and links over both whole tables, one to one, no labels. */
export function measureTables(table: TablePair): void {
  const titlesOnly = {
    ...table,
    lines: table.lines.map((line): MatchLine => ({ ...line, description: null, identifiers: [], unitPrice: null })),
    items: table.items.map((item): MatchItem => ({ ...item, identifiers: [], askingPrice: null })),
  };
  measureRanking(`${table.name}.title`, titlesOnly);
  measureRanking(`${table.name}.all`, table);
  measureLinks(table);
}

function measureRanking(name: string, { lines, items, truth }: TablePair): void {
  const index = buildIndex(items);
  let first = 0;
  let five = 0;
  let asked = 0;
  for (const line of lines) {
    const right = truth.get(line.id);
    if (!right) continue;
    asked += 1;
    const found = suggest(line, index, 5).map(({ itemId }) => right.has(itemId));
    if (found[0]) first += 1;
    if (found.includes(true)) five += 1;
  }
  report(`${name}.top1`, first / asked, "fraction");
  report(`${name}.recall5`, five / asked, "fraction");
}

interface Link {
  probability: number;
  right: boolean;
}

function linksAt(bar: number, { lines, items, truth }: TablePair): Link[] {
  const decisions = link(lines, buildIndex(items), { ...defaultPolicy, probabilityBar: bar });
  return decisions.flatMap((decision) => {
    if (decision.outcome !== "linked") return [];
    const right = decision.units.some(({ itemId }) => truth.get(decision.lineId)?.has(itemId));
    return [{ probability: decision.score, right }];
  });
}

function measureLinks(table: TablePair): void {
  const fixed = linksAt(fixedBar, table);
  const right = fixed.filter((one) => one.right).length;
  report(`${table.name}.precision`, right / fixed.length, "fraction");
  report(`${table.name}.recall`, right / table.pairs, "fraction");
  report(`${table.name}.f1`, (2 * right) / (fixed.length + table.pairs), "fraction");
  const ranked = linksAt(everything, table).sort((a, b) => b.probability - a.probability);
  for (const percent of [95, 98, 99]) {
    report(`${table.name}.recall-at-p${percent}`, recallAt(percent / 100, ranked, table.pairs), "fraction");
  }
  report(`${table.name}.calibration-error`, calibrationError(ranked), "fraction");
}

/** The most that is found while at least this share of the links, best first, is right. */
function recallAt(precision: number, ranked: readonly Link[], pairs: number): number {
  let right = 0;
  let best = 0;
  for (const [place, one] of ranked.entries()) {
    if (one.right) right += 1;
    if (right / (place + 1) >= precision) best = right / pairs;
  }
  return best;
}

/** Expected calibration error over ten equal bins of probability. */
export function calibrationError(links: readonly Link[]): number {
  let error = 0;
  for (let bin = 0; bin < 10; bin += 1) {
    const inside = links.filter(({ probability }) => Math.min(9, Math.floor(probability * 10)) === bin);
    const right = inside.filter((one) => one.right).length;
    error += Math.abs(right - inside.reduce((sum, { probability }) => sum + probability, 0));
  }
  return links.length === 0 ? 0 : error / links.length;
}
