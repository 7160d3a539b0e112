import { batchSize, contestedLogOdds, probabilityInBatch, shareInStock } from "./calibration.ts";
import { conditionFit, statedCondition, unitShares } from "./condition-agreement.ts";
import { areInterchangeable, byAge } from "./interchangeable.ts";
import type { Ledger } from "./ledger.ts";
import { goodsKey, relate, shareAmongSiblings } from "./rivals.ts";
import type { StockIndex } from "./stock-index.ts";
import type { Candidate, LinkDecision, MatchItem, MatchLine } from "./types.ts";

/** A line that nothing exact decides, with its suggestions, best first. */
export interface OpenLine {
  line: MatchLine;
  candidates: readonly Candidate[];
}

interface Pair {
  open: OpenLine;
  candidate: Candidate;
  item: MatchItem;
  /** Units with the same key are the same goods. */
  goods: string;
  /** The part of the probability that it is this unit of its product. */
  unitShare: number;
  /** Orders the assignment. */
  contested: number;
  probability: number;
}

/**
 * Links open lines whose best suggestion reaches the seller's bar: best pairs first over all lines, older orders
 * first among equals, each unit within its quantity. A line whose runner-up is another product at the bar is left for
 * a person. The decisions come by line id; lines without one stay open.
 */
export function assignByBar(
  lines: readonly OpenLine[],
  { index, ledger, bar }: { index: StockIndex; ledger: Ledger; bar: number },
): Map<string, LinkDecision> {
  const pairs = lines.flatMap((open) => pairsOf(open, index));
  const byLine = groupBy(pairs, ({ open }) => open.line.id);
  contest(pairs, { byLine, availableLike: freeUnits(index, ledger) });
  if (lines.length >= batchSize) readAsBatch(lines, byLine);
  const decided = new Map<string, LinkDecision>();
  for (const pair of pairs.sort(byStrength)) {
    const { line } = pair.open;
    if (decided.has(line.id) || pair.probability < bar) continue;
    const free = (byLine.get(line.id) ?? []).filter((other) => ledger.available(other.item) > 0);
    if (isTied(pair, free)) continue;
    const units = takeUnits(pair, { index, ledger });
    if (units) decided.set(line.id, decisionOf(pair, units));
  }
  return decided;
}

function pairsOf(open: OpenLine, index: StockIndex): Pair[] {
  const pairs = new Map<string, Omit<Pair, "unitShare">>();
  for (const candidate of open.candidates) {
    const item = index.get(candidate.itemId);
    const goods = item ? goodsKey(item) : "";
    if (!item || pairs.has(goods)) continue;
    pairs.set(goods, { open, candidate, item, goods, contested: candidate.logOdds, probability: candidate.score });
  }
  const rivals = [...pairs.values()].map(({ item, candidate }) => ({ item, logOdds: candidate.logOdds }));
  const stated = statedCondition(open.line);
  return [...pairs.values()].map((pair, place) => {
    const among = shareAmongSiblings(
      { item: pair.item, logOdds: pair.candidate.logOdds },
      rivals.filter((_, other) => other !== place),
    );
    return { ...pair, unitShare: among * unitShares[conditionFit(stated, pair.item)] };
  });
}

interface Contest {
  byLine: ReadonlyMap<string, readonly Pair[]>;
  /** Free units of an item's product. */
  availableLike: (item: MatchItem) => number;
}

/** Sets each pair's standing among its rivals. */
function contest(pairs: readonly Pair[], { byLine, availableLike }: Contest): void {
  const byGoods = groupBy(pairs, ({ goods }) => goods);
  for (const pair of pairs) {
    const rivalProducts = (byLine.get(pair.open.line.id) ?? []).filter(
      (other) => other !== pair && relate(pair.item, other.item) === "other",
    );
    const rivalLines = (byGoods.get(pair.goods) ?? []).filter((other) => other !== pair);
    const claims = rivalLines.map(({ candidate }) => candidate.logOdds).sort((a, b) => b - a);
    // Lines that there are units enough for are no rivals.
    const rivals = claims.slice(Math.max(0, availableLike(pair.item) - 1));
    const products = rivalProducts.map(({ candidate }) => candidate.logOdds);
    pair.contested = contestedLogOdds(pair.candidate.logOdds, products, rivals);
  }
}

/** Sets probabilities by that standing. Few lines say nothing of rival sales, so these keep their own score. */
function readAsBatch(lines: readonly OpenLine[], byLine: ReadonlyMap<string, readonly Pair[]>): void {
  const best = lines.map(({ line }) => {
    const standings = (byLine.get(line.id) ?? []).map(({ contested }) => contested);
    return standings.length === 0 ? null : Math.max(...standings);
  });
  const share = shareInStock(best);
  for (const pairs of byLine.values())
    for (const pair of pairs) pair.probability = pair.unitShare * probabilityInBatch(pair.contested, share);
}

function freeUnits(index: StockIndex, ledger: Ledger): (item: MatchItem) => number {
  const known = new Map<string, number>();
  return (item) => {
    const goods = goodsKey(item);
    const units = () => index.items(index.products.unitsLike(item)).filter((unit) => goodsKey(unit) === goods);
    const free = known.get(goods) ?? units().reduce((sum, unit) => sum + ledger.available(unit), 0);
    known.set(goods, free);
    return free;
  };
}

function groupBy(pairs: readonly Pair[], keyOf: (pair: Pair) => string): Map<string, Pair[]> {
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const key = keyOf(pair);
    const group = groups.get(key);
    if (group) group.push(pair);
    else groups.set(key, [pair]);
  }
  return groups;
}

function byStrength(a: Pair, b: Pair): number {
  if (a.contested !== b.contested) return b.contested - a.contested;
  const age = Date.parse(a.open.line.placedAt) - Date.parse(b.open.line.placedAt);
  if (age !== 0) return age;
  return a.open.line.id < b.open.line.id ? -1 : a.open.line.id > b.open.line.id ? 1 : byAge(a.item, b.item);
}

function isTied(pair: Pair, siblings: readonly Pair[]): boolean {
  return siblings.some(
    (other) =>
      other !== pair &&
      other.candidate.logOdds > pair.candidate.logOdds - tieMargin &&
      !areInterchangeable(other.item, pair.item),
  );
}

// Nearer than this, two products are as likely as each other: a person is asked.
const tieMargin = 0.05;

// Nearer than this, equal units are as likely as each other, and age decides between them.
const likelyMargin = 0.3;

/** The units that a pair may take: those for which as much speaks as for the best, oldest first, then the others. */
function unitsInOrder({ open, item }: Pair, index: StockIndex): MatchItem[] {
  const known = new Map(open.candidates.map((candidate) => [candidate.itemId, candidate.logOdds]));
  const best = known.get(item.id) ?? 0;
  const isLikely = ({ id }: MatchItem) => (known.get(id) ?? Number.NEGATIVE_INFINITY) > best - likelyMargin;
  const equal = index
    .items(index.products.unitsLike(item))
    .filter((unit) => areInterchangeable(unit, item))
    .sort(byAge);
  return [...equal.filter(isLikely), ...equal.filter((unit) => !isLikely(unit))];
}

function takeUnits(pair: Pair, { index, ledger }: { index: StockIndex; ledger: Ledger }) {
  let left = Math.max(0, pair.open.line.needed - pair.open.line.held);
  const units: { itemId: string; quantity: number }[] = [];
  for (const item of unitsInOrder(pair, index)) {
    const quantity = Math.min(left, ledger.available(item));
    if (quantity <= 0) continue;
    units.push({ itemId: item.id, quantity });
    left -= quantity;
  }
  if (left > 0) return null;
  for (const { itemId, quantity } of units) ledger.take(itemId, quantity);
  return units;
}

function decisionOf(pair: Pair, units: LinkDecision["units"]): LinkDecision {
  const { line, candidates } = pair.open;
  const { candidate, probability: score } = pair;
  const known = new Map(candidates.map((other) => [other.itemId, other]));
  // A taken unit that was not shown by itself is equal to the one that was.
  const taken = units.map(({ itemId }) => ({ ...(known.get(itemId) ?? candidate), itemId, score }));
  const takenIds = new Set(units.map(({ itemId }) => itemId));
  const losers = candidates
    .filter(({ itemId }) => !takenIds.has(itemId))
    .map((loser) => ({ ...loser, lostBecause: "Less likely." }));
  return {
    outcome: "linked",
    lineId: line.id,
    units,
    method: candidate.kind,
    score,
    candidates: [...taken, ...losers],
  };
}
