import { z } from "zod";

// Only the fields that are read, and tolerant: unknown fields pass, an absent or null field is "not said".

/** Ids that eBay writes as text, and some proxies as numbers. */
export const idText = z.union([z.string().min(1), z.number()]).transform(String);

const text = z.string().nullish();

export const amountSchema = z.object({
  value: z.union([z.string(), z.number().transform(String)]).nullish(),
  currency: text,
});
export type WireAmount = z.infer<typeof amountSchema>;
const amount = amountSchema.nullish();

const nameValues = z.array(z.object({ name: text, value: text })).nullish();

const wireAddressSchema = z.object({
  addressLine1: text,
  addressLine2: text,
  city: text,
  county: text,
  stateOrProvince: text,
  postalCode: text,
  countryCode: text,
});

const shipToSchema = z.object({
  fullName: text,
  companyName: text,
  contactAddress: wireAddressSchema.nullish(),
  primaryPhone: z.object({ phoneNumber: text }).nullish(),
  email: text,
});
export type WireShipTo = z.infer<typeof shipToSchema>;

const startInstructionSchema = z.object({
  fulfillmentInstructionsType: text,
  shippingStep: z.object({ shipTo: shipToSchema.nullish(), shipToReferenceId: text }).nullish(),
});

const wireRefundSchema = z.object({ amount, refundStatus: text });

export const wireLineItemSchema = z.object({
  lineItemId: idText,
  legacyItemId: idText.nullish(),
  legacyVariationId: idText.nullish(),
  sku: text,
  title: text,
  quantity: z.number().int().nonnegative(),
  lineItemCost: amount,
  discountedLineItemCost: amount,
  deliveryCost: z.object({ shippingCost: amount }).nullish(),
  taxes: z.array(z.object({ amount })).nullish(),
  refunds: z.array(wireRefundSchema).nullish(),
  lineItemFulfillmentStatus: text,
  listingMarketplaceId: text,
  purchaseMarketplaceId: text,
  variationAspects: nameValues,
  lineItemFulfillmentInstructions: z.object({ shipByDate: text }).nullish(),
});
export type WireLineItem = z.infer<typeof wireLineItemSchema>;

export const wireOrderSchema = z.object({
  orderId: idText,
  creationDate: z.iso.datetime({ offset: true }),
  lastModifiedDate: z.iso.datetime({ offset: true }),
  orderFulfillmentStatus: text,
  orderPaymentStatus: text,
  cancelStatus: z.object({ cancelState: text, cancelRequests: z.array(z.unknown()).nullish() }).nullish(),
  buyer: z.object({ username: text }).nullish(),
  buyerCheckoutNotes: text,
  pricingSummary: z
    .object({
      priceSubtotal: amount,
      priceDiscount: amount,
      deliveryCost: amount,
      deliveryDiscount: amount,
      tax: amount,
      total: amount,
    })
    .nullish(),
  paymentSummary: z
    .object({
      payments: z.array(z.object({ paymentDate: text, paymentStatus: text })).nullish(),
      refunds: z.array(wireRefundSchema).nullish(),
    })
    .nullish(),
  totalMarketplaceFee: amount,
  fulfillmentStartInstructions: z.array(startInstructionSchema).nullish(),
  fulfillmentHrefs: z.array(z.string()).nullish(),
  lineItems: z.array(wireLineItemSchema).nullish(),
});
export type WireOrder = z.infer<typeof wireOrderSchema>;

/** A page of orders; each order is checked apart, so that one odd order does not hide the others. */
export const orderPageSchema = z.object({
  orders: z.array(z.unknown()).nullish(),
  total: z.number().int().nonnegative().nullish(),
  offset: z.number().int().nonnegative().nullish(),
  next: z.string().nullish(),
});
export type OrderPage = z.infer<typeof orderPageSchema>;

export const wireFulfillmentSchema = z.object({
  fulfillmentId: idText,
  shipmentTrackingNumber: text,
  shippingCarrierCode: text,
  shippedDate: text,
  lineItems: z.array(z.object({ lineItemId: idText, quantity: z.number().int().positive().nullish() })).nullish(),
});
export type WireFulfillment = z.infer<typeof wireFulfillmentSchema>;

export const fulfillmentListSchema = z.object({ fulfillments: z.array(wireFulfillmentSchema).nullish() });

const quantity = z.number().int().nonnegative().nullish();

export const wireOfferSchema = z.object({
  offerId: idText,
  sku: z.string(),
  marketplaceId: text,
  format: text,
  status: text,
  availableQuantity: quantity,
  categoryId: text,
  listing: z.object({ listingId: idText.nullish(), listingStatus: text }).nullish(),
  pricingSummary: z.object({ price: amount }).nullish(),
});
export type WireOffer = z.infer<typeof wireOfferSchema>;

export const offerListSchema = z.object({ offers: z.array(wireOfferSchema).nullish() });

const texts = z.array(z.string()).nullish();

export const wireInventoryItemSchema = z.object({
  sku: z.string().min(1),
  availability: z.object({ shipToLocationAvailability: z.object({ quantity }).nullish() }).nullish(),
  condition: text,
  product: z
    .object({
      ...{ title: text, brand: text, mpn: text, epid: text, ean: texts, upc: texts, isbn: texts, imageUrls: texts },
      aspects: z.record(z.string(), texts).nullish().catch(null),
    })
    .nullish(),
  groupIds: texts,
  inventoryItemGroupKeys: texts,
});
export type WireInventoryItem = z.infer<typeof wireInventoryItemSchema>;

/** A page of inventory items, each checked apart. */
export const inventoryPageSchema = z.object({
  inventoryItems: z.array(z.unknown()).nullish(),
  total: z.number().int().nonnegative().nullish(),
  next: z.string().nullish(),
});

export const restErrorsSchema = z.array(
  z.object({
    errorId: z.number(),
    domain: text,
    category: text,
    message: text,
    longMessage: text,
    parameters: z.array(z.object({ name: text, value: text })).nullish(),
  }),
);
export type RestErrors = z.infer<typeof restErrorsSchema>;

export const bulkInventoryItemsSchema = z.object({
  responses: z
    .array(z.object({ sku: text, statusCode: z.number(), inventoryItem: wireInventoryItemSchema.nullish() }))
    .nullish(),
});

export const bulkUpdateSchema = z.object({
  responses: z
    .array(
      z.object({
        statusCode: z.number(),
        sku: text,
        offerId: idText.nullish(),
        errors: restErrorsSchema.nullish(),
        warnings: restErrorsSchema.nullish(),
      }),
    )
    .nullish(),
});
export type BulkUpdateResponse = NonNullable<z.infer<typeof bulkUpdateSchema>["responses"]>[number];

export const identityUserSchema = z.object({
  userId: z.string(),
  username: text,
  accountType: text,
  registrationMarketplaceId: text,
  status: text,
});

export const publicKeySchema = z.object({ key: z.string().min(1) });
