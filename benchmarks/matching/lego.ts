import { buildIndex, defaultPolicy, link, type MatchItem, type MatchLine, suggest } from "@counterfoil/core/matching";
import { type LegoSet, noisyTitle } from "./lego-titles.ts";
import { createRandom, type Random } from "./random.ts";
import { report } from "./report.ts";
import { saleOf, unitOf } from "./tables.ts";

const sold = 3_000;
/** Share of the catalogue in stock when links are judged: most look-alikes of a sold set are not for sale. */
const stocked = 0.3;

/** Sets that sellers offer: a plain number, and more than a handful of pieces. */
const offered = ({ number, pieces, name }: LegoSet) => /^\d{3,7}(-1)?$/.test(number) && pieces >= 20 && name.length > 3;

/** Suggestions over the whole catalogue, and automatic links with two thirds of it missing from stock. */
export function measureLego(sets: readonly LegoSet[]): void {
  const random = createRandom(11);
  const candidates = sets.filter(offered);
  const sales = Array.from({ length: sold }, () => random.pick(candidates));
  measureSuggestions(sets, sales, random);
  const some = sets.filter((_, place) => (place * 7919) % 100 < stocked * 100);
  measureDefaultPolicy(some, sales, random);
  for (const bar of [0.9, 0.95, 0.98, 0.99]) measureBar(bar, some, sales);
}

function stockOf(sets: readonly LegoSet[]): MatchItem[] {
  return sets.map((set) => ({
    ...unitOf(set.number, `LEGO ${set.theme} ${set.name}`),
    sku: `${set.number.replace(/-1$/, "")}-N`,
    identifiers: [{ type: "set_number", value: set.number }],
  }));
}

function measureSuggestions(sets: readonly LegoSet[], sales: readonly LegoSet[], random: Random): void {
  const index = buildIndex(stockOf(sets));
  const found = sales.map((set) => {
    const ids = suggest(saleOf("line", noisyTitle(set, random)), index, 5).map(({ itemId }) => itemId);
    return { first: ids[0] === set.number, five: ids.includes(set.number) };
  });
  report("lego.suggest.top1", found.filter(({ first }) => first).length / sold, "fraction");
  report("lego.suggest.recall5", found.filter(({ five }) => five).length / sold, "fraction");
}

/** A sale as the platforms give it: mostly with the seller's SKU, sometimes with a wrong one, often with none. */
function saleWithSku(
  set: LegoSet,
  { id, random, others }: { id: string; random: Random; others: readonly LegoSet[] },
): MatchLine {
  const kind = random.next();
  const own = `${set.number.replace(/-1$/, "")}-N`;
  const sku =
    kind < 0.7
      ? own
      : kind < 0.75
        ? ` ${own} | Loft - S${Math.floor(random.next() * 90)}`
        : kind < 0.77
          ? own.toLowerCase()
          : null;
  const identifiers =
    kind >= 0.95
      ? [{ type: "set_number" as const, value: random.pick([set, set, set, ...others.slice(0, 1)]).number }]
      : [];
  return { ...saleOf(id, noisyTitle(set, random)), sku, identifiers };
}

function measureDefaultPolicy(stock: readonly LegoSet[], sales: readonly LegoSet[], random: Random): void {
  const inStock = new Set(stock.map(({ number }) => number));
  const distinct = [...new Set(sales)];
  const lines = distinct.map((set, place) => saleWithSku(set, { id: `l${place}`, random, others: [set] }));
  const numbers = new Map(lines.map((line, place) => [line.id, distinct[place]?.number ?? ""]));
  judge("lego.auto", {
    lines,
    numbers,
    stock,
    bar: null,
    possible: distinct.filter(({ number }) => inStock.has(number)).length,
  });
}

function measureBar(bar: number, stock: readonly LegoSet[], sales: readonly LegoSet[]): void {
  const random = createRandom(Math.round(bar * 1000));
  const inStock = new Set(stock.map(({ number }) => number));
  const distinct = [...new Set(sales)];
  const lines = distinct.map((set, place) => saleOf(`l${place}`, noisyTitle(set, random)));
  const numbers = new Map(lines.map((line, place) => [line.id, distinct[place]?.number ?? ""]));
  const possible = distinct.filter(({ number }) => inStock.has(number)).length;
  judge(`lego.bar${Math.round(bar * 100)}`, { lines, numbers, stock, bar, possible });
}

interface Trial {
  lines: readonly MatchLine[];
  /** Line id to the set that was sold. */
  numbers: ReadonlyMap<string, string>;
  stock: readonly LegoSet[];
  bar: number | null;
  possible: number;
}

function judge(name: string, { lines, numbers, stock, bar, possible }: Trial): void {
  const decisions = link(lines, buildIndex(stockOf(stock)), { ...defaultPolicy, probabilityBar: bar });
  const linked = decisions.flatMap((decision) => (decision.outcome === "linked" ? [decision] : []));
  const right = linked.filter(({ lineId, units }) => units.every(({ itemId }) => itemId === numbers.get(lineId)));
  report(`${name}.precision`, right.length / Math.max(1, linked.length), "fraction");
  report(`${name}.recall`, right.length / possible, "fraction");
}
