import { sign } from "node:crypto";
import { type ConnectorSettings, createMemoryTokenStore, type WebhookRequest } from "@counterfoil/connector-kit";
import type { ConformanceDriver, ConformanceEffect, ConformanceFault } from "@counterfoil/connector-kit/conformance";
import { createEbaySimulator, type EbaySimulator } from "@counterfoil/simulators/ebay";
import { createClock, createSimulatorServer, type FaultInput } from "@counterfoil/simulators/kit";
import { shopSeed } from "./ebay-seed.ts";

const startedAt = "2026-03-01T12:00:00.000Z";
const endpoint = "https://desk.example.com/api/webhooks/ebay";

const operations: Record<ConformanceFault["on"], string[] | undefined> = {
  orders: ["getOrders"],
  "stock-write": ["ReviseInventoryStatus", "bulkUpdatePriceQuantity"],
  ship: ["createShippingFulfillment"],
  any: undefined,
};

/** Starts the eBay simulator with its own clock, and drives it for the conformance suite. */
export async function startStandIn() {
  const clock = createClock({ at: startedAt, mode: "frozen" });
  const ebay = createEbaySimulator({ seed: shopSeed, clock });
  const server = createSimulatorServer({ simulators: [ebay] });
  const origin = await server.start();
  const [application] = shopSeed.applications;
  if (!application) throw new Error("the seed has no application");
  const { clientId, clientSecret, ruName } = application;

  const settings = (): ConnectorSettings => {
    const issued = ebay.acts.issueTokens({});
    return {
      credentials: { clientId, clientSecret, ruName, verificationToken: "counterfoil_verification_token_0000001" },
      baseURL: `${origin}/ebay`,
      marketplace: "EBAY_GB",
      now: () => clock.milliseconds(),
      tokens: createMemoryTokenStore({
        accessToken: issued.accessToken,
        accessTokenExpiresAt: Date.parse(issued.accessTokenExpiresAt),
        refreshToken: issued.refreshToken,
        refreshTokenExpiresAt: Date.parse(issued.refreshTokenExpiresAt),
        scopes: issued.scopes,
      }),
    };
  };
  const wrongSettings = (): ConnectorSettings => ({
    ...settings(),
    credentials: { clientId, clientSecret: "PRD-not-the-secret-of-this-key-set" },
    tokens: createMemoryTokenStore({
      accessToken: "v^1.1#never-given",
      accessTokenExpiresAt: null,
      refreshToken: "v^1.1#never-given-either",
      refreshTokenExpiresAt: null,
      scopes: [],
    }),
  });
  const placeOrder = () => {
    const { orderId } = ebay.acts.placeOrder({ lines: [{ itemId: "110035400937" }] });
    // Orders are read half a minute behind the clock.
    clock.advance(60_000);
    return orderId;
  };
  const orderOf = (orderId: string) => ebay.world.orders.get(orderId);

  const driver: ConformanceDriver = {
    clock: { now: () => clock.milliseconds(), advance: (milliseconds) => clock.advance(milliseconds) },
    reset() {
      clock.set(startedAt);
      ebay.reset();
    },
    injectFault: (fault) => void ebay.faults.add(toSimulatorFault(fault)),
    effects: () =>
      ebay.ledger.list().flatMap(({ kind, data }): ConformanceEffect[] => {
        if (kind === "stock-changed") return [{ kind, externalId: String(data["itemId"]) }];
        return kind === "order-shipped" ? [{ kind, externalId: String(data["orderId"]) }] : [];
      }),
    requestCount: () => ebay.requests.list().length,
    placeOrder,
    spoilOneOrder(body) {
      const page = JSON.parse(body) as { orders?: Record<string, unknown>[] };
      if (!page.orders?.[0]) return body;
      return JSON.stringify({ ...page, orders: [{ ...page.orders[0], lineItems: "gone" }, ...page.orders.slice(1)] });
    },
    stockedListing: () => ({
      externalId: "110035400937",
      variationId: null,
      sku: "75192-1-N",
      platformData: { model: "TRADING" },
    }),
    quantityOf: ({ externalId }) => ebay.world.listings.get(externalId)?.available ?? null,
    shippableOrder: () => ({
      orderExternalId: placeOrder(),
      lines: null,
      carrier: "RoyalMail",
      trackingNumber: "CD987654321GB",
    }),
    trackingNumberOf: (orderId) => orderOf(orderId)?.fulfillments[0]?.trackingNumber ?? null,
    expireTokens: () => void ebay.acts.expireAccessTokens({}),
    refreshCount: () => ebay.ledger.count("token-refreshed"),
    revoke() {
      ebay.acts.revokeGrants({});
      ebay.acts.expireAccessTokens({});
    },
    signedWebhook: () => signedWebhook(ebay),
  };
  return { ebay, clock, origin, driver, settings, wrongSettings, stop: () => server.stop() };
}

function toSimulatorFault(fault: ConformanceFault): FaultInput {
  const operation = operations[fault.on];
  const match = { count: fault.times, ...(operation && { operation }) };
  switch (fault.kind) {
    case "throttled":
      return {
        ...match,
        kind: "status",
        status: 429,
        ...(fault.retryAfterSeconds !== null && { retryAfterSeconds: fault.retryAfterSeconds }),
      };
    case "server-error":
      return { ...match, kind: "status", status: fault.status };
    case "slow":
      return { ...match, kind: "slow", milliseconds: fault.milliseconds };
    case "truncated-body":
      return { ...match, kind: "truncated-body" };
    case "answer-lost":
      return { ...match, kind: "cut", when: "after-effect" };
    case "duplicated-page":
      // The first page has none before it.
      return { ...match, kind: "duplicated-page", skip: 1 };
  }
}

/** An order confirmation, signed by the simulated eBay's own key. */
function signedWebhook({ world, clock }: EbaySimulator): WebhookRequest {
  const body = JSON.stringify({
    metadata: { topic: "ORDER_CONFIRMATION", schemaVersion: "1.0", deprecated: false },
    notification: {
      notificationId: "conformance-0001",
      eventDate: clock.iso(),
      publishDate: clock.iso(),
      publishAttemptCount: 1,
      data: { order: { orderId: "01-00001-00001", orderLineItems: [] } },
    },
  });
  const { id: kid, privateKey } = world.notificationKey;
  const signature = sign("sha1", Buffer.from(body), privateKey).toString("base64");
  const header = Buffer.from(JSON.stringify({ alg: "ecdsa", kid, signature, digest: "SHA1" })).toString("base64");
  return {
    method: "POST",
    url: endpoint,
    endpoint,
    headers: { "content-type": "application/json", "x-ebay-signature": header },
    body: new TextEncoder().encode(body),
  };
}
