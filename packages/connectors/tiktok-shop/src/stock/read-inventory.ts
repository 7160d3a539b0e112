import { batches, type CallLimits, type RateLane } from "@counterfoil/connector-kit";
import type { ListingReference } from "@counterfoil/core/model";
import { inventorySchema, type WireStock } from "../schemas/product.ts";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";
import type { WarehouseQuantity } from "./plan-warehouses.ts";

/** What TikTok Shop offers of one SKU. */
export interface SkuStock {
  productId: string;
  skuId: string;
  sku: string | null;
  /** Units that buyers can take: those of open orders are not among them. */
  available: number;
  warehouses: WarehouseQuantity[];
}

const skusAtOnce = 600;
const productsAtOnce = 100;

/** Finds the SKU of each listing in what TikTok Shop has. */
export interface StockLookup {
  find(listing: ListingReference): SkuStock | null;
}

/** Reads the stock of listings, by SKU id where it is known, else by product. */
export async function readInventory(
  client: TiktokShopClient,
  listings: readonly ListingReference[],
  options: { lane: RateLane; limits: CallLimits },
): Promise<StockLookup> {
  const skuIds = unique(listings.flatMap(({ variationId }) => variationId ?? []));
  const products = unique(
    listings.filter(({ variationId }) => variationId === null).map((listing) => listing.externalId),
  );
  const bodies = [
    ...batches(skuIds, skusAtOnce).map((ids) => ({ sku_ids: ids })),
    ...batches(products, productsAtOnce).map((ids) => ({ product_ids: ids })),
  ];
  const found = new Map<string, SkuStock>();
  for (const body of bodies) {
    const { lane, limits } = options;
    const request = { operation: "POST /product/202309/inventory/search", lane, effect: "read" } as const;
    const data = await client.call({ ...request, json: body, data: inventorySchema }, limits);
    for (const { product_id: productId, skus } of data?.inventory ?? []) {
      for (const sku of skus ?? []) found.set(sku.id, skuStock(productId, sku));
    }
  }
  return { find: (listing) => findSku([...found.values()], listing) };
}

/** A listing without a SKU id is the product's only SKU, or the one with its seller SKU. */
function findSku(found: readonly SkuStock[], { externalId, variationId, sku }: ListingReference): SkuStock | null {
  const ofProduct = found.filter(({ productId }) => productId === externalId);
  if (variationId !== null) return ofProduct.find(({ skuId }) => skuId === variationId) ?? null;
  const named = ofProduct.filter((each) => sku !== null && each.sku === sku.trim());
  const candidates = named.length > 0 ? named : ofProduct;
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

function skuStock(productId: string, stock: WireStock): SkuStock {
  const warehouses = (stock.warehouse_inventory ?? []).map(
    ({ warehouse_id: warehouseId, available_quantity: units }) => ({
      warehouseId,
      quantity: Math.max(0, units ?? 0),
    }),
  );
  const counted = warehouses.reduce((sum, { quantity }) => sum + quantity, 0);
  const available = Math.max(0, stock.total_available_quantity ?? counted);
  return { productId, skuId: stock.id, sku: stock.seller_sku?.trim() || null, available, warehouses };
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
