import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Store, startStore } from "./testing/store-client.ts";

let store: Store;
beforeEach(async () => {
  store = await startStore();
});
afterEach(() => store.stop());

const ids = (data: { order_id: number }[]) => data.map(({ order_id }) => order_id);
const status = async (orderId: number) => (await store.call("GET", `/orders/${orderId}`)).data.status;
const setStatus = (orderId: number, value: string) =>
  store.call("PUT", `/orders/${orderId}/status`, { body: { field: "status", value } });

describe("the list of orders", () => {
  const list = async (query: Record<string, string>) => ids((await store.call("GET", "/orders", { query })).data);

  it("holds unfiled orders, or filed ones, never both", async () => {
    expect(await list({})).toEqual([5001, 5002]);
    expect(await list({ filed: "false" })).toEqual([5001, 5002]);
    expect(await list({ filed: "true" })).toEqual([5003]);
    expect(await list({ direction: "out" })).toEqual([]);
  });

  it("filters by statuses between commas, with a minus, in any case", async () => {
    expect(await list({ status: "pending,SHIPPED" })).toEqual([5001, 5002]);
    expect(await list({ status: "-Shipped" })).toEqual([5002]);
    expect(await list({ status: "paid" })).toEqual([]);
  });

  it("refuses other directions", async () => {
    expect(await store.call("GET", "/orders", { query: { direction: "sideways" } })).toMatchObject({ code: 400 });
  });

  it("gives totals with four decimals, but no address, mail or shipping cost", async () => {
    const [order] = (await store.call("GET", "/orders")).data;
    expect(order).toEqual({
      order_id: 5001,
      date_ordered: "2026-11-01T10:00:00.000Z",
      date_status_changed: "2026-11-03T10:00:00.000Z",
      seller_name: "loftbricks",
      store_name: "Loft Bricks &amp; Co",
      buyer_name: "hannah_o",
      status: "SHIPPED",
      total_count: 11,
      unique_count: 2,
      payment: {
        method: "PayPal (Onsite)",
        currency_code: "GBP",
        date_paid: "2026-11-01T10:05:00.000Z",
        status: "Completed",
      },
      cost: { currency_code: "GBP", subtotal: "46.3000", grand_total: "51.2900" },
      disp_cost: { currency_code: "GBP", subtotal: "46.3000", grand_total: "51.2900" },
    });
  });
});

describe("one order", () => {
  it("adds up and leaves out what is not known", async () => {
    const { data } = await store.call("GET", "/orders/5001");
    expect(data.cost).toMatchObject({ subtotal: "46.3000", shipping: "4.9900", grand_total: "51.2900" });
    expect(data).not.toHaveProperty("remarks");
    expect(JSON.stringify(data)).not.toContain("null");
  });

  it("shows one text of an address that was not saved in parts, with entities and UK", async () => {
    const { address } = (await store.call("GET", "/orders/5001")).data.shipping;
    expect(address).toEqual({
      name: { full: "Hannah O&#39;Brien" },
      full: "1 Example Street\nLeeds, LS1 1AA",
      country_code: "UK",
    });
    const { address: parts } = (await store.call("GET", "/orders/5002")).data.shipping;
    expect(parts).toMatchObject({ address1: "Musterweg 2", city: "Köln", postal_code: "50667", country_code: "DE" });
  });

  it("lists its items batch by batch, names with entities", async () => {
    const { data } = await store.call("GET", "/orders/5001/items");
    expect(data).toHaveLength(2);
    expect(data[0][0]).toMatchObject({
      inventory_id: 102,
      item: { no: "7140-1", name: "X-wing Fighter", type: "SET", category_id: 65 },
      quantity: 1,
      new_or_used: "U",
      completeness: "C",
      unit_price_final: "45.5000",
    });
    expect(data[1][0]).not.toHaveProperty("completeness");
    const [[falcon]] = (await store.call("GET", "/orders/5002/items")).data;
    expect(falcon).toMatchObject({ item: { name: "Millennium Falcon &#40;UCS&#41;" }, remarks: "Loft - S5" });
  });

  it("has messages whose subject may be absent", async () => {
    const { data } = await store.call("GET", "/orders/5001/messages");
    expect(data).toEqual([
      {
        body: "Is it complete &#40;100%&#41;?",
        from: "hannah_o",
        to: "loftbricks",
        dateSent: "2026-11-01T11:00:00.000Z",
      },
    ]);
  });
});

describe("shipping", () => {
  it("takes tracking, then the status, then one mail", async () => {
    store.simulator.acts.payOrder({ orderId: 5002 });
    const shipping = {
      tracking_no: "AB1",
      tracking_link: "https://x.example/AB1",
      date_shipped: "2026-11-21T09:00:00Z",
    };
    const updated = await store.call("PUT", "/orders/5002", { body: { shipping, total_count: 99 } });
    expect(updated.data.shipping).toMatchObject({ ...shipping, date_shipped: "2026-11-21T09:00:00.000Z" });
    expect(updated.data.total_count).toBe(1);
    store.clock.advance(1000);
    expect(await setStatus(5002, "shipped")).toMatchObject({
      status: 200,
      code: 204,
      message: "OK_NO_CONTENT",
      data: {},
    });
    expect((await store.call("GET", "/orders/5002")).data).toMatchObject({
      status: "SHIPPED",
      date_status_changed: "2026-11-21T09:00:01.000Z",
      drive_thru_sent: false,
    });
    expect(await store.call("POST", "/orders/5002/drive_thru", { query: { mail_me: "true" } })).toMatchObject({
      code: 204,
    });
    expect((await store.call("GET", "/orders/5002")).data.drive_thru_sent).toBe(true);
    expect(store.simulator.ledger.list({ kind: "order-shipped" })).toHaveLength(1);
    expect(store.simulator.ledger.list({ kind: "drive-thru-sent" })[0]?.data).toEqual({ orderId: 5002, mailMe: true });
  });

  it("has no second effect when the same is said again", async () => {
    await setStatus(5001, "SHIPPED");
    await store.call("PUT", "/orders/5001", { body: { shipping: { tracking_no: "AB123456789GB" } } });
    expect(store.simulator.ledger.list()).toEqual([]);
    expect((await store.call("GET", "/orders/5001")).data.date_status_changed).toBe("2026-11-03T10:00:00.000Z");
  });

  it("answers no content as an empty 204 when switched", async () => {
    store.simulator.acts.setSettings({ noContent: "empty-204" });
    expect(await setStatus(5002, "PACKED")).toMatchObject({ status: 204, text: "" });
  });
});

describe("status moves", () => {
  it.each(["CANCELLED", "RECEIVED", "PURGED", "PAID-PENDING", "nonsense"])(
    "refuses %s, which is not the seller's",
    async (value) => {
      expect(await setStatus(5002, value)).toMatchObject({ code: 422, message: "RESOURCE_UPDATE_NOT_ALLOWED" });
      expect(await status(5002)).toBe("PENDING");
    },
  );

  it("refuses to move a closed order, and PAID for a payment made on the site", async () => {
    store.simulator.acts.cancelOrder({ orderId: 5002 });
    expect(await setStatus(5002, "SHIPPED")).toMatchObject({ code: 422 });
    const { orderId } = store.simulator.acts.placeOrder({ lines: [{ inventoryId: 102 }], pay: false });
    expect(await setStatus(orderId, "PAID")).toMatchObject({ code: 422 });
  });

  it("wants the field named", async () => {
    const body = { field: "colour", value: "SHIPPED" };
    expect(await store.call("PUT", "/orders/5002/status", { body })).toMatchObject({ code: 400 });
  });

  it("takes payment statuses of payments off the site, and dates the money", async () => {
    const body = { field: "payment_status", value: "Received" };
    expect(await store.call("PUT", "/orders/5002/payment_status", { body })).toMatchObject({ code: 204 });
    const { payment } = (await store.call("GET", "/orders/5002")).data;
    expect(payment).toMatchObject({ status: "Received", date_paid: "2026-11-21T09:00:00.000Z" });
    expect(await store.call("PUT", "/orders/5001/payment_status", { body })).toMatchObject({ code: 422 });
  });

  it("changes costs while unpaid and ignores them afterwards", async () => {
    const cost = { shipping: "9.99999", credit: 1.5 };
    const before = await store.call("PUT", "/orders/5002", { body: { cost } });
    expect(before.data.cost).toMatchObject({ shipping: "10.0000", credit: "1.5000", grand_total: "658.4900" });
    const after = await store.call("PUT", "/orders/5001", { body: { cost } });
    expect(after).toMatchObject({ code: 200, data: { cost: { shipping: "4.9900" } } });
  });

  it("files and unfiles, and keeps the seller's remark", async () => {
    await store.call("PUT", "/orders/5002", { body: { is_filed: true, remarks: "call (first)" } });
    const { data } = await store.call("GET", "/orders", { query: { filed: "true" } });
    expect(ids(data)).toEqual([5002, 5003]);
    expect((await store.call("GET", "/orders/5002")).data.remarks).toBe("call &#40;first&#41;");
  });
});

describe("bodies", () => {
  it("must be declared as JSON, parse, and be an object", async () => {
    const text = { "content-type": "text/plain" };
    expect(await store.call("PUT", "/orders/5002", { body: "{}", headers: text })).toMatchObject({ code: 415 });
    const broken = await store.call("PUT", "/orders/5002", { body: "{" });
    expect(broken).toMatchObject({ code: 400, message: "INVALID_REQUEST_BODY" });
    expect(await store.call("PUT", "/orders/5002", { body: [] })).toMatchObject({ message: "INVALID_REQUEST_BODY" });
  });
});

describe("what buyers and the system do", () => {
  const quantity = async (lot: number) => (await store.call("GET", `/inventories/${lot}`)).data.quantity;

  it("places an order and takes its stock at once", async () => {
    const { orderId } = store.simulator.acts.placeOrder({
      lines: [{ inventoryId: 102, quantity: 2 }, { inventoryId: 103 }],
    });
    expect(await quantity(102)).toBe(1);
    expect(await quantity(103)).toBe(39);
    expect((await store.call("GET", `/orders/${orderId}`)).data).toMatchObject({
      status: "PAID",
      payment: { status: "Completed" },
      cost: { subtotal: "91.0800", grand_total: "94.5700" },
    });
  });

  it("refuses an order for more than there is, and leaves everything as it was", async () => {
    const { placeOrder } = store.simulator.acts;
    const lines = [{ inventoryId: 103 }, { inventoryId: 102, quantity: 2 }, { inventoryId: 102, quantity: 2 }];
    expect(() => placeOrder({ lines })).toThrow(/Lot 102 has 3 left, not 4/);
    expect(await quantity(103)).toBe(40);
    expect((await store.call("GET", "/orders")).data).toHaveLength(2);
  });

  it("adds a batch to an open order, which becomes UPDATED, and to no other", async () => {
    store.simulator.acts.addToOrder({ orderId: 5002, lines: [{ inventoryId: 103, quantity: 5 }] });
    expect((await store.call("GET", "/orders/5002/items")).data.map((batch: unknown[]) => batch.length)).toEqual([
      1, 1,
    ]);
    expect(await status(5002)).toBe("UPDATED");
    expect(await quantity(103)).toBe(35);
    expect(() => store.simulator.acts.addToOrder({ orderId: 5001, lines: [{ inventoryId: 103 }] })).toThrow(/SHIPPED/);
  });

  it("removes an item, and puts it back only when asked", async () => {
    store.simulator.acts.removeItem({ orderId: 5001, inventoryId: 103, quantity: 4 });
    expect(await quantity(103)).toBe(40);
    store.simulator.acts.removeItem({ orderId: 5001, inventoryId: 103, quantity: 6, restock: true });
    expect(await quantity(103)).toBe(46);
    const { data } = await store.call("GET", "/orders/5001/items");
    expect(data.flat()).toHaveLength(1);
  });

  it("does not put the stock of a cancelled order back", async () => {
    const { orderId } = store.simulator.acts.placeOrder({ lines: [{ inventoryId: 102 }] });
    store.simulator.acts.requestCancel({ orderId });
    expect(await status(orderId)).toBe("OCR");
    store.simulator.acts.cancelOrder({ orderId });
    expect(await status(orderId)).toBe("CANCELLED");
    expect(await quantity(102)).toBe(2);
  });

  it("purges an order's items", async () => {
    store.simulator.acts.purgeOrder({ orderId: 5003 });
    expect((await store.call("GET", "/orders/5003/items")).data).toEqual([]);
    expect((await store.call("GET", "/orders/5003")).data).toMatchObject({ status: "PURGED", total_count: 0 });
  });

  it("pays slowly, receives, completes, and takes statuses nobody has heard of", async () => {
    store.simulator.acts.payOrder({ orderId: 5002, pending: true });
    expect(await status(5002)).toBe("PAID-PENDING");
    store.simulator.acts.payOrder({ orderId: 5002 });
    expect(await status(5002)).toBe("PAID");
    store.simulator.acts.receiveOrder({ orderId: 5002 });
    expect(await status(5002)).toBe("RECEIVED");
    store.simulator.acts.completeOrder({ orderId: 5002 });
    expect(await status(5002)).toBe("COMPLETED");
    store.simulator.acts.setOrderStatus({ orderId: 5002, status: "AWAITING-PICKUP" });
    expect(await status(5002)).toBe("AWAITING-PICKUP");
  });
});
