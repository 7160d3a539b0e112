import { publish } from "../events/publish.ts";
import type { Product, ProductStatus } from "../tiktok-shop-entities.ts";
import type { TiktokShopWorld } from "../tiktok-shop-world.ts";

/** Moves a product to another status and tells subscribers. */
export function setProductStatus(world: TiktokShopWorld, product: Product, status: ProductStatus) {
  if (product.status === status) return;
  product.status = status;
  product.updateTime = world.seconds();
  world.ledger.append("product-status-changed", { productId: product.id, status });
  publish(world, product.shopId, "PRODUCT_STATUS_CHANGE", {
    product_id: product.id,
    status,
    suspended_reason: "",
    update_time: product.updateTime,
  });
}
