import { afterAll, beforeEach, expect, test } from "vitest";
import { bricklink } from "./index.ts";
import { startStandIn } from "./testing/bricklink-stand-in.ts";

const standIn = await startStandIn();
const { simulator, driver, settings } = standIn;
afterAll(standIn.stop);
beforeEach(() => simulator.reset());

const connect = (more: Record<string, string> = {}) => {
  const { credentials, ...rest } = settings();
  const sleep = async (ms: number) => driver.clock.advance(ms);
  return bricklink.create({ ...rest, credentials: { ...credentials, ...more }, now: driver.clock.now, sleep });
};
const { tokenValue } = settings().credentials as { tokenValue: string };

test("the test connection names the store, decoded, from a pending order", async () => {
  expect(await connect().probe()).toMatchObject({
    account: "Shelf & Sons",
    called: "GET /settings/shipping_methods",
    warnings: [],
  });
});

test("a store without a pending order stays unnamed, and the seller is told why", async () => {
  for (const order of simulator.snapshot().store.tables["orders"] as { orderId: number }[]) {
    simulator.acts.setOrderStatus({ orderId: order.orderId, status: "COMPLETED" });
  }
  const result = await connect().probe();
  expect(result.account).toBeNull();
  expect(result.warnings).toHaveLength(1);
});

test("an address that the token does not allow is named with what to do about it", async () => {
  simulator.acts.setTokenAddress({ tokenValue, allowedIp: "203.0.113.7" });
  const error = await connect()
    .probe()
    .catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ code: "permission_denied", retryable: false });
  expect((error as Error).message).toMatch(/from the address 127\.0\.0\.1\. .*make an access token for 127\.0\.0\.1/);
});

test("a clock that is ten minutes off is what the seller hears of", async () => {
  simulator.acts.setSettings({ clockSkewSeconds: 600 });
  await expect(connect().probe()).rejects.toMatchObject({
    code: "auth_revoked",
    message: expect.stringContaining("600 seconds behind BrickLink's"),
  });
  expect(await driver.requestCount()).toBe(2);
});

test.each(["always-200", "as-documented"] as const)("errors are the same under HTTP statuses %s", async (statuses) => {
  simulator.acts.setSettings({ statuses, noContent: "empty-204" });
  const { orders, fulfillment } = connect();
  await expect(orders.get("424242")).rejects.toMatchObject({ code: "not_found", status: 404, retryable: false });
  const orderExternalId = String(simulator.acts.placeOrder({ lines: [{ inventoryId: 501 }] }).orderId);
  const shippedAt = "2026-11-21T09:00:00Z";
  const request = { orderExternalId, lines: null, carrier: null, trackingNumber: "T1", shippedAt, idempotencyKey: "k" };
  expect(await fulfillment.ship(request)).toMatchObject({ trackingNumber: "T1" });
});

test("the day's share stops catalogue, then orders, then stock, and names midnight UTC", async () => {
  const connector = connect({ dailyCalls: "100" });
  const listing = { externalId: "501", variationId: null, sku: null, platformData: {} };
  const until = async (call: () => Promise<unknown>) => {
    for (;;) {
      const error = await call().then(
        () => null,
        (thrown: { code: string; resetAt: number }) => thrown,
      );
      if (error) return { code: error.code, resetAt: new Date(error.resetAt).toISOString() };
    }
  };
  const refusal = { code: "quota_exhausted", resetAt: "2026-11-22T00:00:00.000Z" };
  expect(await until(() => connector.stock.read([listing]))).toEqual(refusal);
  expect(await driver.requestCount()).toBe(60);
  expect(await until(() => connector.orders.get("26000000").catch(forgiveNotFound))).toEqual(refusal);
  expect(await driver.requestCount()).toBe(90);
  const [outcome] = await connector.stock.set([{ listing, quantity: 1, idempotencyKey: "k" }]);
  expect(outcome?.status).toBe("done");
});

function forgiveNotFound(error: { code: string }) {
  if (error.code !== "not_found") throw error;
}

test("listings carry the shelf code and a price in the store's currency", async () => {
  simulator.acts.editLot({ inventoryId: 501, remarks: "Loft - S5" });
  const pages = [];
  for await (const page of connect().listings.all(null)) pages.push(page);
  expect(pages[0]?.items[0]).toMatchObject({
    reference: { externalId: "501" },
    title: "Millennium Falcon (UCS)",
    location: "Loft - S5",
    price: { minor: 65000, currency: "GBP" },
    quantity: 5,
    raw: { inventory_id: 501 },
  });
});
