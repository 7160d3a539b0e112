import { describeEachDatabase } from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ConnectionCard } from "../services/connections/connection-card.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

const platform = "tiktok-shop";
const waiting = { timeout: 40_000, interval: 200 };

describeEachDatabase("TikTok Shop through the server", (context) => {
  let sandbox: Sandbox;
  let server: TestServer;
  let owner: Visitor;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    server = await startTestServer(context.database, {
      overrides: { endpoints: { [platform]: sandbox.baseURL(platform) } },
    });
    owner = await server.owner();
    sandbox.tiktokShop.acts.setRedirectUrl({ redirectUrl: `${server.url}/api/integrations/${platform}/callback` });
  });
  afterAll(async () => {
    await server?.stop();
    await sandbox?.stop();
  });

  const card = async () => {
    const cards = (await owner.query("connections.list")).data as ConnectionCard[];
    return cards.find((each) => each.platform === platform);
  };
  /** Goes to the simulated sign-in page and back; gives where the browser lands. */
  const consent = async (decision: "agree" | "decline", marketplace = "GB"): Promise<string> => {
    const fields = { ...sandbox.credentials.tiktokShop };
    const started = await owner.mutate("connections.startOAuth", { platform, marketplace, fields });
    expect(started.error).toBeUndefined();
    const { authorizationUrl } = started.data as { authorizationUrl: string };
    const body = new URLSearchParams({ decision });
    const decided = await fetch(authorizationUrl, { method: "POST", body, redirect: "manual" });
    const back = new URL(decided.headers.get("location") ?? "");
    return (await owner.fetch(`${back.pathname}${back.search}`)).headers.get("location") ?? "";
  };

  test("a country of the other half of the world is refused with the reason", async () => {
    const fields = { ...sandbox.credentials.tiktokShop, regionGroup: "ROW" };
    const { error } = await owner.mutate("connections.startOAuth", { platform, marketplace: "US", fields });
    expect(JSON.stringify(error)).toContain("country is the United States");
  });

  test("a declined sign-in, and one for a country without a shop, store nothing", async () => {
    expect(await consent("decline")).toContain("connect_error=access_denied");
    expect(await consent("agree", "FR")).toContain("connect_error=invalid_request");
    expect(await card()).toMatchObject({ status: "not_connected" });
  });

  test("a sign-in connects the shop, its test passes, and the orders come in", async () => {
    expect(await consent("agree")).toBe(`/settings/integrations?connected=${platform}`);
    const connected = await card();
    expect(connected).toMatchObject({ status: "connected", account: sandbox.shop.name, marketplace: "GB" });
    const tested = await owner.mutate("connections.test", { connectionId: connected?.connectionId });
    expect(tested.data).toMatchObject({ called: "GET /authorization/202309/shops" });
    await vi.waitFor(async () => {
      const { orders } = (await owner.query("orders.list", {})).data as { orders?: unknown[]; total: number };
      expect(orders ?? []).toHaveLength(sandbox.tiktokShop.world.orders.size);
    }, waiting);
  });

  test("an order is dispatched with carrier and number, once, and the shop knows it", async () => {
    const waitingOrder = sandbox.tiktokShop.world.orders.find(
      ({ status, shippingType, cancelRequestedTime: cancels }) =>
        status === "AWAITING_SHIPMENT" && shippingType === "SELLER" && cancels === null,
    );
    const { orders } = (await owner.query("orders.list", {})).data as {
      orders: { id: string; platformOrderId: string }[];
    };
    const orderId = orders.find(({ platformOrderId }) => platformOrderId === waitingOrder?.id)?.id;
    const parcel = {
      orderId,
      carrier: "Royal Mail",
      trackingNumber: "AB123456785GB",
      shippedAt: new Date().toISOString(),
      idempotencyKey: "dispatch-of-a-test",
    };
    for (let count = 0; count < 2; count += 1) {
      const { data, error } = await owner.mutate("orders.dispatch", parcel);
      expect(error).toBeUndefined();
      expect(data).toMatchObject({ status: "shipped" });
    }
    const shipped = sandbox.tiktokShop.ledger.list({ kind: "order-shipped" });
    expect(shipped.map(({ data }) => [data["orderId"], data["trackingNumber"]])).toEqual([
      [waitingOrder?.id, "AB123456785GB"],
    ]);
  });

  test("a disconnected shop is called no more", async () => {
    const connected = await card();
    await owner.mutate("connections.disconnect", { connectionId: connected?.connectionId });
    expect(await card()).toMatchObject({ status: "not_connected" });
  });
});
