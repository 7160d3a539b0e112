/** Units that one warehouse offers. */
export interface WarehouseQuantity {
  warehouseId: string;
  quantity: number;
}

/** The most that TikTok Shop takes for one warehouse. */
export const mostUnits = 99_999;

/**
 * Spreads a total over the warehouses that a SKU has, changing as little as possible: the preferred warehouse takes the
 * difference; where it has too few units, the others give theirs up in their order. All warehouses are in the answer,
 * since TikTok Shop wants all of them named. Null where the total does not fit.
 */
export function planWarehouses(
  present: readonly WarehouseQuantity[],
  total: number,
  preferredId: string | undefined,
): WarehouseQuantity[] | null {
  if (present.length === 0 || total > mostUnits * present.length) return null;
  const preferred = present.find(({ warehouseId }) => warehouseId === preferredId) ?? largest(present);
  const rest = present.filter((warehouse) => warehouse !== preferred);
  const planned = new Map<string, number>();
  let left = total - sum(rest);
  planned.set(preferred.warehouseId, clamp(left));
  left -= clamp(left);
  for (const { warehouseId, quantity } of rest) {
    const changed = clamp(quantity + left);
    planned.set(warehouseId, changed);
    left -= changed - quantity;
  }
  return present.map(({ warehouseId }) => ({ warehouseId, quantity: planned.get(warehouseId) ?? 0 }));
}

function largest(present: readonly WarehouseQuantity[]): WarehouseQuantity {
  return present.reduce((best, warehouse) => (warehouse.quantity > best.quantity ? warehouse : best));
}

function sum(warehouses: readonly WarehouseQuantity[]): number {
  return warehouses.reduce((total, { quantity }) => total + quantity, 0);
}

function clamp(quantity: number): number {
  return Math.min(mostUnits, Math.max(0, quantity));
}
