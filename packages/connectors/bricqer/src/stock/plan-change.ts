import type { BricqerStockItem } from "../bricqer-schemas.ts";
import { remainingOf } from "../inventory/map-definition.ts";

export interface PlannedChange {
  id: string;
  remainingQuantity: number;
}

/**
 * Which stock items get which quantity so that together they have `quantity`: what is taken away comes from the oldest
 * (lowest id) first, what is added goes to the oldest. Items that keep what they have are left out. Pure.
 */
export function planChange(items: readonly BricqerStockItem[], quantity: number): PlannedChange[] {
  let missing = quantity - remainingOf(items);
  const changes: PlannedChange[] = [];
  for (const { id, remainingQuantity } of items) {
    const next = Math.max(0, remainingQuantity + missing);
    if (next !== remainingQuantity) changes.push({ id, remainingQuantity: next });
    missing -= next - remainingQuantity;
  }
  return changes;
}
