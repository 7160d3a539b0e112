import { z } from "zod";

// BrickLink leaves fields out that have no value, and older answers differ: everything but ids may be missing.
const text = z.string().nullish();
const flag = z.boolean().nullish();
const count = z.coerce.number().int();
const id = z.union([z.string().min(1), z.number()]).transform(String);
/** BrickLink's fixed point: a decimal string, `"13.1210"`; some answers have a number. */
const decimal = z.union([z.string(), z.number()]).transform(String);
const amount = decimal.nullish();
/** ISO 8601 UTC. */
const instant = z.iso.datetime({ offset: true });

/** The envelope around every answer. `code` decides; the HTTP status does not. */
export const metaSchema = z.object({
  meta: z.object({ code: z.coerce.number().int(), message: text, description: text }),
});

/** An answer whose `data` is checked by `data`. */
export function enveloped<Value>(data: z.ZodType<Value>) {
  return z.object({ data });
}

const paymentSchema = z.object({ method: text, currency_code: text, status: text, date_paid: instant.nullish() });

const listCostSchema = z.object({ currency_code: z.string(), subtotal: amount, grand_total: amount });

/** One record of the order list: no address, no shipping cost. */
export const listedOrderSchema = z.object({
  order_id: id,
  date_ordered: instant,
  date_status_changed: instant.nullish(),
  status: z.string(),
  total_count: count.nullish(),
  seller_name: text,
  store_name: text,
  payment: paymentSchema.nullish(),
  cost: listCostSchema.nullish(),
});
export type ListedOrder = z.infer<typeof listedOrderSchema>;

const addressSchema = z.object({
  name: z.object({ full: text, first: text, last: text }).nullish(),
  full: text,
  address1: text,
  address2: text,
  city: text,
  state: text,
  postal_code: text,
  country_code: text,
  phone_number: text,
});
export type BricklinkAddress = z.infer<typeof addressSchema>;

const shippingSchema = z.object({
  method: text,
  method_id: count.nullish(),
  tracking_no: text,
  tracking_link: text,
  date_shipped: instant.nullish(),
  address: addressSchema.nullish(),
});

const costSchema = listCostSchema.extend({
  shipping: amount,
  insurance: amount,
  etc1: amount,
  etc2: amount,
  credit: amount,
  coupon: amount,
  vat_amount: amount,
  salesTax: amount,
  salesTax_collected_by_BL: amount,
  salesTax_collected_by_bl: amount,
});
export type BricklinkCost = z.infer<typeof costSchema>;

export const orderSchema = listedOrderSchema.extend({
  buyer_name: text,
  buyer_email: text,
  remarks: text,
  is_filed: flag,
  drive_thru_sent: flag,
  shipping: shippingSchema.nullish(),
  cost: costSchema,
});
export type BricklinkOrder = z.infer<typeof orderSchema>;

// The reference's examples write the category in another way than answers do.
const categoryId = id.nullish().catch(null);
const itemSchema = z.object({
  ...{ no: z.string().min(1), name: text, type: z.string() },
  ...{ category_id: categoryId, categoryID: categoryId },
});

const goodsSchema = z.object({
  item: itemSchema,
  color_id: count.nullish(),
  color_name: text,
  quantity: count.nonnegative(),
  new_or_used: text,
  completeness: text,
});
export type BricklinkGoods = z.infer<typeof goodsSchema>;

export const orderItemSchema = goodsSchema.extend({
  inventory_id: id.nullish(),
  unit_price: amount,
  unit_price_final: amount,
  currency_code: text,
  remarks: text,
});
export type BricklinkOrderItem = z.infer<typeof orderItemSchema>;

/** Items come as one array per batch; a buyer's later additions are further batches. */
export const orderItemsSchema = z.array(z.array(orderItemSchema));

export const lotSchema = goodsSchema.extend({
  inventory_id: id,
  unit_price: amount,
  description: text,
  remarks: text,
  is_retain: flag,
  is_stock_room: flag,
});
export type BricklinkLot = z.infer<typeof lotSchema>;

/** A message of an order; its field names are camelCase, unlike all others. */
export const messageSchema = z.object({ subject: text, body: text, from: text, to: text, dateSent: instant.nullish() });

export const notificationSchema = z.object({ event_type: z.string(), resource_id: id, timestamp: instant });
/** A pushed body: a list as documented, or a single object as seen. */
export const notificationsSchema = z.union([z.array(notificationSchema), notificationSchema.transform((one) => [one])]);
export type BricklinkNotification = z.infer<typeof notificationSchema>;
