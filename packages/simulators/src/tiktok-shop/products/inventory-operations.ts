import { z } from "zod";
import { ok } from "../envelope.ts";
import type { TiktokShopOperation } from "../operation.ts";
import { readBody } from "../read-body.ts";
import { regionOf, toMinor } from "../regions.ts";
import type { Product, Shop, Sku } from "../tiktok-shop-entities.ts";
import { badParameter, goods, missingParameter, rule } from "../tiktok-shop-errors.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";
import { productOf } from "./product-operations.ts";
import { viewInventory } from "./product-view.ts";
import { recordStockChange } from "./stock.ts";

const MAX_QUANTITY = 99_999;
const MAX_SKUS = 100;
const searchSchema = z.object({
  product_ids: z.array(z.string()).max(100).optional(),
  sku_ids: z.array(z.string()).max(600).optional(),
});
const stockSchema = z.object({
  skus: z
    .array(
      z.object({
        id: z.string(),
        inventory: z.array(z.object({ warehouse_id: z.string().optional(), quantity: z.number() })).min(1),
      }),
    )
    .min(1),
});
type StockInput = z.output<typeof stockSchema>["skus"][number];
const priceSchema = z.object({
  skus: z
    .array(z.object({ id: z.string(), price: z.object({ amount: z.string(), currency: z.string() }) }))
    .min(1)
    .max(MAX_SKUS),
});

/** Stock search, and changes of stock and price. */
export function inventoryOperations(world: TiktokShopWorld): TiktokShopOperation[] {
  return [
    {
      operation: "InventorySearch",
      method: "POST",
      paths: ["/product/202309/inventory/search"],
      scope: "seller.product.basic",
      about: "shop",
      async handle(c, shop) {
        const body = await readBody(c, searchSchema);
        if (body.sku_ids === undefined && body.product_ids === undefined) throw missingParameter("body.product_ids");
        return ok(world, c, { inventory: searchStock(world, shop, body) });
      },
    },
    {
      operation: "UpdateInventory",
      method: "POST",
      paths: ["/product/202309/products/:productId/inventory/update"],
      scope: "seller.product.write",
      about: "shop",
      async handle(c, shop) {
        const { skus } = await readBody(c, stockSchema);
        const product = productOf(world, shop, c.req.param("productId") ?? "");
        if (skus.length > MAX_SKUS) throw rule(...goods.tooManySkus);
        const errors = skus.flatMap((input) => setStock(world, product, input));
        return ok(world, c, errors.length === 0 ? {} : { errors });
      },
    },
    {
      operation: "UpdatePrice",
      method: "POST",
      paths: ["/product/202309/products/:productId/prices/update"],
      scope: "seller.product.write",
      about: "shop",
      async handle(c, shop) {
        const { skus } = await readBody(c, priceSchema);
        const product = productOf(world, shop, c.req.param("productId") ?? "");
        const region = regionOf(shop.region);
        const changes = skus.map(({ id, price }) => {
          const sku = product.skus.find((row) => row.id === id);
          if (sku === undefined) throw rule(...goods.badSkuId);
          if (price.currency !== region.currency || !/^\d+(\.\d+)?$/.test(price.amount)) {
            throw badParameter("Invalid request. The param body.skus.price is invalid.");
          }
          return { sku, price: toMinor(price.amount, region) };
        });
        for (const { sku, price } of changes) setPrice(world, product, sku, price);
        return ok(world, c);
      },
    },
  ];
}

// SKU ids win over product ids.
function searchStock(world: TiktokShopWorld, shop: Shop, body: z.output<typeof searchSchema>) {
  const wanted = (product: Product, sku: Sku) =>
    body.sku_ids === undefined ? (body.product_ids ?? []).includes(product.id) : body.sku_ids.includes(sku.id);
  return world.products
    .where(({ shopId, status }) => shopId === shop.id && status !== "DELETED")
    .map((product) => ({ product, skus: product.skus.filter((sku) => wanted(product, sku)) }))
    .filter(({ skus }) => skus.length > 0)
    .map(({ product, skus }) => ({ product_id: product.id, skus: skus.map(viewInventory) }));
}

function setPrice(world: TiktokShopWorld, product: Product, sku: Sku, price: number) {
  if (sku.price === price) return;
  world.ledger.append("price-changed", { skuId: sku.id, from: sku.price, to: price });
  sku.price = price;
  product.updateTime = world.seconds();
}

interface Complaint {
  code: number;
  message: string;
  warehouse_id?: string;
}

// Sets what may be set, or gives the entry of `data.errors`.
function setStock(world: TiktokShopWorld, product: Product, input: StockInput) {
  const sku = product.skus.find(({ id }) => id === input.id);
  const complaints = sku === undefined ? [complaint(goods.badSkuId)] : complaintsOf(product, sku, input);
  if (sku === undefined || complaints.length > 0) {
    const [code, message] = goods.batch;
    return [{ code, message, detail: { sku_id: input.id, extra_errors: complaints } }];
  }
  for (const { warehouse_id: given, quantity } of input.inventory) {
    const row = sku.stock.find(({ warehouseId }) => warehouseId === (given ?? sku.stock[0]?.warehouseId));
    if (row === undefined) continue;
    const { warehouseId, available: from } = row;
    recordStockChange(world, { skuId: sku.id, warehouseId, from, to: quantity, via: "api" });
    row.available = quantity;
  }
  product.updateTime = world.seconds();
  return [];
}

// All warehouses of a SKU must be named when there are several; one alone may be left out.
function complaintsOf(product: Product, sku: Sku, { inventory }: StockInput): Complaint[] {
  if (product.status !== "ACTIVATE") return [complaint(goods.badStatus)];
  const known = sku.stock.map(({ warehouseId }) => warehouseId);
  const given = inventory.map(({ warehouse_id: id }) => id);
  if (given.includes(undefined) && known.length > 1) return [complaint(goods.severalWarehouses)];
  const wrong = inventory.flatMap(({ warehouse_id: id, quantity }) => [
    ...(id !== undefined && !known.includes(id) ? [complaint(goods.badWarehouse, id)] : []),
    ...(isQuantity(quantity) ? [] : [complaint(goods.badQuantity, id)]),
  ]);
  if (wrong.length > 0) return wrong;
  return known.length > 1 && known.some((id) => !given.includes(id)) ? [complaint(goods.notAllWarehouses)] : [];
}

function isQuantity(quantity: number): boolean {
  return Number.isInteger(quantity) && quantity >= 0 && quantity <= MAX_QUANTITY;
}

function complaint([code, message]: readonly [number, string], warehouseId?: string): Complaint {
  return { code, message, ...(warehouseId !== undefined && { warehouse_id: warehouseId }) };
}
