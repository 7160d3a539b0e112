import { z } from "zod";
import { camelKeys } from "./bricqer-keys.ts";

// Ids are small integers of several number spaces that overlap; amounts come as text or as bare numbers.
const id = z.union([z.number().int(), z.string().min(1)]).transform(String);
const optionalId = id.nullish();
const text = z.union([z.string(), z.number()]).transform(String).nullish();
const amount = z.union([z.string(), z.number()]).nullish();
const count = z.number().int().nonnegative();
const lenient = <S extends z.ZodType>(schema: S) => schema.nullish().catch(null);

const camel = <S extends z.ZodType>(schema: S) => z.preprocess(camelKeys, schema);

const colorSchema = z.object({ id: optionalId, name: text, rgb: text, blid: optionalId });

const contactSchema = z.object({ id: optionalId, name: text, email: text, phone: text, address: text });

const rowShape = {
  id,
  displayName: text,
  orderProvider: text,
  status: z.string(),
  created: z.string(),
  modified: text,
  paymentDate: text,
  remarks: text,
  contact: lenient(contactSchema),
  costSubtotal: amount,
  costGrandtotal: amount,
  shippingName: text,
  countryCode: text,
  filed: z.boolean().nullish(),
  lotCount: amount,
  // A flag in lists; what else it may be is not known.
  shippingTrackTrace: z.unknown().optional(),
};

/** One row of the list of orders. */
export const orderRowSchema = camel(z.object(rowShape));
export type BricqerOrderRow = z.infer<typeof orderRowSchema>;

const goodsShape = {
  definitionId: optionalId,
  description: text,
  legoType: text,
  legoId: text,
  legoIdFull: text,
  picture: text,
  condition: text,
  color: lenient(colorSchema),
};

const orderItemSchema = z.object({ id, ...goodsShape, price: amount, quantity: count, picked: amount });
export type BricqerOrderItem = z.infer<typeof orderItemSchema>;

const shipmentSchema = z.object({ trackingCode: text, trackTraceUrl: text, providerId: optionalId });

const customMarketplaceSchema = z.object({ customMarketplace: text, customMarketplaceOrderId: text });
/** The order made by a call of `noshop`: an object, or the same as JSON text. */
const customOrderSchema = z.preprocess(readText, customMarketplaceSchema);

/** An order with its nested batches and items. */
export const orderSchema = camel(
  z.object({
    ...rowShape,
    costShipping: amount,
    costTax: amount,
    description: text,
    journal: lenient(z.object({ contact: lenient(contactSchema) })),
    batchSet: z.array(z.object({ id: optionalId, itemSet: z.array(orderItemSchema).nullish() })).nullish(),
    shipment: lenient(shipmentSchema),
    shippingTrackingNo: text,
    order: lenient(customOrderSchema),
  }),
);
export type BricqerOrder = z.infer<typeof orderSchema>;

const definitionSchema = z.object({ ...goodsShape, comment: text, price: amount, legoCategoryId: lenient(id) });

/** A stock item. Condition, colour and price are the definition's; without one the item cannot be told apart. */
export const stockItemSchema = camel(
  z.object({
    id,
    storageId: optionalId,
    storageLabel: text,
    definitionId: optionalId,
    definition: definitionSchema.nullish(),
    remainingQuantity: count,
    price: amount,
    remarks: text,
  }),
);
export type BricqerStockItem = z.infer<typeof stockItemSchema>;
/** What an order line and a definition have in common. */
export type BricqerGoods = Pick<BricqerOrderItem, Exclude<keyof typeof goodsShape, "picture">>;

export const storagePlaceSchema = camel(
  z.object({
    id,
    storageId: text,
    displayAs: text,
    itemCount: count.nullish().catch(null),
    storageType: text,
    isDropship: z.boolean().nullish().catch(null),
    isStorefront: z.boolean().nullish().catch(null),
  }),
);

export const colorRowSchema = camel(
  z.object({ id, bricklinkId: optionalId, brickowlId: optionalId, name: text, rgb: text }),
);

export const shopStateSchema = camel(z.object({ provider: z.string().min(1), problems: amount, lastChecked: text }));

/** A list in any of its forms: `{results, next}`, `{results, page: {links: {next}}}`, or a bare array. */
export const listSchema = z.union([
  z.array(z.unknown()).transform((results) => ({ results, next: null, page: undefined, count: results.length })),
  z.object({
    results: z.array(z.unknown()),
    count: count.nullish().catch(null),
    next: z.string().nullish(),
    page: z
      .object({ count: count.nullish().catch(null), links: z.object({ next: z.string().nullish() }).nullish() })
      .nullish(),
  }),
]);
export type BricqerList = z.infer<typeof listSchema>;

function readText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return camelKeys(JSON.parse(value));
  } catch {
    return null;
  }
}
