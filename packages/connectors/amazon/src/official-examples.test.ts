import { formatMoney, orderSchema } from "@counterfoil/core/model";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { decodeAmazonError } from "./amazon-errors.ts";
import {
  createdDestinationSchema,
  createdDocumentSchema,
  createdFeedSchema,
  createdReportSchema,
  destinationsSchema,
  documentSchema,
  feedResultSchema,
  feedSchema,
  itemPageSchema,
  participationsSchema,
  reportSchema,
  submissionSchema,
  subscriptionSchema,
  wireItemSchema,
} from "./amazon-schemas.ts";
import { mapItem } from "./listings/map-item.ts";
import { mapOrder } from "./orders/map-order.ts";
import { orderPageSchema, singleOrderSchema, wireOrderSchema } from "./orders/order-schemas.ts";
import { feedDocument } from "./stock/quantity-feed.ts";
import { amazonFile, amazonFiles, haveAmazonModels, sandboxCases } from "./testing/amazon-models.ts";
import { readNotifications } from "./webhooks/read-notifications.ts";

const present = haveAmazonModels();

const schemas = {
  searchOrders: orderPageSchema,
  getOrder: singleOrderSchema,
  getMarketplaceParticipations: participationsSchema,
  getListingsItem: wireItemSchema,
  searchListingsItems: itemPageSchema,
  patchListingsItem: submissionSchema,
  createFeedDocument: createdDocumentSchema,
  createFeed: createdFeedSchema,
  getFeed: feedSchema,
  getFeedDocument: documentSchema,
  createReport: createdReportSchema,
  getReport: reportSchema,
  getReportDocument: documentSchema,
  getDestinations: destinationsSchema,
  createDestination: createdDestinationSchema,
  getSubscription: subscriptionSchema,
  createSubscription: subscriptionSchema,
} as const;

const models = [
  ...["orders_2026-01-01.json", "listingsItems_2021-08-01.json", "feeds_2021-06-30.json"],
  ...["reports_2021-06-30.json", "notifications.json", "sellers.json"],
];
// Of the older orders model only the one call that has no newer counterpart is in use.
const ofV0 = () => sandboxCases("ordersV0.json").filter(({ operation }) => operation === "confirmShipment");
const cases = present ? [...models.flatMap(sandboxCases), ...ofV0()] : [];
const answered = cases.filter(({ status, operation }) => status < 300 && operation in schemas);
const refused = cases.filter(({ status }) => status >= 400);

interface WireOrderExample {
  orderId: string;
  buyer?: Record<string, string>;
  recipient?: { deliveryAddress?: Record<string, unknown> };
  proceeds?: { grandTotal?: { amount: string } };
  orderItems: { orderItemId: string; quantityOrdered: number; product: Record<string, unknown> }[];
  packages?: Record<string, unknown>[];
}

const orders = answered
  .filter(({ operation }) => operation === "searchOrders" || operation === "getOrder")
  .flatMap(({ response }) => {
    const { orders: list, order } = response as { orders?: WireOrderExample[]; order?: WireOrderExample };
    return list ?? (order ? [order] : []);
  });

describe.skipIf(!present)("Amazon's own sandbox examples", () => {
  test("all parse through the schemas of the calls in use", () => {
    for (const { operation, response } of answered) {
      const schema = schemas[operation as keyof typeof schemas];
      expect(schema.safeParse(response).error?.issues ?? [], operation).toEqual([]);
    }
    const names = new Set(answered.map(({ operation }) => operation));
    expect([...names].sort()).toEqual(Object.keys(schemas).sort());
    console.log(`${answered.length} examples of ${names.size} operations parse; ${refused.length} refusals are read`);
  });

  test("refusals become errors with Amazon's own code and words", () => {
    expect(refused.length).toBeGreaterThan(5);
    for (const { operation, status, response } of refused) {
      const text = JSON.stringify(response);
      const error = decodeAmazonError({
        ...{ status, headers: new Headers(), bytes: new Uint8Array() },
        ...{ text: () => text, json: () => response },
      });
      const [first] = (response as { errors: { code: string; message: string }[] }).errors;
      expect(error, operation).toMatchObject({ code: "invalid_request", platformCode: first?.code });
      expect(error?.message).toContain(first?.message);
    }
  });

  test.each(orders.map((order) => [order.orderId, order] as const))("order %s maps without loss", (_, raw) => {
    const order = mapOrder(wireOrderSchema.parse(raw), { raw, fallbackCurrency: "EUR" });
    expect(orderSchema.safeParse(order).error?.issues ?? []).toEqual([]);
    expect(order.raw).toBe(raw);
    const { raw: _raw, ...mapped } = order;
    const text = JSON.stringify({ ...mapped, lines: order.lines.map(({ raw: _line, ...line }) => line) });
    const {
      extendedFields: _fields,
      addressType: _type,
      districtOrCounty,
      ...address
    } = raw.recipient?.deliveryAddress ?? {};
    const district = address["stateOrRegion"] ? [] : [districtOrCounty];
    const said = [
      ...[raw.buyer?.["buyerName"], raw.buyer?.["buyerEmail"]],
      ...Object.values(address),
      ...district,
      ...raw.orderItems.flatMap(({ orderItemId, product }) => [
        ...[orderItemId, product["asin"], product["title"], product["sellerSku"]],
      ]),
      ...(raw.packages ?? []).flatMap(({ packageReferenceId, carrier, trackingNumber }) => [
        ...[packageReferenceId, carrier, trackingNumber],
      ]),
    ].filter((value) => typeof value === "string" && value !== "");
    for (const value of said) expect(text).toContain(JSON.stringify(value).slice(1, -1));
    expect(order.totals.total && formatMoney(order.totals.total)).toBe(raw.proceeds?.grandTotal?.amount);
    const units = raw.orderItems.map(({ quantityOrdered }) => quantityOrdered);
    expect(order.lines.map(({ quantity }) => quantity)).toEqual(units);
    const shippedUnits = order.lines.reduce((sum, line) => sum + (line.lineTotal?.minor ?? 0), 0);
    expect(shippedUnits + (order.totals.tax?.minor ?? 0)).toBe(order.totals.total?.minor);
  });

  test("a listings item maps with the home marketplace's title, price and state", () => {
    const example = answered.find(({ operation }) => operation === "getListingsItem")?.response;
    const map = (home: string) =>
      mapItem(wireItemSchema.parse(example), { raw: example, home, amazonStock: new Map() });
    expect(map("ATVPDKIKX0DER")).toMatchObject({
      reference: { externalId: "B071VG5N9D", variationId: "GM-ZDPI-9B4E", sku: "GM-ZDPI-9B4E" },
      title: "Hardside Carry-On Spinner Suitcase Luggage",
      status: "active",
      quantity: 100,
      price: { minor: 10_000, currency: "USD" },
      condition: "new",
      identifiers: [{ type: "asin", value: "B071VG5N9D" }],
      url: "https://www.amazon.com/dp/B071VG5N9D",
      imageUrl: "https://www.example.com/luggage.png",
    });
    expect(map("A2EUQ1WTGCTBG2")).toMatchObject({ status: "draft", price: { minor: 13_000, currency: "CAD" } });
  });

  test("every example of a notification is read, wrapped or not", () => {
    const examples = amazonFiles("notifications").flatMap(
      (file) => amazonFile<{ examples?: unknown[] }>(file).examples ?? [],
    );
    expect(examples.length).toBeGreaterThan(10);
    const kinds = examples.map((example) => {
      const bare = readNotifications(JSON.stringify(example));
      const wrapped = { Records: [{ body: JSON.stringify({ version: "0", detail: example }) }] };
      expect(readNotifications(JSON.stringify(wrapped))).toEqual(bare);
      expect(bare).toHaveLength(1);
      return bare[0]?.type;
    });
    expect(kinds.filter((kind) => kind === "order-changed")).toHaveLength(1);
    expect(kinds.filter((kind) => kind === "listing-changed")).toHaveLength(4);
    console.log(`${examples.length} notification examples are read`);
  });

  test("the feed that is written fits Amazon's schema, and its result is read", () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const schema = amazonFile<{ properties: { messages: { items: object } } }>("feeds/listings-feed-schema-v2.json");
    const message = amazonFile<object>("feeds/listings-feed-message-schema-v2.json");
    const change = { listing: { externalId: "a", variationId: null, sku: "a", platformData: {} }, idempotencyKey: "k" };
    const document = feedDocument("A3TH9S8BH6GOGM", [
      { sku: "10497-1-N", productType: "TOYS_AND_GAMES", change: { ...change, quantity: 0 } },
      { sku: "a/b, c", productType: "PRODUCT", change: { ...change, quantity: 7 } },
    ]);
    const { messages: _messages, ...whole } = schema.properties;
    expect(ajv.validate({ ...schema, properties: whole }, document), ajv.errorsText()).toBe(true);
    for (const each of document.messages) expect(ajv.validate(message, each), ajv.errorsText()).toBe(true);
    const result = feedResultSchema.parse(amazonFile("feeds/listings-feed-processing-report-schema-v2.example.json"));
    expect(result.issues?.map(({ messageId }) => messageId)).toEqual([4, 4, 5]);
  });
});
