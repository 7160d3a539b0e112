import { createMemoryTokenStore, type Page } from "@counterfoil/connector-kit";
import type { AmazonSeed } from "@counterfoil/simulators/amazon";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { type AmazonSettings, amazon, createAmazon } from "./index.ts";
import { amazonModelChecker, haveAmazonModels } from "./testing/amazon-models.ts";
import { homeMarketplace, shopSeed } from "./testing/amazon-seed.ts";
import { startStandIn } from "./testing/amazon-stand-in.ts";

const large = Array.from({ length: 1_100 }, (_, index) => ({
  ...{ sku: `LARGE-${index}`, asin: `B1${String(index).padStart(8, "0")}`, title: `LEGO set ${index}` },
  ...{ price: "10.00", quantity: index % 7 },
}));
const small = await startStandIn();
const big = await startStandIn({ ...shopSeed, listings: [...shopSeed.listings, ...large] } as AmazonSeed);
afterAll(async () => {
  await small.stop();
  await big.stop();
});
beforeEach(() => {
  small.driver.reset();
  big.driver.reset();
});

type StandIn = typeof small;
const seller = shopSeed.sellers[0].sellerId;
const [application] = shopSeed.applications;
const redirectUri = application.redirectUris[0];

const checker = haveAmazonModels() ? amazonModelChecker(["/amazon/api-eu", "/amazon/api-na"]) : null;
const through = checker?.fetch ?? fetch;
const exercised = new Set<string>();

function connect(standIn: StandIn, overrides: Partial<AmazonSettings> = {}) {
  const { clock } = standIn;
  const sleep = async (ms: number) => void clock.advance(ms);
  return createAmazon({
    ...standIn.settings(),
    fetch: through,
    sleep,
    random: () => 0,
    ...overrides,
  } as AmazonSettings);
}

async function collect<Item>(pages: AsyncIterable<Page<Item>>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const page of pages) {
    expect(page.problems).toEqual([]);
    all.push(...page.items);
  }
  return all;
}

/** Presses Confirm, or Cancel, on the simulated Seller Central's page; gives the query that comes back. */
async function consent(authorizationUrl: string, decision: "confirm" | "cancel") {
  const body = new URLSearchParams({ decision, sellerId: seller });
  const answer = await fetch(authorizationUrl, { method: "POST", body, redirect: "manual" });
  return Object.fromEntries(new URL(answer.headers.get("location") ?? "").searchParams);
}

const oauthContext = (standIn: StandIn) => ({
  application: {
    clientId: application.clientId,
    clientSecret: application.clientSecret,
    applicationId: application.applicationId,
  },
  marketplace: homeMarketplace,
  baseURL: `${standIn.origin}/amazon`,
  redirectUri,
  now: () => standIn.clock.milliseconds(),
});

describe("a whole session, every call of it checked against Amazon's models", () => {
  test("connect by consent, test, list, read, set, ship, be notified, disconnect", async () => {
    const context = oauthContext(small);
    const url = amazon.oauth.authorizationUrl({ ...context, state: "state-1" });
    const query = await consent(url, "confirm");
    expect(query["state"]).toBe("state-1");
    const { tokens, credentials } = await amazon.oauth.exchange({ ...context, query });
    const topicArn = "arn:aws:sns:eu-west-1:123456789012:spapi-order-change";
    const desk = connect(small, {
      credentials: { ...context.application, ...credentials, snsTopicArn: topicArn },
      tokens: createMemoryTokenStore(tokens),
    });
    expect(await desk.probe()).toMatchObject({ account: "Brick Desk", accountId: `${seller}/eu` });

    const listings = await collect(desk.listings.all(null));
    const bySku = new Map(listings.map((listing) => [listing.reference.sku, listing]));
    expect(bySku.get("FBA-10294")).toMatchObject({
      quantity: 4,
      reference: { platformData: { fulfillment: "amazon" } },
    });
    expect(bySku.get("ZERO")).toMatchObject({ status: "out_of_stock", quantity: 0, condition: "used" });
    const references = listings.map(({ reference }) => reference);
    expect((await desk.stock.read(references)).map(({ quantity }) => quantity)).toEqual(
      listings.map(({ quantity }) => quantity),
    );

    const orders = await collect(desk.orders.changedSince(null));
    expect(Object.fromEntries(orders.map((order) => [order.externalId.slice(-1), order.status]))).toEqual({
      ...{ 1: "shipped", 2: "cancelled", 3: "on_hold", 4: "pending", 5: "paid" },
    });

    const merchant = references.filter(({ platformData }) => platformData["fulfillment"] === "merchant");
    const changes = merchant.map((listing, index) => ({ listing, quantity: index + 2, idempotencyKey: `k${index}` }));
    expect((await desk.stock.set(changes)).map(({ status }) => status)).toEqual(changes.map(() => "done"));
    small.settle();
    expect((await desk.stock.read(merchant)).map(({ quantity }) => quantity)).toEqual(
      changes.map(({ quantity }) => quantity),
    );

    const paid = orders.find((order) => order.status === "paid")!;
    const [twoOf, oneOf] = paid.lines.map(({ externalId }) => externalId);
    const parcel = {
      orderExternalId: paid.externalId,
      carrier: "Evri",
      trackingNumber: "T1",
      shippedAt: "2026-03-01T10:00:00Z",
    };
    await desk.fulfillment.ship({ ...parcel, lines: [{ lineExternalId: twoOf!, quantity: 1 }], idempotencyKey: "p1" });
    expect(await desk.orders.get(paid.externalId)).toMatchObject({ status: "partially_shipped" });
    await desk.fulfillment.ship({ ...parcel, lines: null, trackingNumber: "T2", carrier: "DPD", idempotencyKey: "p2" });
    const shipped = await desk.orders.get(paid.externalId);
    expect(shipped).toMatchObject({ status: "shipped", buyerNote: "Happy birthday" });
    expect(shipped.shipments.map(({ trackingNumber, lines }) => [trackingNumber, lines])).toEqual([
      ["T1", [{ lineExternalId: twoOf, quantity: 1 }]],
      [
        "T2",
        [
          { lineExternalId: twoOf, quantity: 1 },
          { lineExternalId: oneOf, quantity: 1 },
        ],
      ],
    ]);
    expect(small.amazon.ledger.count("order-shipped")).toBe(2);

    const queue = { kind: "sqs", arn: "arn:aws:sqs:eu-west-1:123456789012:desk" } as const;
    const subscription = await desk.notifications.subscribe({ type: "ORDER_CHANGE", destination: queue });
    expect(await desk.notifications.subscribe({ type: "ORDER_CHANGE", destination: queue })).toEqual(subscription);
    expect(await desk.notifications.get("ORDER_CHANGE")).toEqual(subscription);
    const message = await small.driver.signedWebhook!();
    const heard = await desk.webhooks.verify(message);
    expect(heard).toMatchObject({ verified: true, events: [{ type: "order-changed" }] });
    await desk.notifications.unsubscribe(subscription);
    expect(await desk.notifications.get("ORDER_CHANGE")).toBeNull();
    small.amazon.acts.revokeGrants({});
    await expect(desk.probe()).rejects.toMatchObject({ code: "auth_revoked" });
    expect(small.amazon.requests.list().filter(({ data }) => data["status"] === 429)).toEqual([]);
    for (const name of checker?.operations() ?? []) exercised.add(name);
    expect(checker?.violations() ?? []).toEqual([]);
  });

  test("a shop of more than a thousand SKUs: listings by report, stock by feed", async () => {
    const desk = connect(big);
    const listings = await collect(desk.listings.all(null));
    expect(listings).toHaveLength(1_105);
    expect(listings.find(({ reference }) => reference.sku === "FBA-10294")?.quantity).toBe(4);
    const changed = listings.filter(({ reference }) => reference.sku?.startsWith("LARGE-")).slice(0, 250);
    const changes = changed.map(({ reference }, index) => ({
      ...{ listing: reference, quantity: (index % 5) + 10, idempotencyKey: `f${index}` },
    }));
    const outcomes = await desk.stock.set(changes);
    expect(outcomes.every(({ status }) => status === "done")).toBe(true);
    expect(big.amazon.ledger.count("feed-processed")).toBe(1);
    expect(big.amazon.requests.list({ kind: "patchListingsItem" })).toHaveLength(0);
    big.settle();
    const levels = await desk.stock.read(changes.map(({ listing }) => listing));
    expect(levels.map(({ quantity }) => quantity)).toEqual(changes.map(({ quantity }) => quantity));
    for (const name of checker?.operations() ?? []) exercised.add(name);
    expect(checker?.violations() ?? []).toEqual([]);
  });

  test.skipIf(checker === null)("exercises all operations in use", () => {
    console.log(`${exercised.size} operations exercised and validated: ${[...exercised].sort().join(", ")}`);
    expect(exercised.size).toBe(20);
  });
});

describe("a report or feed that goes wrong at Amazon", () => {
  test("a report with translated columns in another character set is read by its places", async () => {
    big.amazon.acts.setSettings({ localizedHeaders: true, reportCharset: "ISO-8859-1", gzipDocuments: false });
    expect(await collect(connect(big).listings.all(null))).toHaveLength(1_105);
  });

  test("a feed that fails as a whole rejects every change", async () => {
    const desk = connect(big, { feedFrom: 2 });
    const changes = ["LARGE-1", "LARGE-2"].map((sku) => ({
      ...{ listing: { externalId: sku, variationId: sku, sku, platformData: {} }, quantity: 1, idempotencyKey: sku },
    }));
    big.amazon.acts.dialJobOutcome({ outcome: "FATAL" });
    const outcomes = await desk.stock.set(changes);
    expect(outcomes).toMatchObject(changes.map(() => ({ status: "failed", error: { code: "rejected" } })));
  });
});

describe("what can be wrong with a connection", () => {
  test("a seller who declines leaves nothing behind", async () => {
    const context = oauthContext(small);
    const query = await consent(amazon.oauth.authorizationUrl({ ...context, state: "s" }), "cancel");
    await expect(amazon.oauth.exchange({ ...context, query })).rejects.toMatchObject({ code: "auth_revoked" });
  });

  test("a code works once", async () => {
    const context = oauthContext(small);
    const query = await consent(amazon.oauth.authorizationUrl({ ...context, state: "s" }), "confirm");
    await amazon.oauth.exchange({ ...context, query });
    await expect(amazon.oauth.exchange({ ...context, query })).rejects.toMatchObject({ code: "invalid_request" });
  });

  test("a refresh token entered by hand connects as well; one of another region is refused", async () => {
    const { refreshToken } = small.amazon.acts.issueTokens({});
    const { tokens: _tokens, ...settings } = small.settings();
    const { applicationId: _applicationId, ...client } = settings.credentials;
    const credentials = { ...client, refreshToken };
    const desk = connect(small, { ...settings, credentials, tokens: undefined } as never);
    expect(await desk.probe()).toMatchObject({ account: "Brick Desk" });
    const abroad = connect(small, {
      ...settings,
      credentials,
      tokens: undefined,
      marketplace: "ATVPDKIKX0DER",
    } as never);
    await expect(abroad.probe()).rejects.toMatchObject({
      code: "permission_denied",
      message: expect.stringContaining("another region"),
    });
  });

  test("a home marketplace that the account does not sell in is named, with those it sells in", async () => {
    const desk = connect(small, { marketplace: "A13V1IB3VIYZZH" });
    await expect(desk.probe()).rejects.toThrow("does not sell on amazon.fr. It sells on amazon.co.uk, amazon.de.");
  });

  test("a client secret past its 180 days is told from a withdrawn authorisation", async () => {
    const desk = connect(small);
    small.amazon.acts.expireClientSecret({});
    expect(await desk.probe()).toMatchObject({ account: "Brick Desk" });
    small.amazon.acts.expireAccessTokens({});
    await expect(desk.probe()).rejects.toMatchObject({
      code: "permission_denied",
      message: expect.stringContaining("180 days"),
    });
  });

  test("a missing role is a refusal of that call, or a problem that names it; orders are kept", async () => {
    small.amazon.acts.setRoles({ roles: ["Inventory and Order Tracking"] });
    const desk = connect(small);
    const orders = [];
    const problems = [];
    for await (const page of desk.orders.changedSince(null)) {
      orders.push(...page.items);
      problems.push(...page.problems);
    }
    expect(orders).toHaveLength(5);
    expect(problems.map(({ message }) => message).join(" ")).toContain("Direct-to-Consumer Delivery (Restricted)");
    expect(orders.find(({ status }) => status === "paid")?.shipTo?.name ?? null).toBeNull();
    await expect(collect(desk.listings.all(null))).rejects.toMatchObject({
      code: "permission_denied",
      message: expect.stringContaining("(Product Listing)"),
    });
  });

  test("orders in a currency and a state never seen are kept", async () => {
    const lines = [{ sku: "75192-1-N" }];
    const odd = small.amazon.acts.placeOrder({ lines, currency: "XTS", state: "TELEPORTED" });
    small.clock.advance(130_000);
    const orders = await collect(connect(small).orders.changedSince(null));
    expect(orders.find(({ externalId }) => externalId === odd.orderId)).toMatchObject({
      currency: "XTS",
      status: "unknown",
      rawStatus: "TELEPORTED",
    });
  });

  test("orders that Amazon ships come only when asked for, and are never confirmed from here", async () => {
    const all = await collect(connect(small, { includeAmazonFulfilled: true }).orders.changedSince(null));
    const ofAmazon = all.find(({ rawStatus }) => rawStatus.includes("fulfilled by Amazon"))!;
    expect(ofAmazon.externalId).toBe("202-0000000-0000006");
    const ship = connect(small).fulfillment.ship({
      ...{ orderExternalId: ofAmazon.externalId, lines: null, carrier: "UPS", trackingNumber: "1Z" },
      ...{ shippedAt: "2026-03-01T10:00:00Z", idempotencyKey: "x" },
    });
    await expect(ship).rejects.toMatchObject({ code: "rejected" });
  });
});
