import type { OrderLine, Product, Sku } from "../tiktok-shop-entities.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";

/** The SKU of that id with its product; undefined when no shop has it. */
export function findSku(world: TiktokShopWorld, skuId: string): { product: Product; sku: Sku } | undefined {
  for (const product of world.products.all()) {
    const sku = product.skus.find(({ id }) => id === skuId);
    if (sku !== undefined) return { product, sku };
  }
  return undefined;
}

/** Units for sale over all warehouses. */
export function availableOf(sku: Sku): number {
  return sku.stock.reduce((sum, { available }) => sum + available, 0);
}

export function committedOf(sku: Sku): number {
  return sku.stock.reduce((sum, { committed }) => sum + committed, 0);
}

/** Sold: one unit moves from available to committed. */
export function commitUnit(world: TiktokShopWorld, line: Pick<OrderLine, "skuId" | "warehouseId">) {
  change(world, line, { available: -1, committed: 1 });
}

/** Shipped: the committed unit is gone. */
export function shipUnit(world: TiktokShopWorld, line: OrderLine) {
  if (line.unit !== "committed") return;
  line.unit = "gone";
  change(world, line, { available: 0, committed: -1 });
}

/** Cancelled before it left: the committed unit is for sale again. */
export function releaseUnit(world: TiktokShopWorld, line: OrderLine) {
  if (line.unit !== "committed") return;
  line.unit = "released";
  change(world, line, { available: 1, committed: -1 });
}

function change(
  world: TiktokShopWorld,
  { skuId, warehouseId }: Pick<OrderLine, "skuId" | "warehouseId">,
  by: { available: number; committed: number },
) {
  const sku = findSku(world, skuId)?.sku;
  const stock = sku?.stock.find((row) => row.warehouseId === warehouseId) ?? sku?.stock[0];
  if (stock === undefined) return;
  stock.available += by.available;
  stock.committed = Math.max(0, stock.committed + by.committed);
}

/** Writes down that somebody set a quantity; setting the same one is no effect. */
export function recordStockChange(
  world: TiktokShopWorld,
  change: { skuId: string; warehouseId: string; from: number; to: number; via: "api" | "site" },
) {
  if (change.from !== change.to) world.ledger.append("stock-changed", change);
}
