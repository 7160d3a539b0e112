import { z } from "zod";

// XML has only text: numbers are read from it, an empty element is "not said".
const text = z
  .union([z.string(), z.object({ "#text": z.string().optional() })])
  .transform((node) => (typeof node === "string" ? node : (node["#text"] ?? "")).trim())
  .transform((value) => (value === "" ? null : value))
  .nullish();
const count = z.string().regex(/^\d+$/).transform(Number).nullish().catch(undefined);
const list = <Item extends z.ZodType>(item: Item) => z.array(item).nullish();

/** An amount: its digits as text, its currency as an attribute. */
const amount = z.object({ "#text": z.string(), "@currencyID": z.string() }).nullish().catch(undefined);
export type TradingAmount = z.infer<typeof amount>;

/** Where eBay gives an empty element for a container. */
const container = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((node) => (node === "" ? undefined : node), z.object(shape).nullish());

const errorSchema = z.object({
  ErrorCode: z.string(),
  ShortMessage: text,
  LongMessage: text,
  SeverityCode: text,
  ErrorClassification: text,
  ErrorParameters: z.array(z.object({ Value: z.array(z.string()).default([]) })).default([]),
});

/** What every Trading answer holds. */
export const tradingEnvelopeSchema = z.object({ Ack: z.string(), Errors: z.array(errorSchema).default([]) });

const specifics = container({ NameValueList: list(z.object({ Name: z.string(), Value: list(z.string()) })) });
export type TradingSpecifics = z.infer<typeof specifics>;

const productDetails = { EAN: text, UPC: text, ISBN: text };

const variationSchema = z.object({
  SKU: text,
  StartPrice: amount,
  Quantity: count,
  QuantityAvailable: count,
  SellingStatus: container({ QuantitySold: count }),
  VariationSpecifics: specifics,
  VariationProductListingDetails: container(productDetails),
});
export type TradingVariation = z.infer<typeof variationSchema>;

export const tradingItemSchema = z.object({
  ItemID: z.string().min(1),
  SKU: text,
  Title: text,
  ListingType: text,
  InventoryTrackingMethod: text,
  Quantity: count,
  QuantityAvailable: count,
  BuyItNowPrice: amount,
  StartPrice: amount,
  ConditionID: text,
  ConditionDisplayName: text,
  PrimaryCategory: container({ CategoryID: text, CategoryName: text }),
  ItemSpecifics: specifics,
  SellingStatus: container({ CurrentPrice: amount, QuantitySold: count, ListingStatus: text }),
  ListingDetails: container({ ViewItemURL: text }),
  PictureDetails: container({ GalleryURL: text, PictureURL: list(z.string()) }),
  ProductListingDetails: container({
    ...productDetails,
    ProductReferenceID: text,
    BrandMPN: container({ Brand: text, MPN: text }),
  }),
  Variations: container({ Variation: list(variationSchema) }),
});
export type TradingItem = z.infer<typeof tradingItemSchema>;

const itemArray = container({ Item: list(z.unknown()) });
const pagination = container({ TotalNumberOfPages: count, TotalNumberOfEntries: count });

export const sellerListSchema = tradingEnvelopeSchema.extend({
  ItemArray: itemArray,
  PaginationResult: pagination,
  HasMoreItems: text,
});

export const mySellingSchema = tradingEnvelopeSchema.extend({
  ActiveList: container({ ItemArray: itemArray, PaginationResult: pagination }),
});

export const itemAnswerSchema = tradingEnvelopeSchema.extend({ Item: z.array(tradingItemSchema).min(1) });

export const reviseSchema = tradingEnvelopeSchema.extend({
  InventoryStatus: z.array(z.object({ ItemID: z.string(), SKU: text, Quantity: count })).default([]),
});
export type ReviseAnswer = z.infer<typeof reviseSchema>;

export const preferencesSchema = tradingEnvelopeSchema.extend({ OutOfStockControlPreference: text });

export const carriersSchema = tradingEnvelopeSchema.extend({
  ShippingCarrierDetails: z.array(z.object({ ShippingCarrier: z.string(), Description: text })).default([]),
});
