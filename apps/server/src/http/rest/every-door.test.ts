import { openTestDatabase } from "@counterfoil/db/testing";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type RestAnswerSeen, type Seller, startTwoSellers, type TwoSellers } from "../../testing/two-sellers.ts";
import { apiDocument } from "./api-document.ts";
import type { RestRoute } from "./rest-route.ts";
import { restRoutes } from "./rest-routes.ts";

// One case for each door, found by its operation id: a new door without a case fails.

/** Things of Ann's that cases ask for. */
interface World extends TwoSellers {
  orders: { pending: string; queued: string; skipped: string; bulk: string };
  entries: { resolve: string; skip: string };
  unit: string;
  webhook: { id: string; eventId: string; deliveryId: string };
}

interface Case {
  path?: (world: World) => string;
  body?: (world: World) => unknown;
  /** What Bob sends, where it is not the same. */
  othersBody?: unknown;
  headers?: Record<string, string>;
  /** What Ann's program is answered. */
  expects: number;
  /** What Bob's is, asking for Ann's things: 404 where it names one, his own (and none of hers) where it does not. */
  others: number;
  check?: (answer: RestAnswerSeen, world: World) => void;
}

const v1 = "/api/v1/platforms";
const webhooks = "/api/v1/webhooks";
const parcel = { trackingNumber: "AB123456785GB", carrier: "Royal Mail" };

const cases: Readonly<Record<string, Case>> = {
  readCredentials: {
    ...{ expects: 200, others: 200 },
    check: ({ body, text }) => {
      expect(body).toMatchObject({ configured: true, status: "connected", account: "ann" });
      expect(text).not.toContain("key-ann");
    },
  },
  saveCredentials: {
    ...{ body: () => ({ apiKey: "key-ann" }), othersBody: { apiKey: "key-nobody" }, expects: 200, others: 400 },
  },
  startEbayConsent: {
    ...{ path: () => "/api/integrations/ebay/auth?returnUrl=/orders", expects: 400, others: 400 },
    check: ({ body }) => expect(body.issues.length).toBeGreaterThan(0),
  },
  listQueue: {
    ...{ expects: 200, others: 200 },
    check: ({ body }) => {
      expect(body.stats.pending).toBeGreaterThanOrEqual(2);
      const entry = body.data.find(({ platformOrderId }: { platformOrderId: string }) => platformOrderId === "A-2");
      expect(entry).toMatchObject({ quantityNeeded: 1, candidates: [{ title: "Ann's castle 6080" }] });
      expect(body.pagination).toMatchObject({ page: 1, limit: 20 });
    },
  },
  resolveEntry: {
    path: ({ entries }) => `/api/ebay/resolution-queue/${entries.resolve}/resolve`,
    body: ({ unit }) => ({ inventoryItemIds: [unit] }),
    ...{ expects: 200, others: 404 },
    check: ({ body }, { unit }) => expect(body.claims).toMatchObject([{ inventoryItemId: unit, quantity: 1 }]),
  },
  skipEntry: {
    path: ({ entries }) => `/api/ebay/resolution-queue/${entries.skip}/skip`,
    ...{ body: () => ({ reason: "no_inventory", note: "never had it" }), expects: 200, others: 404 },
  },
  processHistorical: { body: () => ({ includePaid: true }), expects: 202, others: 202 },
  connectPlatform: {
    ...{ path: () => `${v1}/connect/tiktok`, expects: 400, others: 400 },
    check: ({ body }) => expect(body.issues[0].path).toBe("fields.clientId"),
  },
  listConnections: {
    ...{ expects: 200, others: 200 },
    check: ({ body }) =>
      expect(body.data.find(({ platform }: { platform: string }) => platform === "ebay")).toMatchObject({
        ...{ connected: true, account: "ann", health: "healthy", autoSync: true },
      }),
  },
  changeConnectionSettings: {
    ...{ path: () => `${v1}/connections/ebay/settings`, expects: 200, others: 404 },
    body: () => ({ syncInterval: 30, syncProducts: false }),
    check: ({ body }) =>
      expect(body.data).toMatchObject({ syncInterval: 30, syncProducts: false, syncOrders: true, autoSync: true }),
  },
  testConnection: {
    ...{ path: () => `${v1}/connections/ebay/test`, expects: 200, others: 404 },
    check: ({ body }) => expect(body.data).toMatchObject({ connected: true, account: "ann", called: "GET /me" }),
  },
  "sync-products": { path: () => `${v1}/sync/products`, body: () => ({ platform: "ebay" }), expects: 202, others: 404 },
  "sync-inventory": { path: () => `${v1}/sync/inventory`, body: () => ({}), expects: 202, others: 404 },
  "sync-orders": {
    ...{ path: () => `${v1}/sync/orders?wait=true`, body: () => ({ platform: "ebay" }), expects: 200, others: 404 },
    check: ({ body }) => expect(body.data).toMatchObject([{ platform: "ebay", success: true, failed: 0 }]),
  },
  manualSync: {
    ...{ path: () => `${v1}/manual-sync?wait=true`, body: () => ({ syncType: "orders" }), expects: 200, others: 404 },
  },
  syncStatus: {
    ...{ expects: 200, others: 200 },
    check: ({ body }) =>
      expect(body.data.find(({ kind }: { kind: string }) => kind === "orders")).toMatchObject({
        ...{ platform: "ebay", paused: false, state: "done" },
      }),
  },
  listPendingOrders: {
    ...{ path: () => `${v1}/orders/pending?platform=ebay&limit=3`, expects: 200, others: 200 },
    check: ({ body }) => {
      expect(body.data.orders).toHaveLength(3);
      expect(body.data.orders[0].total).toEqual({ amount: "12.34", currency: "GBP" });
      expect(body.data.pagination).toMatchObject({ page: 1, limit: 3 });
    },
  },
  readOrder: {
    ...{ path: ({ orders }) => `${v1}/orders/${orders.pending}`, expects: 200, others: 404 },
    check: ({ body }) => {
      expect(body.data.order).toMatchObject({ platformOrderId: "A-1", total: { amount: "12.34", currency: "GBP" } });
      expect(body.data.shippingProviders).toEqual([{ code: "RM", name: "Royal Mail" }]);
    },
  },
  fulfillOrder: {
    ...{
      path: ({ orders }) => `${v1}/orders/${orders.pending}/fulfill`,
      body: () => parcel,
      expects: 200,
      others: 404,
    },
    check: ({ body }) => expect(body.data).toMatchObject({ platformOrderId: "A-1", trackingNumber: "AB123456785GB" }),
  },
  bulkFulfill: {
    ...{ path: () => `${v1}/orders/bulk-fulfill`, expects: 207, others: 422 },
    body: ({ orders }) => ({
      orders: [
        { orderId: orders.bulk, ...parcel },
        { orderId: "no-such-order", ...parcel },
      ],
    }),
    check: ({ body }) => {
      expect(body.data).toMatchObject({ successful: 1, failed: 1 });
      expect(body.data.errors).toMatchObject([{ orderId: "no-such-order" }]);
    },
  },
  setOrderStatus: {
    ...{ path: ({ orders }) => `${v1}/orders/${orders.skipped}/status`, expects: 200, others: 404 },
    body: () => ({ status: "packed", note: "in the box" }),
    check: ({ body }) => expect(body.data).toMatchObject({ platformOrderId: "A-3", status: "packed" }),
  },
  autoFulfill: {
    ...{ path: () => `${v1}/orders/auto-fulfill`, body: () => ({ dryRun: true }), expects: 409, others: 409 },
    check: ({ body }) => expect(body.error).toContain("turned off"),
  },
  fulfillmentAnalytics: {
    ...{ path: () => `${v1}/fulfillment/analytics?dateFrom=2026-02-01&dateTo=2026-03-31`, expects: 200, others: 200 },
    check: ({ body }) => {
      expect(body.data.analytics).toMatchObject([{ platform: "ebay", totalOrders: 5 }]);
      expect(body.data.fulfillmentStats).toMatchObject([{ platform: "ebay", total: 5 }]);
    },
  },
  listEventTypes: {
    ...{ expects: 200, others: 200 },
    check: ({ body }) => expect(body.data[0]).toMatchObject({ type: "alert.raised" }),
  },
  listWebhooks: {
    ...{ expects: 200, others: 200 },
    check: ({ body }) => expect(body.data[0]).toMatchObject({ url: "https://hooks.invalid/ann", enabled: true }),
  },
  addWebhook: {
    ...{ path: () => `${webhooks}`, expects: 201, others: 201 },
    body: () => ({ url: "https://hooks.example.com/second", events: ["stock.changed"] }),
    check: ({ body }) => expect(body.data.secret).toMatch(/^whsec_/),
  },
  changeWebhook: {
    ...{ path: ({ webhook }) => `${webhooks}/${webhook.id}`, expects: 200, others: 404 },
    body: () => ({ events: ["order.created", "order.dispatched"] }),
  },
  testWebhook: {
    ...{ path: ({ webhook }) => `${webhooks}/${webhook.id}/test`, expects: 202, others: 404 },
  },
  listWebhookDeliveries: {
    ...{ expects: 200, others: 200 },
    check: ({ body }, { webhook }) =>
      expect(body.data.deliveries).toContainEqual(
        expect.objectContaining({ webhookId: webhook.id, eventId: webhook.eventId, type: "webhook.test" }),
      ),
  },
  replayWebhookDelivery: {
    ...{ path: ({ webhook }) => `${webhooks}/deliveries/${webhook.deliveryId}/replay`, expects: 202, others: 404 },
  },
  replayWebhook: {
    ...{ path: ({ webhook }) => `${webhooks}/${webhook.id}/replay`, expects: 202, others: 404 },
    body: () => ({ since: "2026-01-01T00:00:00Z" }),
    check: ({ body }) => expect(body.data.messages).toBeGreaterThanOrEqual(1),
  },
  finishConsent: { path: () => "/api/integrations/ebay/callback?code=x&state=y", expects: 302, others: 302 },
  finishConsentV1: { path: () => `${v1}/callback/tiktok?code=x&state=y`, expects: 302, others: 302 },
  finishAmazonConsent: { path: () => "/connections/amazon/oauth/callback?state=y", expects: 302, others: 302 },
  receiveWebhook: { path: () => `${v1}/webhook/ebay`, body: () => ({}), expects: 412, others: 412 },
  answerChallenge: { path: () => `${v1}/webhook/ebay?challenge_code=abc`, expects: 412, others: 412 },
  removeWebhook: { path: ({ webhook }) => `${webhooks}/${webhook.id}`, expects: 200, others: 404 },
  deleteCredentials: { path: () => "/api/integrations/ebay/credentials", expects: 200, others: 404 },
  deleteConnection: { path: () => `${v1}/connections/ebay`, expects: 200, others: 404 },
};

// These take away what the others need.
const last = ["removeWebhook", "deleteCredentials", "deleteConnection"];
const inOrder = [...restRoutes].sort((a, b) => last.indexOf(a.operationId) - last.indexOf(b.operationId));

const pathOf = (route: RestRoute, world: World): string =>
  cases[route.operationId]?.path?.(world) ?? route.path.replace("{platform}", "ebay");

describe("every door for programs", () => {
  let world: World;
  const document = apiDocument({ version: "1", publicUrl: "http://localhost" });
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, "document");

  beforeAll(async () => {
    world = await makeWorld();
  });
  afterAll(() => world?.stop());

  const send = async (seller: Seller, route: RestRoute): Promise<RestAnswerSeen> => {
    const { body, othersBody, headers } = cases[route.operationId] ?? {};
    const sent = (seller === world.bob ? othersBody : undefined) ?? body?.(world);
    return await seller.call(route.method.toUpperCase(), pathOf(route, world), sent, headers);
  };

  test("has a case here, and no case is left over", () => {
    expect(restRoutes.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(cases).sort());
  });

  test.each(inOrder.filter(({ scope }) => scope !== null))("$method $path asks who it is", async (route) => {
    const response = await fetch(new URL(pathOf(route, world), world.server.url), {
      ...{ method: route.method.toUpperCase(), redirect: "manual" },
    });
    const body = (await response.json()) as { requestId: string };
    expect([response.status, body]).toEqual([
      401,
      expect.objectContaining({ success: false, code: "unauthenticated" }),
    ]);
    expect(body.requestId).toBe(response.headers.get("x-request-id"));
  });

  test.each(inOrder.filter(({ scope }) => scope !== null))("$method $path asks a key for $scope", async (route) => {
    const elsewhere = route.scope?.startsWith("analytics") ? "sync:read" : "analytics:read";
    const key = await keyOf(world, [elsewhere]);
    const answer = await world.ann.call(route.method.toUpperCase(), pathOf(route, world), undefined, {
      authorization: `Bearer ${key}`,
    });
    expect([answer.status, answer.body.error]).toEqual([403, expect.stringContaining(String(route.scope))]);
  });

  // Bob asks first: what he could change of Ann's would show in her answer.
  test.each(inOrder)("$method $path shows another seller nothing", async (route) => {
    const answer = await send(world.bob, route);
    expect([answer.status, answer.text]).toEqual([cases[route.operationId]?.others, expect.anything()]);
    expect(answer.text).not.toMatch(/Ann's|A-\d|"ann"/);
  });

  test.each(inOrder)("$method $path answers as the document says", async (route) => {
    if (route.operationId === "deleteConnection") await connect(world.ann, "key-ann");
    const answer = await send(world.ann, route);
    const { expects, check } = cases[route.operationId] ?? {};
    expect([answer.status, answer.text]).toEqual([expects, expect.anything()]);
    check?.(answer, world);
    if (answer.body === null) return;
    const pointer = [route.path, route.method, "responses", String(expects), "content", "application/json", "schema"];
    const escaped = pointer.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1"));
    const valid = ajv.validate({ $ref: `document#/paths/${escaped.join("/")}` }, answer.body);
    expect([valid, ajv.errors]).toEqual([true, null]);
  });
});

async function connect(seller: Seller, apiKey: string): Promise<void> {
  const answer = await seller.call("POST", "/api/integrations/ebay/credentials", { apiKey });
  if (answer.status !== 200) throw new Error(answer.text);
}

async function keyOf({ ann }: TwoSellers, scopes: string[]): Promise<string> {
  const made = await ann.call("POST", "/trpc/apiKeys.create", { name: "K", scopes });
  return made.body.result.data.key;
}

/** Ann has a connected shop with five orders, two of which wait for a person, and a unit that fits one of them. */
async function makeWorld(): Promise<World> {
  const database = await openTestDatabase("postgres");
  const sellers = await startTwoSellers(database);
  const { ann } = sellers;
  const total = { minor: 1234, currency: "GBP" };
  const totals = { subtotal: null, shipping: null, discount: null, tax: null, fees: null, refunded: null, total };
  for (const [index, title] of [
    "Ann's first",
    "Ann's castle 6080",
    "Ann's third",
    "Ann's fourth",
    "Ann's fifth",
  ].entries())
    ann.shop.put({ externalId: `A-${index + 1}`, totals, lines: [{ title, sku: `SKU-${index + 1}` }] });
  await connect(ann, "key-ann");
  const item = { title: "Ann's castle 6080", status: "in_stock", quantity: 1 };
  const made = await ann.call("POST", "/trpc/inventory.create", item);
  const unit = made.body.result.data.id as string;
  // The connection reads its orders by itself; what it cannot tie waits in the queue.
  const queue = await vi.waitFor(
    async () => {
      const answer = await ann.call("GET", "/api/ebay/resolution-queue?limit=100");
      expect(answer.body.data).toHaveLength(5);
      return answer;
    },
    { timeout: 60_000, interval: 500 },
  );
  const pendingOrders = await ann.call("GET", "/api/v1/platforms/orders/pending?limit=100");
  const orderId = (number: string): string =>
    pendingOrders.body.data.orders.find((order: { platformOrderId: string }) => order.platformOrderId === number).id;
  const entryOf = (number: string): string =>
    queue.body.data.find((entry: { platformOrderId: string }) => entry.platformOrderId === number).id;
  return {
    ...sellers,
    unit,
    webhook: await hear(ann),
    orders: { pending: orderId("A-1"), queued: orderId("A-2"), skipped: orderId("A-3"), bulk: orderId("A-4") },
    entries: { resolve: entryOf("A-2"), skip: entryOf("A-3") },
    stop: async () => {
      await sellers.stop();
      await database.close();
    },
  };
}

/** An address of hers, to which a test was sent. Its name is nobody's, so that it never arrives. */
async function hear(seller: Seller): Promise<World["webhook"]> {
  const made = await seller.call("POST", webhooks, { url: "https://hooks.invalid/ann", events: ["order.created"] });
  const { id } = made.body.data;
  const { eventId } = (await seller.call("POST", `${webhooks}/${id}/test`)).body.data;
  const { deliveries } = (await seller.call("GET", `${webhooks}/deliveries`)).body.data;
  return { id, eventId, deliveryId: deliveries[0].id };
}
