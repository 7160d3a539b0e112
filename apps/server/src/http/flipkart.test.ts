import { describeEachDatabase } from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ConnectionCard } from "../services/connections/connection-card.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";
import { withoutOwnLimit } from "../testing/without-own-limit.ts";

const platform = "flipkart";
const waiting = { timeout: 40_000, interval: 200 };

describeEachDatabase("Flipkart through the server", (context) => {
  let sandbox: Sandbox;
  let server: TestServer;
  let owner: Visitor;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    server = await startTestServer(context.database, {
      overrides: { connectors: withoutOwnLimit(platform), endpoints: { [platform]: sandbox.baseURL(platform) } },
    });
    owner = await server.owner();
  });
  afterAll(async () => {
    await server?.stop();
    await sandbox?.stop();
  });

  const card = async () => {
    const cards = (await owner.query("connections.list")).data as ConnectionCard[];
    return cards.find((each) => each.platform === platform);
  };
  const save = (change: Record<string, string> = {}) =>
    owner.mutate("connections.saveKeys", { platform, fields: { ...sandbox.credentials.flipkart, ...change } });
  const dispatch = async (shipmentType: "SELF" | "NORMAL", parcel: object) => {
    const shipment = sandbox.flipkart.world.shipments.find(
      (each) => each.state === "APPROVED" && !each.hold && each.shipmentType === shipmentType,
    );
    const { orders } = (await owner.query("orders.list", {})).data as {
      orders: { id: string; platformOrderId: string }[];
    };
    const orderId = orders.find(({ platformOrderId }) => platformOrderId === shipment?.orderId)?.id;
    const input = {
      orderId,
      shippedAt: new Date().toISOString(),
      idempotencyKey: `test-${shipmentType}-${JSON.stringify(parcel)}`,
      ...parcel,
    };
    return { shipment, send: () => owner.mutate("orders.dispatch", input) };
  };

  test("the login of the seller panel is refused with the reason, and nothing is stored", async () => {
    const { error } = await save({ applicationId: "seller@example.com" });
    expect(JSON.stringify(error)).toContain("not your seller.flipkart.com login");
    const password = "the-password-of-the-seller-panel";
    expect((await save({ username: "seller@example.com", password })).error).toBeDefined();
    expect(await card()).toMatchObject({ status: "not_connected" });
  });

  test("a wrong secret is refused in Flipkart's words", async () => {
    const { error } = await save({ applicationSecret: "another-secret-0000001" });
    expect(JSON.stringify(error)).toContain("Bad credentials");
    expect(JSON.stringify(error)).not.toContain("another-secret");
  });

  test("an application connects, its test passes, and the orders come in", async () => {
    expect((await save()).error).toBeUndefined();
    const connected = await card();
    expect(connected).toMatchObject({ status: "connected" });
    const tested = await owner.mutate("connections.test", { connectionId: connected?.connectionId });
    expect(tested.data).toMatchObject({ called: "POST /v3/shipments/filter" });
    await vi.waitFor(async () => {
      const { orders } = (await owner.query("orders.list", {})).data as { orders?: unknown[] };
      const sold = new Set(sandbox.flipkart.world.shipments.all().map(({ orderId }) => orderId));
      expect(orders ?? []).toHaveLength(sold.size);
    }, waiting);
  });

  test("a parcel of the seller's own courier is dispatched with its number, once, and Flipkart knows it", async () => {
    const { shipment, send } = await dispatch("SELF", { carrier: "Delhivery", trackingNumber: "DL123456789IN" });
    for (let count = 0; count < 2; count += 1) {
      const { data, error } = await send();
      expect(error).toBeUndefined();
      expect(data).toMatchObject({ status: "shipped" });
    }
    const shipped = sandbox.flipkart.ledger.list({ kind: "order-shipped" });
    expect(shipped.map(({ data }) => [data["orderId"], data["trackingId"]])).toEqual([
      [shipment?.orderId, "DL123456789IN"],
    ]);
  });

  test("a number for a parcel that Flipkart's courier collects is refused with the reason", async () => {
    const { shipment, send } = await dispatch("NORMAL", { carrier: "Delhivery", trackingNumber: "DL123456789IN" });
    const { data, error } = await send();
    expect(JSON.stringify(error ?? data)).toContain("own courier collects this parcel");
    expect(sandbox.flipkart.world.shipments.get(shipment?.shipmentId ?? "")?.state).toBe("APPROVED");
  });

  test("the same parcel goes without a number: packed, and ready for Flipkart's courier", async () => {
    const { shipment, send } = await dispatch("NORMAL", { carrier: null, trackingNumber: null });
    const { data, error } = await send();
    expect(error).toBeUndefined();
    expect(data).toMatchObject({ status: "shipped" });
    expect(sandbox.flipkart.world.shipments.get(shipment?.shipmentId ?? "")?.state).toBe("READY_TO_DISPATCH");
  });

  test("a notification brings a new order at once; one that is not signed is refused", async () => {
    const url = `${server.url}/api/v1/platforms/webhook/${platform}`;
    const [sku] = sandbox.flipkart.world.listings.all().filter(({ locations }) => (locations[0]?.inventory ?? 0) > 0);
    const body = JSON.stringify({ eventType: "shipment_created", shipmentId: "s" });
    expect((await fetch(url, { method: "POST", body })).status).toBe(401);
    sandbox.flipkart.acts.subscribe({ url });
    const { orderId } = sandbox.flipkart.acts.placeOrder({ lines: [{ sku: sku?.sku ?? "" }] });
    await sandbox.flipkart.webhooks.flush();
    expect(sandbox.flipkart.ledger.count("notification-taken")).toBe(1);
    await vi.waitFor(async () => {
      const { orders } = (await owner.query("orders.list", {})).data as { orders: { platformOrderId: string }[] };
      expect(orders.map(({ platformOrderId }) => platformOrderId)).toContain(orderId);
    }, waiting);
  });

  test("a disconnected application is called no more", async () => {
    const connected = await card();
    await owner.mutate("connections.disconnect", { connectionId: connected?.connectionId });
    expect(await card()).toMatchObject({ status: "not_connected" });
  });
});
