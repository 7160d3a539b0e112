import type { Page } from "@counterfoil/connector-kit";
import type { Order } from "@counterfoil/core/model";
import { afterAll, beforeEach, expect, test } from "vitest";
import { bricklink } from "../index.ts";
import { startStandIn } from "../testing/bricklink-stand-in.ts";

const standIn = await startStandIn();
const { simulator, clock, driver, settings } = standIn;
afterAll(standIn.stop);
beforeEach(() => simulator.reset());

const connect = (more: Record<string, string> = {}) => {
  const { credentials, ...rest } = settings();
  const sleep = async (ms: number) => driver.clock.advance(ms);
  return bricklink.create({ ...rest, credentials: { ...credentials, ...more }, now: driver.clock.now, sleep }).orders;
};
const startFrom = "2020-01-01T00:00:00Z";

async function readAll(cursor: string | null = null, more: Record<string, string> = {}) {
  const pages: Page<Order>[] = [];
  for await (const page of connect(more).changedSince(cursor, { startFrom })) pages.push(page);
  return { orders: pages.flatMap((page) => page.items), cursor: pages.at(-1)!.cursor, pages };
}
const calls = (kind: string) => simulator.requests.list({ kind }).length;
const place = async () => Number(await driver.placeOrder!());
const ids = (orders: readonly Order[]) => orders.map((order) => Number(order.externalId));

test("archived orders are read too, and say that they are", async () => {
  const { orders } = await readAll();
  expect(orders.map((order) => [order.status, order.archived])).toEqual([
    ["completed", true],
    ["pending", false],
  ]);
});

test("archived orders are left alone where the seller says so", async () => {
  const { orders } = await readAll(null, { includeArchived: "no" });
  expect(orders.map((order) => order.archived)).toEqual([false]);
});

test("nothing new costs one call, and the archive one more an hour", async () => {
  const { cursor } = await readAll();
  simulator.requests.clear();
  const again = await readAll(cursor);
  expect(again.orders).toEqual([]);
  expect(simulator.requests.list()).toHaveLength(1);
  clock.advance(3_600_000);
  await readAll(again.cursor);
  expect(simulator.requests.list()).toHaveLength(3);
});

test("an order that is filed away comes again as archived, at once and not as cancelled", async () => {
  const orderId = await place();
  const { cursor } = await readAll();
  simulator.acts.fileOrder({ orderId });
  const { orders } = await readAll(cursor);
  expect(orders.map((order) => [Number(order.externalId), order.archived, order.status])).toEqual([
    [orderId, true, "paid"],
  ]);
});

test("a batch that the buyer adds comes as new lines of the same order", async () => {
  const { orderId } = simulator.acts.placeOrder({ lines: [{ inventoryId: 502, quantity: 2 }], pay: false });
  const first = await readAll();
  simulator.acts.addToOrder({ orderId, lines: [{ inventoryId: 501, quantity: 1 }] });
  const { orders } = await readAll(first.cursor);
  const lines = (list: readonly Order[]) =>
    list.find((order) => order.externalId === String(orderId))!.lines.map((line) => line.externalId);
  expect(lines(first.orders)).toEqual(["0:502"]);
  expect(lines(orders)).toEqual(["0:502", "1:501"]);
});

test("a status nobody knows stops nothing and is kept", async () => {
  const orderId = await place();
  simulator.acts.setOrderStatus({ orderId, status: "TELEPORTED" });
  const { orders, pages } = await readAll();
  expect(orders.find((order) => order.externalId === String(orderId))).toMatchObject({
    status: "unknown",
    rawStatus: "TELEPORTED",
  });
  expect(pages.flatMap((page) => page.problems)).toEqual([]);
});

test("a payment that has not cleared is not paid", async () => {
  const { orderId } = simulator.acts.placeOrder({ lines: [{ inventoryId: 502 }], pay: false });
  simulator.acts.payOrder({ orderId, pending: true });
  const { orders } = await readAll();
  expect(orders.find((order) => order.externalId === String(orderId))).toMatchObject({
    rawStatus: "PAID-PENDING",
    status: "pending",
    paymentStatus: "unpaid",
  });
});

test("a purged order drops out of the list without a word, and reads as completed", async () => {
  const orderId = await place();
  const { cursor } = await readAll();
  simulator.acts.purgeOrder({ orderId });
  expect((await readAll(cursor)).orders).toEqual([]);
  expect(await connect().get(String(orderId))).toMatchObject({ status: "completed", lines: [], linesComplete: false });
});

test("an order that cannot be read is a problem, tried again within the hour, and does not stop the others", async () => {
  const orderId = await place();
  const other = await place();
  const fetch = spoilingFetch(`/orders/${orderId}`);
  const { credentials, ...rest } = settings();
  const orders = bricklink.create({ ...rest, credentials, fetch, now: driver.clock.now }).orders;
  const pages: Page<Order>[] = [];
  for await (const page of orders.changedSince(null, { startFrom })) pages.push(page);
  expect(ids(pages.flatMap((page) => page.items))).toContain(other);
  expect(pages.flatMap((page) => page.problems)).toMatchObject([{ externalId: String(orderId) }]);

  const soon = await readAll(pages.at(-1)!.cursor);
  expect(soon.orders).toEqual([]);
  clock.advance(3_600_000);
  expect(ids((await readAll(soon.cursor)).orders)).toEqual([orderId]);
});

test("a history of many orders costs two calls an order and two lists", async () => {
  for (let count = 0; count < 23; count += 1) await place();
  simulator.requests.clear();
  const { orders, pages } = await readAll();
  expect(orders).toHaveLength(25);
  expect(pages.map((page) => page.items.length)).toEqual([10, 10, 5]);
  expect(calls("getOrders")).toBe(2);
  expect(simulator.requests.list()).toHaveLength(52);
});

/** Answers calls of one path with an order that has no status. */
function spoilingFetch(path: string): typeof globalThis.fetch {
  return async (url, init) => {
    const response = await globalThis.fetch(url, init);
    if (!String(url).endsWith(path)) return response;
    return new Response((await response.text()).replace(/"status":"[A-Z]+"/, '"status":7'), response);
  };
}
