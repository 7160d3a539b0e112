import { type CallLimits, ConnectorError, type StockChange } from "@counterfoil/connector-kit";
import { itemErrorsSchema } from "../schemas/envelope.ts";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";
import { itemError } from "../tiktok-shop-errors.ts";
import type { WarehouseQuantity } from "./plan-warehouses.ts";
import { readInventory } from "./read-inventory.ts";

/** SKUs of one product that one call may change. */
export const skusPerUpdate = 100;

const operation = "POST /product/202309/products/{product_id}/inventory/update";

/** A change ready to send: every warehouse of the SKU with its new number. */
export interface PlannedChange {
  change: StockChange;
  skuId: string;
  warehouses: readonly WarehouseQuantity[];
}

/** What became of a planned change; a note tells what the seller should know although it worked. */
export type PlannedOutcome =
  | { planned: PlannedChange; error: ConnectorError }
  | { planned: PlannedChange; note: string | null };

/** Sets SKUs of one product. Sent once: after a lost answer the stock is read back, since a sale may have come between. */
export async function setProductStock(
  client: TiktokShopClient,
  product: { productId: string; changes: readonly PlannedChange[] },
  limits: CallLimits,
): Promise<PlannedOutcome[]> {
  const { productId, changes } = product;
  try {
    const data = await client.call(
      {
        operation,
        lane: "withdraw_stock",
        effect: "write",
        path: `/product/202309/products/${encodeURIComponent(productId)}/inventory/update`,
        json: { skus: changes.map(wireSku) },
        data: itemErrorsSchema,
      },
      limits,
    );
    const errors = data?.errors ?? [];
    return changes.map((planned) => {
      const bad =
        errors.find(({ detail }) => detail?.sku_id === planned.skuId) ?? errors.find(({ detail }) => !detail?.sku_id);
      return bad ? { planned, error: new ConnectorError({ ...itemError(bad), operation }) } : { planned, note: null };
    });
  } catch (error) {
    if (!ConnectorError.is(error)) throw error;
    if (error.code === "outcome_unknown") return readBack(client, changes, { error, limits });
    return changes.map((planned) => ({ planned, error }));
  }
}

function wireSku({ skuId, warehouses }: PlannedChange) {
  return {
    id: skuId,
    inventory: warehouses.map(({ warehouseId, quantity }) => ({ warehouse_id: warehouseId, quantity })),
  };
}

async function readBack(
  client: TiktokShopClient,
  changes: readonly PlannedChange[],
  { error, limits }: { error: ConnectorError; limits: CallLimits },
): Promise<PlannedOutcome[]> {
  const listings = changes.map(({ change }) => change.listing);
  const lookup = await readInventory(client, listings, { lane: "withdraw_stock", limits }).catch(() => null);
  return changes.map((planned) => {
    const there = lookup?.find(planned.change.listing);
    if (there?.available !== planned.change.quantity) return { planned, error };
    return { planned, note: "The answer was lost; reading the stock back confirmed the change." };
  });
}
