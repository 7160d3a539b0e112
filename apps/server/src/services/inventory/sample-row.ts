import { formatMoney, type IdentifierType, type Money } from "@counterfoil/core/model";
import type { ImportFieldName } from "./csv/import-fields.ts";
import type { ImportRow } from "./csv/read-rows.ts";
import { writeIdentifiers, writeListings } from "./csv/write-pairs.ts";

/** A row of a preview: each field as it was understood, in words. */
export type SampleRow = { row: number } & Partial<Record<ImportFieldName, string | null>>;

/** Shows a row as it was understood. */
export function sampleRow(row: ImportRow): SampleRow {
  const identifiers: Partial<Record<IdentifierType, string>> = {};
  for (const { type, value } of row.identifiers) identifiers[type] ??= value;
  return {
    row: row.number,
    ...{ id: row.id, sku: row.sku, title: row.title, quantity: row.quantity?.toString() ?? null },
    ...{ status: row.status, condition: row.condition, location: row.location },
    ...{ unit_cost: shown(row.unitCost), unit_cost_currency: row.unitCost?.currency ?? null },
    ...{ asking_price: shown(row.askingPrice), asking_price_currency: row.askingPrice?.currency ?? null },
    ...{ currency: row.unitCost?.currency ?? row.askingPrice?.currency ?? null },
    acquired_at: row.acquiredAt?.slice(0, 10) ?? null,
    ...identifiers,
    ...{ identifiers: writeIdentifiers(row.identifiers), listings: writeListings(row.listings) },
    ...{ image_url: row.imageUrl, note: row.note },
  };
}

function shown(money: Money | null): string | null {
  return money && `${formatMoney(money)} ${money.currency}`;
}
