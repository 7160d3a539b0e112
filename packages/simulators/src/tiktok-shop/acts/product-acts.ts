import { z } from "zod";
import { ActRefused, defineAct } from "../../kit/index.ts";
import { publish } from "../events/publish.ts";
import { setProductStatus } from "../products/product-status.ts";
import { findSku, recordStockChange } from "../products/stock.ts";
import { regionOf, toMinor } from "../regions.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";

/** What the seller or TikTok does to products in Seller Center. */
export function productActs(world: TiktokShopWorld) {
  const known = (skuId: string) => {
    const found = findSku(world, skuId);
    if (found === undefined) throw new ActRefused(`There is no SKU ${skuId}`);
    return found;
  };
  return {
    /** The seller changes seller SKU, price or stock. */
    editSku: defineAct(
      z.strictObject({
        skuId: z.string(),
        sellerSku: z.string().optional(),
        price: z.string().optional(),
        available: z.number().int().min(0).optional(),
        warehouseId: z.string().optional(),
      }),
      ({ skuId, sellerSku, price, available, warehouseId }) => {
        const { product, sku } = known(skuId);
        if (sellerSku !== undefined) sku.sellerSku = sellerSku;
        if (price !== undefined) sku.price = toMinor(price, regionOf(world.shops.get(product.shopId)?.region ?? "GB"));
        const row = sku.stock.find((stock) => warehouseId === undefined || stock.warehouseId === warehouseId);
        if (available !== undefined && row !== undefined) {
          recordStockChange(world, {
            skuId,
            warehouseId: row.warehouseId,
            from: row.available,
            to: available,
            via: "site",
          });
          row.available = available;
        }
        product.updateTime = world.seconds();
        publish(world, product.shopId, "PRODUCT_INFORMATION_CHANGE", {
          product_id: product.id,
          changed_fields: ["skus"],
          update_time: product.updateTime,
        });
        return { skuId };
      },
    ),
    /** TikTok takes a product down, or the seller shows, hides or deletes it. */
    setProductStatus: defineAct(
      z.strictObject({
        productId: z.string(),
        status: z.enum(["ACTIVATE", "SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED", "FREEZE", "DELETED"]),
      }),
      ({ productId, status }) => {
        const product = world.products.get(productId);
        if (product === undefined) throw new ActRefused(`There is no product ${productId}`);
        setProductStatus(world, product, status);
        return { productId, status };
      },
    ),
  };
}
