import type { Condition, Identifier } from "../../model/index.ts";
import { identifierKey } from "../normalise/identifier-key.ts";
import { readSku } from "../normalise/sku.ts";
import type { MatchLine } from "../types.ts";

/** What a rule looks at on a sale: its whole SKU, how its SKU starts, or the listing that sold. */
export const ruleSources = ["sku", "sku_prefix", "listing"] as const;
export type RuleSource = (typeof ruleSources)[number];

/** "SKU X-… is always set 75192, used": what a seller taught about sales, beyond single units. */
export interface TaughtRule {
  id: string;
  /** Null applies on every platform. */
  platform: string | null;
  source: { type: RuleSource; value: string };
  to: Identifier;
  /** The condition that such sales are of; null where the rule says nothing of it. */
  condition: Condition | null;
}

/** A sale with what a rule adds to it. */
export interface TaughtLine {
  line: MatchLine;
  rule: TaughtRule | null;
}

/** Whether a sale is one that a rule speaks of. */
export function ruleApplies(rule: Pick<TaughtRule, "platform" | "source">, line: MatchLine): boolean {
  if (rule.platform !== null && rule.platform !== line.platform) return false;
  const { type, value } = rule.source;
  if (type === "listing") return line.listingId === value;
  const sku = readSku(line.sku);
  if (sku === null) return false;
  if (type === "sku") return sku.full === value || sku.base === value;
  return sku.full.startsWith(value) && sku.full.length > value.length;
}

const order: readonly RuleSource[] = ["sku", "listing", "sku_prefix"];

function isNearer(a: TaughtRule, b: TaughtRule): number {
  const bySource = order.indexOf(a.source.type) - order.indexOf(b.source.type);
  if (bySource !== 0) return bySource;
  const byLength = b.source.value.length - a.source.value.length;
  if (byLength !== 0) return byLength;
  const byPlatform = Number(a.platform === null) - Number(b.platform === null);
  return byPlatform !== 0 ? byPlatform : a.id < b.id ? -1 : 1;
}

/**
 * The sale as the nearest rule reads it: the product's number is added, and the condition where the platform names
 * none. A sale that itself names another product of that kind is left as it is.
 */
export function applyRules(line: MatchLine, rules: readonly TaughtRule[]): TaughtLine {
  const rule = rules.filter((one) => ruleApplies(one, line)).sort(isNearer)[0] ?? null;
  if (rule === null) return { line, rule: null };
  const own = line.identifiers.filter(({ type }) => type === rule.to.type);
  if (own.some((identifier) => identifierKey(identifier) === identifierKey(rule.to))) return { line, rule: null };
  if (own.length > 0) return { line, rule: null };
  const identifiers = [...line.identifiers, rule.to];
  return { line: { ...line, identifiers, condition: line.condition ?? rule.condition }, rule };
}

const numberNames: Readonly<Partial<Record<Identifier["type"], string>>> = {
  set_number: "set",
  minifigure_number: "minifigure",
  part_number: "part",
  asin: "ASIN",
  gtin: "barcode",
  isbn: "ISBN",
  bricklink_item: "BrickLink item",
  boid: "BOID",
};

/** A rule in the seller's words: `SKU X-… is always set 75192, used`. */
export function describeRule({ source, to, condition }: Pick<TaughtRule, "source" | "to" | "condition">): string {
  const what = { sku: `SKU ${source.value}`, sku_prefix: `SKU ${source.value}…`, listing: `Listing ${source.value}` };
  const product = `${numberNames[to.type] ?? to.type.replaceAll("_", " ")} ${to.value}`;
  const state = condition === null ? "" : `, ${condition.replaceAll("_", " ")}`;
  return `${what[source.type]} is always ${product}${state}`;
}
