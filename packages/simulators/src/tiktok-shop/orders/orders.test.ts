import { afterAll, beforeEach, expect, test } from "vitest";
import { type Loose, startTiktokShop } from "../testing/started-tiktok-shop.ts";

const started = await startTiktokShop();
const { call, shop } = started;
const SEARCH = "/order/202309/orders/search";
afterAll(started.stop);
beforeEach(started.reset);

const search = async (query: Record<string, string> = {}, body: unknown = {}) =>
  (await call("POST", SEARCH, { query, body })).body.data as Loose;
const detail = async (id: string) =>
  (await call("GET", "/order/202507/orders", { query: { ids: id } })).body.data.orders[0] as Loose;
const place = (input: Parameters<typeof shop.acts.placeOrder>[0]) => shop.acts.placeOrder(input).orderId;
const red = { sellerSku: "FIG-RED" };

test("each unit is a line of its own, amounts are decimal texts, and the sums are right", async () => {
  const id = place({ lines: [{ ...red, quantity: 3, sellerDiscount: "0.50" }, { sellerSku: "FIG-BLUE" }] });
  const order = await detail(id);
  expect(order.line_items).toHaveLength(4);
  expect(new Set(order.line_items.map((line: Loose) => line.id)).size).toBe(4);
  expect(order.line_items[0]).toMatchObject({ original_price: "3.50", sale_price: "3.00", seller_sku: "FIG-RED" });
  expect(order.payment).toMatchObject({
    currency: "GBP",
    sub_total: "13.00",
    shipping_fee: "3.49",
    total_amount: "16.49",
  });
  expect(order.buyer_email).toMatch(/\n$/);
  expect(order.id).toHaveLength(19);
  expect(started.violations()).toEqual([]);
});

test("amounts of rupiah have no decimals", async () => {
  const orderId = shop.acts.placeOrder({ shopId: "7494000000000000001", lines: [{ sellerSku: "10294-1-N" }] }).orderId;
  const answer = await call("GET", "/order/202309/orders", {
    query: { ids: orderId },
    cipher: "ROW_indonesia",
    token: started.tokenOf("global-seller"),
  });
  expect(answer.body.data.orders[0].payment).toMatchObject({ currency: "IDR", sub_total: "9000000" });
});

test("filters: lower bounds are included, upper ones are not", async () => {
  const now = started.seconds();
  const id = place({ lines: [red] });
  const ids = async (body: unknown) => (await search({}, body)).orders.map((order: Loose) => order.id);
  expect(await ids({ update_time_ge: now })).toEqual([id]);
  expect(await ids({ update_time_ge: now, update_time_lt: now })).toEqual([]);
  expect(await ids({ create_time_ge: now, create_time_lt: now + 1 })).toEqual([id]);
  expect(await ids({ order_status: "DELIVERED" })).toHaveLength(1);
  expect(await ids({ shipping_type: "TIKTOK" })).toEqual([]);
  expect((await call("POST", SEARCH, { body: { order_status: "NEW" } })).body.code).toBe(36009004);
  expect((await call("POST", SEARCH, { query: { page_size: "101" } })).body.code).toBe(36009004);
});

test("pages end, tokens are opaque and bound to their parameters, and page parameters in the body do nothing", async () => {
  const placed = Array.from({ length: 5 }, () => place({ lines: [red] }));
  const query = { page_size: "2", sort_field: "update_time", sort_order: "ASC" };
  const seen: string[] = [];
  let page_token = "";
  do {
    const page = await search({ ...query, ...(page_token !== "" && { page_token }) });
    seen.push(...page.orders.map((order: Loose) => order.id));
    expect(page.total_count).toBe(6);
    page_token = page.next_page_token;
    if (page_token !== "") expect(page_token).toMatch(/[+/]/);
  } while (page_token !== "");
  expect(seen).toHaveLength(6);
  expect(seen).toEqual(expect.arrayContaining(placed));
  const { next_page_token } = await search(query);
  const other = await call("POST", SEARCH, { query: { ...query, page_size: "3", page_token: next_page_token } });
  expect(other.body).toMatchObject({ code: 36009004, message: expect.stringMatching(/page_token/) });
  expect((await search({}, { page_size: 1 })).orders).toHaveLength(6);
});

test("an order that changes while somebody pages comes again at the end, and none is lost", async () => {
  const ids = Array.from({ length: 4 }, () => place({ lines: [red] }));
  const query = { page_size: "3", sort_field: "update_time", sort_order: "ASC" };
  const first = await search(query);
  shop.clock.advance(1000);
  shop.acts.touchOrder({ orderId: first.orders[1].id });
  const second = await search({ ...query, page_token: first.next_page_token });
  const seen = [...first.orders, ...second.orders].map((order: Loose) => order.id);
  expect(new Set(seen)).toEqual(new Set([...ids, first.orders[0].id]));
  expect(seen.filter((id) => id === first.orders[1].id)).toHaveLength(2);
});

test("an unpaid order has no address; TikTok's own shipping masks it", async () => {
  const unpaid = place({ lines: [red], paid: false });
  expect(await detail(unpaid)).toMatchObject({ status: "UNPAID" });
  expect((await detail(unpaid)).recipient_address).toBeUndefined();
  shop.acts.payOrder({ orderId: unpaid });
  expect((await detail(unpaid)).recipient_address.phone_number).toMatch(/^\(\+44\)7700 900\d{3}$/);
  const masked = (await detail(place({ lines: [red], shippingType: "TIKTOK" }))).recipient_address;
  expect(masked.phone_number).toMatch(/^\(\+44\)770-\*\*\*-\d{4}$/);
  expect(masked.address_line1).toMatch(/^\d\*\*\* /);
  expect(masked.name).toMatch(/^\w\*\*\* \w\*\*\*$/);
});

test("time alone: the hold ends, late orders are cancelled and their units are for sale again", async () => {
  const held = place({ lines: [red], onHold: true });
  expect((await detail(held)).status).toBe("ON_HOLD");
  shop.clock.advance(3600_000);
  expect((await detail(held)).status).toBe("AWAITING_SHIPMENT");
  shop.clock.advance(3 * 86_400_000);
  expect(await detail(held)).toMatchObject({ status: "CANCELLED", cancellation_initiator: "SYSTEM" });
});

test("at most 50 ids at a time; ids of nobody are absent", async () => {
  const ids = Array.from({ length: 51 }, (_, index) => String(index)).join(",");
  expect((await call("GET", "/order/202309/orders", { query: { ids } })).body.code).toBe(36009004);
  expect((await call("GET", "/order/202309/orders", { query: { ids: "1,2" } })).body.data.orders).toEqual([]);
});

test("own order numbers can be kept beside", async () => {
  const id = place({ lines: [red] });
  const external_order = { id: "SO-1", platform: "SHOPIFY", line_items: [] };
  await call("POST", "/order/202406/orders/external_orders", {
    body: { orders: [{ id, external_order }] },
    wrong: true,
  });
  const path = `/order/202406/orders/${id}/external_orders`;
  const answer = await call("GET", path, { query: { platform: "SHOPIFY" } });
  expect(answer.body.data.external_orders).toEqual([{ id: "SO-1", platform: "SHOPIFY", line_items: [] }]);
  expect((await call("GET", `/order/202407/orders/${id}/price_detail`)).body.data.total).toBe("6.99");
  expect(started.violations()).toEqual([]);
});
