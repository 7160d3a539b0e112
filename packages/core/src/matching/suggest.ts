import { exactTiers, judgeItem } from "./exact-tiers.ts";
import { byAge } from "./interchangeable.ts";
import { Ledger } from "./ledger.ts";
import { foldSku, readSku } from "./normalise/sku.ts";
import { readTitleNumbers } from "./normalise/title-numbers.ts";
import { titleWords } from "./normalise/title-words.ts";
import { type Hit, scoreItem, titleSimilarity, wordWeight } from "./score.ts";
import { openIndex, type StockIndex } from "./stock-index.ts";
import { type Candidate, defaultPolicy, type MatchIndex, type MatchItem, type MatchLine } from "./types.ts";

/** Below this the titles share too little to be worth a look. */
const leastSimilarity = 0.35;
/** Words that lead to more units than this only score; they do not fetch. */
const commonWord = 2000;
/** How many units found by words alone are scored in full. */
const titleShortlist = 50;

type Hits = Map<string, { item: MatchItem; hits: Hit[] }>;

function note(found: Hits, item: MatchItem, hit: Hit): void {
  const entry = found.get(item.id);
  if (!entry) found.set(item.id, { item, hits: [hit] });
  else if (!entry.hits.some(({ kind }) => kind === hit.kind)) entry.hits.push(hit);
}

function noteFoldedSku(found: Hits, line: MatchLine, index: StockIndex): void {
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

function noteNumbers(found: Hits, line: MatchLine, index: StockIndex): void {
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

function noteWords(found: Hits, lineWords: readonly string[], index: StockIndex): void {
  const fetching = lineWords.filter((word) => index.count("word", word) <= commonWord);
  const weights = new Map<MatchItem, number>();
  for (const word of fetching) {
    const weight = wordWeight(word, index);
    for (const item of index.find("word", word)) weights.set(item, (weights.get(item) ?? 0) + weight);
  }
  const best = [...weights].sort((a, b) => b[1] - a[1] || (a[0].id < b[0].id ? -1 : 1)).slice(0, titleShortlist);
  for (const [item] of best) {
    const { similarity, shared } = titleSimilarity(lineWords, titleWords(item.title), index);
    if (similarity < leastSimilarity) continue;
    note(found, item, { kind: "title", reason: { text: `Same words: ${shared.join(", ")}`, effect: "agrees" } });
  }
}

function collect(line: MatchLine, index: StockIndex, ledger: Ledger): Hits {
  const found: Hits = new Map();
  for (const tier of exactTiers(line, index, { policy: defaultPolicy, ledger }))
    for (const item of tier.items) note(found, item, { kind: tier.kind, reason: tier.reason });
  noteFoldedSku(found, line, index);
  noteNumbers(found, line, index);
  noteWords(found, titleWords(line.title), index);
  return found;
}

function toCandidate(
  { line, item, hits }: { line: MatchLine; item: MatchItem; hits: readonly Hit[] },
  index: StockIndex,
  ledger: Ledger,
): Candidate {
  const { similarity } = titleSimilarity(titleWords(line.title), titleWords(item.title), index);
  const conflict = judgeItem(line, item, index) === "conflict";
  const scored = scoreItem(line, item, { hits, similarity, conflict });
  return { itemId: item.id, available: ledger.available(item), lostBecause: null, ...scored };
}

/** Free units that may be the one sold, best first; equal scores oldest first. Each unit appears once. */
export function suggestWith(
  line: MatchLine,
  index: StockIndex,
  { limit, ledger }: { limit: number; ledger: Ledger },
): Candidate[] {
  return [...collect(line, index, ledger).values()]
    .filter(({ item }) => ledger.available(item) > 0)
    .map(({ item, hits }) => ({ item, candidate: toCandidate({ line, item, hits }, index, ledger) }))
    .sort((a, b) => b.candidate.score - a.candidate.score || byAge(a.item, b.item))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** Up to `limit` free units that may be the one sold, best first, each with its reasons. */
export function suggest(line: MatchLine, index: MatchIndex, limit: number): Candidate[] {
  return suggestWith(line, openIndex(index), { limit, ledger: new Ledger() });
}

/** How well the given units fit a line, in the given order; a unit that nothing speaks for scores 0. */
export function assess(line: MatchLine, index: MatchIndex, itemIds: readonly string[]): Candidate[] {
  const opened = openIndex(index);
  const ledger = new Ledger();
  const found = collect(line, opened, ledger);
  return itemIds.flatMap((id) => {
    const item = opened.get(id);
    return item ? [toCandidate({ line, item, hits: found.get(id)?.hits ?? [] }, opened, ledger)] : [];
  });
}
