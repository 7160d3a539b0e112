import { createHmac } from "node:crypto";
import { createMemoryTokenStore, type WebhookRequest } from "@counterfoil/connector-kit";
import type { ConformanceDriver, ConformanceEffect, ConformanceFault } from "@counterfoil/connector-kit/conformance";
import { createClock, createSimulatorServer, type FaultInput } from "@counterfoil/simulators/kit";
import { createTiktokShopSimulator } from "@counterfoil/simulators/tiktok-shop";
import type { TiktokShopSettings } from "../tiktok-shop-settings.ts";
import { british, shopSeed } from "./tiktok-shop-seed.ts";

const startedAt = "2026-03-01T12:00:00.000Z";
const endpoint = "https://desk.example.com/api/v1/platforms/webhook/tiktok-shop";
const application = { appKey: "testappkey01", appSecret: "test_secret_0001" };
export const falcon = { productId: "1729592969712207008", skuId: "2729382476852921560", sku: "75192-1-N" };

const operations: Record<ConformanceFault["on"], string[] | undefined> = {
  orders: ["GetOrderList"],
  "stock-write": ["UpdateInventory"],
  ship: ["MarkPackageAsShipped"],
  any: undefined,
};

/** Starts the TikTok Shop simulator with its own clock, and drives it for the conformance suite. */
export async function startStandIn() {
  const clock = createClock({ at: startedAt, mode: "frozen" });
  const simulator = createTiktokShopSimulator({ seed: shopSeed, clock });
  const server = createSimulatorServer({ simulators: [simulator] });
  const origin = await server.start();

  const settings = (shop: { id: string; cipher: string; region: string } = british): TiktokShopSettings => {
    const issued = simulator.acts.issueTokens({});
    return {
      credentials: { ...application, shopId: shop.id, shopCipher: shop.cipher, shopRegion: shop.region },
      baseURL: `${origin}/tiktok-shop`,
      now: () => clock.milliseconds(),
      tokens: createMemoryTokenStore({
        accessToken: issued.access_token,
        accessTokenExpiresAt: issued.access_token_expire_in * 1000,
        refreshToken: issued.refresh_token,
        refreshTokenExpiresAt: issued.refresh_token_expire_in * 1000,
        scopes: issued.granted_scopes,
      }),
    };
  };
  const wrongSettings = (): TiktokShopSettings => {
    const { credentials, ...others } = settings();
    return { ...others, credentials: { ...credentials, appSecret: "not_the_secret_of_this_app" } };
  };
  const placeOrder = () => {
    const { orderId } = simulator.acts.placeOrder({ lines: [{ sellerSku: falcon.sku }] });
    // Orders are read ten seconds behind the clock.
    clock.advance(30_000);
    return orderId;
  };

  const productOf = (skuId: string) =>
    simulator.world.products.find(({ skus }) => skus.some(({ id }) => id === skuId))?.id ?? "";

  const driver: ConformanceDriver = {
    clock: { now: () => clock.milliseconds(), advance: (milliseconds) => clock.advance(milliseconds) },
    reset() {
      clock.set(startedAt);
      simulator.reset();
    },
    injectFault: (fault) => void simulator.faults.add(toSimulatorFault(fault)),
    effects: () =>
      simulator.ledger.list().flatMap(({ kind, data }): ConformanceEffect[] => {
        if (kind === "stock-changed") return [{ kind, externalId: productOf(String(data["skuId"])) }];
        return kind === "order-shipped" ? [{ kind, externalId: String(data["orderId"]) }] : [];
      }),
    requestCount: () => simulator.requests.list().length,
    placeOrder,
    spoilOneOrder(body) {
      const answer = JSON.parse(body) as { data?: { orders?: Record<string, unknown>[] } };
      const [first, ...others] = answer.data?.orders ?? [];
      if (!first) return body;
      return JSON.stringify({
        ...answer,
        data: { ...answer.data, orders: [{ ...first, line_items: "gone" }, ...others] },
      });
    },
    stockedListing: () => ({
      externalId: falcon.productId,
      variationId: falcon.skuId,
      sku: falcon.sku,
      platformData: {},
    }),
    quantityOf({ variationId }) {
      const skus = simulator.world.products.all().flatMap((product) => product.skus);
      const sku = skus.find(({ id }) => id === variationId);
      return sku ? sku.stock.reduce((sum, { available }) => sum + available, 0) : null;
    },
    shippableOrder: () => ({
      orderExternalId: placeOrder(),
      lines: null,
      carrier: "Royal Mail",
      trackingNumber: "CD987654321GB",
    }),
    trackingNumberOf: (orderId) =>
      simulator.world.packages.find((each) => each.orderId === orderId)?.trackingNumber || null,
    expireTokens: () => void simulator.acts.expireAccessTokens({}),
    refreshCount: () => simulator.ledger.count("token-refreshed"),
    revoke: () => void simulator.acts.revokeAuthorization({}),
    signedWebhook,
  };
  return { simulator, clock, origin, driver, settings, wrongSettings, stop: () => server.stop() };
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

/** A change of status, signed over key and body as the documents say, without the connector's own code. */
function signedWebhook(): WebhookRequest {
  const body = JSON.stringify({
    type: 1,
    tts_notification_id: "7327112393057371910",
    shop_id: british.id,
    timestamp: 1_772_366_400,
    data: {
      order_id: "576461413038700001",
      order_status: "DELIVERED",
      is_on_hold_order: false,
      update_time: 1_772_366_400,
    },
  });
  const { appKey, appSecret } = application;
  const authorization = createHmac("sha256", appSecret).update(`${appKey}${body}`).digest("hex");
  return { method: "POST", url: endpoint, endpoint, headers: { authorization }, body: new TextEncoder().encode(body) };
}
