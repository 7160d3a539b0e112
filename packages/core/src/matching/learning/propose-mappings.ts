import type { Condition, Identifier, IdentifierType } from "../../model/index.ts";
import { identifierKey, isPlaceholder } from "../normalise/identifier-key.ts";
import { readSku } from "../normalise/sku.ts";
import type { RuleSource } from "./taught-rules.ts";

/** What is known of a unit that was taken for a sale. */
export interface TakenUnit {
  id: string;
  identifiers: readonly Identifier[];
  condition: Condition | null;
}

/** A sale and the units that it got. */
export interface PastDecision {
  lineId: string;
  /** Only a person's decisions support an offer; what the machine linked exactly can contradict one. */
  by: "person" | "machine";
  platform: string | null;
  sku: string | null;
  listingId: string | null;
  identifiers: readonly Identifier[];
  /** What the sale itself said of the condition. */
  condition: Condition | null;
  units: readonly TakenUnit[];
}

/** Something that a seller's decisions seem to say, offered to be taught. */
export interface OfferedMapping {
  /** Stays the same while the offer says the same. */
  key: string;
  /** Null where alike decisions were made on several platforms. */
  platform: string | null;
  source: { type: RuleSource; value: string } | { type: "identifier"; value: Identifier };
  /** The product meant; or one single unit or lot, where its number is not known. */
  to: { type: "product"; identifier: Identifier } | { type: "item"; itemId: string };
  condition: Condition | null;
  /** The lines that a person decided alike: those that it would have decided by itself. */
  lineIds: readonly string[];
}

/** So many alike decisions by a person make an offer. */
export const alikeDecisions = 3;
const shortestPrefix = 1;

/** Types that name a product well enough for a rule, the most telling first. */
const productTypes: readonly IdentifierType[] = [
  "set_number",
  "minifigure_number",
  "bricklink_item",
  "boid",
  "asin",
  "isbn",
  "gtin",
];
/** Types of a sale that may be another name for what stock calls differently. */
const aliasTypes: readonly IdentifierType[] = ["asin", "gtin", "isbn", "bricklink_item", "boid", "set_number"];

interface Group {
  source: OfferedMapping["source"];
  decisions: PastDecision[];
}

/**
 * What a seller's alike decisions seem to say: at least three by a person, and none, by a person or a machine, that
 * says otherwise. Offers only: nothing is learned here. The same whatever the order of the decisions.
 */
export function proposeMappings(decisions: readonly PastDecision[]): OfferedMapping[] {
  const groups = new Map<string, Group>();
  for (const decision of decisions) {
    if (decision.units.length === 0) continue;
    for (const { key, source } of sourcesOf(decision)) {
      const group = groups.get(key) ?? { source, decisions: [] };
      group.decisions.push(decision);
      groups.set(key, group);
    }
  }
  const offers = [...groups].flatMap(([key, group]) => offerOf(key, group) ?? []);
  return withoutRepeats(offers.sort(byWorth));
}

function sourcesOf(decision: PastDecision): { key: string; source: OfferedMapping["source"] }[] {
  const sku = readSku(decision.sku);
  const prefix = sku && skuPrefix(sku.full);
  const known = new Set(decision.units.flatMap(({ identifiers }) => identifiers.map(identifierKey)));
  const aliases = decision.identifiers.filter(
    (identifier) =>
      aliasTypes.includes(identifier.type) && !isPlaceholder(identifier) && !known.has(identifierKey(identifier)),
  );
  return [
    ...(sku ? [{ key: `sku ${sku.base}`, source: { type: "sku" as const, value: sku.base } }] : []),
    ...(prefix ? [{ key: `sku_prefix ${prefix}`, source: { type: "sku_prefix" as const, value: prefix } }] : []),
    ...(decision.listingId === null
      ? []
      : [
          {
            key: `listing ${decision.platform} ${decision.listingId}`,
            source: { type: "listing" as const, value: decision.listingId },
          },
        ]),
    ...aliases.map((value) => ({
      key: `identifier ${identifierKey(value)}`,
      source: { type: "identifier" as const, value },
    })),
  ];
}

/** What stands before the last part of a SKU, with its separator: `X-` of `X-0042`. Null where nothing telling does. */
export function skuPrefix(sku: string): string | null {
  const found = /^(.*[^\p{L}\p{N}])[\p{L}\p{N}]+$/u.exec(sku)?.[1] ?? null;
  if (found === null || found.replace(/[^\p{L}\p{N}]/gu, "").length < shortestPrefix) return null;
  return found;
}

function offerOf(key: string, { source, decisions }: Group): OfferedMapping | null {
  // A sale that says "new" for a used unit stays a question, whatever is taught.
  const persons = decisions.filter((one) => one.by === "person" && !one.units.some((unit) => contradicts(one, unit)));
  const alike = new Set(persons.map(({ lineId }) => lineId));
  if (alike.size < alikeDecisions) return null;
  if (source.type === "sku_prefix" && new Set(persons.map(({ sku }) => readSku(sku)?.full)).size < alikeDecisions)
    return null;
  const units = decisions.flatMap((decision) => decision.units);
  const conditions = new Set(units.map(({ condition }) => condition));
  if (conditions.size !== 1) return null;
  const to = sharedProduct(units) ?? sharedItem(units, source.type);
  if (to === null) return null;
  const platforms = [...new Set(persons.map(({ platform }) => platform))];
  const platform = platforms.length === 1 ? (platforms[0] ?? null) : null;
  const target = to.type === "item" ? to.itemId : identifierKey(to.identifier);
  const [condition = null] = conditions;
  return {
    ...{ key: [key, platform ?? "", target, condition ?? ""].join(" | "), platform, source, to, condition },
    lineIds: [...alike].sort(),
  };
}

function contradicts(sale: Pick<PastDecision, "condition">, unit: TakenUnit): boolean {
  const isNew = (condition: Condition) => condition === "new" || condition === "new_other";
  return sale.condition !== null && unit.condition !== null && isNew(sale.condition) !== isNew(unit.condition);
}

/** The number that all units have in common. */
function sharedProduct(units: readonly TakenUnit[]): OfferedMapping["to"] | null {
  for (const type of productTypes) {
    const keysOf = (unit: TakenUnit) =>
      unit.identifiers.filter((one) => one.type === type && !isPlaceholder(one)).map(identifierKey);
    const [first, ...others] = units.map((unit) => new Set(keysOf(unit)));
    const [shared] = [...(first ?? [])].filter((key) => others.every((keys) => keys.has(key))).sort();
    if (shared === undefined) continue;
    const spellings = units.flatMap(({ identifiers }) => identifiers.filter((one) => identifierKey(one) === shared));
    const value = spellings.map((one) => one.value).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
    if (value !== undefined) return { type: "product", identifier: { type, value } };
  }
  return null;
}

/** The one lot that all sales were served from: worth a rule for its SKU, where its number is not known. */
function sharedItem(
  units: readonly TakenUnit[],
  source: OfferedMapping["source"]["type"],
): OfferedMapping["to"] | null {
  const [id, ...others] = new Set(units.map((unit) => unit.id));
  if (source !== "sku" || id === undefined || others.length > 0) return null;
  return { type: "item", itemId: id };
}

const nearest: readonly OfferedMapping["source"]["type"][] = ["sku", "listing", "identifier", "sku_prefix"];

function byWorth(a: OfferedMapping, b: OfferedMapping): number {
  const byCases = b.lineIds.length - a.lineIds.length;
  if (byCases !== 0) return byCases;
  const bySource = nearest.indexOf(a.source.type) - nearest.indexOf(b.source.type);
  return bySource !== 0 ? bySource : a.key < b.key ? -1 : 1;
}

/** Leaves out offers that only say again what a better one says of the same sales. */
function withoutRepeats(offers: readonly OfferedMapping[]): OfferedMapping[] {
  const kept: OfferedMapping[] = [];
  // Only an offer that speaks of its first sale can speak of all its sales.
  const byLine = new Map<string, ReadonlySet<string>[]>();
  for (const offer of offers) {
    const rivals = byLine.get(offer.lineIds[0] ?? "") ?? [];
    if (rivals.some((lines) => offer.lineIds.every((id) => lines.has(id)))) continue;
    kept.push(offer);
    const lines = new Set(offer.lineIds);
    for (const id of lines) byLine.set(id, [...(byLine.get(id) ?? []), lines]);
  }
  return kept;
}
