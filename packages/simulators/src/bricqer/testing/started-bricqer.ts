import { createClock, createSimulatorServer } from "../../kit/index.ts";
import type { BricqerSeed, ChannelOrder } from "../bricqer-seed.ts";
import { createBricqerSimulator } from "../bricqer-simulator.ts";

export const NOW = "2026-01-20T09:00:00.000Z";
export const KEY = "AbCd1234.0123456789abcdef0123456789abcdef";
export const READER = "ReAd1234.0123456789abcdef0123456789abcdef";
export const OTHER_KEY = "OtHe1234.0123456789abcdef0123456789abcdef";

const buyer = {
  name: "Sam Example",
  email: "sam@example.com",
  address: "1 Example Street\nDoncaster\nDN3 2HN Doncaster",
  countryCode: "GB",
};

const brick = { legoType: "P", legoId: "3001", description: "Brick 2 x 4", colorId: 38, weight: 2.32 } as const;

/** Two tenants; the first has a brick in three places, a set, an item without definition and three channels' orders. */
export const smallStores: BricqerSeed = {
  tenants: [
    {
      label: "demo",
      keys: [{ apiKey: KEY }, { apiKey: READER, rights: ["orders"] }],
      channels: ["BrickLink", "BrickOwl", "eBay"],
      definitions: [
        { definitionId: 3001, ...brick, condition: "U", price: "0.12" },
        { definitionId: 3002, legoType: "S", legoId: "7140-1", description: "X-wing", condition: "U", price: "45.5" },
      ],
      items: [
        {
          itemId: 3001,
          definitionId: 3001,
          storageLabel: "A-03",
          remainingQuantity: 30,
          listings: { BrickLink: "11" },
        },
        { itemId: 3002, definitionId: 3001, storageLabel: "A-04", remainingQuantity: 6 },
        { itemId: 3003, definitionId: 3001, storageLabel: "B-01", remainingQuantity: 4 },
        {
          itemId: 3004,
          definitionId: 3002,
          storageLabel: "S-01",
          remainingQuantity: 2,
          remarks: "SW-7140",
          listings: { BrickLink: "12", eBay: "256400000007" },
        },
        { itemId: 3005, definitionId: 9999, storageLabel: "S-01", remainingQuantity: 1 },
      ],
      orders: [
        {
          provider: "BrickLink",
          number: "29891125",
          status: "READY",
          placedAt: "2026-01-18T10:02:11.123Z",
          updatedAt: "2026-01-18T10:05:40Z",
          paidAt: "2026-01-18T10:04:00Z",
          buyer,
          lines: [{ listing: "11", description: "Brick 2 x 4", quantity: 4, price: "0.12" }],
          shipping: "3.20",
        },
        {
          provider: "eBay",
          number: "20-13998-99661",
          status: "SHIPPED",
          placedAt: "2026-01-17T10:00:00Z",
          paidAt: "2026-01-17T10:00:00Z",
          buyer,
          lines: [{ listing: "256400000007", description: "X-wing", quantity: 1, price: "45.5" }],
          trackingCode: "AB123456789GB",
          filed: true,
        },
        {
          provider: "BrickOwl",
          number: "7310001",
          status: "OPEN",
          placedAt: "2026-01-19T10:00:00Z",
          buyer,
          lines: [{ listing: "unknown", description: "Something", quantity: 1, price: "1" }],
        },
      ],
    },
    { label: "other", keys: [{ apiKey: OTHER_KEY }] },
  ],
};

/** Starts the simulated stores on a free port, with plain HTTP calls to the first. */
export async function startBricqer(channelOrders?: () => readonly ChannelOrder[]) {
  const clock = createClock({ at: NOW, mode: "frozen" });
  const simulator = createBricqerSimulator({ seed: smallStores, clock, ...(channelOrders && { channelOrders }) });
  const server = createSimulatorServer({ simulators: [simulator] });
  const base = `${await server.start()}/bricqer`;
  const call = async (method: string, path: string, options: { body?: unknown; authorization?: string } = {}) => {
    const { body, authorization = `Api-Key ${KEY}` } = options;
    const answer = await fetch(`${base}/demo/api/v1${path}`, {
      method,
      headers: { authorization, ...(body !== undefined && { "content-type": "application/json" }) },
      redirect: "manual",
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
    const parsed: any = /^[[{]/.test(text) ? JSON.parse(text) : null;
    return { status: answer.status, headers: answer.headers, text, body: parsed };
  };
  return { simulator, clock, base, call, get: (path: string) => call("GET", path), stop: () => server.stop() };
}

export type Started = Awaited<ReturnType<typeof startBricqer>>;
