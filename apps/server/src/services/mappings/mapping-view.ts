import { type Identifier, identifierTypes } from "@counterfoil/core/model";
import type { MappingRow } from "@counterfoil/db";

/** What the seller taught the linker: a SKU that means one unit, or an identifier that means another. */
export interface MappingView {
  id: string;
  kind: "pin" | "alias";
  /** Null applies on every platform. */
  platform: string | null;
  /** The pinned SKU; null for an alias. */
  sku: string | null;
  inventoryItemId: string | null;
  from: Identifier | null;
  to: Identifier | null;
  createdAt: string;
}

function identifier(type: string | null, value: string | null): Identifier | null {
  const known = identifierTypes.find((candidate) => candidate === type);
  return known === undefined || value === null ? null : { type: known, value };
}

export function mappingView(row: MappingRow): MappingView {
  return {
    ...{ id: row.id, kind: row.kind, platform: row.platform, inventoryItemId: row.item_id },
    sku: row.kind === "pin" && row.source_type === "sku" ? row.source_value : null,
    from: row.kind === "alias" ? identifier(row.source_type, row.source_value) : null,
    to: identifier(row.identifier_type, row.identifier_value),
    createdAt: row.created_at.toISOString(),
  };
}
