import {
  type ConditionFit,
  conditionFit,
  type StatedCondition,
  statedCondition,
  unitShares,
} from "./condition-agreement.ts";
import { codeInDescription, type DescribedSale, readDescribedSale } from "./description-evidence.ts";
import type { Contribution } from "./engine/evidence/log-odds.ts";
import { evidenceReason } from "./evidence-reasons.ts";
import { readTitleOffer, type TitleOffer } from "./normalise/title-kind.ts";
import { offerConflict } from "./offer-evidence.ts";
import type { Evidence, MatchItem, MatchKind, MatchLine, MatchReason } from "./types.ts";

// What being found in a way is worth, in log-odds beside the title's own evidence. Exact findings outweigh any title.
const foundBy: Readonly<Record<MatchKind, number>> = {
  pin: 12,
  pre_linked: 11.5,
  sku: 11,
  listing: 10.5,
  sku_base: 10,
  identifier: 9.5,
  id_prefix: 9,
  legacy: 8.5,
  sku_case: 7.5,
  set_number: 0,
  title: 0,
};
const alsoFound = 0.1;
const priceWeight = 0.6;
const farFactor = 2.5;
/** A price further away than half of it may still fit, but nobody would call that agreement. */
const saidToAgree = 0.5;
const listedBonus = 0.1;
const conditionWeights: Readonly<Record<Exclude<ConditionFit, "neutral">, number>> = {
  agrees: 0.4,
  doubtful: -0.7,
  contradicts: -2.5,
};
const otherProduct = -3;
// Takes back what the number was worth, in the fields and in the title.
const mistyped = -9.5;
const codeDescribed = 0.4;

/** One way in which a unit was found. */
export interface Hit {
  kind: MatchKind;
  reason: () => MatchReason;
}

/** What is read from a sale once, however many units are weighed against it. */
export interface Sale {
  line: MatchLine;
  stated: StatedCondition;
  described: DescribedSale;
  offer: TitleOffer;
}

/** Reads a sale for weighing units against it. */
export function readSale(line: MatchLine): Sale {
  return { line, stated: statedCondition(line), described: readDescribedSale(line), offer: readTitleOffer(line.title) };
}

interface Part extends Evidence {
  /** What is told of it; null where nothing is. Asked only for units that are shown. */
  reason: (() => MatchReason | null) | null;
}

/** What speaks for and against a unit. The parts add up to `logOdds`. */
export interface Score {
  kind: MatchKind;
  logOdds: number;
  parts: readonly Part[];
  /** How likely it is this unit of its product, as far as the condition tells (0 to 1). */
  unitShare: number;
}

/** A score in full: each part in numbers, and the reasons in words. */
export function tellScore({ kind, logOdds, parts }: Score) {
  const evidence = parts.map((part): Evidence => ({ name: part.name, logOdds: part.logOdds }));
  const reasons = parts.flatMap(({ reason }) => reason?.() ?? []);
  return { kind, logOdds, evidence, reasons };
}

/**
 * How near the sale's price is to the asking price: 1 when equal, falling to 0 where it is 100 % away; -1 beyond
 * `farFactor` either way. Null where not comparable.
 */
function priceCloseness(line: MatchLine, item: MatchItem): { closeness: number; percent: number } | null {
  const sold = line.unitPrice;
  const asked = item.askingPrice;
  if (!sold || !asked || sold.currency !== asked.currency || sold.minor <= 0 || asked.minor <= 0) return null;
  const distance = Math.abs(asked.minor - sold.minor) / sold.minor;
  const far = asked.minor > farFactor * sold.minor || sold.minor > farFactor * asked.minor;
  return { closeness: far ? -1 : Math.max(0, 1 - distance), percent: Math.round(distance * 100) };
}

function conditionPart(fit: ConditionFit, item: MatchItem): Part | null {
  if (fit === "neutral") return null;
  const condition = item.condition?.replaceAll("_", " ") ?? "of another condition";
  const texts = {
    agrees: `Condition agrees: ${condition}`,
    doubtful: `Condition may differ: the unit is ${condition}`,
    contradicts: `Condition differs: the unit is ${condition}`,
  };
  const effect = fit === "agrees" ? "agrees" : "contradicts";
  return { name: "condition", logOdds: conditionWeights[fit], reason: () => ({ text: texts[fit], effect }) };
}

function pricePart({ line }: Sale, item: MatchItem): Part | null {
  const price = priceCloseness(line, item);
  if (!price || price.closeness === 0) return null;
  const effect = price.closeness >= saidToAgree ? "agrees" : price.closeness > 0 ? "neutral" : "contradicts";
  const reason = (): MatchReason => ({ text: `Price is ${price.percent} % away`, effect });
  return { name: "price", logOdds: price.closeness * priceWeight, reason };
}

function descriptionPart({ described }: Sale, item: MatchItem): Part | null {
  const code = codeInDescription(described, item);
  if (code === null) return null;
  const text = `The model number ${code} stands in the description`;
  return { name: "codeInDescription", logOdds: codeDescribed, reason: () => ({ text, effect: "agrees" }) };
}

function offerPart({ offer }: Sale, item: MatchItem): Part | null {
  const conflict = offerConflict(offer, item);
  if (!conflict) return null;
  const { text, effect, logOdds } = conflict;
  return { name: "offer", logOdds, reason: () => ({ text, effect }) };
}

function hitParts(hits: readonly Hit[]): { kind: MatchKind; parts: Part[] } {
  const ordered = hits.length > 1 ? [...hits].sort((a, b) => foundBy[b.kind] - foundBy[a.kind]) : hits;
  const parts = ordered.map(({ kind, reason }, place) => ({
    name: kind,
    logOdds: place === 0 ? foundBy[kind] : alsoFound,
    reason,
  }));
  return { kind: ordered[0]?.kind ?? "title", parts };
}

const listed = (): MatchReason => ({ text: "Listed for sale", effect: "agrees" });
const contradicted = (): MatchReason => ({
  text: "The catalogue numbers name another product",
  effect: "contradicts",
});

const fieldParts = [pricePart, descriptionPart, offerPart];

/** How a unit was found, and what was found out about it. */
interface Findings {
  hits: readonly Hit[];
  title: readonly Contribution[];
  conflict?: boolean;
  /** The unit that a mistyped number may have been meant for. */
  meant?: MatchItem | null;
}

function mistypedPart(meant: MatchItem): Part {
  const text = `The number may be mistyped: the name is that of ${meant.title}`;
  return { name: "mistyped", logOdds: mistyped, reason: () => ({ text, effect: "contradicts" }) };
}

/** Weighs a unit: how it was found, what its title says, and condition, price and status. */
export function scoreItem(
  sale: Sale,
  item: MatchItem,
  { hits, title, conflict = false, meant = null }: Findings,
): Score {
  const { kind, parts } = hitParts(hits);
  const fit = conditionFit(sale.stated, item);
  const condition = conditionPart(fit, item);
  if (condition) parts.push(condition);
  for (const read of fieldParts) {
    const part = read(sale, item);
    if (part) parts.push(part);
  }
  if (item.status === "listed") parts.push({ name: "listed", logOdds: listedBonus, reason: listed });
  for (const part of title) {
    parts.push({ name: part.feature, logOdds: part.logOdds, reason: () => evidenceReason(part) });
  }
  if (meant) parts.push(mistypedPart(meant));
  if (conflict) parts.push({ name: "conflict", logOdds: otherProduct, reason: contradicted });
  const logOdds = parts.reduce((sum, part) => sum + part.logOdds, 0);
  return { kind, parts, logOdds, unitShare: unitShares[fit] };
}
