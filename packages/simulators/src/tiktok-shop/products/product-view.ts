import { type Region, toDecimal } from "../regions.ts";
import type { Product, Sku } from "../tiktok-shop-entities.ts";
import { availableOf, committedOf } from "./stock.ts";

/** A product as search gives it: no description, no pictures. */
export function viewFoundProduct(product: Product, region: Region) {
  return {
    id: product.id,
    title: product.title,
    status: product.status,
    create_time: product.createTime,
    update_time: product.updateTime,
    sales_regions: [region.code],
    is_not_for_sale: false,
    has_draft: product.status === "DRAFT",
    audit: { status: product.status === "PENDING" ? "AUDITING" : "APPROVED" },
    skus: product.skus.map((sku) => ({ ...viewSku(sku, region), status_info: { status: "NORMAL" } })),
  };
}

/** A product in full. */
export function viewProduct(product: Product, region: Region) {
  const choices = product.skus.length > 1;
  return {
    id: product.id,
    title: product.title,
    status: product.status,
    create_time: product.createTime,
    update_time: product.updateTime,
    description: product.description,
    is_not_for_sale: false,
    category_chains: [{ id: "853000", parent_id: "0", local_name: "Building Sets", is_leaf: true }],
    main_images: [
      { uri: `img-${product.id}`, urls: [`https://images.example.com/${product.id}.jpg`], height: 600, width: 600 },
    ],
    skus: product.skus.map((sku) => ({
      ...viewSku(sku, region),
      sales_attributes: choices ? [{ id: "100089", name: "Choice", value_id: sku.id, value_name: sku.name }] : [],
    })),
  };
}

/** A SKU as the stock search gives it. */
export function viewInventory(sku: Sku) {
  const available = availableOf(sku);
  return {
    id: sku.id,
    seller_sku: sku.sellerSku,
    total_available_quantity: available,
    total_committed_quantity: committedOf(sku),
    warehouse_inventory: sku.stock.map((row) => ({
      warehouse_id: row.warehouseId,
      available_quantity: row.available,
      committed_quantity: row.committed,
    })),
    total_available_inventory_distribution: {
      in_shop_inventory: { quantity: available },
      campaign_inventory: [],
      creator_inventory: [],
    },
  };
}

function viewSku(sku: Sku, region: Region) {
  const price = toDecimal(sku.price, region);
  return {
    id: sku.id,
    seller_sku: sku.sellerSku,
    price: { currency: region.currency, sale_price: price, tax_exclusive_price: price },
    inventory: sku.stock.map(({ warehouseId, available }) => ({ warehouse_id: warehouseId, quantity: available })),
  };
}
