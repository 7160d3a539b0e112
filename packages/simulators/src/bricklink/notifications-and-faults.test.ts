import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Store, startStore } from "./testing/store-client.ts";

let store: Store;
beforeEach(async () => {
  store = await startStore();
});
afterEach(() => store.stop());

describe("notifications", () => {
  let listener: Server;
  let bodies: string[];
  let url: string;
  beforeEach(async () => {
    bodies = [];
    listener = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        bodies.push(body);
        response.end();
      });
    });
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/hooks`;
  });
  afterEach(() => new Promise((resolve) => listener.close(resolve)));

  const event = { event_type: "Order", resource_id: 5002, timestamp: "2026-11-21T09:00:00.000Z" };

  it("wait in a queue that reading empties", async () => {
    store.simulator.acts.payOrder({ orderId: 5002 });
    store.simulator.acts.sendMessage({ orderId: 5002, body: "When?" });
    const { data } = await store.call("GET", "/notifications");
    expect(data).toEqual([event, { ...event, event_type: "Message" }]);
    expect((await store.call("GET", "/notifications")).data).toEqual([]);
  });

  it.each([
    ["list", [event]],
    ["object", event],
    ["empty", null],
  ] as const)("are pushed with a body that is a %s", async (body, expected) => {
    store.simulator.acts.setCallback({ url, body });
    store.simulator.acts.payOrder({ orderId: 5002 });
    await store.simulator.webhooks.flush();
    expect(bodies.map((text) => (text === "" ? null : JSON.parse(text)))).toEqual([expected]);
  });

  it("get lost on the way but stay in the queue", async () => {
    store.simulator.acts.setCallback({ url, lostShare: 1 });
    store.simulator.acts.payOrder({ orderId: 5002 });
    await store.simulator.webhooks.flush();
    expect(bodies).toEqual([]);
    expect((await store.call("GET", "/notifications")).data).toHaveLength(1);
  });

  it("are not sent for what the seller does by the API", async () => {
    await store.call("PUT", "/orders/5002/status", { body: { field: "status", value: "PACKED" } });
    expect((await store.call("GET", "/notifications")).data).toEqual([]);
  });
});

describe("faults", () => {
  it("loses the answer of a write that was applied", async () => {
    store.simulator.faults.add({ kind: "cut", when: "after-effect", operation: "updateInventory" });
    const body = { description: "", quantity: "-1" };
    await expect(store.call("PUT", "/inventories/102", { body })).rejects.toThrow();
    expect((await store.call("GET", "/inventories/102")).data.quantity).toBe(2);
  });

  it("cuts before anything happened", async () => {
    store.simulator.faults.add({ kind: "cut", when: "before-effect", operation: "updateOrderStatus" });
    const body = { field: "status", value: "PACKED" };
    await expect(store.call("PUT", "/orders/5002/status", { body })).rejects.toThrow();
    expect((await store.call("GET", "/orders/5002")).data.status).toBe("PENDING");
  });

  it("shows a page on maintenance days", async () => {
    store.simulator.faults.add({ kind: "html-page", path: "/api/store/v1/orders" });
    expect(await store.call("GET", "/orders")).toMatchObject({ status: 200, text: expect.stringContaining("<html>") });
  });

  it("answers its own errors in the envelope and those of the servers before it as a page", async () => {
    store.simulator.faults.add({ kind: "status", status: 500 });
    expect(await store.call("GET", "/orders")).toMatchObject({
      status: 200,
      code: 500,
      message: "INTERNAL_SERVER_ERROR",
    });
    store.simulator.faults.add({ kind: "status", status: 429, retryAfterSeconds: 7 });
    const throttled = await store.call("GET", "/orders");
    expect(throttled.status).toBe(429);
    expect(throttled.headers.get("retry-after")).toBe("7");
    expect(throttled.text).toContain("<html>");
  });

  it("lets an order come in between two reads", async () => {
    const input = { lines: [{ inventoryId: 102 }] };
    store.simulator.faults.add({ kind: "act", act: "placeOrder", input, operation: "getInventories" });
    const before = (await store.call("GET", "/orders")).data.length;
    await store.call("GET", "/inventories");
    expect((await store.call("GET", "/orders")).data).toHaveLength(before + 1);
  });

  it("are set, and acts done, from another process", async () => {
    const control = `${store.origin}/_simulator/bricklink`;
    const post = async (path: string, body: unknown): Promise<unknown> =>
      (await fetch(`${control}${path}`, { method: "POST", body: JSON.stringify(body) })).json();
    const { orderId } = z
      .object({ orderId: z.number() })
      .parse(await post("/acts/placeOrder", { lines: [{ inventoryId: 102 }] }));
    expect((await store.call("GET", `/orders/${orderId}`)).data.status).toBe("PAID");
    expect(await post("/acts/placeOrder", { lines: [{ inventoryId: 999 }] })).toEqual({ error: "There is no lot 999" });
    await post("/faults", { kind: "token-expired" });
    expect(await store.call("GET", "/orders")).toMatchObject({ code: 401 });
    const ledger = await (await fetch(`${control}/ledger?kind=order-placed`)).json();
    expect(ledger).toHaveLength(1);
  });
});
