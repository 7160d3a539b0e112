import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KEY, type Started, startBrickowl } from "./testing/started-brickowl.ts";

let owl: Started;
beforeEach(async () => {
  owl = await startBrickowl();
});
afterEach(() => owl.stop());

const quantityOf = (lotId: string) => owl.simulator.world.lots.get(lotId)?.quantity;
const update = (form: Record<string, string>) => owl.post("inventory/update", form);

describe("the key", () => {
  it("is asked for in the query of a GET and the body of a POST", async () => {
    expect((await owl.get("order/list")).status).toBe(200);
    expect((await owl.get("order/list", {}, "wrong")).body).toMatchObject({ error_code: "INVALID_KEY" });
    const inQuery = await fetch(`${owl.base}/order/note?key=${KEY}`, {
      method: "POST",
      body: new URLSearchParams({ key: KEY, order_id: "3001", note: "x" }),
    });
    expect(inQuery.status).toBe(401);
    const json = await fetch(`${owl.base}/order/note`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ key: KEY, order_id: "3001", note: "x" }),
    });
    expect(json.status).toBe(400);
    expect(owl.simulator.ledger.list()).toEqual([]);
  });

  it("opens only what it is allowed to do", async () => {
    expect((await owl.get("inventory/list", {}, "reader")).status).toBe(200);
    expect((await owl.post("inventory/update", { lot_id: "11", absolute_quantity: "1" }, "reader")).status).toBe(403);
    expect((await owl.get("catalog/color_list", {}, "reader")).status).toBe(403);
    owl.simulator.acts.revokeKey({ apiKey: "reader" });
    expect((await owl.get("inventory/list", {}, "reader")).status).toBe(401);
  });
});

describe("orders", () => {
  it("are listed by seven fields of text", async () => {
    expect((await owl.get("order/list", { unknown: "1" })).body).toEqual([
      {
        order_id: "3001",
        order_date: "1777467122",
        total_quantity: "11",
        total_lots: "2",
        base_order_total: "48.84",
        status: "Payment Received",
        status_id: "2",
      },
    ]);
    expect((await owl.get("order/list", { status: "payment received" })).body).toHaveLength(1);
    expect((await owl.get("order/list", { status: "3" })).body).toEqual([]);
    expect((await owl.get("order/list", { order_time: "1777467123" })).body).toEqual([]);
    expect((await owl.get("order/list", { list_type: "customer" })).body).toEqual([]);
    owl.simulator.acts.setSettings({ lists: "keyed" });
    expect(Object.keys((await owl.get("order/list")).body)).toEqual(["3001"]);
  });

  it("show summer time, 1970 for no instant, and bare numbers for fees only", async () => {
    const { body } = await owl.get("order/view", { order_id: "3001" });
    expect(body).toMatchObject({
      iso_order_time: "2026-04-29T13:52:02+01:00",
      iso_processed_time: "1970-01-01T01:00:00+01:00",
      processed_time: null,
      sub_total: "46.54",
      ship_total: "2.30",
      ship_country: "United Kingdom",
    });
    const numbers = Object.keys(body).filter((name) => typeof body[name] === "number");
    expect(numbers).toEqual(["affiliate_fee", "brickowl_fee"]);
    expect((await owl.get("order/view", { order_id: "9" })).status).toBe(404);
  });

  it("list items with the lot's identity and what is left", async () => {
    const { body } = await owl.get("order/items", { order_id: "3001" });
    expect(body[0]).toMatchObject({
      boid: "771344-38",
      condition: "Used (Good)",
      external_lot_ids: { other: "559" },
      remaining_quantity: "40",
      image_small: expect.stringMatching(/^\/\//),
    });
    expect(body[1]).toMatchObject({ external_lot_ids: [], bl_lot_id: null, ordered_quantity: "1" });
  });

  it("take tracking, note and status, once each however often they are sent", async () => {
    for (let time = 0; time < 2; time += 1) {
      expect((await owl.post("order/tracking", { order_id: "3001", tracking_id: "https://t.example/1" })).body).toEqual(
        {
          status: "success",
        },
      );
      await owl.post("order/note", { order_id: "3001", note: "A & B+" });
      await owl.post("order/set_status", { order_id: "3001", status_id: "5" });
    }
    const { body } = await owl.get("order/view", { order_id: "3001" });
    expect(body).toMatchObject({ status_id: "5", tracking_number: "https://t.example/1", seller_note: "A & B+" });
    for (const kind of ["tracking-set", "note-set", "order-shipped"]) expect(owl.simulator.ledger.count(kind)).toBe(1);
    expect((await owl.post("order/set_status", { order_id: "3001", status_id: "8" })).status).toBe(400);
    expect((await owl.post("order/set_status", { order_id: "3001", status_id: "0" })).status).toBe(400);
  });

  it("lower lots at once, and cancelling puts the goods back", async () => {
    const { orderId } = owl.simulator.acts.placeOrder({ lines: [{ lotId: "11", quantity: 4 }], pay: false });
    expect(quantityOf("11")).toBe(36);
    owl.simulator.acts.payOrder({ orderId });
    expect((await owl.get("order/view", { order_id: orderId })).body.status_id).toBe("2");
    const [line] = (await owl.get("order/items", { order_id: orderId })).body;
    owl.simulator.acts.refundLine({ orderId, orderItemId: line.order_item_id, quantity: 1 });
    expect((await owl.get("order/view", { order_id: orderId })).body.refund_total).toBe("0.10");
    owl.simulator.acts.cancelOrder({ orderId });
    expect(quantityOf("11")).toBe(39);
    expect((await owl.post("order/set_status", { order_id: orderId, status_id: "5" })).status).toBe(400);
  });
});

describe("lots", () => {
  it("that are sold out are listed only when asked for", async () => {
    const ids = async (query: Record<string, string>) =>
      (await owl.get("inventory/list", query)).body.map(({ lot_id: id }: { lot_id: string }) => id);
    expect(await ids({})).toEqual(["11", "12"]);
    expect(await ids({ active_only: "0" })).toEqual(["11", "12", "13"]);
    expect(await ids({ external_id_1: "559" })).toEqual(["11"]);
    expect(await ids({ lot_id: "0" })).toEqual([]);
  });

  it("take absolute and relative quantities, by one identity", async () => {
    await update({ external_id: "559", relative_quantity: "-3", public_note: "A & B+" });
    expect(quantityOf("11")).toBe(37);
    await update({ lot_id: "11", absolute_quantity: "5" });
    expect(quantityOf("11")).toBe(5);
    const wrong: Record<string, string>[] = [
      { lot_id: "11", external_id: "559", absolute_quantity: "1" },
      { lot_id: "11" },
      { lot_id: "11", relative_quantity: "-6" },
      { lot_id: "11", absolute_quantity: "1", relative_quantity: "1" },
      { lot_id: "11", price: "0.7205" },
      { lot_id: "11", sale_percent: "96" },
    ];
    for (const form of wrong) expect([form, (await update(form)).status]).toEqual([form, 400]);
    expect(quantityOf("11")).toBe(5);
    owl.simulator.acts.setSettings({ belowZero: "clamp" });
    await update({ lot_id: "11", relative_quantity: "-6" });
    expect(quantityOf("11")).toBe(0);
  });

  it("read back tiers and prices as they were written", async () => {
    await update({ lot_id: "11", tier_price: "100:0.05,200:0.04", price: "0.72" });
    const tier_price = [
      ["100", "0.050"],
      ["200", "0.040"],
    ];
    expect((await owl.get("inventory/list", { lot_id: "11" })).body[0]).toMatchObject({ price: "0.720", tier_price });
  });

  it("are made by the rule of colours, and deleted", async () => {
    const form = { quantity: "2", price: "0.5", condition: "new", external_id: "777" };
    const create = (goods: Record<string, string>) => owl.post("inventory/create", { ...form, ...goods });
    expect((await create({ boid: "771344" })).status).toBe(400);
    expect((await create({ boid: "500100", color_id: "38" })).status).toBe(400);
    expect((await create({ boid: "771344-38" })).status).toBe(400);
    const { body } = await create({ boid: "771344", color_id: "38" });
    expect(body).toEqual({ status: "success", lot_id: "80000001" });
    await owl.post("inventory/delete", { external_id: "777" });
    expect(owl.simulator.world.lots.has(body.lot_id)).toBe(false);
  });
});

describe("the catalogue and the account", () => {
  it("lead from numbers to BOIDs and back", async () => {
    const found = await owl.get("catalog/id_lookup", { id: "3001", type: "Part", id_type: "design_id" });
    expect(found.body).toEqual({ boids: ["771344-38", "771344-81"] });
    expect((await owl.get("catalog/lookup", { boid: "771344-38" })).body).toMatchObject({ color_name: "Black" });
    expect((await owl.get("catalog/color_list")).body["38"]).toMatchObject({ bl_ids: ["11"] });
    expect((await owl.get("user/details")).body).toMatchObject({ has_store: true, store_details: { store_id: "907" } });
  });

  it("are served in batches, each request by itself", async () => {
    const call = (lotId: string) => ({
      endpoint: "inventory/update",
      request_method: "POST",
      params: [{ lot_id: lotId, absolute_quantity: 1 }],
    });
    const { body } = await owl.post("bulk/batch", { requests: JSON.stringify({ requests: [call("11"), call("99")] }) });
    expect(body.responses.map(({ status_code }: { status_code: number }) => status_code)).toEqual([200, 404]);
    expect(quantityOf("11")).toBe(1);
    const many = JSON.stringify({ requests: Array.from({ length: 51 }, () => call("11")) });
    expect((await owl.post("bulk/batch", { requests: many })).status).toBe(400);
  });
});

describe("limits, faults and notices", () => {
  it("answers 429 with Retry-After in the form switched on, until the minute is over", async () => {
    owl.simulator.quotas.adjust("calls", { key: KEY, count: 600 });
    const refused = await owl.get("order/list");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
    owl.simulator.acts.setSettings({ errorForm: "nested", retryAfter: false });
    const nested = await owl.get("order/list");
    expect(nested.body).toEqual({ error: { status: expect.any(String) } });
    expect(nested.headers.get("retry-after")).toBeNull();
    owl.clock.advance(60_000);
    expect((await owl.get("order/list")).status).toBe(200);
  });

  it("loses the answer of a write that was done, shows pages, and answers with nothing", async () => {
    owl.simulator.faults.add({ kind: "cut", when: "after-effect", operation: "inventory/update" });
    await expect(update({ lot_id: "11", relative_quantity: "-1" })).rejects.toThrow();
    expect(quantityOf("11")).toBe(39);
    owl.simulator.faults.add({ kind: "html-page", operation: "order/list" });
    expect((await owl.get("order/list")).text).toContain("<html>");
    owl.simulator.acts.setSettings({ emptyAnswerOf: "order/list" });
    expect(await owl.get("order/list")).toMatchObject({ status: 200, text: "" });
  });

  it("knocks at the address with no more than two ids", async () => {
    const heard: string[] = [];
    const listener = createServer((request, response) => {
      heard.push(`${request.method} ${request.url}`);
      response.end();
    });
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    owl.simulator.acts.setNotify({ port: (listener.address() as AddressInfo).port });
    expect((await owl.post("order/notify", { ip: "example.com" })).status).toBe(400);
    await owl.post("order/notify", { ip: "127.0.0.1" });
    const { orderId } = owl.simulator.acts.placeOrder({ lines: [{ lotId: "11" }] });
    owl.simulator.acts.setNotify({ lostShare: 1 });
    owl.simulator.acts.placeOrder({ lines: [{ lotId: "11" }] });
    await owl.simulator.webhooks.flush();
    await new Promise((resolve) => listener.close(resolve));
    expect(heard).toEqual([`GET /brick_owl_order_notify?order_id=${orderId}&store_id=907`]);
  });
});
