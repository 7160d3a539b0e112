import { type Calibration, defaultCalibration, probabilityAlone } from "./calibration.ts";
import type { Contribution } from "./engine/evidence/log-odds.ts";
import type { PreparedLine } from "./engine/title-matcher.ts";
import { exactTiers, judgeItem } from "./exact-tiers.ts";
import { byAge } from "./interchangeable.ts";
import { Ledger } from "./ledger.ts";
import { namedByMistake } from "./mistyped-number.ts";
import { readTitleBarcodes } from "./normalise/barcode.ts";
import { readSku } from "./normalise/sku.ts";
import { readTitleNumbers } from "./normalise/title-numbers.ts";
import { splitWords, titleWords } from "./normalise/title-words.ts";
import { goodsKey, type Rival, rivalLogOdds } from "./rivals.ts";
import { type Hit, readSale, type Score, scoreItem, tellScore } from "./score.ts";
import { openIndex, type StockIndex } from "./stock-index.ts";
import { productKey } from "./title-products.ts";
import { type Candidate, defaultPolicy, type MatchIndex, type MatchItem, type MatchLine } from "./types.ts";

/** How many products found by their titles are weighed. */
const titleShortlist = 32;
/** Units of one product that are offered: the oldest and the listed ones lead anyway. */
const unitsPerProduct = 25;
/** Below this a title's evidence says nothing worth a look. */
const leastLogOdds = -5;
/** A number that more units state says nothing by itself: it only confirms what their titles say. */
const commonNumber = 64;

interface Finding {
  item: MatchItem;
  hits: Hit[];
  title: readonly Contribution[] | null;
}
type Found = Map<string, Finding>;
type Likely = Map<string, { item: MatchItem; contributions: readonly Contribution[] }>;

interface Weighed {
  item: MatchItem;
  score: Score;
}

function note(found: Found, item: MatchItem, hit: Hit): Finding {
  let entry = found.get(item.id);
  if (!entry) {
    entry = { item, hits: [], title: null };
    found.set(item.id, entry);
  }
  if (!entry.hits.some(({ kind }) => kind === hit.kind)) entry.hits.push(hit);
  return entry;
}

function noteFoldedSku(found: Found, line: MatchLine, index: StockIndex): void {
  const sku = readSku(line.sku);
  if (!sku) return;
  for (const item of index.findBySku(sku).folded) {
    const text = `SKU ${item.sku} differs only in capitals`;
    note(found, item, { kind: "sku_case", reason: () => ({ text, effect: "agrees" }) });
  }
}

function noteNumbers(found: Found, line: MatchLine, { index, likely }: { index: StockIndex; likely: Likely }): void {
  const places = [
    { text: line.title, place: "title" },
    { text: line.sku ?? "", place: "SKU" },
  ];
  for (const { text, place } of places)
    for (const { number } of readTitleNumbers(text)) {
      const reason = () => ({ text: `Number ${number} stands in the ${place}`, effect: "agrees" as const });
      const isCommon = index.count("number", number) > commonNumber;
      for (const item of index.find("number", number)) {
        if (!isCommon || likely.has(item.id)) note(found, item, { kind: "set_number", reason });
      }
    }
}

function noteBarcodes(found: Found, line: MatchLine, index: StockIndex): void {
  for (const value of readTitleBarcodes(line.title)) {
    const reason = () => ({ text: `Barcode ${value} stands in the title`, effect: "agrees" as const });
    for (const key of index.identifierKeys({ type: "gtin", value }))
      for (const item of index.find("identifier", key)) note(found, item, { kind: "title", reason });
  }
}

// A title of short and common words resembles everything: better no suggestion than all of them.
function saysSomething(line: MatchLine): boolean {
  return /\d{3}/.test(line.title) || line.identifiers.length > 0 || titleWords(line.title).length > 0;
}

function wordsReason(line: MatchLine, item: MatchItem): Hit["reason"] {
  return () => {
    const words = new Set(splitWords(item.title));
    const shared = titleWords(line.title).filter((word) => words.has(word));
    const text = shared.length === 0 ? "The titles resemble each other" : `Same words: ${shared.join(", ")}`;
    return { text, effect: "agrees" };
  };
}

// What contradicts is for the ranking; a person may still want to see what it contradicts.
function resemblance(contributions: readonly Contribution[]): number {
  return contributions.reduce(
    (sum, { feature, logOdds }) => sum + (feature === "bias" ? logOdds : Math.max(0, logOdds)),
    0,
  );
}

/** The units that resemble a line by their titles, with the evidence. */
function likelyByTitle(line: MatchLine, { index, prepared }: { index: StockIndex; prepared: PreparedLine }): Likely {
  const likely: Likely = new Map();
  if (!saysSomething(line)) return likely;
  for (const { units, contributions } of index.products.search(prepared, titleShortlist)) {
    if (resemblance(contributions) < leastLogOdds) continue;
    for (const item of index.items(units).sort(byAge).slice(0, unitsPerProduct)) {
      likely.set(item.id, { item, contributions });
    }
  }
  return likely;
}

interface Collected {
  found: Found;
  prepared: PreparedLine;
}

function collect(line: MatchLine, index: StockIndex, ledger: Ledger): Collected {
  const found: Found = new Map();
  const prepared = index.products.prepare(line);
  const likely = likelyByTitle(line, { index, prepared });
  for (const tier of exactTiers(line, index, { policy: defaultPolicy, ledger }))
    for (const item of tier.items) note(found, item, { kind: tier.kind, reason: () => tier.reason });
  noteFoldedSku(found, line, index);
  noteNumbers(found, line, { index, likely });
  noteBarcodes(found, line, index);
  for (const { item, contributions } of likely.values()) {
    note(found, item, { kind: "title", reason: wordsReason(line, item) }).title = contributions;
  }
  return { found, prepared };
}

interface Weighing {
  index: StockIndex;
  prepared: PreparedLine;
}

function weigh(line: MatchLine, found: readonly Finding[], { index, prepared }: Weighing): Weighed[] {
  const sale = readSale(line);
  // Equal units share their title's evidence.
  const titles = new Map<string, readonly Contribution[]>();
  const titleOf = ({ item, title }: Finding) => {
    if (title) return title;
    const product = productKey(item);
    const parts = titles.get(product) ?? index.products.compareWith(prepared, item);
    titles.set(product, parts);
    return parts;
  };
  const mistaken = namedByMistake(
    line,
    found.map(({ item }) => item),
  );
  return found.map((finding) => {
    const { item, hits } = finding;
    const conflict = judgeItem(line, item, index) === "conflict";
    const meant = mistaken.get(item) ?? null;
    return { item, score: scoreItem(sale, item, { hits, title: titleOf(finding), conflict, meant }) };
  });
}

/** The best unit of each kind of goods. */
function bestOfGoods(weighed: readonly Weighed[]): Rival[] {
  const best = new Map<string, Rival>();
  for (const { item, score } of weighed) {
    const goods = goodsKey(item);
    if (score.logOdds > (best.get(goods)?.logOdds ?? Number.NEGATIVE_INFINITY))
      best.set(goods, { item, logOdds: score.logOdds });
  }
  return [...best.values()];
}

interface Telling {
  ledger: Ledger;
  calibration: Calibration;
  /** How many are told in full. */
  limit: number;
}

function toCandidates(weighed: readonly Weighed[], { ledger, calibration, limit }: Telling): Candidate[] {
  const best = bestOfGoods(weighed);
  return weighed.slice(0, limit).map(({ item, score }) => {
    const rivals = rivalLogOdds({ item, logOdds: score.logOdds }, best);
    const probability = score.unitShare * probabilityAlone(score.logOdds, rivals, calibration);
    const available = ledger.available(item);
    return { itemId: item.id, available, score: probability, lostBecause: null, ...tellScore(score) };
  });
}

/** Free units that may be the one sold, best first; equal scores oldest first. Each unit appears once. */
export function suggestWith(
  line: MatchLine,
  index: StockIndex,
  { limit, ledger, calibration = defaultCalibration }: { limit: number; ledger: Ledger; calibration?: Calibration },
): Candidate[] {
  const { found, prepared } = collect(line, index, ledger);
  const free = [...found.values()].filter(({ item }) => ledger.available(item) > 0);
  const ordered = weigh(line, free, { index, prepared }).sort(
    (a, b) => b.score.logOdds - a.score.logOdds || byAge(a.item, b.item),
  );
  return toCandidates(ordered, { ledger, calibration, limit });
}

/** Up to `limit` free units that may be the one sold, best first, each with its reasons. */
export function suggest(line: MatchLine, index: MatchIndex, limit: number): Candidate[] {
  return suggestWith(line, openIndex(index), { limit, ledger: new Ledger() });
}

/** How well the given units fit a line, in the given order, beside everything else in stock. */
export function assess(line: MatchLine, index: MatchIndex, itemIds: readonly string[]): Candidate[] {
  const opened = openIndex(index);
  const ledger = new Ledger();
  const { found, prepared } = collect(line, opened, ledger);
  for (const item of opened.items(itemIds)) {
    if (!found.has(item.id)) found.set(item.id, { item, hits: [], title: null });
  }
  const weighed = weigh(line, [...found.values()], { index: opened, prepared });
  const telling = { ledger, calibration: defaultCalibration, limit: weighed.length };
  const candidates = new Map(toCandidates(weighed, telling).map((candidate) => [candidate.itemId, candidate]));
  return itemIds.flatMap((id) => candidates.get(id) ?? []);
}
