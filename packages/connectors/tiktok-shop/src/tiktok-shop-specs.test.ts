import { orderSchema as commonOrder, listingSchema, stockLevelSchema } from "@counterfoil/core/model";
import { afterAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { createTiktokShop } from "./index.ts";
import { shopsSchema, tokensSchema, webhooksSchema } from "./schemas/authorization.ts";
import { anyAnswerData, envelopeSchema, itemErrorsSchema } from "./schemas/envelope.ts";
import {
  deliveryOptionsSchema,
  documentSchema,
  handoverSlotsSchema,
  listedPackageSchema,
  madePackageSchema,
  packageDetailSchema,
  packagePageSchema,
  shippingProvidersSchema,
  shippingServicesSchema,
  trackingSchema,
  warehousesSchema,
} from "./schemas/fulfillment.ts";
import { orderDetailSchema, orderPageSchema, orderSchema } from "./schemas/order.ts";
import { inventorySchema, productPageSchema, productSchema, skuSchema } from "./schemas/product.ts";
import { fakeFetch, testSettings } from "./testing/fake-tiktok-shop.ts";
import { haveSpecs, sample, specFiles, specText } from "./testing/specs.ts";
import { messageEvents } from "./webhooks/message-events.ts";
import { readMessage } from "./webhooks/read-message.ts";

/** The schema that reads `data` of each answer; the rest of the answers is read by its envelope alone. */
const schemas: Readonly<Record<string, z.ZodType>> = {
  AuthGetTokenResponse: tokensSchema,
  AuthRefreshTokenResponse: tokensSchema,
  AuthorizationGetShopsResponse: shopsSchema,
  EventGetWebhooksResponse: webhooksSchema,
  FulfillmentBatchShipPackagesResponse: itemErrorsSchema,
  FulfillmentBatchUpdatePackagesDeliveryStatusResponse: itemErrorsSchema,
  FulfillmentCreatePackageResponse: madePackageSchema,
  FulfillmentGetOrderTrackingResponse: trackingSchema,
  FulfillmentGetPackageDetailResponse: packageDetailSchema,
  FulfillmentGetPackageHandoverTimeSlotsResponse: handoverSlotsSchema,
  FulfillmentGetPackageShippingDocumentsResponse: documentSchema,
  FulfillmentSearchOrderShippingServicesResponse: shippingServicesSchema,
  FulfillmentSearchPackagesResponse: packagePageSchema,
  FulfillmentUpdateOrderPackagesResponse: madePackageSchema,
  LogisticsGetDeliveryOptionShippingProvidersResponse: shippingProvidersSchema,
  LogisticsGetWarehouseDeliveryOptionsResponse: deliveryOptionsSchema,
  LogisticsGetWarehousesResponse: warehousesSchema,
  OrderBatchGetOrderDetailResponse: orderDetailSchema,
  OrderSearchOrdersResponse: orderPageSchema,
  ProductGetInventoriesResponse: inventorySchema,
  ProductSearchProductsResponse: productPageSchema,
  ProductUpdateProductInventoryResponse: itemErrorsSchema,
};

type Wire = { code: number; data?: Record<string, never> };

describe.skipIf(!haveSpecs())("TikTok Shop's documentation examples", () => {
  let parsed = 0;
  let mapped = 0;
  afterAll(() => console.info(`documentation examples of TikTok Shop: ${parsed} parsed, ${mapped} mapped`));

  test.each(specFiles("samples").filter((name) => name.endsWith("Response.json")))("%s is read", (file) => {
    const name = file.replace(".json", "");
    const answer = sample<Wire>(name);
    expect(envelopeSchema.parse(answer).code).toBe(0);
    expect((schemas[name] ?? anyAnswerData).safeParse(answer.data).error?.issues ?? []).toEqual([]);
    parsed += 1;
  });

  test("every answer that has a schema is among them", () => {
    const files = specFiles("samples");
    expect(Object.keys(schemas).filter((name) => !files.includes(`${name}.json`))).toEqual([]);
  });

  test.each(["OrderSearchOrdersResponse", "OrderBatchGetOrderDetailResponse"])(
    "the order of %s loses nothing",
    async (name) => {
      const { data } = sample<{ data: { orders: Record<string, unknown>[] } }>(name);
      const [raw] = data.orders;
      expect(orderSchema.safeParse(raw).success).toBe(true);
      const { fetch } = fakeFetch(() => ({ body: { code: 0, data: { orders: data.orders } } }));
      const order = await createTiktokShop(testSettings(fetch)).orders.get("576461413038785752");
      expect(commonOrder.safeParse(order).error?.issues ?? []).toEqual([]);
      expect(order.raw).toEqual(raw);
      expect(order.lines.flatMap((line) => line.raw)).toEqual(raw?.["line_items"]);
      expect(order).toMatchObject({
        externalId: "576461413038785752",
        status: "pending",
        paymentStatus: "unpaid",
        rawStatus: "UNPAID",
        placedAt: "2021-04-28T12:06:01.000Z",
        updatedAt: "2021-04-28T14:49:15.000Z",
        shipBy: "2021-04-28T12:08:08.000Z",
        currency: "IDR",
        buyer: { externalId: "7021436810468230477", name: "David Kong", email: "v2b2V5@chat.seller.tiktok.com" },
        shipTo: {
          name: "David Kong",
          lines: ["TikTok 5800 bristol Pkwy", "Suite 100"],
          city: null,
          postalCode: "95110",
          countryCode: "US",
          phone: "(+1)213-***-1234",
          raw: "1199 Coleman Ave San Jose, CA 95110",
        },
        totals: {
          subtotal: { minor: 500_000, currency: "IDR" },
          shipping: { minor: 500_000, currency: "IDR" },
          discount: { minor: 1_000_000, currency: "IDR" },
          tax: { minor: 500_000, currency: "IDR" },
          total: { minor: 500_000, currency: "IDR" },
        },
        lines: [
          {
            externalId: "577086512123755123",
            listingId: "1729582718312380123",
            variationId: "2729382476852921560",
            sku: "red_iphone_256",
            title: "Women's Winter Crochet Clothes, Iphone",
            quantity: 1,
            quantityShipped: 0,
            quantityCancelled: 0,
            unitPrice: { minor: 1, currency: "IDR" },
            tax: { minor: 2120, currency: "IDR" },
          },
        ],
        buyerNote: "Please ship asap!",
        sellerNote: "seller note",
      });
      mapped += 1;
    },
  );

  test("products, stock and packages lose nothing", async () => {
    const { fetch } = fakeFetch(({ url }) => ({ body: sample(sampleOf(url.pathname)) }));
    const shop = createTiktokShop(testSettings(fetch));
    const listings = [];
    for await (const page of shop.listings.all(null)) {
      listings.push(...page.items);
      break;
    }
    const products = sample<{ data: { products: unknown[] } }>("ProductSearchProductsResponse").data.products;
    expect(productSchema.safeParse(products[0]).success).toBe(true);
    expect(skuSchema.safeParse((products[0] as { skus: unknown[] }).skus[0]).success).toBe(true);
    expect(listings.map((listing) => listing.raw)).toEqual(products);
    expect(listings.map((listing) => listingSchema.safeParse(listing).success)).toEqual([true]);
    expect(listings).toMatchObject([
      {
        reference: { externalId: "1729592969712207008", variationId: "1729592969712207012", sku: "Color-Red-XM01" },
        title: "Short Boat Invisible Socks",
        status: "active",
        quantity: 999,
        price: { minor: 12_111, currency: "USD" },
      },
    ]);
    const reference = {
      externalId: "1729592969712207008",
      variationId: "1729388324987897824",
      sku: null,
      platformData: {},
    };
    const levels = await shop.stock.read([reference]);
    expect(levels).toMatchObject([{ quantity: 100 }]);
    expect(levels.map((level) => stockLevelSchema.safeParse(level).success)).toEqual([true]);
    const { data: detail } = sample("FulfillmentGetPackageDetailResponse");
    expect(await shop.packages.get("5433567853345")).toMatchObject({
      externalId: "5433567853345",
      status: "PROCESSING",
      shippingType: "TIKTOK",
      carrier: "TT Virtual express",
      trackingNumber: "6617675021119438849",
      orderIds: ["54335448533296"],
      unitIds: ["1729382476852921560"],
      raw: detail,
    });
    const { data: list } = sample<{ data: { packages: unknown[] } }>("FulfillmentSearchPackagesResponse");
    expect(listedPackageSchema.safeParse(list.packages[0]).success).toBe(true);
    for await (const page of shop.packages.list()) {
      expect(page.items).toMatchObject([
        { externalId: "577828281214600000", status: "PROCESSING", raw: list.packages[0] },
      ]);
      break;
    }
    mapped += 4;
  });

  test.each(specFiles("events"))("%s becomes events, its ids whole", (file) => {
    const text = specText(`events/${file}`);
    const message = readMessage(new TextEncoder().encode(text));
    if (!message) throw new Error("the message was not read");
    const events = messageEvents(message);
    expect(events.length).toBeGreaterThan(0);
    for (const { id, occurredAt } of events)
      expect([id !== "", Date.parse(occurredAt)]).toEqual([true, 1_644_412_885_000]);
    const told = JSON.stringify(events);
    for (const [, id] of text.matchAll(/"(?:order_id|product_id)": "?(\d+)/g)) expect(told).toContain(`"${id}"`);
    parsed += 1;
    mapped += 1;
  });
});

function sampleOf(path: string): string {
  if (path.includes("/products/search")) return "ProductSearchProductsResponse";
  if (path.includes("/inventory/search")) return "ProductGetInventoriesResponse";
  return path.endsWith("/packages/search")
    ? "FulfillmentSearchPackagesResponse"
    : "FulfillmentGetPackageDetailResponse";
}
