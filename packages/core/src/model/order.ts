import { z } from "zod";
import { conditionSchema, identifierSchema, platformSchema } from "./identity.ts";
import { currencyCodeSchema, moneySchema } from "./money.ts";

const timestamp = z.iso.datetime({ offset: true });

/**
 * The common order status. `unknown` is a status that the adapter has never seen: the order is kept and shown.
 * `on_hold` is anything that must not ship yet, such as a cancellation that the buyer asked for.
 */
export const orderStatuses = [
  "pending",
  "paid",
  "packed",
  "partially_shipped",
  "shipped",
  "delivered",
  "completed",
  "on_hold",
  "cancelled",
  "refunded",
  "returned",
  "unknown",
] as const;
export const orderStatusSchema = z.enum(orderStatuses);
export type OrderStatus = z.infer<typeof orderStatusSchema>;

/** Whether the seller has the money: `unknown` is not `unpaid`. */
export const paymentStatusSchema = z.enum(["unpaid", "paid", "partially_refunded", "refunded", "failed", "unknown"]);
export type PaymentStatus = z.infer<typeof paymentStatusSchema>;

export const addressSchema = z.object({
  name: z.string().nullable(),
  company: z.string().nullable(),
  lines: z.array(z.string()),
  city: z.string().nullable(),
  region: z.string().nullable(),
  postalCode: z.string().nullable(),
  /** ISO 3166-1 alpha-2. */
  countryCode: z.string().nullable(),
  phone: z.string().nullable(),
  /** The address as one text where the platform gives no parts; parts are never guessed from it. */
  raw: z.string().nullable(),
});
export type Address = z.infer<typeof addressSchema>;

/** The buyer as the platform shows them. Key people on `externalId`; the user name is display text. */
export const buyerSchema = z.object({
  externalId: z.string().nullable(),
  username: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
});
export type Buyer = z.infer<typeof buyerSchema>;

/** One sold line. Money is for the whole line (all units), as sold, unless the name says otherwise. */
export const orderLineSchema = z.object({
  /** Unique within its order and stable across re-reads. */
  externalId: z.string().min(1),
  listingId: z.string().nullable(),
  variationId: z.string().nullable(),
  sku: z.string().nullable(),
  title: z.string(),
  quantity: z.number().int().nonnegative(),
  /** Units already shipped, refunded or cancelled; null where the platform does not say. */
  quantityShipped: z.number().int().nonnegative().nullable(),
  quantityCancelled: z.number().int().nonnegative().nullable(),
  quantityRefunded: z.number().int().nonnegative().nullable(),
  identifiers: z.array(identifierSchema),
  condition: conditionSchema.nullable(),
  variation: z.array(z.object({ name: z.string(), value: z.string() })),
  /** Price of one unit, where it divides exactly; the total is the exact figure. */
  unitPrice: moneySchema.nullable(),
  lineTotal: moneySchema.nullable(),
  shipping: moneySchema.nullable(),
  tax: moneySchema.nullable(),
  /** The kind of goods where the platform says it: a loose part is linked only where the seller wants that. */
  kind: z.enum(["set", "minifigure", "part", "gear", "other"]).nullable(),
  raw: z.unknown(),
});
export type OrderLine = z.infer<typeof orderLineSchema>;

export const shipmentSchema = z.object({
  externalId: z.string().nullable(),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  shippedAt: timestamp.nullable(),
  lines: z.array(z.object({ lineExternalId: z.string(), quantity: z.number().int().positive() })),
});
export type Shipment = z.infer<typeof shipmentSchema>;

/** Order totals in the order's currency. Unknown is null, never 0. Discounts are positive amounts taken off. */
export const orderTotalsSchema = z.object({
  subtotal: moneySchema.nullable(),
  shipping: moneySchema.nullable(),
  discount: moneySchema.nullable(),
  tax: moneySchema.nullable(),
  fees: moneySchema.nullable(),
  refunded: moneySchema.nullable(),
  total: moneySchema.nullable(),
});
export type OrderTotals = z.infer<typeof orderTotalsSchema>;

/** The channel that a sale was made on, and the number it has there. */
export const soldThroughSchema = z.object({ platform: platformSchema, orderExternalId: z.string().min(1) });
export type SoldThrough = z.infer<typeof soldThroughSchema>;

/** An order in the common shape; the platform's own payload travels beside it in `raw`. */
export const orderSchema = z.object({
  platform: platformSchema,
  externalId: z.string().min(1),
  status: orderStatusSchema,
  /** The platform's own status text, kept for display and for statuses never seen before. */
  rawStatus: z.string(),
  paymentStatus: paymentStatusSchema,
  placedAt: timestamp,
  /** The platform's time of the last change; decides which of two reads is newer. */
  updatedAt: timestamp,
  paidAt: timestamp.nullable(),
  shippedAt: timestamp.nullable(),
  shipBy: timestamp.nullable(),
  currency: currencyCodeSchema,
  /** Marketplace within the platform, such as `EBAY_GB`. */
  marketplace: z.string().nullable(),
  buyer: buyerSchema,
  shipTo: addressSchema.nullable(),
  totals: orderTotalsSchema,
  lines: z.array(orderLineSchema),
  /** False while the platform has not yet given the lines: such an order is not complete. */
  linesComplete: z.boolean(),
  shipments: z.array(shipmentSchema),
  buyerNote: z.string().nullable(),
  sellerNote: z.string().nullable(),
  archived: z.boolean(),
  /**
   * Where a back office only brings the sale of another channel: that channel's own order is the sale, counted once.
   * Left out or null for a sale of the platform's own.
   */
  soldThrough: soldThroughSchema.nullish(),
  raw: z.unknown(),
});
export type Order = z.infer<typeof orderSchema>;
