import { buildIndex, type MatchItem, type MatchLine, suggest } from "@counterfoil/core/matching";
import { report } from "../report.ts";
import { calibrationError, countRight, linksAt, plotReliability, recallAt } from "./links.ts";
import type { TablePair } from "./product-tables.ts";

/** The bar at which F1 is reported: more likely right than wrong. One figure for all tables, chosen on none. */
const fixedBar = 0.5;
/** Low enough that every pair that may be linked at all can be ranked by its probability. */
const everything = 0.001;
const bars = [0.9, 0.95, 0.98, 0.99];

/** Protocols 1 and 2 on one pair of tables: ranking, and links over both whole tables, one to one, no labels. */
export function measureTables(table: TablePair): void {
  measureRanking(`${table.name}.title`, onlyTitles(table));
  measureRanking(`${table.name}.all`, table);
  measureLinks(table.name, table);
  measureLinks(`${table.name}.half-stock`, halfOfStock(table));
}

function onlyTitles(table: TablePair): TablePair {
  return {
    ...table,
    lines: table.lines.map((line): MatchLine => ({ ...line, description: null, identifiers: [], unitPrice: null })),
    items: table.items.map((item): MatchItem => ({ ...item, description: null, identifiers: [], askingPrice: null })),
  };
}

/** Every second product is not in stock, as in life: then most look-alikes of what was sold are not it. */
function halfOfStock(table: TablePair): TablePair {
  const items = table.items.filter((_, place) => (place * 7919) % 100 < 50);
  const ids = new Set(items.map(({ id }) => id));
  const truth = new Map(
    [...table.truth].map(([line, right]) => [line, new Set([...right].filter((id) => ids.has(id)))]),
  );
  const pairs = [...truth.values()].reduce((sum, { size }) => sum + size, 0);
  return { ...table, items, truth, pairs };
}

function measureRanking(name: string, { lines, items, truth }: TablePair): void {
  const index = buildIndex(items);
  const asked = lines.filter(({ id }) => (truth.get(id)?.size ?? 0) > 0);
  const found = asked.map((line) => suggest(line, index, 5).map(({ itemId }) => truth.get(line.id)?.has(itemId)));
  report(`${name}.top1`, found.filter(([first]) => first).length / asked.length, "fraction");
  report(`${name}.recall5`, found.filter((five) => five.includes(true)).length / asked.length, "fraction");
}

function measureLinks(name: string, table: TablePair): void {
  const isRight = (lineId: string, itemId: string) => table.truth.get(lineId)?.has(itemId) ?? false;
  const fixed = linksAt(fixedBar, table, isRight);
  const right = countRight(fixed);
  report(`${name}.precision`, right / fixed.length, "fraction");
  report(`${name}.recall`, right / table.pairs, "fraction");
  report(`${name}.f1`, (2 * right) / (fixed.length + table.pairs), "fraction");
  const ranked = linksAt(everything, table, isRight);
  for (const percent of [95, 98, 99]) {
    report(`${name}.recall-at-p${percent}`, recallAt(percent / 100, ranked, table.pairs), "fraction");
  }
  report(`${name}.calibration-error`, calibrationError(ranked), "fraction");
  for (const bar of bars) {
    const links = linksAt(bar, table, isRight);
    report(`${name}.bar${Math.round(bar * 100)}.precision`, countRight(links) / links.length, "fraction");
    report(`${name}.bar${Math.round(bar * 100)}.recall`, countRight(links) / table.pairs, "fraction");
  }
  console.error(plotReliability(name, ranked));
}
