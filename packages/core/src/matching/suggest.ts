import { type Calibration, defaultCalibration, probabilityAlone } from "./calibration.ts";
import type { Contribution } from "./engine/evidence/log-odds.ts";
import { exactTiers, judgeItem } from "./exact-tiers.ts";
import { byAge } from "./interchangeable.ts";
import { Ledger } from "./ledger.ts";
import { foldSku, readSku } from "./normalise/sku.ts";
import { readTitleNumbers } from "./normalise/title-numbers.ts";
import { splitWords, titleWords } from "./normalise/title-words.ts";
import { type Hit, type Score, scoreItem } from "./score.ts";
import { openIndex, type StockIndex } from "./stock-index.ts";
import { productKey } from "./title-products.ts";
import { type Candidate, defaultPolicy, type MatchIndex, type MatchItem, type MatchLine } from "./types.ts";

/** How many products found by their titles are weighed. */
const titleShortlist = 32;
/** Units of one product that are offered: the oldest and the listed ones lead anyway. */
const unitsPerProduct = 25;
/** Below this a title's evidence says nothing worth a look. */
const leastLogOdds = -5;

interface Finding {
  item: MatchItem;
  hits: Hit[];
  title: readonly Contribution[] | null;
}
type Found = Map<string, Finding>;

interface Weighed {
  item: MatchItem;
  score: Score;
}

function note(found: Found, item: MatchItem, hit: Hit): void {
  const entry = found.get(item.id);
  if (!entry) found.set(item.id, { item, hits: [hit], title: null });
  else if (!entry.hits.some(({ kind }) => kind === hit.kind)) entry.hits.push(hit);
}

function noteFoldedSku(found: Found, line: MatchLine, index: StockIndex): void {
  const sku = readSku(line.sku);
  if (!sku) return;
  for (const form of new Set([sku.full, sku.base]))
    for (const item of index.find("skuFolded", foldSku(form))) {
      if (readSku(item.sku)?.full === form || readSku(item.sku)?.base === form) continue;
      note(found, item, {
        kind: "sku_case",
        reason: { text: `SKU ${item.sku} differs only in capitals`, effect: "agrees" },
      });
    }
}

function noteNumbers(found: Found, line: MatchLine, index: StockIndex): void {
  const places = [
    { text: line.title, place: "title" },
    { text: line.sku ?? "", place: "SKU" },
  ];
  for (const { text, place } of places)
    for (const { number } of readTitleNumbers(text))
      for (const item of index.find("number", number))
        note(found, item, {
          kind: "set_number",
          reason: { text: `Number ${number} stands in the ${place}`, effect: "agrees" },
        });
}

// A title of short and common words resembles everything: better no suggestion than all of them.
function saysSomething(line: MatchLine): boolean {
  return titleWords(line.title).length > 0 || /\d{3}/.test(line.title) || line.identifiers.length > 0;
}

function sharedWords(line: MatchLine, item: MatchItem): string {
  const words = new Set(splitWords(item.title));
  return titleWords(line.title)
    .filter((word) => words.has(word))
    .join(", ");
}

function noteTitles(found: Found, line: MatchLine, index: StockIndex): void {
  if (!saysSomething(line)) return;
  for (const { product, contributions } of index.products.search(line, titleShortlist)) {
    const logOdds = contributions.reduce((sum, part) => sum + part.logOdds, 0);
    if (logOdds < leastLogOdds) continue;
    for (const item of index.unitsOf(product).sort(byAge).slice(0, unitsPerProduct)) {
      const words = sharedWords(line, item);
      const text = words === "" ? "The titles resemble each other" : `Same words: ${words}`;
      note(found, item, { kind: "title", reason: { text, effect: "agrees" } });
      const entry = found.get(item.id);
      if (entry) entry.title = contributions;
    }
  }
}

function collect(line: MatchLine, index: StockIndex, ledger: Ledger): Found {
  const found: Found = new Map();
  for (const tier of exactTiers(line, index, { policy: defaultPolicy, ledger }))
    for (const item of tier.items) note(found, item, { kind: tier.kind, reason: tier.reason });
  noteFoldedSku(found, line, index);
  noteNumbers(found, line, index);
  noteTitles(found, line, index);
  return found;
}

function weigh(line: MatchLine, index: StockIndex, found: Iterable<Finding>): Weighed[] {
  // Equal units share their title's evidence.
  const titles = new Map<string, readonly Contribution[]>();
  return [...found].map(({ item, hits, title }) => {
    const product = productKey(item);
    const parts = title ?? titles.get(product) ?? index.products.compare(line, item);
    titles.set(product, parts);
    const conflict = judgeItem(line, item, index) === "conflict";
    return { item, score: scoreItem(line, item, { hits, title: parts, conflict }) };
  });
}

/** The best score of each product: equal units are no rivals of each other. */
function bestByProduct(weighed: readonly Weighed[]): Map<string, number> {
  const best = new Map<string, number>();
  for (const { item, score } of weighed) {
    const product = productKey(item);
    best.set(product, Math.max(best.get(product) ?? Number.NEGATIVE_INFINITY, score.logOdds));
  }
  return best;
}

function toCandidates(weighed: readonly Weighed[], ledger: Ledger, calibration: Calibration): Candidate[] {
  const best = [...bestByProduct(weighed)];
  return weighed.map(({ item, score }) => {
    const product = productKey(item);
    const rivals = best.filter(([other]) => other !== product).map(([, logOdds]) => logOdds);
    const { kind, logOdds, evidence, reasons } = score;
    const probability = probabilityAlone(logOdds, rivals, calibration);
    const available = ledger.available(item);
    return { itemId: item.id, kind, available, score: probability, logOdds, evidence, reasons, lostBecause: null };
  });
}

/** Free units that may be the one sold, best first; equal scores oldest first. Each unit appears once. */
export function suggestWith(
  line: MatchLine,
  index: StockIndex,
  { limit, ledger, calibration = defaultCalibration }: { limit: number; ledger: Ledger; calibration?: Calibration },
): Candidate[] {
  const free = [...collect(line, index, ledger).values()].filter(({ item }) => ledger.available(item) > 0);
  const ordered = weigh(line, index, free).sort((a, b) => b.score.logOdds - a.score.logOdds || byAge(a.item, b.item));
  return toCandidates(ordered, ledger, calibration).slice(0, limit);
}

/** Up to `limit` free units that may be the one sold, best first, each with its reasons. */
export function suggest(line: MatchLine, index: MatchIndex, limit: number): Candidate[] {
  return suggestWith(line, openIndex(index), { limit, ledger: new Ledger() });
}

/** How well the given units fit a line, in the given order, beside everything else in stock. */
export function assess(line: MatchLine, index: MatchIndex, itemIds: readonly string[]): Candidate[] {
  const opened = openIndex(index);
  const ledger = new Ledger();
  const found = collect(line, opened, ledger);
  for (const id of itemIds) {
    const item = opened.get(id);
    if (item && !found.has(id)) found.set(id, { item, hits: [], title: null });
  }
  const candidates = new Map(
    toCandidates(weigh(line, opened, found.values()), ledger, defaultCalibration).map((candidate) => [
      candidate.itemId,
      candidate,
    ]),
  );
  return itemIds.flatMap((id) => candidates.get(id) ?? []);
}
