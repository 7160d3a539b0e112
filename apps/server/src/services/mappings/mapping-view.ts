import { describeRule, type RuleSource } from "@counterfoil/core/matching";
import { type Condition, type Identifier, identifierTypes } from "@counterfoil/core/model";
import type { MappingRow } from "@counterfoil/db";
import { readRule } from "./rule-row.ts";

/**
 * What the seller taught the linker: a SKU that means one unit, an identifier that means another, or a rule by which
 * sales of a SKU or listing are always one product.
 */
export interface MappingView {
  id: string;
  kind: "pin" | "alias" | "rule";
  /** Null applies on every platform. */
  platform: string | null;
  /** The pinned SKU; null for the others. */
  sku: string | null;
  inventoryItemId: string | null;
  from: Identifier | null;
  to: Identifier | null;
  /** What a rule looks at; null for the others. */
  source: { type: RuleSource; value: string } | null;
  condition: Condition | null;
  /** The mapping as a sentence. */
  text: string;
  createdAt: string;
}

function identifier(type: string | null, value: string | null): Identifier | null {
  const known = identifierTypes.find((candidate) => candidate === type);
  return known === undefined || value === null ? null : { type: known, value };
}

export function mappingView(row: MappingRow): MappingView {
  const [rule] = readRule(row);
  return {
    ...{ id: row.id, kind: rule ? "rule" : row.kind, platform: row.platform, inventoryItemId: row.item_id },
    sku: row.kind === "pin" && row.source_type === "sku" ? row.source_value : null,
    from: row.kind === "alias" ? identifier(row.source_type, row.source_value) : null,
    to: identifier(row.identifier_type, row.identifier_value),
    ...{ source: rule?.source ?? null, condition: row.condition },
    text: rule ? describeRule(rule) : describe(row),
    createdAt: row.created_at.toISOString(),
  };
}

function describe(row: MappingRow): string {
  if (row.kind === "pin") return `SKU ${row.source_value} is always one unit of your stock`;
  return `${row.source_value} on a sale means ${row.identifier_value ?? "a product"}`;
}
