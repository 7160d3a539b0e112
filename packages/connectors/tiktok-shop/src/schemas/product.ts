import { z } from "zod";
import { count, decimal, id, seconds, text } from "./envelope.ts";

// What only describes goods never makes a product unreadable.
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(null);

const skuSchema = z.object({
  id,
  seller_sku: text,
  price: z.object({ currency: text, sale_price: decimal, tax_exclusive_price: decimal }).nullish(),
  inventory: z.array(z.object({ warehouse_id: text, quantity: count.nullish() })).nullish(),
  sales_attributes: optional(z.array(z.object({ name: text, value_name: text }))),
});
export type WireSku = z.infer<typeof skuSchema>;

export const productSchema = z.object({
  id,
  title: text,
  status: text,
  create_time: seconds,
  update_time: seconds,
  skus: z.array(z.unknown()).nullish(),
  // The list of products leaves these out; what does bring them may be used.
  category_chains: optional(z.array(z.object({ id: text, local_name: text, is_leaf: z.boolean().nullish() }))),
  product_attributes: optional(z.array(z.object({ name: text, values: z.array(z.object({ name: text })).nullish() }))),
  main_images: optional(z.array(z.object({ urls: z.array(z.string()).nullish() }))),
});
export type WireProduct = z.infer<typeof productSchema>;

export { skuSchema };

/** A page of products; each product and each of its SKUs is read by itself. */
export const productPageSchema = z
  .object({ products: z.array(z.unknown()).nullish(), next_page_token: text, total_count: count.nullish() })
  .nullish();

const warehouseStockSchema = z.object({
  warehouse_id: id,
  available_quantity: count.nullish(),
  committed_quantity: count.nullish(),
});

const stockSchema = z.object({
  id,
  seller_sku: text,
  total_available_quantity: count.nullish(),
  total_committed_quantity: count.nullish(),
  warehouse_inventory: z.array(warehouseStockSchema).nullish(),
});
export type WireStock = z.infer<typeof stockSchema>;

export const inventorySchema = z
  .object({ inventory: z.array(z.object({ product_id: id, skus: z.array(stockSchema).nullish() })).nullish() })
  .nullish();
