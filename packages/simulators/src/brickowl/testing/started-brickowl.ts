import { createClock, createSimulatorServer } from "../../kit/index.ts";
import type { BrickowlSeed } from "../brickowl-seed.ts";
import { createBrickowlSimulator } from "../brickowl-simulator.ts";

export const NOW = "2026-11-21T09:00:00.000Z";
export const KEY = "k3y0000000000000000000000000000a";

/** A small store: a part in two colours, a set, one paid order. */
export const smallStore: BrickowlSeed = {
  keys: [{ apiKey: KEY }, { apiKey: "reader", permissions: ["orders", "inventory"] }],
  store: { username: "loftbricks", storeId: "907", name: "Loft Bricks", currency: "GBP", country: "GB" },
  items: [
    { boid: "771344", type: "Part", name: "Brick 2 x 4", ids: [{ id: "3001", type: "design_id" }], colorIds: [38, 81] },
    { boid: "500100", type: "Set", name: "X-wing Fighter", ids: [{ id: "7140-1", type: "set_number" }] },
  ],
  lots: [
    { lotId: "11", boid: "771344", colorId: 38, quantity: 40, price: "0.104", condition: "usedg", externalId: "559" },
    { lotId: "12", boid: "500100", quantity: 2, price: "45.5", condition: "usedc" },
    { lotId: "13", boid: "771344", colorId: 81, quantity: 0, price: "0.1", condition: "new", externalId: "560" },
  ],
  orders: [
    {
      orderId: "3001",
      placedAt: "2026-04-29T12:52:02Z",
      statusId: 2,
      buyer: {
        username: "sam",
        email: "sam@example.com",
        firstName: "Sam",
        lastName: "Example",
        street1: "1 Example Street",
        city: "Leeds",
        postCode: "LS1 1AA",
        countryCode: "GB",
      },
      lines: [
        { lotId: "11", quantity: 10 },
        { lotId: "12", quantity: 1 },
      ],
      shipping: "2.30",
    },
  ],
};

/** Starts a simulated store on a free port, with plain HTTP calls to it. */
export async function startBrickowl() {
  const clock = createClock({ at: NOW, mode: "frozen" });
  const simulator = createBrickowlSimulator({ seed: smallStore, clock });
  const server = createSimulatorServer({ simulators: [simulator] });
  const base = `${await server.start()}/brickowl/v1`;
  const read = async (answer: Response) => {
    const text = await answer.text();
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
    const body: any = /^[[{]/.test(text) ? JSON.parse(text) : null;
    return { status: answer.status, headers: answer.headers, text, body };
  };
  return {
    simulator,
    clock,
    base,
    get: async (path: string, query: Record<string, string> = {}, key = KEY) =>
      read(await fetch(`${base}/${path}?${new URLSearchParams({ key, ...query })}`)),
    post: async (path: string, form: Record<string, string> = {}, key = KEY) =>
      read(await fetch(`${base}/${path}`, { method: "POST", body: new URLSearchParams({ key, ...form }) })),
    stop: () => server.stop(),
  };
}

export type Started = Awaited<ReturnType<typeof startBrickowl>>;
