import { afterAll, beforeEach, expect, test } from "vitest";
import { webhookSignature } from "../signature.ts";
import { APP, GB, startTiktokShop } from "../testing/started-tiktok-shop.ts";

const started = await startTiktokShop();
const { call, shop, delivered } = started;
const PATH = "/event/202309/webhooks";
afterAll(started.stop);
beforeEach(started.reset);

const address = "https://hooks.example.com/tiktok";
const register = (event_type: string, to = address) => call("PUT", PATH, { body: { event_type, address: to } });
const events = () => delivered.map(({ body }) => JSON.parse(body) as { type: number; data: Record<string, unknown> });

test("the app's own address and the shop's registration are both told, signed over key and raw body", async () => {
  await register("ORDER_STATUS_CHANGE");
  const { orderId } = shop.acts.placeOrder({ lines: [{ sellerSku: "FIG-RED" }] });
  await shop.webhooks.flush();
  expect(delivered.map(({ url }) => url)).toEqual([APP.webhookUrl, address]);
  for (const { body, authorization } of delivered) expect(authorization).toBe(webhookSignature(APP, body));
  expect(events()[0]).toMatchObject({
    type: 1,
    shop_id: GB.id,
    data: { order_id: orderId, order_status: "AWAITING_SHIPMENT", is_on_hold_order: false },
  });
});

test.each([
  ["http://hooks.example.com/"],
  ["https://10.0.0.1/"],
  ["https://hooks.example.com:8443/"],
  ["https://localhost/"],
  [`https://hooks.example.com/${"x".repeat(255)}`],
])("an address such as %s is refused", async (to) => {
  expect((await register("PACKAGE_UPDATE", to)).body.code).toBe(36009004);
});

test("registrations are listed, replaced and removed; both fields are required", async () => {
  expect((await call("PUT", PATH, { body: { event_type: "PACKAGE_UPDATE" } })).body.message).toMatch(
    /address is missing/,
  );
  await register("PACKAGE_UPDATE");
  await register("PACKAGE_UPDATE", "https://hooks.example.com/other");
  const { data } = (await call("GET", PATH)).body;
  expect(data).toMatchObject({ total_count: 1, webhooks: [{ address: "https://hooks.example.com/other" }] });
  await call("DELETE", PATH, { body: { event_type: "PACKAGE_UPDATE" } });
  expect((await call("GET", PATH)).body.data.total_count).toBe(0);
  expect(started.violations()).toEqual([]);
});

test("a product's status travels with its id as a number; other events keep texts", async () => {
  const [product] = shop.world.products.all();
  shop.acts.setProductStatus({ productId: product!.id, status: "PLATFORM_DEACTIVATED" });
  shop.acts.placeOrder({ lines: [{ sellerSku: "FIG-RED" }] });
  await shop.webhooks.flush();
  expect(delivered[0]?.body).toContain(`"product_id":${product!.id},`);
  expect(delivered[1]?.body).toMatch(/"order_id":"\d{19}"/);
});

test("cancellations, returns and addresses are told", async () => {
  const { orderId } = shop.acts.placeOrder({ lines: [{ sellerSku: "FIG-RED" }] });
  shop.acts.requestCancellation({ orderId });
  const other = shop.acts.placeOrder({ lines: [{ sellerSku: "FIG-RED" }] }).orderId;
  shop.acts.shipOnSite({ orderId: other, trackingNumber: "AB123456789GB" });
  shop.acts.requestReturn({ orderId: other });
  await shop.webhooks.flush();
  const byType = new Map(events().map(({ type, data }) => [type, data]));
  expect(byType.get(11)).toMatchObject({ cancellations_role: "BUYER", cancel_status: "CANCELLATION_REQUEST_PENDING" });
  expect(byType.get(12)).toMatchObject({ return_status: "RETURN_OR_REFUND_REQUEST_PENDING" });
});

test("an event goes to those who were let in, and to nobody after", async () => {
  shop.acts.revokeAuthorization({});
  await shop.webhooks.flush();
  delivered.length = 0;
  shop.acts.placeOrder({ lines: [{ sellerSku: "FIG-RED" }] });
  await shop.webhooks.flush();
  expect(delivered).toEqual([]);
});
