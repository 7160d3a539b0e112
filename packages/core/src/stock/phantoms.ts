/** A unit in stock that may be gone already. */
export interface ShelvedUnit {
  itemId: string;
  /** ISO 8601: since when it is for sale. */
  listedAt: string;
  /** Units on hand that nobody is promised. */
  quantity: number;
  /** Whether the item itself says that it was sold. */
  saysSold: boolean;
}

/** Units that were sold and shipped and that no unit of the stock was taken for. */
export interface UncoveredSale {
  lineId: string;
  /** The items that may have been sold: the same SKU or listing, or what the matcher thought likeliest. */
  itemIds: readonly string[];
  /** ISO 8601. */
  soldAt: string;
  quantity: number;
}

/** A unit that the list has and the shelf most likely has not. */
export interface PhantomUnit {
  itemId: string;
  quantity: number;
  /** The sale that most likely took it; null where the item itself says that it was sold. */
  lineId: string | null;
}

/**
 * Finds units whose sale was never recorded: each uncovered sale accounts for the longest listed of the units that it
 * may have sold and that was for sale before it. Reports only; nothing changes by looking.
 */
export function findPhantoms(units: readonly ShelvedUnit[], sales: readonly UncoveredSale[]): PhantomUnit[] {
  const found: PhantomUnit[] = units
    .filter(({ saysSold, quantity }) => saysSold && quantity > 0)
    .map(({ itemId, quantity }) => ({ itemId, quantity, lineId: null }));
  const reported = new Set(found.map(({ itemId }) => itemId));
  const left = units
    .filter(({ itemId }) => !reported.has(itemId))
    .map((unit) => ({ ...unit }))
    .sort((a, b) => Date.parse(a.listedAt) - Date.parse(b.listedAt) || (a.itemId < b.itemId ? -1 : 1));
  for (const sale of [...sales].sort((a, b) => Date.parse(a.soldAt) - Date.parse(b.soldAt)))
    found.push(...takenBy(sale, left));
  return found;
}

function takenBy(sale: UncoveredSale, left: ShelvedUnit[]): PhantomUnit[] {
  const taken: PhantomUnit[] = [];
  let open = sale.quantity;
  for (const unit of left) {
    if (open === 0) break;
    const fits = sale.itemIds.includes(unit.itemId) && Date.parse(unit.listedAt) <= Date.parse(sale.soldAt);
    const quantity = fits ? Math.min(open, unit.quantity) : 0;
    if (quantity === 0) continue;
    unit.quantity -= quantity;
    open -= quantity;
    taken.push({ itemId: unit.itemId, quantity, lineId: sale.lineId });
  }
  return taken;
}
