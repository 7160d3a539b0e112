import type { ConnectorSettings } from "@counterfoil/connector-kit";
import type {
  ConformanceDriver,
  ConformanceEffect,
  ConformanceFault,
  FaultTarget,
} from "@counterfoil/connector-kit/conformance";
import { type BricqerSeed, createBricqerSimulator } from "@counterfoil/simulators/bricqer";
import { createClock, createSimulatorServer, type FaultInput } from "@counterfoil/simulators/kit";

export const apiKey = "Kd93jfLq.0c1e7a5b9d3f4e6a8b2c0d1e2f3a4b5c";
const buyer = {
  name: "Olive O'Brien",
  email: "olive@example.com",
  address: "1 Example Street\nLeeds\nLS1 1AA Leeds",
  countryCode: "GB",
};

export const seed: BricqerSeed = {
  tenants: [
    {
      label: "shelfbricks",
      keys: [{ apiKey }],
      channels: ["BrickLink", "BrickOwl", "eBay"],
      definitions: [
        {
          definitionId: 9001,
          legoType: "S",
          legoId: "75192-1",
          description: "Millennium Falcon",
          condition: "N",
          price: "650",
        },
        {
          definitionId: 3001,
          legoType: "P",
          legoId: "3001",
          description: "Brick 2 x 4",
          colorId: 38,
          condition: "U",
          price: "0.12",
        },
      ],
      items: [
        {
          itemId: 501,
          definitionId: 9001,
          storageLabel: "A-03",
          remainingQuantity: 5,
          listings: { BrickLink: "351001" },
        },
        {
          itemId: 502,
          definitionId: 3001,
          storageLabel: "B-01",
          remainingQuantity: 900,
          listings: { BrickLink: "351002" },
        },
        { itemId: 503, definitionId: 3001, storageLabel: "B-02", remainingQuantity: 40, listings: {} },
        { itemId: 504, definitionId: 3001, storageLabel: "B-03", remainingQuantity: 2, listings: {} },
        { itemId: 505, definitionId: 7777, storageLabel: "C-01", remainingQuantity: 1, listings: {} },
      ],
      orders: [
        {
          provider: "eBay",
          number: "20-13998-99661",
          status: "SHIPPED",
          placedAt: "2026-11-01T10:00:00.000Z",
          paidAt: "2026-11-01T10:01:00.000Z",
          buyer,
          lines: [{ listing: "256400000007", description: "LEGO Falcon", quantity: 1, price: "649.00" }],
          trackingCode: "AB123456789GB",
          filed: true,
        },
        {
          provider: "BrickLink",
          number: "29891125",
          status: "READY",
          placedAt: "2026-11-02T10:00:00.000Z",
          paidAt: "2026-11-02T10:02:00.000Z",
          buyer,
          lines: [{ listing: "351002", description: "Brick 2 x 4", quantity: 4, price: "0.12" }],
          shipping: "3.20",
        },
      ],
    },
  ],
};

const matches: Readonly<Record<FaultTarget, { method?: string; path?: string }>> = {
  any: {},
  orders: { method: "GET", path: "*/orders/order/*" },
  "stock-write": { method: "PATCH", path: "*/inventory/item/*" },
  ship: { method: "POST", path: "*/orders/*" },
};

/** A simulated tenant with the driver that the conformance suite asks for. */
export async function startStandIn() {
  const clock = createClock({ at: "2026-11-21T09:00:00.000Z", mode: "frozen" });
  const simulator = createBricqerSimulator({ seed, clock });
  const server = createSimulatorServer({ simulators: [simulator] });
  const baseURL = `${await server.start()}/bricqer`;
  const placeOrder = () => String(simulator.acts.channelSale({ lines: [{ itemId: 502, quantity: 3 }] }).orderId);
  const itemsOf = (definitionId: string) =>
    simulator.world.items.where((item) => String(item.definitionId) === definitionId);
  const driver: ConformanceDriver = {
    reset: () => simulator.reset(),
    injectFault: (fault) => void simulator.faults.add(toSimulatorFault(fault)),
    effects: () =>
      simulator.ledger.list().flatMap(({ kind, data }): ConformanceEffect[] => {
        if (kind !== "stock-changed" || data["by"] !== "api") return [];
        const item = simulator.world.items.find(({ id }) => id === data["itemId"]);
        return [{ kind, externalId: String(item?.definitionId) }];
      }),
    requestCount: () => simulator.requests.list().length,
    clock: { now: () => clock.milliseconds(), advance: (ms) => clock.advance(ms) },
    placeOrder,
    spoilOneOrder: (body) =>
      body.includes('"results":[{') ? body.replace(/"status":"[A-Z_]+"/, '"status":null') : body,
    stockedListing: () => ({
      externalId: "9001",
      variationId: null,
      sku: null,
      platformData: { stockItems: "501" },
    }),
    quantityOf: ({ externalId }) => {
      const items = itemsOf(externalId);
      return items.length === 0 ? null : items.reduce((sum, item) => sum + item.remainingQuantity, 0);
    },
    revoke: () => void simulator.acts.revokeKey({ apiKey }),
  };
  const credentials = { tenant: "shelfbricks", apiKey, currency: "GBP", writeStock: "yes" };
  const settings = (): ConnectorSettings => ({ credentials, baseURL });
  const wrongSettings = (): ConnectorSettings => ({
    credentials: { ...credentials, apiKey: apiKey.replace("0c1e", "ffff") },
    baseURL,
  });
  return { simulator, clock, driver, baseURL, settings, wrongSettings, stop: () => server.stop() };
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
