import { openTestDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startTwoSellers, type TwoSellers } from "../../testing/two-sellers.ts";

const v1 = "/api/v1/platforms";
const parcel = { trackingNumber: "AB123456785GB", carrier: "Royal Mail" };

describe("the manners of the doors for programs", () => {
  let sellers: TwoSellers;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const database = await openTestDatabase("postgres");
    sellers = await startTwoSellers(database);
    close = async () => {
      await sellers.stop();
      await database.close();
    };
    for (const number of [1, 2, 3, 4, 5, 6])
      sellers.ann.shop.put({ externalId: `A-${number}`, lines: [{ title: `Thing ${number}`, sku: `S-${number}` }] });
    await sellers.ann.call("POST", "/api/integrations/ebay/credentials", { apiKey: "key-ann" });
    await vi.waitFor(async () => expect(await pending("limit=100")).toHaveLength(6), {
      timeout: 60_000,
      interval: 500,
    });
  });
  afterAll(() => close?.());

  const pending = async (query: string): Promise<{ id: string; platformOrderId: string }[]> =>
    (await sellers.ann.call("GET", `${v1}/orders/pending?${query}`)).body.data.orders;
  const orderId = async (number: string): Promise<string> =>
    (await pending("limit=100")).find(({ platformOrderId }) => platformOrderId === number)?.id ?? "";

  test("pages by number and by cursor show every order once", async () => {
    const numbered = [await pending("limit=4&page=1"), await pending("limit=4&page=2")].flat();
    expect(new Set(numbered.map(({ id }) => id)).size).toBe(6);
    const first = await sellers.ann.call("GET", `${v1}/orders/pending?limit=4`);
    const { nextCursor, total, pages } = first.body.data.pagination;
    expect([total, pages]).toEqual([6, 2]);
    const rest = await pending(`limit=4&cursor=${nextCursor}`);
    expect(rest.map(({ id }) => id)).toEqual(numbered.slice(4).map(({ id }) => id));
  });

  test.each([
    ["limit=101", "limit"],
    ["page=0", "page"],
    ["limit=many", "limit"],
    ["cursor=nonsense", "cursor"],
  ])("a page that cannot be, %s, names the field", async (query, field) => {
    const { status, body } = await sellers.ann.call("GET", `${v1}/orders/pending?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ success: false, code: "invalid", issues: [{ path: field }] });
  });

  test("a body that is no JSON, and one with a wrong type, are the caller's fault", async () => {
    const headers = { authorization: `Bearer ${sellers.ann.token}`, "content-type": "application/json" };
    const broken = await fetch(`${sellers.server.url}${v1}/manual-sync`, { method: "POST", headers, body: "{" });
    expect(broken.status).toBe(400);
    const wrong = await sellers.ann.call("POST", `${v1}/manual-sync`, { syncType: "weather" });
    expect(wrong.status).toBe(400);
    expect(wrong.body.issues[0].message).toContain("products, inventory, orders");
  });

  test("the same write under one key is done once and answered alike; another one under it is refused", async () => {
    const path = `${v1}/orders/${await orderId("A-1")}/fulfill`;
    const headers = { "idempotency-key": "package-1" };
    const first = await sellers.ann.call("POST", path, parcel, headers);
    expect(first.status).toBe(200);
    const again = await sellers.ann.call("POST", path, parcel, headers);
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    const other = await sellers.ann.call("POST", path, { ...parcel, trackingNumber: "CC123456785GB" }, headers);
    expect([other.status, other.body.code]).toEqual([422, "key_reused"]);
    expect(sellers.ann.shop.packages.filter(({ orderExternalId }) => orderExternalId === "A-1")).toHaveLength(1);
  });

  test("two of the same at one moment are one package", async () => {
    const path = `${v1}/orders/${await orderId("A-2")}/fulfill`;
    const headers = { "idempotency-key": "package-2" };
    const both = await Promise.all([0, 1].map(() => sellers.ann.call("POST", path, parcel, headers)));
    expect(both.map(({ status }) => status).every((status) => status === 200 || status === 409)).toBe(true);
    expect(sellers.ann.shop.packages.filter(({ orderExternalId }) => orderExternalId === "A-2")).toHaveLength(1);
  });

  test("what failed may be asked again under its key, and another person's key is another key", async () => {
    const path = `${v1}/orders/${await orderId("A-3")}/fulfill`;
    const headers = { "idempotency-key": "package-3" };
    sellers.ann.shop.failShipment = "refused";
    const refused = await sellers.ann.call("POST", path, parcel, headers);
    expect(refused.status).toBe(422);
    expect((await sellers.bob.call("POST", path, parcel, headers)).status).toBe(404);
    expect((await sellers.ann.call("POST", path, parcel, headers)).status).toBe(200);
  });

  test("the same package without a key is one package; an order that was sent refuses another", async () => {
    const path = `${v1}/orders/${await orderId("A-4")}/fulfill`;
    const [first, again] = [await sellers.ann.call("POST", path, parcel), await sellers.ann.call("POST", path, parcel)];
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body.data.shipmentId).toBe(first.body.data.shipmentId);
    const another = await sellers.ann.call("POST", path, { ...parcel, trackingNumber: "CC123456785GB" });
    expect([another.status, another.body.code]).toEqual([409, "conflict"]);
  });

  test("a bulk of which none can go is no success", async () => {
    const answer = await sellers.ann.call("POST", `${v1}/orders/bulk-fulfill`, {
      orders: [{ orderId: "x", ...parcel }],
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ success: false, code: "none_sent", data: { successful: 0, failed: 1 } });
  });

  test("a move that is not allowed names those that are; forced, it is made and told", async () => {
    const path = `${v1}/orders/${await orderId("A-5")}/status`;
    const refused = await sellers.ann.call("PUT", path, { status: "returned" });
    expect([refused.status, refused.body.code]).toEqual([409, "conflict"]);
    expect(refused.body.issues.length).toBeGreaterThan(0);
    const forced = await sellers.ann.call("PUT", path, {
      status: "delivered",
      force: true,
      deliveryDate: "2026-03-05",
    });
    expect([forced.status, forced.body.data.status]).toEqual([200, "delivered"]);
  });

  test("orders are sent by criteria only after that was turned on, and only with a real tracking number", async () => {
    const path = `${v1}/orders/auto-fulfill`;
    expect((await sellers.ann.call("POST", path, {})).status).toBe(409);
    const settings = await sellers.ann.call("PUT", `${v1}/connections/ebay/settings`, { autoFulfillment: true });
    expect(settings.body.data.autoFulfillment).toBe(true);
    const packages = sellers.ann.shop.packages.length;
    const dry = await sellers.ann.call("POST", path, { dryRun: true, criteria: { maxOrderValue: 50 } });
    expect([dry.status, sellers.ann.shop.packages.length]).toEqual([200, packages]);
    expect(dry.body.data.results.every(({ reason }: { reason: string }) => reason !== "")).toBe(true);
    const sent = await sellers.ann.call("POST", path, {});
    expect([sent.body.data.successful, sellers.ann.shop.packages.length]).toEqual([0, packages]);
  });

  test("a wrong number of units is refused with both numbers, a lot is counted by its quantities", async () => {
    const queue = await sellers.ann.call("GET", "/api/ebay/resolution-queue");
    const [entry] = queue.body.data;
    const item = { title: "Lot", status: "in_stock", quantity: 5 };
    const unit = (await sellers.ann.call("POST", "/trpc/inventory.create", item)).body.result.data.id;
    const path = `/api/ebay/resolution-queue/${entry.id}/resolve`;
    const refused = await sellers.ann.call("POST", path, { inventoryItemIds: [unit], quantities: [2] });
    expect(refused.status).toBe(400);
    expect(refused.body.error).toMatch(/1.*2|2.*1/);
    expect((await sellers.ann.call("POST", path, { inventoryItemIds: [] })).status).toBe(400);
    expect((await sellers.ann.call("POST", path, { inventoryItemIds: ["x"] })).status).toBe(400);
    expect((await sellers.ann.call("POST", path.replace("ebay", "tiktok"), { inventoryItemIds: [unit] })).status).toBe(
      404,
    );
    expect((await sellers.ann.call("POST", path, { inventoryItemIds: [unit], quantities: [1] })).status).toBe(200);
    const skip = await sellers.ann.call("POST", path.replace("resolve", "skip"), { reason: "skipped" });
    expect(skip.status).toBe(409);
  });

  test("past orders are told of as they are linked, and the stream ends with the summary", async () => {
    const path = "/api/ebay/inventory-linking/process-historical";
    const answer = await sellers.ann.call("POST", path, { includePaid: true }, { accept: "text/event-stream" });
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const events = answer.text
      .split("\n\n")
      .filter(Boolean)
      .map((part) => JSON.parse(part.replace(/^data: /, "")));
    const last = events.at(-1);
    expect(last.type).toBe("complete");
    const { ordersProcessed, ordersComplete, ordersPartial, ordersPending } = last.data;
    expect(ordersProcessed).toBe(6);
    expect(ordersComplete + ordersPartial + ordersPending).toBe(6);
  });

  test("credentials that are refused leave the working ones; nothing secret comes back", async () => {
    const refused = await sellers.ann.call("POST", "/api/integrations/ebay/credentials", { apiKey: "key-wrong" });
    expect([refused.status, refused.body.error]).toEqual([400, "The key was refused."]);
    const state = await sellers.ann.call("GET", "/api/integrations/ebay/credentials");
    expect(state.body).toMatchObject({ status: "connected", account: "ann" });
    expect(refused.text + state.text).not.toMatch(/key-wrong|key-ann/);
    const unknown = await sellers.ann.call("GET", "/api/integrations/weather/credentials");
    expect(unknown.status).toBe(404);
  });

  test("tiktok and tiktok-shop are one; consent comes with its address, at the top and in the data", async () => {
    const fields = { clientId: "client-1", clientSecret: "application-secret" };
    const saved = await sellers.ann.call("POST", "/api/integrations/tiktok/credentials", fields);
    expect(saved.status).toBe(202);
    expect(saved.body.authUrl).toContain("tiktok-shop.test/consent");
    const state = await sellers.ann.call("GET", "/api/integrations/tiktok-shop/credentials");
    expect(state.body.status).toBe("not_connected");
  });

  test("every answer says what is left, and too many are told when to come back", async () => {
    const first = await sellers.bob.call("GET", `${v1}/sync/status`);
    expect(first.headers.get("ratelimit-limit")).toBe("600");
    const left = Number(first.headers.get("ratelimit-remaining"));
    for (let sent = 0; sent < left; sent += 50) {
      const batch = Array.from({ length: Math.min(50, left - sent) }, () => sellers.bob.call("GET", "/api/nowhere"));
      await Promise.all(batch);
    }
    const refused = await sellers.bob.call("GET", `${v1}/sync/status`);
    expect([refused.status, refused.body.code]).toEqual([429, "rate_limited"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await sellers.ann.call("GET", `${v1}/sync/status`)).status).toBe(200);
  });
});
