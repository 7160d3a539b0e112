import type { ConnectorSettings } from "@counterfoil/connector-kit";
import type {
  ConformanceDriver,
  ConformanceEffect,
  ConformanceFault,
  FaultTarget,
} from "@counterfoil/connector-kit/conformance";
import { type BricklinkSeed, createBricklinkSimulator } from "@counterfoil/simulators/bricklink";
import { createClock, createSimulatorServer, type FaultInput } from "@counterfoil/simulators/kit";

const keys = {
  consumerKey: "A1A1A1A1B2B2B2B2C3C3C3C3D4D4D4D4",
  consumerSecret: "0123456789ABCDEF0123456789ABCDEF",
  tokenValue: "FEDCBA9876543210FEDCBA9876543210",
  tokenSecret: "00112233445566778899AABBCCDDEEFF",
};
const buyer = {
  username: "olive_b",
  email: "olive@example.com",
  fullName: "Olive O'Brien",
  addressLine1: "1 Example Street",
  city: "Leeds",
  postalCode: "LS1 1AA",
  countryCode: "GB",
};
const seed: BricklinkSeed = {
  tokens: [keys],
  store: { sellerName: "shelfbricks", storeName: "Shelf & Sons", currencyCode: "GBP" },
  items: [
    { type: "SET", no: "75192-1", name: "Millennium Falcon (UCS)", categoryId: 65 },
    { type: "PART", no: "3001", name: "Brick 2 x 4", categoryId: 5 },
  ],
  lots: [
    { inventoryId: 501, type: "SET", no: "75192-1", quantity: 5, newOrUsed: "N", completeness: "S", unitPrice: "650" },
    { inventoryId: 502, type: "PART", no: "3001", colorId: 11, quantity: 900, newOrUsed: "U", unitPrice: "0.125" },
  ],
  orders: [
    {
      placedAt: "2026-11-01T10:00:00.000Z",
      status: "PENDING",
      buyer,
      payment: { method: "IBAN", status: "Sent" },
      batches: [[{ inventoryId: 502, quantity: 4 }]],
    },
    {
      placedAt: "2026-09-01T10:00:00.000Z",
      status: "COMPLETED",
      buyer,
      batches: [[{ inventoryId: 502, quantity: 2 }], [{ inventoryId: 502, quantity: 1 }]],
      isFiled: true,
    },
  ],
};

const matches: Readonly<Record<FaultTarget, { method?: string; path?: string; operation?: string }>> = {
  any: {},
  orders: { method: "GET", path: "/api/store/v1/orders*" },
  "stock-write": { operation: "updateInventory" },
  ship: { method: "PUT", path: "/api/store/v1/orders/*/status" },
};

/** A simulated store with the driver that the conformance suite asks for. */
export async function startStandIn() {
  const clock = createClock({ at: "2026-11-21T09:00:00.000Z", mode: "frozen" });
  const simulator = createBricklinkSimulator({ seed, clock, fetch: async () => new Response() });
  const server = createSimulatorServer({ simulators: [simulator] });
  const origin = await server.start();
  const baseURL = `${origin}/bricklink/api/store/v1`;
  const placeOrder = async () => {
    const placed = await simulator.acts.placeOrder({ lines: [{ inventoryId: 502, quantity: 3 }] });
    return String(placed.orderId);
  };
  const driver: ConformanceDriver = {
    reset: () => simulator.reset(),
    injectFault: (fault) => void simulator.faults.add(toSimulatorFault(fault)),
    effects: () =>
      simulator.ledger.list().flatMap(({ kind, data }): ConformanceEffect[] => {
        if (kind === "stock-changed" && data["by"] === "api")
          return [{ kind, externalId: String(data["inventoryId"]) }];
        return kind === "order-shipped" ? [{ kind, externalId: String(data["orderId"]) }] : [];
      }),
    requestCount: () => simulator.requests.list().length,
    clock: { now: () => clock.milliseconds(), advance: (ms) => clock.advance(ms) },
    placeOrder,
    spoilOneOrder: (body) => body.replace(/("data":\[\{)"order_id":\d+/, '$1"order_id":null'),
    stockedListing: () => ({ externalId: "501", variationId: null, sku: null, platformData: {} }),
    quantityOf: async ({ externalId }) => {
      const lots = simulator.snapshot().store.tables["lots"] as { inventoryId: number; quantity: number }[];
      return lots.find((lot) => String(lot.inventoryId) === externalId)?.quantity ?? null;
    },
    shippableOrder: async () => ({
      orderExternalId: await placeOrder(),
      lines: null,
      carrier: "Royal Mail",
      trackingNumber: "AB123456789GB",
    }),
    trackingNumberOf: (orderId) => {
      const shipped = simulator.ledger.list({ kind: "order-shipped" });
      const tracking = shipped.find(({ data }) => String(data["orderId"]) === orderId)?.data["trackingNumber"];
      return typeof tracking === "string" ? tracking : null;
    },
    revoke: () => void simulator.acts.revokeToken({ tokenValue: keys.tokenValue }),
    signedWebhook: async () => {
      const endpoint = "https://desk.example/webhooks/bricklink/1/secret";
      simulator.acts.setCallback({ url: endpoint });
      await placeOrder();
      await simulator.webhooks.flush();
      const request = simulator.webhooks.attempts().at(-1)?.request;
      if (!request) throw new Error("the simulator pushed nothing");
      return { ...request, body: new TextEncoder().encode(request.body), endpoint };
    },
  };
  const settings = (): ConnectorSettings => ({ credentials: keys, baseURL });
  const wrongSettings = (): ConnectorSettings => ({
    credentials: { ...keys, tokenSecret: "11112222333344445555666677778888" },
    baseURL,
  });
  return { simulator, clock, driver, settings, wrongSettings, stop: () => server.stop() };
}

function toSimulatorFault(fault: ConformanceFault): FaultInput {
  const match = { ...matches[fault.on], count: fault.times };
  switch (fault.kind) {
    case "throttled":
      return {
        kind: "status",
        status: 429,
        ...(fault.retryAfterSeconds !== null && { retryAfterSeconds: fault.retryAfterSeconds }),
        ...match,
      };
    case "server-error":
      return { kind: "status", status: fault.status, ...match };
    case "slow":
      return { kind: "slow", milliseconds: fault.milliseconds, ...match };
    case "answer-lost":
      return { kind: "cut", when: "after-effect", ...match };
    default:
      return { kind: fault.kind, ...match };
  }
}
