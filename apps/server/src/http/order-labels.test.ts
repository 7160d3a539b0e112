import { describeEachDatabase } from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { OrderLabels } from "../services/orders/order-labels.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";
import { withoutOwnLimit } from "../testing/without-own-limit.ts";

const platform = "flipkart";

describeEachDatabase("labels of the platform", (context) => {
  let sandbox: Sandbox;
  let server: TestServer;
  let owner: Visitor;
  let ids: Map<string, string>;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    const overrides = { connectors: withoutOwnLimit(platform), endpoints: { [platform]: sandbox.baseURL(platform) } };
    server = await startTestServer(context.database, { overrides });
    owner = await server.owner();
    await owner.mutate("connections.saveKeys", { platform, fields: { ...sandbox.credentials.flipkart } });
    const sold = new Set(sandbox.flipkart.world.shipments.all().map(({ orderId }) => orderId));
    await vi.waitFor(
      async () => {
        const { orders } = (await owner.query("orders.list", { limit: 100 })).data as {
          orders: { id: string; platformOrderId: string }[];
        };
        expect(orders).toHaveLength(sold.size);
        ids = new Map(orders.map(({ id, platformOrderId }) => [platformOrderId, id]));
      },
      { timeout: 40_000, interval: 200 },
    );
  });
  afterAll(async () => {
    await server?.stop();
    await sandbox?.stop();
  });

  const orderOf = (shipmentType: "SELF" | "NORMAL") => {
    const open = sandbox.flipkart.world.shipments.find(
      (each) => each.state === "APPROVED" && !each.hold && each.shipmentType === shipmentType,
    );
    return ids.get(open?.orderId ?? "") ?? "";
  };
  const labels = async (orderIds: string[]) =>
    (await owner.mutate("orders.labels", { orderIds })).data as unknown as OrderLabels[];

  test("each order answers for itself: a label, or why there is none", async () => {
    const [collected, own] = [orderOf("NORMAL"), orderOf("SELF")];
    const [early] = await labels([collected]);
    expect(early?.error?.message).toContain("Mark the order as sent first");
    const sent = await owner.mutate("orders.dispatch", {
      ...{ orderId: collected, carrier: null, trackingNumber: null },
      ...{ shippedAt: new Date().toISOString(), idempotencyKey: "label-of-a-test" },
    });
    expect(sent.error).toBeUndefined();
    const stranger = server.parts.newId();
    const [label, none, unknown] = await labels([collected, own, stranger]);
    expect(label?.error).toBeNull();
    const [file] = label?.documents ?? [];
    expect(file).toMatchObject({
      contentType: "application/pdf",
      fileName: expect.stringMatching(/^label-and-.*\.pdf$/),
    });
    expect(Buffer.from(file?.base64 ?? "", "base64").toString("latin1")).toMatch(/^%PDF-/);
    expect(none).toMatchObject({ documents: [], error: { code: "refused_by_platform" } });
    expect(none?.error?.message).toContain("courier of your own");
    expect(unknown).toMatchObject({ platformOrderId: null, error: { code: "not_found" } });
  });

  test("something else in a label's place is not handed on", async () => {
    const shipped = sandbox.flipkart.world.shipments.find(({ state }) => state === "READY_TO_DISPATCH");
    sandbox.flipkart.faults.add({ kind: "html-page", operation: "getLabels" });
    const [refused] = await labels([ids.get(shipped?.orderId ?? "") ?? ""]);
    expect(refused?.documents).toEqual([]);
    expect(refused?.error).not.toBeNull();
  });

  test("the order says whether its platform has labels", async () => {
    const order = await owner.query("orders.get", { id: orderOf("SELF") });
    expect(order.data).toMatchObject({ hasLabels: true });
  });

  test("of too many orders at once nothing is asked", async () => {
    const orderIds = Array.from({ length: 21 }, () => server.parts.newId());
    expect((await owner.mutate("orders.labels", { orderIds })).status).toBe(400);
  });
});
