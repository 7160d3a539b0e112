import { afterAll, beforeEach, expect, test } from "vitest";
import { type Loose, startTiktokShop } from "../testing/started-tiktok-shop.ts";

const started = await startTiktokShop();
const { call, shop } = started;
const BASE = "/return_refund/202309";
afterAll(started.stop);
beforeEach(started.reset);

const red = { sellerSku: "FIG-RED" };
const detail = async (id: string) =>
  (await call("GET", "/order/202309/orders", { query: { ids: id } })).body.data.orders[0] as Loose;

test("the seller cancels some lines, then the rest", async () => {
  const { orderId, lineIds } = shop.acts.placeOrder({ lines: [{ ...red, quantity: 2 }] });
  const cancel = (body: object) =>
    call("POST", `${BASE}/cancellations`, { body: { order_id: orderId, cancel_reason: "out_of_stock", ...body } });
  const first = await cancel({ order_line_item_ids: [lineIds[0]] });
  expect(first.body.data.cancel_status).toBe("CANCELLATION_REQUEST_SUCCESS");
  const order = await detail(orderId);
  expect([order.status, order.line_items[0].display_status]).toEqual(["AWAITING_SHIPMENT", "CANCELLED"]);
  expect((await cancel({ skus: [{ sku_id: order.line_items[1].sku_id, quantity: 2 }] })).body.code).toBe(25001002);
  await cancel({});
  expect(await detail(orderId)).toMatchObject({ status: "CANCELLED", cancellation_initiator: "SELLER" });
  expect((await cancel({})).body.code).toBe(25001001);
});

test("a buyer's request waits; approving twice with one key cancels once", async () => {
  const { orderId } = shop.acts.placeOrder({ lines: [red] });
  const { cancelId } = shop.acts.requestCancellation({ orderId });
  expect(await detail(orderId)).toMatchObject({ status: "AWAITING_SHIPMENT", is_buyer_request_cancel: true });
  const body = { cancel_status: ["CANCELLATION_REQUEST_PENDING"] };
  const found = (await call("POST", `${BASE}/cancellations/search`, { body })).body.data;
  expect(found.cancellations).toMatchObject([
    { cancel_id: cancelId, role: "BUYER", refund_amount: { refund_total: "3.50" } },
  ]);
  const query = { idempotency_key: "k1" };
  for (const _ of [1, 2]) {
    expect((await call("POST", `${BASE}/cancellations/${cancelId}/approve`, { query })).body.code).toBe(0);
  }
  expect(await detail(orderId)).toMatchObject({ status: "CANCELLED", is_buyer_request_cancel: false });
  expect(shop.ledger.count("order-cancelled")).toBe(1);
  expect((await call("POST", `${BASE}/cancellations/${cancelId}/approve`)).body.code).toBe(25001004);
  expect(started.violations()).toEqual([]);
});

test("a refused request lets the order go on", async () => {
  const { orderId } = shop.acts.placeOrder({ lines: [red] });
  const { cancelId } = shop.acts.requestCancellation({ orderId });
  const reasons = (await call("GET", `${BASE}/reject_reasons`, { query: { return_or_cancel_id: cancelId } })).body.data
    .reasons;
  const body = { reject_reason: reasons[0].name };
  expect((await call("POST", `${BASE}/cancellations/${cancelId}/reject`, { body })).body.code).toBe(0);
  expect(await detail(orderId)).toMatchObject({ status: "AWAITING_SHIPMENT", is_buyer_request_cancel: false });
});

test("a buyer cancels a held order alone", async () => {
  const { orderId } = shop.acts.placeOrder({ lines: [red], onHold: true });
  shop.acts.requestCancellation({ orderId });
  expect(await detail(orderId)).toMatchObject({ status: "CANCELLED", cancellation_initiator: "BUYER" });
});

test("a return goes from request to refund, with its history", async () => {
  const { orderId } = shop.acts.placeOrder({ lines: [red] });
  expect(() => shop.acts.requestReturn({ orderId })).toThrow(/returned/);
  shop.acts.shipOnSite({ orderId, trackingNumber: "AB123456789GB" });
  const { returnId } = shop.acts.requestReturn({ orderId });
  const approve = (decision: string) => call("POST", `${BASE}/returns/${returnId}/approve`, { body: { decision } });
  await approve("APPROVE_RETURN");
  expect((await approve("APPROVE_RETURN")).body.code).toBe(25001014);
  shop.acts.sendReturn({ returnId, trackingNumber: "RT123456789GB" });
  await approve("APPROVE_RECEIVED_PACKAGE");
  const [row] = (await call("POST", `${BASE}/returns/search`, { body: { order_ids: [orderId] } })).body.data
    .return_orders;
  expect(row).toMatchObject({
    return_status: "RETURN_OR_REFUND_REQUEST_SUCCESS",
    return_tracking_number: "RT123456789GB",
  });
  const { records } = (await call("GET", `${BASE}/returns/${returnId}/records`)).body.data;
  expect(records).toHaveLength(4);
  expect(started.violations()).toEqual([]);
});
