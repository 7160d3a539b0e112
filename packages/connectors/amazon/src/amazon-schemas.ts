import { z } from "zod";

// Only what is read is declared: unknown fields pass, and optional ones may be absent, null or empty.
const text = z.string().nullish();

/** An amount as decimal text. */
export const wireMoneySchema = z.object({ amount: z.string(), currencyCode: z.string() });
export type WireMoney = z.infer<typeof wireMoneySchema>;

/** Body of every error answer. */
export const errorListSchema = z.object({
  errors: z.array(z.object({ code: z.string(), message: text, details: text })).min(1),
});
export type AmazonErrors = z.infer<typeof errorListSchema>["errors"];

/** `getMarketplaceParticipations`: where an account sells. */
export const participationsSchema = z.object({
  payload: z.array(
    z.object({
      marketplace: z.object({ id: z.string(), name: text, defaultCurrencyCode: text, domainName: text }),
      storeName: text,
      participation: z.object({ isParticipating: z.boolean(), hasSuspendedListings: z.boolean().nullish() }),
    }),
  ),
});
export type Participation = z.infer<typeof participationsSchema>["payload"][number];

/** A listings item as `getListingsItem` and `searchListingsItems` give it. */
export const wireItemSchema = z.object({
  sku: z.string().min(1),
  summaries: z
    .array(
      z.object({
        marketplaceId: z.string(),
        asin: text,
        productType: text,
        conditionType: text,
        status: z.array(z.string()).nullish(),
        itemName: text,
        mainImage: z.object({ link: text }).nullish(),
      }),
    )
    .nullish(),
  attributes: z.record(z.string(), z.unknown()).nullish(),
  offers: z
    .array(
      z.object({
        marketplaceId: z.string(),
        offerType: text,
        price: wireMoneySchema.nullish(),
        audience: z.object({ value: text }).nullish(),
      }),
    )
    .nullish(),
  fulfillmentAvailability: z
    .array(z.object({ fulfillmentChannelCode: z.string(), quantity: z.number().int().nonnegative().nullish() }))
    .nullish(),
});
export type WireItem = z.infer<typeof wireItemSchema>;

const pagination = z.object({ nextToken: text }).nullish();

/** One page of `searchListingsItems`; its items are checked one by one. */
export const itemPageSchema = z.object({
  numberOfResults: z.number().int().nonnegative(),
  items: z.array(z.unknown()),
  pagination,
});

/** What Amazon says of a submission, by call or by feed. */
export const submissionSchema = z.object({
  status: z.string(),
  submissionId: text,
  issues: z
    .array(
      z.object({
        code: text,
        message: text,
        severity: text,
        attributeNames: z.array(z.string()).nullish(),
      }),
    )
    .nullish(),
});
export type Submission = z.infer<typeof submissionSchema>;

/** `getInventorySummaries`: what lies in Amazon's own warehouses. */
export const inventorySummariesSchema = z.object({
  payload: z.object({
    inventorySummaries: z.array(
      z.object({
        sellerSku: text,
        inventoryDetails: z.object({ fulfillableQuantity: z.number().int().nonnegative().nullish() }).nullish(),
      }),
    ),
  }),
  pagination,
});

export const createdDocumentSchema = z.object({ feedDocumentId: z.string(), url: z.string() });
export const createdFeedSchema = z.object({ feedId: z.string() });
export const createdReportSchema = z.object({ reportId: z.string() });

/** Where a feed or a report has come to. */
export const feedSchema = z.object({ processingStatus: z.string(), resultFeedDocumentId: text });
export const reportSchema = z.object({ processingStatus: z.string(), reportDocumentId: text });

/** Where the content of a feed's or report's document lies, for minutes. */
export const documentSchema = z.object({ url: z.string(), compressionAlgorithm: text });

/** The processing report of a `JSON_LISTINGS_FEED`. */
export const feedResultSchema = z.object({
  issues: z
    .array(
      z.object({
        messageId: z.number().int().nullish(),
        code: text,
        severity: text,
        message: text,
        attributeName: text,
      }),
    )
    .nullish(),
  summary: z.object({
    errors: z.number().int().nullish(),
    messagesProcessed: z.number().int().nullish(),
    messagesAccepted: z.number().int().nullish(),
    messagesInvalid: z.number().int().nullish(),
  }),
});
export type FeedResult = z.infer<typeof feedResultSchema>;

const destination = z.object({
  destinationId: z.string(),
  name: text,
  resource: z.object({
    sqs: z.object({ arn: z.string() }).nullish(),
    eventBridge: z.object({ accountId: text, region: text, name: text }).nullish(),
  }),
});
export type Destination = z.infer<typeof destination>;
export const destinationsSchema = z.object({ payload: z.array(destination) });
export const createdDestinationSchema = z.object({ payload: destination });
export const subscriptionSchema = z.object({
  payload: z.object({ subscriptionId: z.string(), destinationId: text, payloadVersion: text }),
});
