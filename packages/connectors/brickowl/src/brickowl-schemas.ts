import { z } from "zod";
import { toList } from "./brickowl-values.ts";

// Almost every number comes as text, a few as bare numbers; fields come and go over the years.
const text = z.string().nullish();
const id = z.union([z.string().min(1), z.number()]).transform(String);
const optionalId = z.union([z.string(), z.number()]).transform(String).nullish();
const amount = optionalId;
const count = z
  .union([z.string().regex(/^\d+$/), z.number()])
  .transform(Number)
  .pipe(z.number().int().nonnegative());
const flag = z
  .union([z.boolean(), z.literal(["0", "1", 0, 1])])
  .transform((value) => value === true || String(value) === "1");
const instant = z.union([z.string(), z.number()]).nullish();
/** Codes of status 0 to 8; unknown ones are kept. */
const statusId = z.union([z.string(), z.number()]).transform(String);

/** A list in either form: an array, or an object keyed by id. */
export const listSchema = z.unknown().transform((value, context) => {
  const list = toList(value);
  if (list !== null) return list;
  context.addIssue({ code: "custom", message: "is neither a list nor an object of records" });
  return z.NEVER;
});

/** One row of the order list: its date is seconds since 1970 as text. */
export const listedOrderSchema = z.object({
  order_id: id,
  order_date: z.union([z.string(), z.number()]),
  total_quantity: amount,
  total_lots: amount,
  base_order_total: amount,
  status: text,
  status_id: statusId,
});
export type ListedOrder = z.infer<typeof listedOrderSchema>;

export const orderSchema = z.object({
  order_id: id,
  order_time: instant,
  iso_order_time: instant,
  status: text,
  status_id: statusId,
  total_quantity: count.nullish(),
  base_currency: z.string().regex(/^[A-Z]{3}$/),
  base_order_total: amount,
  sub_total: amount,
  ship_total: amount,
  coupon_discount: amount,
  tax_amount: amount,
  refund_total: amount,
  brickowl_fee: amount,
  affiliate_fee: amount,
  tracking_number: text,
  buyer_note: text,
  seller_note: text,
  buyer_name: text,
  customer_user_id: optionalId,
  customer_username: text,
  customer_email: text,
  ship_first_name: text,
  ship_last_name: text,
  ship_street_1: text,
  ship_street_2: text,
  ship_city: text,
  ship_region: text,
  ship_post_code: text,
  ship_country_code: text,
  ship_phone: text,
});
export type BrickowlOrder = z.infer<typeof orderSchema>;

export const goodsIdSchema = z.object({ id, type: z.string() });
const goodsIds = listSchema.pipe(z.array(goodsIdSchema)).nullish();

/** `{"other":"55984791"}`, or an empty list where there is none. */
const externalLotIds = z
  .union([z.record(z.string(), optionalId), z.array(z.unknown())])
  .nullish()
  .transform((value) => (value && !Array.isArray(value) ? (value["other"] ?? null) : null));

const goodsSchema = z.object({
  boid: id,
  type: text,
  full_con: text,
  ids: goodsIds,
  color_id: optionalId,
  color_name: text,
  external_lot_ids: externalLotIds,
  personal_note: text,
});

export const orderItemSchema = goodsSchema.extend({
  order_item_id: id,
  lot_id: optionalId,
  bl_lot_id: optionalId,
  name: text,
  condition: text,
  ordered_quantity: count,
  refunded_quantity: count.nullish(),
  base_price: amount,
});
export type BrickowlOrderItem = z.infer<typeof orderItemSchema>;

export const lotSchema = goodsSchema.extend({
  lot_id: id,
  name: text,
  con: text,
  qty: count,
  for_sale: flag,
  price: amount,
  final_price: amount,
  url: text,
});
export type BrickowlLot = z.infer<typeof lotSchema>;

/** What both a sold line and a lot say of the goods. */
export type BrickowlGoods = z.infer<typeof goodsSchema> & {
  name?: string | null | undefined;
  condition?: string | null | undefined;
  con?: string | null | undefined;
  bl_lot_id?: string | null | undefined;
};

/** Details are missing, or an empty list, where the account has no store. */
const storeDetails = z
  .object({ store_id: optionalId, name: text, base_currency: text, country: text })
  .nullish()
  .catch(null);

export const userSchema = z.object({ username: text, has_store: flag, store_details: storeDetails });

/** A write's answer; the error decoder has refused anything but success. */
export const doneSchema = z.object({ status: text });
export const createdSchema = z.object({ lot_id: id });

/** The shape that one client guesses for batches: nothing better is known. */
export const batchAnswerSchema = z.object({
  responses: listSchema.pipe(z.array(z.object({ status_code: z.coerce.number().int(), body: z.unknown() }))),
});

export const catalogueItemSchema = z.object({
  boid: id,
  name: text,
  type: text,
  url: text,
  color_id: optionalId,
  color_name: text,
  ids: goodsIds,
});
export const boidsSchema = z.object({ boids: listSchemaOfText() });
export const colorSchema = z.object({
  id,
  name: text,
  bl_ids: z.array(optionalId).nullish(),
});

function listSchemaOfText() {
  return z.union([z.array(id), z.record(z.string(), id).transform((record) => Object.values(record))]);
}
