import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { WebhookRequest } from "@counterfoil/connector-kit";
import type { Listing } from "@counterfoil/core/model";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { createTiktokShop, type TiktokShopSettings, tiktokShop } from "./index.ts";
import { modelChecker } from "./testing/model-checker.ts";
import { haveSpecs } from "./testing/specs.ts";
import { british, philippine } from "./testing/tiktok-shop-seed.ts";
import { falcon, startStandIn } from "./testing/tiktok-shop-stand-in.ts";

const { simulator, driver, settings, clock, origin, stop } = await startStandIn();
afterAll(stop);
afterEach(() => driver.reset());

describe.skipIf(!haveSpecs())("what is sent and answered fits TikTok Shop's models", () => {
  const checker = modelChecker("/tiktok-shop");
  const connect = (shop = british, overrides: Partial<TiktokShopSettings> = {}) =>
    createTiktokShop({ ...settings(shop), fetch: checker.fetch, sleep: async (ms) => clock.advance(ms), ...overrides });

  afterEach(() => expect(checker.violations()).toEqual([]));
  afterAll(() => {
    const operations = checker.operations();
    console.info(`${operations.length} operations of TikTok Shop called and validated: ${operations.join(", ")}`);
    expect(operations.length).toBeGreaterThanOrEqual(20);
  });

  test("reading orders in every state", async () => {
    const shop = connect();
    const found = [];
    for await (const page of shop.orders.changedSince(null)) {
      expect(page.problems).toEqual([]);
      found.push(...page.items);
    }
    expect(Object.fromEntries(found.map((order) => [order.externalId.slice(-1), order.status]))).toEqual({
      1: "completed",
      2: "cancelled",
      3: "on_hold",
      4: "pending",
      5: "unknown",
    });
    const [first] = found;
    expect(first?.shipments).toMatchObject([{ trackingNumber: "AB123456789GB" }]);
    expect(first).toMatchObject({
      marketplace: "GB",
      shipTo: { lines: ["1 Example Street"], city: "Leeds", countryCode: "GB" },
    });
    expect(found[4]?.rawStatus).toBe("AWAITING_MOONRISE");
    expect(await shop.probe()).toMatchObject({
      account: "Brick Desk",
      accountId: british.id,
      warnings: expect.any(Array),
    });
  });

  test("listing products, and changing stock of several SKUs and warehouses", async () => {
    const shop = connect();
    const listings: Listing[] = [];
    for await (const page of shop.listings.all(null)) listings.push(...page.items);
    expect(listings.map(({ reference, status, quantity }) => [reference.sku, status, quantity]).sort()).toEqual([
      ["10294-1-N", "active", 7],
      ["10294-1-U", "out_of_stock", 0],
      ["21309-1-N", "ended", 2],
      ["75192-1-N", "active", 900],
    ]);
    const of = (sku: string) => listings.find(({ reference }) => reference.sku === sku)?.reference ?? never();
    const outcomes = await shop.stock.set(
      ["75192-1-N", "10294-1-N", "10294-1-U", "21309-1-N"].map((sku, index) => ({
        listing: of(sku),
        quantity: index + 1,
        idempotencyKey: sku,
      })),
    );
    expect(outcomes.map((outcome) => (outcome.status === "failed" ? outcome.error.code : "done"))).toEqual([
      "done",
      "done",
      "done",
      "rejected",
    ]);
    const levels = await shop.stock.read([of("75192-1-N"), of("10294-1-N"), of("10294-1-U")]);
    expect(levels.map(({ quantity }) => quantity)).toEqual([1, 2, 3]);
  });

  test("shipping a part, then the rest, and correcting the number", async () => {
    const shop = connect();
    const { orderId } = simulator.acts.placeOrder({ lines: [{ sellerSku: falcon.sku, quantity: 3 }] });
    const { lines } = await shop.orders.get(orderId);
    expect(lines).toMatchObject([{ quantity: 3, quantityShipped: 0 }]);
    const parcel = { orderExternalId: orderId, carrier: "Royal Mail", shippedAt: clock.iso(), idempotencyKey: "k" };
    const part = [{ lineExternalId: lines[0]?.externalId ?? "", quantity: 1 }];
    const first = await shop.fulfillment.ship({ ...parcel, lines: part, trackingNumber: "AA000000001GB" });
    expect(await shop.orders.get(orderId)).toMatchObject({
      status: "partially_shipped",
      lines: [{ externalId: part[0]?.lineExternalId, quantityShipped: 1 }],
    });
    await shop.fulfillment.ship({ ...parcel, lines: null, trackingNumber: "AA000000002GB" });
    const packageId = first.externalId ?? "";
    await shop.packages.correctTracking({ packageId, carrier: "Evri", trackingNumber: "H00AA0000000001" });
    expect(await shop.packages.get(packageId)).toMatchObject({
      trackingNumber: "H00AA0000000001",
      orderIds: [orderId],
    });
    expect(simulator.ledger.list({ kind: "tracking-corrected" })).toHaveLength(1);
    expect(await shop.orders.get(orderId)).toMatchObject({ status: "shipped", lines: [{ quantityShipped: 3 }] });
    clock.advance(13 * 3_600_000);
    expect(await shop.orders.get(orderId)).toMatchObject({ rawStatus: "IN_TRANSIT" });
    expect((await shop.packages.tracking(orderId)).length).toBeGreaterThan(0);
    const listed = [];
    for await (const page of shop.packages.list()) listed.push(...page.items);
    expect(listed.map(({ externalId }) => externalId)).toContain(packageId);
    expect((await shop.fulfillment.carriers()).map(({ name }) => name)).toContain("Royal Mail");
  });

  test("TikTok Shop's own shipping: its package, its number, its label", async () => {
    const shop = connect(philippine);
    const order = { shopId: philippine.id, lines: [{ sellerSku: "60215-1-N" }], shippingType: "TIKTOK" as const };
    const { orderId } = simulator.acts.placeOrder(order);
    const request = {
      orderExternalId: orderId,
      lines: null,
      carrier: null,
      trackingNumber: null,
      shippedAt: clock.iso(),
      idempotencyKey: "k",
    };
    const shipment = await shop.fulfillment.ship(request);
    expect(shipment.trackingNumber).toBeTruthy();
    expect(await shop.fulfillment.ship(request)).toMatchObject({ externalId: shipment.externalId });
    const label = await shop.packages.document(shipment.externalId ?? "");
    expect(new TextDecoder().decode(label.bytes.slice(0, 5))).toBe("%PDF-");
    expect(label.trackingNumber).toBe(shipment.trackingNumber);
  });

  test("the seller's own carrier where packages are there from the start", async () => {
    const shop = connect(philippine);
    const { orderId } = simulator.acts.placeOrder({ shopId: philippine.id, lines: [{ sellerSku: "60215-1-N" }] });
    const carriers = await shop.fulfillment.carriers();
    const carrier = carriers[0]?.code ?? "";
    const request = {
      orderExternalId: orderId,
      lines: null,
      carrier,
      trackingNumber: "PH000000001",
      shippedAt: clock.iso(),
      idempotencyKey: "k",
    };
    expect(await shop.fulfillment.ship(request)).toMatchObject({
      trackingNumber: "PH000000001",
      carrier: carriers[0]?.name,
    });
  });

  test("a label that the seller buys", async () => {
    const shop = connect();
    const { orderId } = simulator.acts.placeOrder({ lines: [{ sellerSku: falcon.sku }], shippingType: "TIKTOK" });
    const parcel = {
      weight: { value: "1200", unit: "GRAM" as const },
      dimension: { length: "30", width: "20", height: "10", unit: "CM" as const },
    };
    const [service] = await shop.packages.shippingServices(orderId, parcel);
    const { packageId } = await shop.packages.buyLabel({ orderId, serviceId: service?.id ?? "", parcel });
    const label = await shop.packages.document(packageId ?? "");
    expect(label.contentType).toContain("pdf");
    expect(await shop.orders.get(orderId)).toMatchObject({ status: "shipped" });
  });

  test("webhooks: subscribed, sent by TikTok Shop, verified, and refused with another secret", async () => {
    const listener = await listen();
    simulator.acts.setSettings({ anyWebhookAddress: true });
    const shop = connect();
    await shop.subscriptions.subscribe("https://desk.example.com/hook");
    expect(await shop.subscriptions.list()).toHaveLength(8);
    await shop.subscriptions.unsubscribe("PACKAGE_UPDATE");
    expect(await shop.subscriptions.list()).toHaveLength(7);
    for (const row of simulator.world.webhookRegistrations.all()) row.address = listener.url;
    const { orderId } = simulator.acts.placeOrder({ lines: [{ sellerSku: falcon.sku }] });
    await simulator.webhooks.flush();
    await listener.stop();
    expect(listener.received.length).toBeGreaterThan(0);
    const settled = settings();
    const wrong = createTiktokShop({
      ...settled,
      credentials: { ...settled.credentials, appSecret: "another_secret_0002" },
    });
    for (const request of listener.received) {
      const verification = await shop.webhooks.verify(request);
      expect(verification).toMatchObject({
        verified: true,
        events: [{ type: "order-changed", orderExternalId: orderId }],
      });
      expect(await wrong.webhooks.verify(request)).toMatchObject({ verified: false, respond: { status: 401 } });
    }
  });
});

describe("connecting", () => {
  const application = { appKey: "testappkey01", appSecret: "test_secret_0001" };
  const consent = (extra: Record<string, string> = {}, marketplace = "GB") => ({
    application: { ...application, serviceId: "7000000000000000001", ...extra },
    redirectUri: "https://desk.example.com/api/integrations/tiktok-shop/callback",
    baseURL: `${origin}/tiktok-shop`,
    marketplace,
    now: () => clock.milliseconds(),
  });
  const signIn = async (decision: string, context: ReturnType<typeof consent>) => {
    const url = tiktokShop.oauth.authorizationUrl({ ...context, state: "s-1" });
    expect(await (await fetch(url)).text()).toContain("Brick Desk Ltd");
    const body = new URLSearchParams({ decision });
    const answer = await fetch(url, { method: "POST", body, redirect: "manual" });
    return Object.fromEntries(new URL(answer.headers.get("location") ?? "http://nowhere").searchParams);
  };

  test("from the consent page to the first call, for the shop of the chosen country", async () => {
    const context = consent();
    const query = await signIn("agree", context);
    expect(query["state"]).toBe("s-1");
    const { credentials } = await tiktokShop.oauth.exchange({ ...context, query });
    expect(credentials).toEqual({ shopId: british.id, shopCipher: british.cipher, shopRegion: "GB" });
    await expect(tiktokShop.oauth.exchange({ ...context, query })).rejects.toMatchObject({ code: "invalid_request" });
  });

  test("declined, and for a country that the account does not sell in", async () => {
    const declined = await signIn("decline", consent());
    await expect(tiktokShop.oauth.exchange({ ...consent(), query: declined })).rejects.toMatchObject({
      code: "auth_revoked",
    });
    const foreign = consent({}, "FR");
    const query = await signIn("agree", foreign);
    await expect(tiktokShop.oauth.exchange({ ...foreign, query })).rejects.toThrow(
      /does not cover the shop that was chosen \(FR\)/,
    );
  });

  test("with a clock that is wrong says so", async () => {
    const late = createTiktokShop({ ...settings(), now: () => clock.milliseconds() - 600_000 });
    await expect(late.probe()).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining("clock"),
    });
    const early = createTiktokShop({ ...settings(), now: () => clock.milliseconds() + 60_000 });
    await expect(early.probe()).rejects.toMatchObject({ message: expect.stringContaining("clock") });
  });

  test("without a permission names it", async () => {
    const issued = simulator.acts.issueTokens({ scopes: ["seller.authorization.info"] });
    const given = settings();
    const tokens = given.tokens;
    await tokens?.refresh((await tokens.read()) ?? never(), async (current) => ({
      ...current,
      accessToken: issued.access_token,
      scopes: [],
    }));
    await expect(createTiktokShop({ ...given, ...(tokens && { tokens }) }).probe()).rejects.toMatchObject({
      code: "permission_denied",
      message: expect.stringContaining("seller.order.info"),
    });
  });
});

async function listen() {
  const received: WebhookRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      const url = "https://desk.example.com/hook";
      received.push({ method: "POST", url, endpoint: url, headers, body: new Uint8Array(Buffer.concat(chunks)) });
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

function never(): never {
  throw new Error("the test's own setting is missing");
}
