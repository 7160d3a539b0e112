import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ChannelOrder } from "./bricqer-seed.ts";
import { KEY, OTHER_KEY, READER, type Started, smallStores, startBricqer } from "./testing/started-bricqer.ts";

let shop: ChannelOrder[];
let store: Started;
beforeEach(async () => {
  shop = [];
  store = await startBricqer(() => shop);
});
afterEach(() => store.stop());

const left = (id: number) => store.simulator.world.items.get(`demo/${id}`)?.remainingQuantity;
const patch = (id: number, body: unknown) => store.call("PATCH", `/inventory/item/${id}/`, { body });
const names = (body: { results: { displayName: string }[] }) => body.results.map(({ displayName }) => displayName);

describe("the tenant and the key", () => {
  it.each([
    ["another scheme word", `Bearer ${KEY}`, 401],
    ["Django's other word", `Token ${KEY}`, 401],
    ["a key of another tenant", `Api-Key ${OTHER_KEY}`, 401],
    ["an unknown key", "Api-Key AbCd1234.0", 401],
    ["nothing", "", 401],
    ["the key", `Api-Key ${KEY}`, 200],
  ])("by %s: %s is answered %i", async (_case, authorization, status) => {
    expect((await store.call("GET", "/orders/order/?limit=1", { authorization })).status).toBe(status);
  });

  it("lets a key do only what it may", async () => {
    const asReader = (path: string) => store.call("GET", path, { authorization: `Api-Key ${READER}` });
    expect((await asReader("/orders/order/")).status).toBe(200);
    expect((await asReader("/inventory/item/")).status).toBe(403);
    store.simulator.acts.revokeKey({ apiKey: READER });
    expect((await asReader("/orders/order/")).status).toBe(401);
  });

  it("is a page of 404 for a tenant that does not exist", async () => {
    const answer = await fetch(`${store.base}/nobody/api/v1/orders/order/`);
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining("<html>")]);
  });

  it("is told by the Host header when the path names none", async () => {
    const { port } = new URL(store.base);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: "other.bricqer.com", authorization: `Api-Key ${OTHER_KEY}` };
      const call = request({ port, host: "127.0.0.1", path: "/bricqer/api/v1/orders/order/", headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      call.on("error", reject).end();
    });
    expect(status).toBe(200);
  });
});

describe("orders", () => {
  it("are paged at the top level, newest first, and end with 404", async () => {
    const { body } = await store.get("/orders/order/?limit=2&created_after=2030-01-01");
    expect([body.count, body.previous, names(body)]).toEqual([3, null, ["BrickOwl #7310001", "BrickLink #29891125"]]);
    const second = await store.get(new URL(body.next).href.split("/api/v1")[1] ?? "");
    expect(names(second.body)).toEqual(["eBay #20-13998-99661"]);
    const third = await store.get("/orders/order/?limit=2&page=3");
    expect([third.status, third.body]).toEqual([404, { detail: "Invalid page." }]);
  });

  it("are filtered by status, by archive and by change", async () => {
    const found = async (query: string) => names((await store.get(`/orders/order/?${query}`)).body);
    expect(await found("filed=true")).toEqual(["eBay #20-13998-99661"]);
    expect(await found("filed=false&status=READY,PAID")).toEqual(["BrickLink #29891125"]);
    expect(await found("modified__gte=2030-01-01T00:00:00Z")).toEqual([]);
    expect(await found("modified__gte=2026-01-18T10:05:40Z&modified__lte=2026-01-18T11:00:00Z")).toHaveLength(1);
    expect((await store.get("/orders/order/?modified__gte=soon")).status).toBe(400);
    store.simulator.acts.setSettings({ modifiedFilter: "ignored", filedDefault: "open" });
    expect(await found("modified__gte=2030-01-01T00:00:00Z")).toHaveLength(2);
  });

  it("carry their items in batches, eBay's none", async () => {
    const { results } = (await store.get("/orders/order/")).body;
    const detail = async (provider: string) => {
      const { id } = results.find((row: { orderProvider: string }) => row.orderProvider === provider);
      return (await store.get(`/orders/order/${id}/`)).body;
    };
    const order = await detail("BrickLink");
    expect(order).toMatchObject({ costSubtotal: "0.48", costShipping: "3.20", costGrandtotal: "3.68", lotCount: 1 });
    const [line] = order.batchSet[0].itemSet;
    expect(line).toMatchObject({ definitionId: 3001, price: 0.12, quantity: 4, color: { id: 38, blid: 11 } });
    expect(line.remainingQuantity).toBe(40);
    const ebay = await detail("eBay");
    expect(ebay).toMatchObject({ batchSet: [], items: [], costSubtotal: "45.50" });
    expect(ebay.shipment).toMatchObject({ trackingCode: "AB123456789GB" });
    expect((await store.get("/orders/order/1/")).body).toEqual({ detail: "Not found." });
    expect((await store.get(`/orders/order/${order.id}/items/`)).status).toBe(404);
  });

  it("want their slash, and know no writing", async () => {
    const redirect = await store.get("/orders/order?page=1");
    expect([redirect.status, redirect.headers.get("location")]).toEqual([
      301,
      `${store.base}/demo/api/v1/orders/order/?page=1`,
    ]);
    expect((await store.call("PATCH", "/orders/order/1101/", { body: { status: "SHIPPED" } })).status).toBe(405);
    expect((await store.get("/inventory/color")).status).toBe(200);
  });

  it("speak snake_case where switched", async () => {
    store.simulator.acts.setSettings({ snakeCaseOf: ["orders/order/{id}"], zone: "none" });
    const { body } = await store.get("/orders/order/1101/");
    expect(body).toMatchObject({ display_name: "BrickLink #29891125", payment_date: "2026-01-18T10:04:00.000000" });
    expect(body.batch_set[0].item_set[0]).toMatchObject({ lego_id: "3001", definition_id: 3001 });
  });
});

describe("channels", () => {
  it("bring orders by themselves: stock falls once, and comes back when they are cancelled", async () => {
    const sale: ChannelOrder = {
      provider: "eBay",
      number: "20-14000-11111",
      status: "OPEN",
      placedAt: "2026-01-20T08:59:00Z",
      buyer: smallStores.tenants[0]?.orders?.[0]?.buyer ?? { name: "", email: "", address: "", countryCode: "GB" },
      lines: [{ listing: "256400000007", description: "X-wing", quantity: 1, price: "45.5" }],
    };
    shop = [sale];
    await store.get("/orders/order/");
    expect((await store.get("/orders/order/")).body.count).toBe(4);
    expect(left(3004)).toBe(1);
    store.clock.advance(60_000);
    shop = [{ ...sale, status: "READY", paidAt: "2026-01-20T09:00:30Z" }];
    const { body } = await store.get("/orders/order/?modified__gte=2026-01-20T09:01:00Z");
    expect(body.results).toMatchObject([{ status: "READY", paymentDate: "2026-01-20T09:00:30.000000Z" }]);
    shop = [{ ...sale, status: "CANCELLED" }];
    await store.get("/inventory/item/");
    expect(left(3004)).toBe(2);
    expect(store.simulator.ledger.count("order-imported")).toBe(1);
  });

  it("sell by an act, and orders are picked, packed, shipped and filed", async () => {
    const { orderId } = store.simulator.acts.channelSale({ lines: [{ itemId: 3001, quantity: 5 }] });
    expect(left(3001)).toBe(25);
    store.clock.advance(1000);
    store.simulator.acts.pickOrder({ orderId });
    store.simulator.acts.shipOrder({ orderId, trackingCode: "KX1" });
    store.simulator.acts.fileOrder({ orderId });
    const { body } = await store.get(`/orders/order/${orderId}/`);
    expect(body).toMatchObject({ status: "SHIPPED", filed: true, shippingTrackingNo: "KX1" });
    expect(body.modified > body.created).toBe(true);
    expect(() => store.simulator.acts.channelSale({ lines: [{ itemId: 3002 }] })).toThrow(/not for sale/);
  });
});

describe("stock", () => {
  it("is paged under page, with a definition that is missing", async () => {
    const { body } = await store.get("/inventory/item/?limit=2&page=2");
    expect(body.page).toMatchObject({ count: 5, number: 2, size: 2 });
    expect(body.page.links).toEqual({
      next: `${store.base}/demo/api/v1/inventory/item/?limit=2&page=3`,
      previous: `${store.base}/demo/api/v1/inventory/item/?limit=2&page=1`,
    });
    expect((await store.get("/inventory/item/3005/")).body.definition).toBeNull();
    expect((await store.get("/inventory/item/3001/")).body).toMatchObject({
      storageLabel: "A-03",
      remainingQuantity: 30,
      definition: { legoId: "3001", condition: "U", price: 0.12 },
    });
    expect((await store.get("/inventory/item/?condition=U")).body.page.count).toBe(0);
  });

  it("is set absolutely, never below zero, and deleted", async () => {
    expect((await patch(3001, { remainingQuantity: 7 })).body.remainingQuantity).toBe(7);
    expect((await patch(3001, { remaining_quantity: 3 })).body.remainingQuantity).toBe(7);
    for (const wrong of [-1, 1.5, "9", null]) {
      expect([wrong, (await patch(3001, { remainingQuantity: wrong })).status]).toEqual([wrong, 400]);
    }
    expect(left(3001)).toBe(7);
    expect((await store.call("DELETE", "/inventory/item/3002/")).status).toBe(204);
    expect((await store.get("/inventory/item/3002/")).status).toBe(404);
  });

  it("is reported whole as CSV", async () => {
    store.simulator.acts.setSettings({ csvDelimiter: ";" });
    const { text, headers } = await store.get("/definitions/lego/report/unconsolidated-inventory");
    expect(headers.get("content-type")).toMatch(/^text\/csv/);
    const rows = text.trim().split("\n");
    expect(rows).toHaveLength(5);
    expect(rows[1]).toBe("42;14;3001;3001;Purchase 42;;P;3001;Black;38;U;;;30;30;;0.12;A-03;Brick 2 x 4");
  });

  it("has places, colours, channels, definitions and purchases to look up", async () => {
    expect((await store.get("/inventory/storage/")).body).toMatchObject([
      { displayAs: "A-03" },
      { displayAs: "A-04" },
      { displayAs: "B-01" },
      { displayAs: "S-01", itemCount: 2 },
    ]);
    expect((await store.get("/inventory/color/")).body).toContainEqual(
      expect.objectContaining({ id: 36, bricklinkId: 9, name: "Light Gray" }),
    );
    expect((await store.get("/inventory/problems/")).body).toHaveLength(3);
    const { body } = await store.get("/definitions/lego/definition/3001");
    expect([body.id, body.remainingQuantity]).toEqual([undefined, 40]);
    expect((await store.get("/inventory/purchase/42/")).body.journal.posts[0].amount).toBeLessThan(0);
  });
});

describe("orders made elsewhere", () => {
  const order = {
    contact: 55,
    shipping_method: 3,
    paid: true,
    custom_marketplace: "Example",
    custom_marketplace_order_id: "EX-1001",
    batches: [{ definition_type: "lego", items: [{ definition_id: 3001, quantity: 33, picked: 0, price: "2.50" }] }],
    invoice_lines: [{ description: "Post", amount: "3.95", vat: true, shipping: true }],
  };

  it("take stock from all places of a definition, also when the answer is lost", async () => {
    store.simulator.faults.add({ kind: "cut", when: "after-effect", operation: "shops/noshop/order" });
    await expect(store.call("POST", "/shops/noshop/order/", { body: order })).rejects.toThrow();
    expect([left(3001), left(3002), left(3003)]).toEqual([0, 3, 4]);
    store.simulator.acts.setSettings({ orderField: "text" });
    const { results } = (await store.get("/orders/order/?search=noshop")).body;
    const { body } = await store.get(`/orders/order/${results[0].id}/`);
    expect(JSON.parse(body.order)).toEqual({
      custom_marketplace: "Example",
      custom_marketplace_order_id: "EX-1001",
    });
    expect((await store.call("POST", "/shops/noshop/order/", { body: order })).status).toBe(400);
    expect((await store.call("POST", "/shops/noshop/order", { body: order })).status).toBe(404);
  });

  it("answer with the id as text, for a contact made before", async () => {
    const contact = { name: "Ann", street1: "2 Street", postal_code: "LS1", city: "Leeds", email: "a@example.com" };
    const made = await store.call("POST", "/administration/contact/", { body: { ...contact, country_id: 1 } });
    const { body } = await store.call("POST", "/shops/noshop/order/", { body: { ...order, contact: made.body.id } });
    expect(body).toEqual({ meta_id: expect.stringMatching(/^\d+$/) });
    const detail = (await store.get(`/orders/order/${body.meta_id}/`)).body;
    expect(detail).toMatchObject({ contact: { name: "Ann" }, costShipping: "3.95", status: "READY" });
  });
});

describe("limits and hostile answers", () => {
  it("say when to come back, and let calls in again one by one", async () => {
    store.simulator.quotas.adjust("calls", { key: KEY, count: 100 });
    const refused = await store.get("/orders/order/");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    store.clock.advance(1000);
    expect((await store.get("/orders/order/")).status).toBe(200);
    store.simulator.faults.add({ kind: "status", status: 429, retryAfterSeconds: 20 });
    expect((await store.get("/orders/order/")).headers.get("retry-after")).toBe("20");
    store.simulator.faults.add({ kind: "status", status: 503 });
    expect((await store.get("/orders/order/")).text).toContain("<html>");
  });

  it("lead to other hosts when switched on", async () => {
    const evil = "http://127.0.0.1:9";
    store.simulator.acts.setSettings({ nextLinksTo: evil, picturesTo: evil });
    const { page, results } = (await store.get("/inventory/item/?limit=1")).body;
    expect(page.links.next).toMatch(/^http:\/\/127\.0\.0\.1:9\//);
    expect(results[0].definition.picture).toMatch(/^http:\/\/127\.0\.0\.1:9\//);
    expect((await store.get("/orders/order/?limit=1")).body.next).toMatch(/^http:\/\/127\.0\.0\.1:9\//);
    store.simulator.acts.setSettings({ redirectsTo: evil });
    const redirect = await store.get("/orders/order/");
    expect([redirect.status, redirect.headers.get("location")]).toEqual([302, `${evil}/demo/api/v1/orders/order/`]);
  });
});
