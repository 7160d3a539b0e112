import { findPhantoms } from "@counterfoil/core/stock";
import { readSuspectUnits, readUncoveredSales } from "@counterfoil/db";
import type { Verb } from "../context.ts";

/** A unit that the stock has and the shelf most likely has not. */
export interface PhantomView {
  inventoryItemId: string;
  sku: string | null;
  title: string;
  location: string | null;
  listedAt: string;
  quantity: number;
  /** The sale that most likely took it; null where the unit's own record says that it was sold. */
  sale: { orderId: string; platformOrderId: string; platform: string; title: string; soldAt: string } | null;
}

/** Units whose sale was most likely never recorded. Only tells: no unit changes by it. */
export async function listPhantoms({ ctx }: Pick<Verb<void>, "ctx">): Promise<PhantomView[]> {
  const { sales, units } = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const uncovered = await readUncoveredSales(tx);
    const itemIds = [...new Set(uncovered.flatMap((sale) => sale.item_ids))];
    return { sales: uncovered, units: await readSuspectUnits(tx, itemIds) };
  });
  const saleOf = new Map(sales.map((sale) => [sale.line_id, sale]));
  const unitOf = new Map(units.map((unit) => [unit.id, unit]));
  const found = findPhantoms(
    units.map((unit) => ({
      ...{ itemId: unit.id, listedAt: unit.listed_at.toISOString(), quantity: unit.quantity },
      saysSold: unit.says_sold,
    })),
    sales.map((sale) => ({
      ...{ lineId: sale.line_id, itemIds: sale.item_ids, soldAt: sale.sold_at.toISOString(), quantity: sale.quantity },
    })),
  );
  return found.flatMap(({ itemId, quantity, lineId }): PhantomView[] => {
    const unit = unitOf.get(itemId);
    const sale = lineId === null ? undefined : saleOf.get(lineId);
    if (!unit) return [];
    return [
      {
        ...{ inventoryItemId: itemId, sku: unit.sku, title: unit.title, location: unit.location, quantity },
        listedAt: unit.listed_at.toISOString(),
        sale: sale
          ? {
              ...{ orderId: sale.order_id, platformOrderId: sale.order_number, platform: sale.platform },
              ...{ title: sale.title, soldAt: sale.sold_at.toISOString() },
            }
          : null,
      },
    ];
  });
}
