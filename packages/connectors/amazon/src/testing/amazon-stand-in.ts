import { type ConnectorSettings, createMemoryTokenStore, type WebhookRequest } from "@counterfoil/connector-kit";
import type { ConformanceDriver, ConformanceEffect, ConformanceFault } from "@counterfoil/connector-kit/conformance";
import { type AmazonSeed, type AmazonSimulator, createAmazonSimulator } from "@counterfoil/simulators/amazon";
import { createClock, createSimulatorServer, type FaultInput } from "@counterfoil/simulators/kit";
import { homeMarketplace, shopSeed, stocked } from "./amazon-seed.ts";

const startedAt = "2026-03-01T12:00:00.000Z";
const endpoint = "https://desk.example.com/api/webhooks/amazon";
const topicArn = "arn:aws:sns:eu-west-1:123456789012:spapi-order-change";
/** Longer than Amazon takes to show an order in its lists. */
const shownAfterMs = 130_000;
/** Longer than Amazon takes to make a change of a listing live. */
const liveAfterMs = 61_000;

const operations: Record<ConformanceFault["on"], string[] | undefined> = {
  orders: ["searchOrders"],
  "stock-write": ["patchListingsItem"],
  ship: ["confirmShipment"],
  any: undefined,
};

/** Starts the Amazon simulator with its own clock, and drives it for the conformance suite. */
export async function startStandIn(seed: AmazonSeed = shopSeed) {
  const clock = createClock({ at: startedAt, mode: "frozen" });
  const amazon = createAmazonSimulator({ seed, clock, fetch: nobodyListens });
  const server = createSimulatorServer({ simulators: [amazon] });
  const origin = await server.start();
  const [{ clientId, clientSecret, applicationId }] = shopSeed.applications;
  const [{ sellerId }] = shopSeed.sellers;

  const settings = (): ConnectorSettings => {
    const issued = amazon.acts.issueTokens({});
    return {
      credentials: { clientId, clientSecret, applicationId, sellerId, snsTopicArn: topicArn },
      baseURL: `${origin}/amazon`,
      marketplace: homeMarketplace,
      now: () => clock.milliseconds(),
      tokens: tokensOf(issued.accessToken, issued.refreshToken, Date.parse(issued.accessTokenExpiresAt)),
    };
  };
  const wrongSettings = (): ConnectorSettings => ({
    ...settings(),
    credentials: { clientId, clientSecret: "amzn1.oa2-cs.v1.not-the-secret", sellerId },
    tokens: tokensOf("Atza|never-given", "Atzr|never-given", null),
  });
  const placeOrder = () => {
    const { orderId } = amazon.acts.placeOrder({ lines: [{ sku: stocked.sku }] });
    clock.advance(shownAfterMs);
    return orderId;
  };
  const settle = () => {
    clock.advance(liveAfterMs);
    amazon.acts.settle({});
  };

  const driver: ConformanceDriver = {
    clock: { now: () => clock.milliseconds(), advance: (milliseconds) => clock.advance(milliseconds) },
    reset() {
      clock.set(startedAt);
      amazon.reset();
    },
    injectFault: (fault) => void amazon.faults.add(toSimulatorFault(fault)),
    effects() {
      settle();
      return amazon.ledger.list().flatMap(({ kind, data }): ConformanceEffect[] => {
        if (kind === "stock-changed") return [{ kind, externalId: asinOf(amazon, String(data["sku"])) }];
        return kind === "order-shipped" ? [{ kind, externalId: String(data["orderId"]) }] : [];
      });
    },
    requestCount: () => amazon.requests.list().length,
    placeOrder,
    spoilOneOrder(body) {
      const page = JSON.parse(body) as { orders?: Record<string, unknown>[] };
      if (!page.orders?.[0]) return body;
      return JSON.stringify({ ...page, orders: [{ ...page.orders[0], orderItems: "gone" }, ...page.orders.slice(1)] });
    },
    stockedListing: () => ({
      externalId: stocked.asin,
      variationId: stocked.sku,
      sku: stocked.sku,
      platformData: { fulfillment: "merchant" },
    }),
    quantityOf({ sku }) {
      settle();
      const listing = amazon.world.listings.find((row) => row.sku === sku);
      return listing?.availability.find(({ channelCode }) => channelCode === "DEFAULT")?.quantity ?? null;
    },
    shippableOrder: () => ({
      orderExternalId: placeOrder(),
      lines: null,
      carrier: "Royal Mail",
      trackingNumber: "CD987654321GB",
    }),
    trackingNumberOf: (orderId) => amazon.world.orders.get(orderId)?.packages[0]?.trackingNumber ?? null,
    expireTokens: () => void amazon.acts.expireAccessTokens({}),
    refreshCount: () => amazon.ledger.count("token-refreshed"),
    revoke: () => void amazon.acts.revokeGrants({}),
    signedWebhook: () => signedWebhook(amazon),
  };
  return { amazon, clock, origin, driver, settings, wrongSettings, placeOrder, settle, stop: () => server.stop() };
}

/** Deliveries are read from the simulator's own log. */
const nobodyListens = (async () => new Response(null, { status: 200 })) as typeof fetch;

function tokensOf(accessToken: string, refreshToken: string, accessTokenExpiresAt: number | null) {
  return createMemoryTokenStore({
    ...{ accessToken, accessTokenExpiresAt, refreshToken, refreshTokenExpiresAt: null, scopes: [] },
  });
}

function asinOf({ world }: AmazonSimulator, sku: string): string {
  return world.listings.find((row) => row.sku === sku)?.asin ?? sku;
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

/** A change of an order, as the seller's SNS topic delivers it. */
async function signedWebhook({ acts, webhooks }: AmazonSimulator): Promise<WebhookRequest> {
  acts.setForwarder({ mode: "sns", url: endpoint, topicArn, subscribe: ["ORDER_CHANGE"] });
  acts.placeOrder({ lines: [{ sku: stocked.sku }] });
  await webhooks.flush();
  const sent = webhooks.attempts("ORDER_CHANGE").at(-1)?.request;
  if (!sent) throw new Error("the simulated Amazon sent no notification");
  return { method: "POST", url: endpoint, endpoint, headers: sent.headers, body: new TextEncoder().encode(sent.body) };
}
