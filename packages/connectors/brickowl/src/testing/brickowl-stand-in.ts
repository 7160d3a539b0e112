import type { ConnectorSettings } from "@counterfoil/connector-kit";
import type {
  ConformanceDriver,
  ConformanceEffect,
  ConformanceFault,
  FaultTarget,
} from "@counterfoil/connector-kit/conformance";
import { type BrickowlSeed, createBrickowlSimulator } from "@counterfoil/simulators/brickowl";
import { createClock, createSimulatorServer, type FaultInput } from "@counterfoil/simulators/kit";

const apiKey = "0c1e7a5b9d3f4e6a8b2c0d1e2f3a4b5c";
const buyer = {
  username: "olive_b",
  email: "olive@example.com",
  firstName: "Olive",
  lastName: "O'Brien",
  street1: "1 Example Street",
  city: "Leeds",
  postCode: "LS1 1AA",
  countryCode: "GB",
};
const seed: BrickowlSeed = {
  keys: [{ apiKey }],
  store: { username: "shelfbricks", storeId: "907", name: "Shelf & Sons", currency: "GBP", country: "GB" },
  items: [
    { boid: "771344", type: "Set", name: "LEGO Millennium Falcon (UCS)", ids: [{ id: "75192-1", type: "set_number" }] },
    { boid: "487300", type: "Part", name: "LEGO Tile 1 x 2", ids: [{ id: "3069", type: "design_id" }], colorIds: [38] },
  ],
  lots: [
    { lotId: "501", boid: "771344", quantity: 5, price: "650", condition: "news", externalId: "SET-75192" },
    { lotId: "502", boid: "487300", colorId: 38, quantity: 900, price: "0.104", condition: "usedg" },
  ],
  orders: [{ placedAt: "2026-11-01T10:00:00.000Z", statusId: 2, buyer, lines: [{ lotId: "502", quantity: 4 }] }],
};

const matches: Readonly<Record<FaultTarget, { method?: string; path?: string }>> = {
  any: {},
  orders: { method: "GET", path: "/v1/order/*" },
  "stock-write": { method: "POST", path: "/v1/inventory/update" },
  ship: { method: "POST", path: "/v1/order/set_status" },
};

/** A simulated store with the driver that the conformance suite asks for. */
export async function startStandIn() {
  const clock = createClock({ at: "2026-11-21T09:00:00.000Z", mode: "frozen" });
  const simulator = createBrickowlSimulator({ seed, clock, fetch: async () => new Response() });
  const server = createSimulatorServer({ simulators: [simulator] });
  const baseURL = `${await server.start()}/brickowl/v1`;
  const placeOrder = async () => {
    const placed = await simulator.acts.placeOrder({ lines: [{ lotId: "502", quantity: 3 }] });
    return String(placed.orderId);
  };
  const driver: ConformanceDriver = {
    reset: () => simulator.reset(),
    injectFault: (fault) => void simulator.faults.add(toSimulatorFault(fault)),
    effects: () =>
      simulator.ledger.list().flatMap(({ kind, data }): ConformanceEffect[] => {
        if (kind === "stock-changed" && data["by"] === "api") return [{ kind, externalId: String(data["lotId"]) }];
        return kind === "order-shipped" ? [{ kind, externalId: String(data["orderId"]) }] : [];
      }),
    requestCount: () => simulator.requests.list().length,
    clock: { now: () => clock.milliseconds(), advance: (ms) => clock.advance(ms) },
    placeOrder,
    spoilOneOrder: (body) => body.replace(/(\[\{)"order_id":"\d+","order_date"/, '$1"order_id":null,"order_date"'),
    stockedListing: () => ({ externalId: "501", variationId: null, sku: null, platformData: {} }),
    quantityOf: ({ externalId }) => simulator.world.lots.get(externalId)?.quantity ?? null,
    shippableOrder: async () => ({
      orderExternalId: await placeOrder(),
      lines: null,
      carrier: "Royal Mail",
      trackingNumber: "AB123456789GB",
    }),
    trackingNumberOf: (orderId) => {
      const order = simulator.world.orders.get(orderId);
      return order?.statusId === 5 ? (order.trackingNumber ?? null) : null;
    },
    revoke: () => void simulator.acts.revokeKey({ apiKey }),
  };
  const settings = (): ConnectorSettings => ({ credentials: { apiKey }, baseURL });
  const wrongSettings = (): ConnectorSettings => ({ credentials: { apiKey: apiKey.replace("0c1e", "ffff") }, baseURL });
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
