import { statedConditionAgreement } from "./condition-agreement.ts";
import type { StockIndex } from "./stock-index.ts";
import type { MatchItem, MatchKind, MatchLine, MatchReason } from "./types.ts";

// Uncalibrated: they order kinds of evidence and say nothing about how often each is right.
const kindScores: Readonly<Record<MatchKind, number>> = {
  pin: 0.96,
  pre_linked: 0.95,
  sku: 0.94,
  listing: 0.93,
  sku_base: 0.92,
  identifier: 0.9,
  id_prefix: 0.89,
  legacy: 0.85,
  sku_case: 0.8,
  set_number: 0.6,
  title: 0.15,
};
const similarityWeight: Readonly<Partial<Record<MatchKind, number>>> = { set_number: 0.2, title: 0.4 };

const priceWeight = 0.02;
const listedBonus = 0.01;
const conditionBonus = 0.015;
const contradictionFactor = 0.7;

/** One way in which a unit was found. `similarity` (0 to 1) is how well the titles agree. */
export interface Hit {
  kind: MatchKind;
  reason: MatchReason;
}

/** How near the sale's price is to the asking price: 1 when equal, 0 from twice as far; null where not comparable. */
export function priceCloseness(line: MatchLine, item: MatchItem): { closeness: number; percent: number } | null {
  const sold = line.unitPrice;
  const asked = item.askingPrice;
  if (!sold || !asked || sold.currency !== asked.currency || sold.minor <= 0 || asked.minor <= 0) return null;
  const distance = Math.abs(asked.minor - sold.minor) / sold.minor;
  return { closeness: Math.max(0, 1 - distance), percent: Math.round(distance * 100) };
}

/** How much of the rarer words two titles share, from 0 to 1; words that everything carries count little. */
export function titleSimilarity(
  lineWords: readonly string[],
  itemWords: readonly string[],
  index: StockIndex,
): { similarity: number; shared: string[] } {
  const weigh = (words: readonly string[]) => words.reduce((sum, word) => sum + wordWeight(word, index), 0);
  const shared = lineWords.filter((word) => itemWords.includes(word));
  if (shared.length === 0) return { similarity: 0, shared };
  const common = weigh(shared);
  const line = weigh(lineWords);
  const item = weigh(itemWords);
  const dice = (2 * common) / (line + item);
  return { similarity: (dice + common / Math.min(line, item)) / 2, shared };
}

/** The weight of a word: rare words weigh more. */
export function wordWeight(word: string, index: StockIndex): number {
  return Math.log(1 + (index.size + 1) / (index.count("word", word) + 0.5));
}

function conditionReason(agreement: "agrees" | "contradicts" | "neutral", item: MatchItem): MatchReason | null {
  const condition = item.condition?.replaceAll("_", " ") ?? "";
  if (agreement === "agrees") return { text: `Condition agrees: ${condition}`, effect: "agrees" };
  if (agreement === "contradicts")
    return { text: `Condition differs: the unit is ${condition}`, effect: "contradicts" };
  return null;
}

/** The score of a unit and the reasons for it: the best hit counts, more hits, price, condition and listing adjust. */
export function scoreItem(
  line: MatchLine,
  item: MatchItem,
  { hits, similarity, conflict = false }: { hits: readonly Hit[]; similarity: number; conflict?: boolean },
): { score: number; reasons: MatchReason[]; kind: MatchKind } {
  const base = ({ kind }: Hit) => kindScores[kind] + (similarityWeight[kind] ?? 0) * similarity;
  const ordered = [...hits].sort((a, b) => base(b) - base(a));
  const [best] = ordered;
  if (!best) return { score: 0, reasons: [], kind: "title" };
  const price = priceCloseness(line, item);
  const agreement = statedConditionAgreement(line, item);
  const reasons = [...ordered.map((hit) => hit.reason), conditionReason(agreement, item)].filter(
    (reason) => reason !== null,
  );
  if (price && price.closeness > 0) reasons.push({ text: `Price is ${price.percent} % away`, effect: "agrees" });
  if (item.status === "listed") reasons.push({ text: "Listed for sale", effect: "agrees" });
  const bonus =
    (price?.closeness ?? 0) * priceWeight +
    (item.status === "listed" ? listedBonus : 0) +
    (agreement === "agrees" ? conditionBonus : 0) +
    (ordered.length - 1) * 0.002;
  if (conflict) reasons.push({ text: "The catalogue numbers name another product", effect: "contradicts" });
  const factor = (agreement === "contradicts" ? contradictionFactor : 1) * (conflict ? contradictionFactor : 1);
  return { score: Math.min(0.999, (base(best) + bonus) * factor), reasons, kind: best.kind };
}
