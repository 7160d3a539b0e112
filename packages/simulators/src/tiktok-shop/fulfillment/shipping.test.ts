import { afterAll, beforeEach, expect, test } from "vitest";
import { type Loose, startTiktokShop } from "../testing/started-tiktok-shop.ts";

const started = await startTiktokShop();
const { call, shop } = started;
afterAll(started.stop);
beforeEach(started.reset);

const red = { sellerSku: "FIG-RED" };
const detail = async (id: string, options = {}) =>
  (await call("GET", "/order/202309/orders", { query: { ids: id }, ...options })).body.data.orders[0] as Loose;
const providerOf = async (order: Loose, name: string, options = {}) => {
  const path = `/logistics/202309/delivery_options/${order.delivery_option_id}/shipping_providers`;
  const { shipping_providers: providers } = (await call("GET", path, options)).body.data;
  return providers.find((row: Loose) => row.name === name).id as string;
};
const mark = (orderId: string, body: unknown) =>
  call("POST", `/fulfillment/202309/orders/${orderId}/packages`, { body });

test("UK, own carrier: lines are marked as shipped parcel by parcel, once", async () => {
  const { orderId, lineIds } = shop.acts.placeOrder({ lines: [{ ...red, quantity: 2 }] });
  const order = await detail(orderId);
  expect(order.packages).toEqual([]);
  expect(order.line_items[0].package_id).toBeUndefined();
  const shipping_provider_id = await providerOf(order, "Royal Mail");
  const body = { order_line_item_ids: [lineIds[0]], shipping_provider_id, tracking_number: "AB123456789GB" };
  const answer = await mark(orderId, body);
  expect(answer.body).toMatchObject({ code: 0, data: { order_id: orderId, order_line_item_ids: [lineIds[0]] } });
  expect(await detail(orderId)).toMatchObject({ status: "PARTIALLY_SHIPPING" });
  expect((await mark(orderId, body)).body.code).toBe(21011011);
  shop.acts.setSettings({ shipWarning: "match more than one provider" });
  const rest = await mark(orderId, { ...body, order_line_item_ids: [lineIds[1]], tracking_number: "AB123456790GB" });
  expect(rest.body.data.warning.message).toBe("match more than one provider");
  expect(await detail(orderId)).toMatchObject({ status: "AWAITING_COLLECTION", shipping_provider: "Royal Mail" });
  expect(shop.ledger.list({ kind: "order-shipped" }).map(({ data }) => data["trackingNumber"])).toEqual([
    "AB123456789GB",
    "AB123456790GB",
  ]);
  expect(started.violations()).toEqual([]);
});

test("wrong carriers, numbers, lines and orders are refused under HTTP 200", async () => {
  const { orderId, lineIds } = shop.acts.placeOrder({ lines: [red] });
  const shipping_provider_id = await providerOf(await detail(orderId), "DPD");
  const good = { order_line_item_ids: lineIds, shipping_provider_id, tracking_number: "15501234567890" };
  const codes = [
    await mark(orderId, { ...good, shipping_provider_id: "1" }),
    await mark(orderId, { ...good, tracking_number: "?" }),
    await mark(orderId, { ...good, order_line_item_ids: ["1"] }),
    await mark("1", good),
  ].map(({ status, body }) => [status, body.code]);
  expect(codes).toEqual([
    [200, 21011022],
    [200, 21011022],
    [200, 21011025],
    [200, 21011001],
  ]);
  expect((await mark(orderId, { tracking_number: "15501234567890" })).body.code).toBe(36009004);
});

test("held orders and those with a request to cancel do not leave", async () => {
  const held = shop.acts.placeOrder({ lines: [red], onHold: true }).orderId;
  const shipping_provider_id = await providerOf(await detail(held), "DPD");
  const body = { shipping_provider_id, tracking_number: "15501234567890" };
  expect((await mark(held, body)).body.code).toBe(21011011);
  const asked = shop.acts.placeOrder({ lines: [red] }).orderId;
  shop.acts.requestCancellation({ orderId: asked });
  expect((await mark(asked, body)).body.code).toBe(21011007);
});

test("tracking can be corrected for 72 hours, not after delivery", async () => {
  const { orderId } = shop.acts.placeOrder({ lines: [red] });
  const shipping_provider_id = await providerOf(await detail(orderId), "Evri");
  const { package_id } = (await mark(orderId, { shipping_provider_id, tracking_number: "H1111111111" })).body.data;
  const body = { shipping_provider_id, tracking_number: "H2222222222" };
  const fix = (kind: string, id: string) =>
    call("POST", `/fulfillment/202309/${kind}/${id}/shipping_info/update`, { body });
  shop.acts.setSettings({ collectAfterSeconds: null });
  expect((await fix("orders", orderId)).body.code).toBe(0);
  expect((await detail(orderId)).tracking_number).toBe("H2222222222");
  shop.clock.advance(72 * 3600_000 + 1000);
  expect((await fix("packages", package_id)).body.code).toBe(21011051);
  shop.acts.movePackage({ packageId: package_id, to: "DELIVERED" });
  expect((await fix("packages", package_id)).body.code).toBe(21011030);
  const events = (await call("GET", `/fulfillment/202309/orders/${orderId}/tracking`)).body.data.tracking;
  expect(events).toHaveLength(3);
});

test("UK, TikTok's carrier: a label is bought, and its address is good for a day", async () => {
  const { orderId, lineIds } = shop.acts.placeOrder({ lines: [red], shippingType: "TIKTOK" });
  const parcel = { order_line_item_ids: lineIds, weight: { value: "200", unit: "GRAM" } };
  const path = `/fulfillment/202309/orders/${orderId}/shipping_services/query`;
  const [service] = (await call("POST", path, { body: parcel })).body.data.shipping_services;
  const bought = await call("POST", "/fulfillment/202309/packages", {
    body: { order_id: orderId, shipping_service_id: service.id, ...parcel },
  });
  const { package_id } = bought.body.data;
  const documents = `/fulfillment/202309/packages/${package_id}/shipping_documents`;
  const { doc_url } = (await call("GET", documents, { query: { document_type: "SHIPPING_LABEL" } })).body.data;
  const label = await fetch(doc_url);
  expect(label.headers.get("content-type")).toBe("application/pdf");
  expect(await label.text()).toMatch(/^%PDF-1\.4[\s\S]*%%EOF\n$/);
  shop.clock.advance(24 * 3600_000);
  expect((await fetch(doc_url)).status).toBe(403);
  expect((await call("GET", documents)).body.code).toBe(36009004);
  expect(started.violations()).toEqual([]);
});

test("elsewhere a package waits from the start: handed over, or shipped with an own number; batches tell each failure", async () => {
  const options = { cipher: "ROW_indonesia", token: started.tokenOf("global-seller") };
  const place = (shippingType: "SELLER" | "TIKTOK") =>
    shop.acts.placeOrder({ shopId: "7494000000000000001", lines: [{ sellerSku: "10294-1-N" }], shippingType }).orderId;
  const [own, theirs] = [await detail(place("SELLER"), options), await detail(place("TIKTOK"), options)];
  expect(own.line_items[0].package_status).toBe("TO_FULFILL");
  const post = (path: string, body: unknown) => call("POST", path, { body, ...options });
  expect(
    (await post(`/fulfillment/202309/orders/${own.id}/packages`, { shipping_provider_id: "1", tracking_number: "x" }))
      .body.code,
  ).toBe(21011013);
  const slotsPath = `/fulfillment/202309/packages/${theirs.packages[0].id}/handover_time_slots`;
  const { pickup_slots } = (await call("GET", slotsPath, options)).body.data;
  expect(pickup_slots[0]).toMatchObject({ avaliable: true });
  const shipping_provider_id = await providerOf(own, "DHL", options);
  const packages = [
    { id: own.packages[0].id, self_shipment: { shipping_provider_id, tracking_number: "JX12345" } },
    { id: "1152000000000000000" },
    { id: theirs.packages[0].id, handover_method: "DROP_OFF" },
  ];
  shop.acts.freezePackage({ packageId: theirs.packages[0].id });
  const batch = await post("/fulfillment/202309/packages/ship", { packages });
  expect(batch.body.code).toBe(0);
  expect(batch.body.data.errors.map((row: Loose) => [row.code, row.detail.package_id])).toEqual([
    [21011002, "1152000000000000000"],
    [10007014, theirs.packages[0].id],
  ]);
  shop.acts.freezePackage({ packageId: theirs.packages[0].id, frozen: false });
  expect(
    (await post(`/fulfillment/202309/packages/${theirs.packages[0].id}/ship`, { handover_method: "PICKUP" })).body.code,
  ).toBe(0);
  expect((await detail(own.id, options)).tracking_number).toBe("JX12345");
  const found = (await post("/fulfillment/202309/packages/search", { package_status: "PROCESSING" })).body.data;
  expect(found.total_count).toBe(2);
  expect(
    (await call("GET", `/fulfillment/202309/packages/${theirs.packages[0].id}`, options)).body.data.package_status,
  ).toBe("PROCESSING");
  expect(started.violations()).toEqual([]);
});

test("a shipped package goes its way by the clock", () => {
  const { orderId } = shop.acts.placeOrder({ lines: [red] });
  shop.acts.shipOnSite({ orderId, trackingNumber: "AB123456789GB" });
  const statuses = [0, 12, 48, 7 * 24].map((hours) => {
    shop.clock.advance(hours * 3600_000);
    shop.acts.settle({});
    return shop.world.orders.get(orderId)?.status;
  });
  expect(statuses).toEqual(["AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED", "COMPLETED"]);
});

test("an answer lost after a shipment leaves the parcel shipped", async () => {
  const { orderId } = shop.acts.placeOrder({ lines: [red] });
  const shipping_provider_id = await providerOf(await detail(orderId), "Evri");
  started.arm({ kind: "cut", when: "after-effect", operation: "MarkPackageAsShipped" });
  await expect(mark(orderId, { shipping_provider_id, tracking_number: "H1111111111" })).rejects.toThrow();
  expect(await detail(orderId)).toMatchObject({ status: "AWAITING_COLLECTION", tracking_number: "H1111111111" });
});

test("warehouses, with their misspelt fields", async () => {
  const { warehouses } = (await call("GET", "/logistics/202309/warehouses")).body.data;
  expect(warehouses.map((row: Loose) => row.type)).toEqual(["SALES_WAREHOUSE", "RETURN_WAREHOUSE"]);
  expect(warehouses[0].address).toHaveProperty("distict");
  const path = `/logistics/202309/warehouses/${warehouses[0].id}/delivery_options`;
  expect((await call("GET", path)).body.data.delivery_options.map((row: Loose) => row.type)).toContain(
    "SEND_BY_SELLER",
  );
  expect(started.violations()).toEqual([]);
});
