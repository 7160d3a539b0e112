import { ruleSources, type TaughtRule } from "@counterfoil/core/matching";
import { identifierTypes } from "@counterfoil/core/model";
import type { MappingRow } from "@counterfoil/db";

/** A mapping that speaks of sales rather than of one unit or one number; nothing for the others. */
export function readRule(row: MappingRow): TaughtRule[] {
  const source = ruleSources.find((type) => type === row.source_type);
  const type = identifierTypes.find((one) => one === row.identifier_type);
  if (row.kind !== "alias" || source === undefined || type === undefined || row.identifier_value === null) return [];
  return [
    {
      ...{ id: row.id, platform: row.platform, source: { type: source, value: row.source_value } },
      ...{ to: { type, value: row.identifier_value }, condition: row.condition },
    },
  ];
}
