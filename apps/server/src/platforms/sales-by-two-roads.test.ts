import { bricklink } from "@counterfoil/bricklink";
import { brickowl } from "@counterfoil/brickowl";
import { createBricqer } from "@counterfoil/bricqer";
import type { Connector, ConnectorSettings } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { createClock } from "@counterfoil/simulators/kit";
import { afterEach, beforeEach, expect, test } from "vitest";

const now = "2026-11-21T09:00:00.000Z";
const startFrom = "2026-01-01T00:00:00.000Z";
const clock = createClock({ at: now, mode: "frozen" });
let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ anchor: now, clock });
});
afterEach(() => sandbox.stop());

function settings(platform: "bricklink" | "brickowl" | "bricqer"): ConnectorSettings {
  return {
    credentials: sandbox.credentials[platform],
    baseURL: sandbox.baseURL(platform),
    now: () => clock.milliseconds(),
    sleep: async (ms) => clock.advance(ms),
  };
}

async function ordersOf(connector: Connector): Promise<Order[]> {
  const orders: Order[] = [];
  for await (const page of connector.orders?.changedSince(null, { startFrom }) ?? []) orders.push(...page.items);
  return orders;
}

const road = (platform: string, number: string) => `${platform} #${number}`;
const roadOf = ({ soldThrough }: Order) =>
  soldThrough ? road(soldThrough.platform, soldThrough.orderExternalId) : "nowhere";

test("each order that Bricqer brings names one order of its channel, and no two name the same", async () => {
  const office = createBricqer(settings("bricqer"));
  const channels = [bricklink.create(settings("bricklink")), brickowl.create(settings("brickowl"))];
  const own = new Map<string, Order>();
  for (const channel of channels) {
    for (const order of await ordersOf(channel)) own.set(road(order.platform, order.externalId), order);
  }
  const brought = await ordersOf(office);
  expect(new Set(brought.map(roadOf)).size).toBe(brought.length);
  const counts = { bricklink: 0, brickowl: 0, ebay: 0 };
  for (const order of brought) {
    const platform = order.soldThrough?.platform as keyof typeof counts;
    counts[platform] += 1;
    // eBay's consent is for another test; its numbers have a form of their own.
    if (platform === "ebay") expect(order.soldThrough?.orderExternalId).toMatch(/^\d{2}-\d{5}-\d{5}$/);
    else expect(own.get(roadOf(order))?.totals.total, roadOf(order)).toEqual(order.totals.total);
  }
  console.info("orders that Bricqer brings, by channel", counts);
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(0);
});

test("a new sale on BrickLink comes by both roads under one number", async () => {
  const [channel, office] = [bricklink.create(settings("bricklink")), createBricqer(settings("bricqer"))];
  await Promise.all([ordersOf(channel), ordersOf(office)]);
  const lot = sandbox.bricklink.world.lots.all().find(({ quantity }) => quantity > 3);
  const before = new Set((await ordersOf(channel)).map(({ externalId }) => externalId));
  sandbox.bricklink.acts.placeOrder({ lines: [{ inventoryId: lot?.inventoryId ?? 0, quantity: 1 }] });
  const sale = (await ordersOf(channel)).find(({ externalId }) => !before.has(externalId));
  const views = (await ordersOf(office)).filter((order) => roadOf(order) === road("bricklink", sale?.externalId ?? ""));
  expect(views).toHaveLength(1);
});
