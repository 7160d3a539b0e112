import type { Identifier, IdentifierType } from "../model/index.ts";
import { conditionAgreement } from "./condition-agreement.ts";
import { contradictingTypes } from "./interchangeable.ts";
import type { Ledger } from "./ledger.ts";
import { isPlaceholder } from "./normalise/identifier-key.ts";
import { readSku } from "./normalise/sku.ts";
import type { StockIndex } from "./stock-index.ts";
import type { MatchItem, MatchKind, MatchLine, MatchPolicy, MatchReason } from "./types.ts";

/** Units found by one kind of exact evidence, in the order in which kinds are trusted. */
export interface Tier {
  kind: MatchKind;
  items: readonly MatchItem[];
  reason: MatchReason;
}

const identifierNames: Readonly<Record<IdentifierType, string>> = {
  set_number: "Set number",
  minifigure_number: "Minifigure number",
  part_number: "Part number",
  color: "Colour",
  asin: "ASIN",
  gtin: "Barcode",
  isbn: "ISBN",
  model_number: "Model number",
  brand: "Brand",
  bricklink_item: "BrickLink item",
  boid: "BOID",
};
// In the order of trust. A part is a product only together with its colour; a barcode may be shared by variants.
const linkingTypes: readonly IdentifierType[] = [
  "asin",
  "bricklink_item",
  "boid",
  "minifigure_number",
  "set_number",
  "isbn",
  "gtin",
  "part_number",
];

function agrees(text: string): MatchReason {
  return { text, effect: "agrees" };
}

function skuTiers(line: MatchLine, index: StockIndex, policy: MatchPolicy): Tier[] {
  const sku = readSku(line.sku);
  if (!sku) return [];
  const { full, base, folded } = index.findBySku(sku);
  const tiers: Tier[] = [
    { kind: "sku", items: full, reason: agrees(`SKU ${sku.full} is the same`) },
    { kind: "sku_base", items: base, reason: agrees(`SKU ${sku.base} before the pipe is the same`) },
  ];
  if (policy.skuCaseInsensitive) {
    tiers.push({ kind: "sku_case", items: folded, reason: agrees(`SKU ${sku.full} differs only in capitals`) });
  }
  const byPrefix = /^[0-9a-f]{8}$/i.test(sku.full) ? index.find("idPrefix", sku.full.toLowerCase()) : [];
  tiers.push({ kind: "id_prefix", items: byPrefix, reason: agrees("The SKU is the start of the unit's own id") });
  return tiers;
}

function sameColour(line: MatchLine, item: MatchItem): boolean {
  const colours = (identifiers: readonly Identifier[]) =>
    identifiers.filter(({ type }) => type === "color").map(({ value }) => value.trim().toLowerCase());
  const wanted = colours(line.identifiers);
  return wanted.length > 0 && colours(item.identifiers).some((colour) => wanted.includes(colour));
}

function identifierTiers(line: MatchLine, index: StockIndex): Tier[] {
  const hasProductNumber = line.identifiers.some(({ type }) => type === "part_number");
  return linkingTypes.flatMap((type) =>
    line.identifiers
      .filter((identifier) => identifier.type === type && !isPlaceholder(identifier))
      .map((identifier) => {
        const found = new Map(
          index
            .identifierKeys(identifier)
            .flatMap((key) => index.find("identifier", key).map((item) => [item.id, item])),
        );
        const items = [...found.values()].filter((item) => !hasProductNumber || sameColour(line, item));
        return {
          kind: "identifier" as const,
          items,
          reason: agrees(`${identifierNames[type]} ${identifier.value} is the same`),
        };
      }),
  );
}

function legacyTier(
  tiers: readonly Tier[],
  line: MatchLine,
  { policy, ledger }: { policy: MatchPolicy; ledger: Ledger },
): Tier {
  const items = new Map(tiers.flatMap((tier) => tier.items.map((item) => [item.id, item])));
  const sold = [...items.values()].filter((item) => ledger.legacyAvailable(item, line, policy) > 0);
  return { kind: "legacy", items: sold, reason: agrees("Recorded as sold before stock was kept here") };
}

/** All exact findings for a line, most trusted first. */
export function exactTiers(
  line: MatchLine,
  index: StockIndex,
  { policy, ledger }: { policy: MatchPolicy; ledger: Ledger },
): Tier[] {
  const preLinked = line.preLinked.flatMap((id) => index.get(id) ?? []);
  const pinned = index.pinned(line);
  const found: Tier[] = [
    ...skuTiers(line, index, policy),
    { kind: "listing", items: index.listed(line), reason: agrees("Offered by the listing that was sold") },
    ...identifierTiers(line, index),
  ];
  const tiers: Tier[] = [
    { kind: "pre_linked", items: preLinked, reason: agrees("Set aside for this order") },
    { kind: "pin", items: pinned ? [pinned] : [], reason: agrees("You tied this SKU to this unit") },
    ...(policy.includeSold === true ? [legacyTier(found, line, { policy, ledger })] : []),
    ...found,
  ];
  return tiers.filter((tier) => tier.items.length > 0);
}

/** Whether a unit can be what was sold: another product or another condition contradicts, unless the seller tied it. */
export function judgeItem(line: MatchLine, item: MatchItem, index: StockIndex): "fits" | "conflict" | "condition" {
  const differing = contradictingTypes(line.identifiers, item.identifiers, (identifier) =>
    index.identifierKeys(identifier),
  );
  if (differing.length > 0) return "conflict";
  return conditionAgreement(line, item) === "contradicts" ? "condition" : "fits";
}
