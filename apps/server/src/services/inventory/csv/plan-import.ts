import type { InventoryItem } from "@counterfoil/core/model";
import type { ColumnMapping } from "./map-columns.ts";
import type { ImportRow, RowProblem } from "./read-rows.ts";

/** An item that the file changes: as it is, and as its row wants it. */
export interface PlannedUpdate {
  item: InventoryItem;
  row: ImportRow;
}

/** What an import does. Each row without an id is a unit of its own, whatever its SKU. */
export interface ImportPlan {
  additions: ImportRow[];
  updates: PlannedUpdate[];
  problems: RowProblem[];
}

/** Parts the rows into those that add and those that change an item, which is by its id alone. */
export function planImport(
  rows: readonly ImportRow[],
  items: ReadonlyMap<string, InventoryItem>,
  mapping: ColumnMapping,
): ImportPlan {
  const plan: ImportPlan = { additions: [], updates: [], problems: [] };
  const rowOf = new Map<string, number>();
  const refuse = (row: ImportRow, column: string | null, message: string) =>
    plan.problems.push({ row: row.number, column, message });
  for (const row of rows) {
    if (row.id === null) {
      plan.additions.push(row);
      continue;
    }
    const item = items.get(row.id);
    const earlier = rowOf.get(row.id);
    rowOf.set(row.id, row.number);
    if (!item) refuse(row, mapping.id, "No item has this id. Leave the cell empty to add a new item.");
    else if (earlier !== undefined) refuse(row, mapping.id, `Row ${earlier} changes the same item. Keep one of them.`);
    else {
      const problem = problemOf({ item, row });
      if (problem) refuse(row, mapping[problem.field], problem.message);
      else plan.updates.push({ item, row });
    }
  }
  return plan;
}

function problemOf({ item, row }: PlannedUpdate): { field: "quantity" | "status"; message: string } | null {
  const { quantityClaimed } = item;
  if (quantityClaimed === 0) return null;
  const units = quantityClaimed === 1 ? "1 unit is" : `${quantityClaimed} units are`;
  if (row.quantity !== null && row.quantity < quantityClaimed)
    return {
      field: "quantity",
      message: `${units} promised to orders. Write ${quantityClaimed} or more, or unlink the orders first.`,
    };
  if (row.status !== null && row.status !== item.status && row.status !== "in_stock" && row.status !== "listed")
    return { field: "status", message: `${units} promised to orders. Unlink the orders first.` };
  return null;
}
