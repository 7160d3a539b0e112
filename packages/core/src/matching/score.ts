import { statedConditionAgreement } from "./condition-agreement.ts";
import type { Contribution } from "./engine/evidence/log-odds.ts";
import { evidenceReason } from "./evidence-reasons.ts";
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
const listedBonus = 0.1;
const conditionAgrees = 0.4;
const conditionDiffers = -1.5;
const otherProduct = -3;

/** One way in which a unit was found. */
export interface Hit {
  kind: MatchKind;
  reason: MatchReason;
}

/** What speaks for and against a unit. */
export interface Score {
  kind: MatchKind;
  logOdds: number;
  evidence: readonly Evidence[];
  reasons: readonly MatchReason[];
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

interface Part extends Evidence {
  reason: MatchReason | null;
}

function conditionPart(line: MatchLine, item: MatchItem): Part {
  const agreement = statedConditionAgreement(line, item);
  const condition = item.condition?.replaceAll("_", " ") ?? "";
  if (agreement === "agrees") {
    const text = `Condition agrees: ${condition}`;
    return { name: "condition", logOdds: conditionAgrees, reason: { text, effect: "agrees" } };
  }
  if (agreement === "neutral") return { name: "condition", logOdds: 0, reason: null };
  const text = `Condition differs: the unit is ${condition}`;
  return { name: "condition", logOdds: conditionDiffers, reason: { text, effect: "contradicts" } };
}

function pricePart(line: MatchLine, item: MatchItem): Part {
  const price = priceCloseness(line, item);
  if (!price || price.closeness === 0) return { name: "price", logOdds: 0, reason: null };
  const effect = price.closeness > 0 ? "agrees" : "contradicts";
  const reason: MatchReason = { text: `Price is ${price.percent} % away`, effect };
  return { name: "price", logOdds: price.closeness * priceWeight, reason };
}

function hitParts(hits: readonly Hit[]): { kind: MatchKind; parts: Part[] } {
  const ordered = [...hits].sort((a, b) => foundBy[b.kind] - foundBy[a.kind]);
  const parts = ordered.map(({ kind, reason }, place) => ({
    name: kind,
    logOdds: place === 0 ? foundBy[kind] : alsoFound,
    reason,
  }));
  return { kind: ordered[0]?.kind ?? "title", parts };
}

/** Weighs a unit: how it was found, what its title says, and condition, price and status. The parts add up. */
export function scoreItem(
  line: MatchLine,
  item: MatchItem,
  { hits, title, conflict = false }: { hits: readonly Hit[]; title: readonly Contribution[]; conflict?: boolean },
): Score {
  const found = hitParts(hits);
  const parts: Part[] = [...found.parts, conditionPart(line, item), pricePart(line, item)];
  if (item.status === "listed") {
    parts.push({ name: "listed", logOdds: listedBonus, reason: { text: "Listed for sale", effect: "agrees" } });
  }
  for (const part of title) parts.push({ name: part.feature, logOdds: part.logOdds, reason: evidenceReason(part) });
  if (conflict) {
    const text = "The catalogue numbers name another product";
    parts.push({ name: "conflict", logOdds: otherProduct, reason: { text, effect: "contradicts" } });
  }
  const speaking = parts.filter(({ logOdds, reason }) => logOdds !== 0 || reason !== null);
  return {
    kind: found.kind,
    logOdds: speaking.reduce((sum, { logOdds }) => sum + logOdds, 0),
    evidence: speaking.map(({ name, logOdds }) => ({ name, logOdds })),
    reasons: speaking.flatMap(({ reason }) => (reason ? [reason] : [])),
  };
}
