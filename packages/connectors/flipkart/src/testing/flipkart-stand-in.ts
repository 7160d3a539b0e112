import { type ConnectorSettings, createMemoryTokenStore, type WebhookRequest } from "@counterfoil/connector-kit";
import type {
  ConformanceDriver,
  ConformanceEffect,
  ConformanceFault,
  FaultTarget,
} from "@counterfoil/connector-kit/conformance";
import { createFlipkartSimulator, type FlipkartSeed } from "@counterfoil/simulators/flipkart";
import { createClock, createSimulatorServer, type FaultInput } from "@counterfoil/simulators/kit";
import { createFlipkart } from "../flipkart-connector.ts";
import type { FlipkartSettings } from "../flipkart-settings.ts";
import { location, own, partner, seed as usualSeed } from "./flipkart-seed.ts";

export const startedAt = "2026-11-21T09:00:00.000Z";
export const endpoint = "https://desk.example.com/webhook/flipkart";
const operations: Readonly<Record<FaultTarget, string[] | undefined>> = {
  orders: ["searchShipments", "searchShipmentsNext", "getShipmentsByIds", "getShipmentDetails"],
  "stock-write": ["updateInventory"],
  ship: ["selfShipDispatch"],
  any: undefined,
};

/** A simulated Flipkart on a free port, with the driver that the conformance suite asks for. */
export async function startStandIn(access: "self" | "consent" = "self", seed: FlipkartSeed = usualSeed) {
  const clock = createClock({ at: startedAt, mode: "frozen" });
  const flipkart = createFlipkartSimulator({ seed, clock, randomSeed: "tests", fetch: async () => new Response() });
  const server = createSimulatorServer({ simulators: [flipkart] });
  const baseURL = `${await server.start()}/flipkart`;
  const application = access === "self" ? own : partner;
  const placeOrder = (sku = "10294-N", shipmentType: "NORMAL" | "SELF" = "NORMAL") =>
    flipkart.acts.placeOrder({ lines: [{ sku }], shipmentType }).orderId;
  const listing = (sku: string) => flipkart.world.listings.get(sku);
  const issueTokens = () => flipkart.acts.issueTokens({ applicationId: application.applicationId });
  let issued = issueTokens();

  const driver: ConformanceDriver = {
    clock: { now: () => clock.milliseconds(), advance: (milliseconds) => clock.advance(milliseconds) },
    reset() {
      clock.set(startedAt);
      flipkart.reset();
      issued = issueTokens();
    },
    injectFault: (fault) => void flipkart.faults.add(toSimulatorFault(fault)),
    effects: () =>
      flipkart.ledger.list().flatMap(({ kind, data }): ConformanceEffect[] => {
        if (kind === "stock-changed") return [{ kind, externalId: String(data["listingId"]) }];
        return kind === "order-shipped" ? [{ kind, externalId: String(data["orderId"]) }] : [];
      }),
    requestCount: () => flipkart.requests.list().length,
    placeOrder: () => placeOrder(),
    spoilOneOrder(body) {
      const page = JSON.parse(body) as { shipments?: Record<string, unknown>[] };
      const [first, ...rest] = page.shipments ?? [];
      return first === undefined
        ? body
        : JSON.stringify({ ...page, shipments: [{ ...first, orderItems: 7 }, ...rest] });
    },
    stockedListing: () => ({
      externalId: listing("75192-N")?.listingId ?? "",
      variationId: null,
      sku: "75192-N",
      platformData: {},
    }),
    quantityOf: ({ externalId }) =>
      flipkart.world.listings.find(({ listingId }) => listingId === externalId)?.locations[0]?.inventory ?? null,
    shippableOrder: () => ({
      orderExternalId: placeOrder("10294-N", "SELF"),
      lines: null,
      carrier: "Delhivery",
      trackingNumber: "DL123456789IN",
    }),
    trackingNumberOf: (orderId) => {
      const shipped = flipkart.ledger.list({ kind: "order-shipped" }).find(({ data }) => data["orderId"] === orderId);
      return shipped ? String(shipped.data["trackingId"]) : null;
    },
    expireTokens: () => void flipkart.acts.expireAccessTokens({}),
    refreshCount: () => flipkart.ledger.count(access === "self" ? "token-issued" : "token-refreshed"),
    revoke() {
      if (access === "self") flipkart.acts.deleteApplication({ applicationId: own.applicationId });
      else flipkart.acts.revokeGrants({});
      flipkart.acts.expireAccessTokens({});
    },
    async signedWebhook() {
      flipkart.acts.subscribe({ applicationId: application.applicationId, url: endpoint });
      placeOrder();
      await flipkart.webhooks.flush();
      const request = flipkart.webhooks.attempts().at(-1)?.request;
      if (request === undefined) throw new Error("the simulator sent no notification");
      return { ...request, body: new TextEncoder().encode(request.body), endpoint } satisfies WebhookRequest;
    },
  };

  const credentials = {
    ...application,
    locationId: location,
    ...(access === "consent" && { accessType: "third_party" }),
  };
  const tokens = () => {
    const at = (iso: string | null) => (iso === null ? null : Date.parse(iso));
    return createMemoryTokenStore({
      accessToken: issued.accessToken,
      accessTokenExpiresAt: at(issued.accessTokenExpiresAt),
      refreshToken: issued.refreshToken,
      refreshTokenExpiresAt: at(issued.refreshTokenExpiresAt),
      scopes: [],
    });
  };
  const settings = (): ConnectorSettings => ({ credentials, baseURL, tokens: tokens() });
  const wrongSettings = (): ConnectorSettings => ({
    credentials: { ...credentials, applicationSecret: "another-secret-0000001" },
    baseURL,
    ...(access === "consent" && {
      tokens: createMemoryTokenStore({ ...expired, refreshToken: "not-a-refresh-token" }),
    }),
  });
  /** A connector whose waits move the simulator's clock. */
  const connect = (more: Partial<FlipkartSettings> = {}) =>
    createFlipkart({
      ...settings(),
      now: driver.clock.now,
      sleep: async (milliseconds) => driver.clock.advance(milliseconds),
      ...more,
    });
  return { flipkart, clock, baseURL, driver, settings, wrongSettings, connect, stop: () => server.stop() };
}

const expired = { accessToken: "x", accessTokenExpiresAt: 1, refreshTokenExpiresAt: null, scopes: [] };

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
      return { ...match, kind: "duplicated-page", operation: "searchShipmentsNext" };
  }
}
