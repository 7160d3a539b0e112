import { z } from "zod";
import { wireMoneySchema } from "../amazon-schemas.ts";

// Only what is read is declared: unknown fields pass, and optional ones may be absent, null or empty.
const text = z.string().nullish();
const instant = z.string().refine((value) => !Number.isNaN(Date.parse(value)), "must be a date");
const count = z.number().int().nonnegative();
const range = z.object({ earliestDateTime: text, latestDateTime: text }).nullish();
const breakdowns = z.array(z.object({ type: z.string(), subtotal: wireMoneySchema })).nullish();

/** A delivery address; what the application may not see is left out, without an error. */
export const wireAddressSchema = z.object({
  name: text,
  companyName: text,
  addressLine1: text,
  addressLine2: text,
  addressLine3: text,
  city: text,
  districtOrCounty: text,
  stateOrRegion: text,
  municipality: text,
  postalCode: text,
  countryCode: text,
  phone: text,
});
export type WireAddress = z.infer<typeof wireAddressSchema>;

const wireOrderItemSchema = z.object({
  orderItemId: z.string().min(1),
  quantityOrdered: count,
  product: z.object({
    asin: text,
    title: text,
    sellerSku: text,
    condition: z.object({ conditionType: text, conditionSubtype: text }).nullish(),
    price: z.object({ unitPrice: wireMoneySchema.nullish() }).nullish(),
  }),
  proceeds: z.object({ breakdowns }).nullish(),
  cancellation: z
    .object({
      cancellationRequest: z.object({ requester: text, cancelReason: text }).nullish(),
      cancellationExecution: z.object({ cancelledBy: text, cancelReason: text }).nullish(),
    })
    .nullish(),
  fulfillment: z
    .object({
      quantityFulfilled: count.nullish(),
      quantityUnfulfilled: count.nullish(),
      packing: z.object({ giftOption: z.object({ giftMessage: text }).nullish() }).nullish(),
    })
    .nullish(),
});
export type WireOrderItem = z.infer<typeof wireOrderItemSchema>;

const wirePackageSchema = z.object({
  packageReferenceId: z.string(),
  packageStatus: z.object({ status: text }).nullish(),
  carrier: text,
  shipTime: text,
  trackingNumber: text,
  packageItems: z.array(z.object({ orderItemId: z.string(), quantity: count })).nullish(),
});
export type WirePackage = z.infer<typeof wirePackageSchema>;

/** An order of the Orders API 2026-01-01. */
export const wireOrderSchema = z.object({
  orderId: z.string().min(1),
  createdTime: instant,
  lastUpdatedTime: instant,
  programs: z.array(z.string()).nullish(),
  salesChannel: z.object({ channelName: text, marketplaceId: text }),
  buyer: z.object({ buyerName: text, buyerEmail: text }).nullish(),
  recipient: z
    .object({
      deliveryAddress: wireAddressSchema.nullish(),
      deliveryPreference: z.object({ addressInstruction: text, dropOffLocation: text }).nullish(),
    })
    .nullish(),
  proceeds: z.object({ grandTotal: wireMoneySchema.nullish(), breakdowns }).nullish(),
  fulfillment: z.object({ fulfillmentStatus: z.string(), fulfilledBy: text, shipByWindow: range }).nullish(),
  orderItems: z.array(wireOrderItemSchema),
  packages: z.array(wirePackageSchema).nullish(),
});
export type WireOrder = z.infer<typeof wireOrderSchema>;

/** One page of `searchOrders`; its orders are checked one by one. */
export const orderPageSchema = z.object({
  orders: z.array(z.unknown()),
  pagination: z.object({ nextToken: text }).nullish(),
  lastUpdatedBefore: text,
  createdBefore: text,
});

export const singleOrderSchema = z.object({ order: z.unknown() });
