import { afterAll, afterEach, describe, expect, test } from "vitest";
import { createEbay, type EbaySettings } from "./index.ts";
import { ebayModelChecker, haveEbayModels } from "./testing/ebay-models.ts";
import { startStandIn } from "./testing/ebay-stand-in.ts";

const { ebay: simulator, driver, settings, stop } = await startStandIn();
afterAll(stop);

describe.skipIf(!haveEbayModels())("what is sent fits eBay's published models", () => {
  const checker = ebayModelChecker("/ebay");
  const connect = (overrides: Partial<EbaySettings> = {}) =>
    createEbay({ ...settings(), fetch: checker.fetch, ...overrides } as EbaySettings);

  afterEach(async () => {
    const operations = checker.operations();
    expect(checker.violations()).toEqual([]);
    expect(operations.length, "the checker saw calls").toBeGreaterThan(0);
    checker.clear();
    await driver.reset();
  });

  test("reading orders, their parcels and their cancellations", async () => {
    const connector = connect();
    const found = [];
    for await (const page of connector.orders.changedSince(null)) found.push(...page.items);
    expect(Object.fromEntries(found.map((order) => [order.externalId, order.status]))).toEqual({
      "01-00001-00001": "shipped",
      "01-00001-00002": "cancelled",
      "01-00001-00003": "on_hold",
      "01-00001-00004": "pending",
      "01-00001-00005": "paid",
    });
    expect(found[0]?.shipments).toMatchObject([{ carrier: "RoyalMail", trackingNumber: "AB123456789GB" }]);
    expect(found[4]?.lines).toMatchObject([{ variationId: "410000000001", sku: "FIG-RED", quantity: 2 }]);
    expect(checker.operations()).toEqual(expect.arrayContaining(["getOrders", "getOrder", "getShippingFulfillments"]));
  });

  test("listing both models, and changing each by the API that manages it", async () => {
    const connector = connect();
    const listings = [];
    for await (const page of connector.listings.all(null)) listings.push(...page.items);
    const models = Object.fromEntries(
      listings.map(({ reference, quantity }) => [
        `${reference.externalId} ${reference.sku}`,
        [reference.platformData["model"], quantity],
      ]),
    );
    expect(models).toEqual({
      "110035400937 75192-1-N": ["TRADING", 900],
      "110035400938 null": ["TRADING", 1],
      "110035400939 10294-1-N": ["INVENTORY", 5],
      "110035400940 OLD": ["TRADING", 0],
      "110035400941 ZERO": ["TRADING", 0],
      "110035400942 FIG-RED": ["TRADING", 4],
      "110035400942 FIG-BLUE": ["TRADING", 5],
      "110035400943 TRACKED": ["TRADING", 8],
    });
    const active = listings.filter(({ status }) => status === "active").map(({ reference }) => reference);
    const changes = active.map((listing, index) => ({ listing, quantity: index + 2, idempotencyKey: `k${index}` }));
    const outcomes = await connector.stock.set(changes);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(active.map(() => "done"));
    const levels = await connector.stock.read(active);
    expect(levels.map(({ quantity }) => quantity)).toEqual(active.map((_, index) => index + 2));
    expect(checker.operations()).toEqual(expect.arrayContaining(["bulkUpdatePriceQuantity", "bulkGetInventoryItem"]));
  });

  test("a listing of the Inventory API taken for classic", async () => {
    const reference = { externalId: "110035400939", variationId: null, sku: "10294-1-N", platformData: {} };
    const [outcome] = await connect().stock.set([{ listing: reference, quantity: 3, idempotencyKey: "k" }]);
    expect(outcome).toMatchObject({ status: "done", value: { listing: { platformData: { model: "INVENTORY" } } } });
    expect(simulator.world.listings.get("110035400939")?.available).toBe(3);
  });

  test("shipping part of an order, then the rest, and asking who is connected", async () => {
    const connector = connect();
    const parcel = { orderExternalId: "01-00001-00005", carrier: null, trackingNumber: null, idempotencyKey: "k" };
    const { lines } = await connector.orders.get("01-00001-00005");
    const first = [{ lineExternalId: lines[0]!.externalId, quantity: 1 }];
    await connector.fulfillment.ship({ ...parcel, lines: first, shippedAt: "2026-03-01T10:00:00.000Z" });
    expect(await connector.orders.get("01-00001-00005")).toMatchObject({
      status: "partially_shipped",
      lines: [{ quantityShipped: 1 }],
    });
    await connector.fulfillment.ship({ ...parcel, lines: null, shippedAt: "2026-03-01T11:00:00.000Z" });
    const shipped = await connector.orders.get("01-00001-00005");
    expect(shipped).toMatchObject({ status: "shipped", shippedAt: "2026-03-01T11:00:00.000Z" });
    expect(shipped.shipments.map((shipment) => shipment.lines)).toEqual([first, first]);
    expect(await connector.probe()).toMatchObject({ account: "brick_desk", called: "GET /commerce/identity/v1/user/" });
    expect((await connector.fulfillment.carriers()).map(({ code }) => code)).toContain("RoyalMail");
  });

  test("fetching the key of a notification, as the application", async () => {
    expect(await connect().webhooks.verify(await driver.signedWebhook!())).toMatchObject({ verified: true });
    expect(checker.operations()).toContain("getPublicKey");
  });
});
