import { z } from "zod";

const text = z.string().nullish();
const amount = z.number().nullish();
const flag = z.boolean().nullish();
/** Ids are longer than a JSON number holds: only texts are right. */
const id = z.string().min(1);

export const wireErrorSchema = z.object({
  error: text,
  error_description: text,
  errorCode: text,
  errorMessage: text,
  code: z.union([z.string(), z.number()]).nullish(),
  message: text,
  errors: z
    .array(z.object({ code: z.union([z.string(), z.number()]).nullish(), message: text, description: text }))
    .nullish(),
});

export const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().nonnegative().nullish(),
  refresh_token: text,
  refresh_token_expires_in: z.coerce.number().nonnegative().nullish(),
  scope: text,
});
export type WireToken = z.infer<typeof tokenSchema>;

const orderItemSchema = z.object({
  orderItemId: id,
  orderId: id,
  orderDate: text,
  paymentType: text,
  status: z.string(),
  quantity: z.number(),
  fsn: text,
  sku: text,
  listingId: text,
  title: text,
  priceComponents: z
    .object({
      sellingPrice: amount,
      totalPrice: amount,
      shippingCharge: amount,
      customerPrice: amount,
      flipkartDiscount: amount,
    })
    .nullish(),
  serviceProfile: text,
  cancellationGroupId: text,
  is_replacement: flag,
  isReplacement: flag,
});
export type WireOrderItem = z.infer<typeof orderItemSchema>;

const courierSchema = z
  .object({
    pickupDetails: z.object({ vendorName: text, trackingId: text }).nullish(),
    deliveryDetails: z.object({ vendorName: text, trackingId: text }).nullish(),
  })
  .nullish();

/** A shipment as search and reading by order give it: the goods and the state, but no names. */
export const shipmentSchema = z.object({
  shipmentId: id,
  locationId: text,
  dispatchAfterDate: text,
  dispatchByDate: text,
  updatedAt: text,
  hold: flag,
  shipmentType: text,
  subShipments: z.array(z.object({ subShipmentId: text })).nullish(),
  orderItems: z.array(orderItemSchema).min(1),
});
export type WireShipment = z.infer<typeof shipmentSchema>;

const addressSchema = z.object({
  firstName: text,
  lastName: text,
  addressLine1: text,
  addressLine2: text,
  landmark: text,
  city: text,
  state: text,
  stateName: text,
  stateCode: text,
  pinCode: z.union([z.string(), z.number()]).nullish(),
  pincode: z.union([z.string(), z.number()]).nullish(),
  contactNumber: text,
});
export type WireAddress = z.infer<typeof addressSchema>;

/** A shipment's people and courier, which search leaves out. */
export const shipmentDetailsSchema = z.object({
  shipmentId: id,
  deliveryAddress: addressSchema.nullish(),
  buyerDetails: z.object({ firstName: text, lastName: text }).nullish(),
  courierDetails: courierSchema,
  subShipments: z.array(z.object({ courierDetails: courierSchema })).nullish(),
});
export type WireShipmentDetails = z.infer<typeof shipmentDetailsSchema>;

/** A page of shipments; each record is checked by its reader. */
export const shipmentPageSchema = z.object({
  hasMore: flag,
  nextPageUrl: text,
  shipments: z.array(z.unknown()).nullish(),
});
export type WireShipmentPage = z.infer<typeof shipmentPageSchema>;
export const shipmentListSchema = z.object({ shipments: z.array(z.unknown()).nullish() });

/** One item of a batch's answer. */
export const itemResultSchema = z.object({
  shipmentId: text,
  returnId: text,
  status: text,
  processingStatus: text,
  errorCode: text,
  errorMessage: text,
});
export type ItemResult = z.infer<typeof itemResultSchema>;
export const shipmentResultsSchema = z.object({ shipments: z.array(itemResultSchema).nullish() });
export const returnResultsSchema = z.object({ returns: z.array(itemResultSchema).nullish() });

export const invoicesSchema = z.object({
  invoices: z
    .array(
      z.object({
        shipmentId: text,
        invoiceNumber: text,
        invoiceDate: text,
        orderItems: z.array(z.unknown()).nullish(),
      }),
    )
    .nullish(),
});

export const listingPageSchema = z.object({
  listings: z.array(z.object({ listing_id: text, product_id: text, sku_id: text })).nullish(),
  next_page_id: text,
  has_more: flag,
});
export type WireListingPage = z.infer<typeof listingPageSchema>;

export const listingSchema = z.object({
  listing_id: id,
  product_id: id,
  product_title: text,
  product_url: text,
  price: z.object({ mrp: amount, selling_price: amount, flipkart_selling_price: amount, currency: text }).nullish(),
  listing_status: text,
  archived_status: text,
  fulfillment_profile: text,
  locations: z
    .array(z.object({ id: z.string(), status: text, inventory: amount, pending_inventory: amount }))
    .nullish(),
});
export type WireListing = z.infer<typeof listingSchema>;

/** Listings by SKU; each is checked by itself. */
export const listingsBySkuSchema = z.object({
  available: z.record(z.string(), z.unknown()).nullish(),
  unavailable: z.array(z.string()).nullish(),
  invalid: z.array(z.string()).nullish(),
});

const skuIssueSchema = z.object({
  severity: text,
  code: z.union([z.string(), z.number()]).nullish(),
  description: text,
  path: text,
  attribute: text,
});
export type SkuIssue = z.infer<typeof skuIssueSchema>;
const skuResultSchema = z.object({
  status: text,
  errors: z.array(skuIssueSchema).nullish(),
  attribute_errors: z.array(skuIssueSchema).nullish(),
});
export type SkuResult = z.infer<typeof skuResultSchema>;
/** What became of each SKU of a change of stock or price. */
export const skuResultsSchema = z.record(z.string(), skuResultSchema);

export const returnPageSchema = z.object({
  hasMore: flag,
  nextUrl: text,
  returnItems: z.array(z.unknown()).nullish(),
});
export type WireReturnPage = z.infer<typeof returnPageSchema>;
export const returnItemSchema = z.object({
  returnId: id,
  orderItemId: text,
  orderId: text,
  quantity: amount,
  status: text,
  type: text,
  reason: text,
  subReason: text,
  trackingId: text,
  courierName: text,
  shipmentId: text,
  locationId: text,
  comments: text,
  createdDate: text,
  updatedDate: text,
  expectedDate: text,
  serviceProfile: text,
});
export type WireReturnItem = z.infer<typeof returnItemSchema>;

export const locationsSchema = z.object({
  locations: z.array(z.object({ locationId: text, locationName: text })).nullish(),
});

const notificationItemSchema = z.looseObject({ orderId: text });
export const notificationSchema = z.object({
  eventType: z.string(),
  timestamp: text,
  shipmentId: text,
  returnId: text,
  attributes: z.looseObject({ orderItems: z.array(notificationItemSchema).nullish() }).nullish(),
});
