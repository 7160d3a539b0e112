import { buildIndex, type MatchItem, suggest } from "@counterfoil/core/matching";
import { calibrationError, countRight, linksAt, plotReliability } from "../quality/links.ts";
import { createRandom } from "../random.ts";
import { report } from "../report.ts";
import { saleOf, unitOf } from "../unit-and-sale.ts";
import { type Copy, copiesOf, copyId, copySku, type LegoSet } from "./catalogue.ts";
import { noisyTitle } from "./noisy-title.ts";
import { platformSale } from "./platform-sale.ts";

const sold = 3_000;
/** Share of the catalogue in stock when links are judged: most look-alikes of a sold set are not for sale. */
const stocked = 0.3;
const bars = [0.5, 0.8, 0.9, 0.95, 0.98, 0.99];

/** Sets that sellers offer: a plain number, and more than a handful of pieces. */
const offered = ({ number, pieces, name }: LegoSet) => /^\d{3,7}(-1)?$/.test(number) && pieces >= 20 && name.length > 3;

/** Suggestions over the whole catalogue, and automatic links with two thirds of it missing from stock. */
export function measureLego(catalogue: readonly LegoSet[]): void {
  const random = createRandom(11);
  const candidates = catalogue.filter(offered);
  const sales = Array.from({ length: sold }, () => random.pick(candidates));
  measureSuggestions(catalogue, sales);
  const stock = catalogue.filter((_, place) => (place * 7919) % 100 < stocked * 100).flatMap(copiesOf);
  // A wrong link in a thousand shows only among many: every set that is offered is sold once.
  measureDefaultPolicy(
    stock,
    candidates.map((set) => random.pick(copiesOf(set))),
  );
  measureBars(
    stock,
    [...new Set(sales)].map((set) => random.pick(copiesOf(set))),
  );
}

/** The units, as a seller's stock book has them. */
export function stockOf(copies: readonly Copy[]): MatchItem[] {
  return copies.map((set) => ({
    ...unitOf(copyId(set), `LEGO ${set.theme} ${set.name}`),
    sku: copySku(set),
    identifiers: [
      { type: "set_number" as const, value: set.number },
      ...(set.ean === null ? [] : [{ type: "gtin" as const, value: set.ean }]),
    ],
    condition: set.wear,
  }));
}

function measureSuggestions(catalogue: readonly LegoSet[], sales: readonly LegoSet[]): void {
  const random = createRandom(12);
  const copies = new Map(catalogue.map((set) => [set.number, random.pick(copiesOf(set))]));
  const index = buildIndex(stockOf([...copies.values()]));
  const found = sales.map((set) => {
    const copy = copies.get(set.number) ?? { ...set, wear: "new" };
    const ids = suggest(saleOf("line", noisyTitle(copy, random)), index, 5).map(({ itemId }) => itemId);
    return { first: ids[0] === copyId(copy), five: ids.includes(copyId(copy)) };
  });
  report("lego.suggest.top1", found.filter(({ first }) => first).length / sold, "fraction");
  report("lego.suggest.recall5", found.filter(({ five }) => five).length / sold, "fraction");
}

function measureDefaultPolicy(stock: readonly Copy[], sales: readonly Copy[]): void {
  const random = createRandom(13);
  const lines = sales.map((set) => platformSale(set, { random, stock }));
  judge("lego.auto", { stock, sales, lines, bar: null });
}

function measureBars(stock: readonly Copy[], sales: readonly Copy[]): void {
  const random = createRandom(14);
  const lines = sales.map((set) => saleOf(copyId(set), noisyTitle(set, random)));
  for (const bar of bars) judge(`lego.bar${Math.round(bar * 100)}`, { stock, sales, lines, bar });
  const all = linksAt(0.001, { lines, items: stockOf(stock) }, isSame);
  report("lego.calibration-error", calibrationError(all), "fraction");
  console.error(plotReliability("lego", all));
}

const isSame = (lineId: string, itemId: string) => lineId === itemId;

interface Trial {
  stock: readonly Copy[];
  /** The unit that each line sold; lines carry its id. */
  sales: readonly Copy[];
  lines: Parameters<typeof linksAt>[1]["lines"];
  bar: number | null;
}

function judge(name: string, { stock, sales, lines, bar }: Trial): void {
  const held = new Set(stock.map(copyId));
  const possible = sales.filter((copy) => held.has(copyId(copy))).length;
  const links = linksAt(bar, { lines, items: stockOf(stock) }, isSame);
  report(`${name}.links`, links.length, "links");
  report(`${name}.precision`, countRight(links) / Math.max(1, links.length), "fraction");
  report(`${name}.recall`, countRight(links) / possible, "fraction");
}
