import { afterAll, beforeEach, expect, test } from "vitest";
import { bricklink } from "../index.ts";
import { startStandIn } from "../testing/bricklink-stand-in.ts";

const standIn = await startStandIn();
const { simulator, driver, settings } = standIn;
afterAll(standIn.stop);
beforeEach(() => simulator.reset());

const connect = () =>
  bricklink.create({ ...settings(), now: driver.clock.now, sleep: async (ms) => driver.clock.advance(ms) });

async function placed() {
  const { orderId } = simulator.acts.placeOrder({
    lines: [
      { inventoryId: 501, quantity: 2 },
      { inventoryId: 502, quantity: 1 },
    ],
  });
  const request = {
    orderExternalId: String(orderId),
    lines: null,
    carrier: "Royal Mail",
    trackingNumber: "AB123456789GB",
    shippedAt: "2026-11-21T10:30:00+01:00",
    idempotencyKey: "k",
  };
  return { orderId, request };
}

test("the number is on the order before its status changes, and no mail is sent", async () => {
  const { request } = await placed();
  const shipment = await connect().fulfillment.ship(request);
  expect(shipment).toEqual({
    externalId: null,
    carrier: null,
    trackingNumber: "AB123456789GB",
    shippedAt: "2026-11-21T09:30:00.000Z",
    lines: [
      { lineExternalId: "0:501", quantity: 2 },
      { lineExternalId: "0:502", quantity: 1 },
    ],
  });
  const kinds = simulator.ledger.list({ after: 0 }).map(({ kind }) => kind);
  expect(kinds.indexOf("order-updated")).toBeLessThan(kinds.indexOf("order-shipped"));
  expect(simulator.ledger.list({ kind: "order-shipped" })[0]?.data["trackingNumber"]).toBe("AB123456789GB");
  expect(kinds).not.toContain("drive-thru-sent");
  expect(simulator.requests.list()).toHaveLength(4);
});

test("a part of an order cannot be shipped; all of its lines can", async () => {
  const { request } = await placed();
  const { fulfillment } = connect();
  const part = { ...request, lines: [{ lineExternalId: "0:501", quantity: 2 }] };
  await expect(fulfillment.ship(part)).rejects.toMatchObject({ code: "unsupported", retryable: false });
  const tooFew = [
    { lineExternalId: "0:501", quantity: 1 },
    { lineExternalId: "0:502", quantity: 1 },
  ];
  await expect(fulfillment.ship({ ...request, lines: tooFew })).rejects.toMatchObject({ code: "unsupported" });
  expect(driver.effects()).toEqual([]);
  const whole = [
    { lineExternalId: "0:501", quantity: 2 },
    { lineExternalId: "0:502", quantity: 1 },
  ];
  await fulfillment.ship({ ...request, lines: whole });
  expect(driver.effects()).toHaveLength(1);
});

test("an order shipped with another number is a conflict, and reconciling does not claim it", async () => {
  const { request } = await placed();
  const { fulfillment } = connect();
  await fulfillment.ship(request);
  const other = { ...request, trackingNumber: "ZZ999999999GB" };
  await expect(fulfillment.ship(other)).rejects.toMatchObject({ code: "conflict" });
  expect(await fulfillment.reconcile(other)).toBeNull();
  expect(driver.effects()).toHaveLength(1);
});

test("a cancelled order is not shipped", async () => {
  const { orderId, request } = await placed();
  simulator.acts.cancelOrder({ orderId });
  await expect(connect().fulfillment.ship(request)).rejects.toMatchObject({ code: "conflict" });
});

test("a parcel without a number ships too", async () => {
  const { request } = await placed();
  const shipment = await connect().fulfillment.ship({ ...request, trackingNumber: null });
  expect(shipment.trackingNumber).toBeNull();
  expect(driver.effects()).toHaveLength(1);
});

test("a number that BrickLink ignores stops the shipment before the status", async () => {
  const { request } = await placed();
  const ignoring: typeof globalThis.fetch = async (url, init) => {
    const response = await fetch(url, init);
    if (init?.method !== "PUT") return response;
    return new Response((await response.text()).replace('"tracking_no":"AB123456789GB",', ""), response);
  };
  const { fulfillment } = bricklink.create({ ...settings(), now: driver.clock.now, fetch: ignoring });
  await expect(fulfillment.ship(request)).rejects.toMatchObject({ code: "rejected" });
  expect(driver.effects()).toEqual([]);
});
