import { z } from "zod";
import { count, decimal, flag, id, seconds, text } from "./envelope.ts";

const componentSchema = z.object({ sku_id: text, sku_count: count.nullish(), product_id: text, seller_sku: text });

/** One sold unit: TikTok Shop has no quantity. */
const lineItemSchema = z.object({
  id,
  product_id: text,
  product_name: text,
  sku_id: text,
  sku_name: text,
  seller_sku: text,
  sale_price: decimal,
  original_price: decimal,
  seller_discount: decimal,
  platform_discount: decimal,
  currency: text,
  item_tax: z.array(z.object({ tax_type: text, tax_amount: decimal, tax_rate: decimal })).nullish(),
  display_status: text,
  cancel_reason: text,
  cancel_user: text,
  package_id: text,
  package_status: text,
  tracking_number: text,
  shipping_provider_id: text,
  shipping_provider_name: text,
  rts_time: seconds,
  is_gift: flag,
  combined_listing_skus: z.array(componentSchema).nullish(),
});
export type WireLineItem = z.infer<typeof lineItemSchema>;

const districtSchema = z.object({ address_level: text, address_level_name: text, address_name: text });

export const addressSchema = z.object({
  name: text,
  first_name: text,
  last_name: text,
  phone_number: text,
  full_address: text,
  address_line1: text,
  address_line2: text,
  address_line3: text,
  address_line4: text,
  address_detail: text,
  district_info: z.array(districtSchema).nullish(),
  postal_code: text,
  region_code: text,
  post_town: text,
});
export type WireAddress = z.infer<typeof addressSchema>;

const paymentSchema = z.object({
  currency: text,
  original_total_product_price: decimal,
  sub_total: decimal,
  seller_discount: decimal,
  platform_discount: decimal,
  shipping_fee: decimal,
  tax: decimal,
  total_amount: decimal,
});

export const orderSchema = z.object({
  id,
  status: z.string(),
  create_time: count,
  update_time: seconds,
  paid_time: seconds,
  rts_time: seconds,
  rts_sla_time: seconds,
  cancel_reason: text,
  is_buyer_request_cancel: flag,
  is_on_hold_order: flag,
  is_sample_order: flag,
  is_cod: flag,
  is_replacement_order: flag,
  replaced_order_id: text,
  is_exchange_order: flag,
  exchange_source_order_id: text,
  user_id: text,
  buyer_email: text,
  buyer_message: text,
  seller_note: text,
  fulfillment_type: text,
  shipping_type: text,
  delivery_option_id: text,
  packages: z.array(z.object({ id })).nullish(),
  payment: paymentSchema.nullish(),
  recipient_address: addressSchema.nullish(),
  line_items: z.array(lineItemSchema).nullish(),
});
export type WireOrder = z.infer<typeof orderSchema>;

/** A page of orders; each order is read by itself, so that a bad one does not hide the rest. */
export const orderPageSchema = z
  .object({ orders: z.array(z.unknown()).nullish(), next_page_token: text, total_count: count.nullish() })
  .nullish();
export const orderDetailSchema = z.object({ orders: z.array(z.unknown()).nullish() }).nullish();
