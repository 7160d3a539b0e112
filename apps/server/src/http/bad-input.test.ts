import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openPlatformDesk, type PlatformDesk } from "../testing/platform-desk.ts";

const waiting = { timeout: 90_000, interval: 200 };

describeEachDatabase("bad input from Amazon", (context) => {
  const platform = "amazon";
  let desk: PlatformDesk;
  beforeAll(async () => {
    desk = await openPlatformDesk(context.database);
    desk.sandbox.amazon.acts.setSettings({ orderLagSeconds: 0 });
  });
  afterAll(() => desk?.stop());

  const save = (marketplace: string, region = "eu") => {
    const { clientId, clientSecret, sellerId, refreshToken } = desk.sandbox.credentials.amazon;
    const fields = { clientId, clientSecret, sellerId, refreshToken, region };
    return desk.owner.mutate("connections.saveKeys", { platform, marketplace, fields });
  };
  const place = () => {
    const { world, acts } = desk.sandbox.amazon;
    const held = world.listings.all().filter(({ isActive }) => isActive);
    const listing = held.find(({ availability }) =>
      availability.some(({ channelCode, quantity }) => channelCode === "DEFAULT" && (quantity ?? 0) > 0),
    );
    return String(acts.placeOrder({ lines: [{ sku: listing?.sku ?? "" }] }).orderId);
  };
  const roles = () => [...(desk.sandbox.amazon.world.applications.all()[0]?.roles ?? [])];

  test("a wrong region, and a marketplace the account does not sell in, are refused with the reason", async () => {
    const region = await save("A1F83G8C2ARO7P", "na");
    expect(JSON.stringify(region.error)).toContain("amazon.co.uk belongs to Europe");
    const { error } = await save("A13V1IB3VIYZZH");
    expect(error.message).toContain("does not sell on amazon.fr. It sells on amazon.co.uk, amazon.de.");
    expect(error.data).toMatchObject({ code: "refused_by_platform", remedy: expect.stringContaining("Check") });
    expect(await desk.card(platform)).toMatchObject({ status: "not_connected" });
    expect((await save("A1F83G8C2ARO7P")).error).toBeUndefined();
  });

  test("an order in a status never seen is kept with Amazon's own word", async () => {
    const orderId = place();
    desk.sandbox.amazon.acts.setOrderState({ orderId, state: "HELD_BY_CUSTOMS" });
    expect(await desk.read(platform)).toMatchObject({ state: "done", failed: 0 });
    expect(await desk.order(platform, orderId)).toMatchObject({ status: "unknown", rawStatus: "HELD_BY_CUSTOMS" });
  });

  test("orders in a currency never seen, or none that can be read, are kept: unknown money is no zero", async () => {
    const odd = place();
    desk.changer.change(({ status, body }) => ({ status, body: body.replaceAll('"GBP"', '"XQX"') }));
    expect(await desk.read(platform)).toMatchObject({ state: "done", failed: 0 });
    expect(await desk.order(platform, odd)).toMatchObject({ total: { currency: "XQX" } });
    desk.changer.change(({ status, body }) => ({ status, body: body.replaceAll('"GBP"', '"pounds"') }));
    const unreadable = place();
    expect(await desk.read(platform)).toMatchObject({ state: "done", failed: 0 });
    expect(await desk.order(platform, unreadable)).toMatchObject({ total: null, lineCount: 1 });
    desk.changer.change(null);
  });

  test("withheld names and addresses are said on the card, with the role that lacks; the order is kept", async () => {
    const all = roles();
    desk.sandbox.amazon.acts.setRoles({ roles: all.filter((role) => !/Direct-to-Consumer|Tax/.test(role)) });
    const orderId = place();
    const run = await desk.read(platform);
    const note = expect.stringContaining("lacks the role Direct-to-Consumer Delivery (Restricted)");
    expect(run).toMatchObject({ state: "done", errors: [{ externalId: null, message: note }] });
    expect(await desk.order(platform, orderId)).toMatchObject({ buyerName: null, status: "paid", lineCount: 1 });
    await vi.waitFor(
      async () => expect(await desk.card(platform)).toMatchObject({ status: "connected", warnings: [note] }),
      waiting,
    );
    desk.sandbox.amazon.acts.setRoles({ roles: all });
  });

  test("a role that lacks is named on the card, which a passed test does not turn green; given, it does", async () => {
    const all = roles();
    const orders = await desk.count(platform);
    desk.sandbox.amazon.acts.setRoles({ roles: [] });
    const denied = {
      code: "permission_denied",
      message: expect.stringContaining("lacks the role for it (Inventory and Order Tracking)"),
    };
    expect(await desk.read(platform)).toMatchObject({ state: "failed", errors: [denied] });
    const runs = (await desk.runs(platform)).length;
    expect((await desk.test(platform)).error).toBeUndefined();
    // What was refused is tried again at once, and refused again.
    const tried = async () => new Set((await desk.runs(platform)).slice(0, -runs).map(({ state }) => state));
    await vi.waitFor(async () => expect(await tried()).toEqual(new Set(["failed"])), waiting);
    const red = { status: "error", error: { ...denied, remedy: expect.stringContaining("permission") } };
    expect(await desk.card(platform)).toMatchObject(red);
    expect(await desk.count(platform)).toBe(orders);
    desk.sandbox.amazon.acts.setRoles({ roles: all });
    expect((await desk.test(platform)).error).toBeUndefined();
    await vi.waitFor(
      async () => expect(await desk.card(platform)).toMatchObject({ status: "connected", error: null }),
      waiting,
    );
  });

  test("a revoked consent is said with what to do; the orders stay, and a new consent reads what came meanwhile", async () => {
    const orders = await desk.count(platform);
    desk.sandbox.amazon.acts.revokeGrants({});
    desk.sandbox.amazon.acts.expireAccessTokens({});
    const missed = place();
    expect(await desk.read(platform)).toMatchObject({ state: "failed", errors: [{ code: "auth_revoked" }] });
    expect(await desk.card(platform)).toMatchObject({
      status: "error",
      error: { code: "auth_revoked", remedy: expect.stringContaining("Reconnect") },
    });
    expect(await desk.count(platform)).toBe(orders);
    const { refreshToken } = desk.sandbox.amazon.acts.issueTokens({});
    const { clientId, clientSecret, sellerId } = desk.sandbox.credentials.amazon;
    const fields = { clientId, clientSecret, sellerId, refreshToken };
    const saved = await desk.owner.mutate("connections.saveKeys", { platform, marketplace: "A1F83G8C2ARO7P", fields });
    expect(saved.error).toBeUndefined();
    await vi.waitFor(async () => {
      await desk.read(platform);
      expect(await desk.order(platform, missed)).toMatchObject({ status: "paid" });
    }, waiting);
  });
});

describeEachDatabase("bad input from TikTok Shop", (context) => {
  const platform = "tiktok-shop";
  let desk: PlatformDesk;
  beforeAll(async () => {
    desk = await openPlatformDesk(context.database);
    const redirectUrl = `${desk.server.url}/api/integrations/${platform}/callback`;
    desk.sandbox.tiktokShop.acts.setRedirectUrl({ redirectUrl });
  });
  afterAll(() => desk?.stop());

  const consent = async (marketplace: string): Promise<string> => {
    const fields = { ...desk.sandbox.credentials.tiktokShop };
    const started = await desk.owner.mutate("connections.startOAuth", { platform, marketplace, fields });
    const { authorizationUrl } = started.data as { authorizationUrl: string };
    const body = new URLSearchParams({ decision: "agree" });
    const decided = await fetch(authorizationUrl, { method: "POST", body, redirect: "manual" });
    const back = new URL(decided.headers.get("location") ?? "");
    return (await desk.owner.fetch(`${back.pathname}${back.search}`)).headers.get("location") ?? "";
  };
  /** An order of a minute ago: TikTok Shop is read some seconds behind the clock. */
  const place = () => {
    const { world, acts } = desk.sandbox.tiktokShop;
    const sold = world.products.all().filter(({ status }) => status === "ACTIVATE");
    const sku = sold.flatMap(({ skus }) => skus).find(({ stock }) => stock.some(({ available }) => available > 0));
    const { orderId } = acts.placeOrder({ lines: [{ skuId: sku?.id ?? "" }] });
    desk.pass(60_000);
    return String(orderId);
  };
  const readChanged = async (from: RegExp | string, to: string) => {
    desk.changer.change(({ status, body }) => ({ status, body: body.replaceAll(from, to) }));
    const run = await desk.read(platform);
    desk.changer.change(null);
    return run;
  };

  test("a wrong region, and a country without a shop, are refused with the reason; nothing is stored", async () => {
    const fields = { ...desk.sandbox.credentials.tiktokShop, regionGroup: "ROW" };
    const { error } = await desk.owner.mutate("connections.startOAuth", { platform, marketplace: "US", fields });
    expect(JSON.stringify(error)).toContain("country is the United States");
    const back = new URL(await consent("FR"), desk.server.url);
    expect(back.searchParams.get("connect_error")).toBe("invalid_request");
    const why = await desk.owner.query("connections.consentFailure", { attempt: back.searchParams.get("attempt") });
    expect(why.data).toMatchObject({
      code: "invalid_request",
      message: expect.stringMatching(/does not cover the shop that was chosen \(FR\), but: .*GB/),
    });
    expect(await desk.card(platform)).toMatchObject({ status: "not_connected" });
    expect(await consent("GB")).toBe(`/settings/integrations?connected=${platform}`);
  });

  test("an order in a status never seen is kept with TikTok Shop's own word", async () => {
    const orderId = place();
    expect(await readChanged('"AWAITING_SHIPMENT"', '"HELD_BY_CUSTOMS"')).toMatchObject({ state: "done", failed: 0 });
    expect(await desk.order(platform, orderId)).toMatchObject({ status: "unknown", rawStatus: "HELD_BY_CUSTOMS" });
  });

  test("an order in a currency never seen is kept in that currency", async () => {
    const orderId = place();
    expect(await readChanged('"GBP"', '"XQX"')).toMatchObject({ state: "done", failed: 0 });
    expect(await desk.order(platform, orderId)).toMatchObject({ status: "paid", total: { currency: "XQX" } });
  });

  test("an order whose buyer is withheld is kept without name and address", async () => {
    const orderId = place();
    const address = /"recipient_address":\{(?:[^{}[\]]|\[[^\]]*\])*\}/g;
    expect(await readChanged(address, '"recipient_address":null')).toMatchObject({ state: "done", failed: 0 });
    expect(await desk.order(platform, orderId)).toMatchObject({ status: "paid", buyerName: null, countryCode: null });
  });

  test.each([-600_000, 120_000])(
    "a server clock that is wrong by %i ms is said, and mended, nothing is lost",
    async (by) => {
      const orderId = place();
      desk.misset(by);
      const { error } = await desk.test(platform);
      expect(error.message).toContain("The clock of this server is wrong");
      expect(await desk.card(platform)).toMatchObject({ status: "error", error: { code: "invalid_request" } });
      desk.misset(0);
      expect((await desk.test(platform)).error).toBeUndefined();
      await desk.read(platform);
      expect(await desk.order(platform, orderId)).toMatchObject({ status: "paid" });
      expect(await desk.card(platform)).toMatchObject({ status: "connected", error: null });
    },
  );

  test("a scope that lacks is named on the card; given again, what came meanwhile is read", async () => {
    const grants = desk.sandbox.tiktokShop.world.grants.all();
    const given = grants.map(({ scopes }) => [...scopes]);
    for (const grant of grants) grant.scopes = grant.scopes.filter((scope) => !scope.includes("order"));
    const orderId = place();
    const denied = { code: "permission_denied", message: expect.stringContaining("seller.order.info") };
    expect(await desk.read(platform)).toMatchObject({ state: "failed", errors: [denied] });
    expect(await desk.card(platform)).toMatchObject({ status: "error", error: denied });
    grants.forEach((grant, place) => {
      grant.scopes = given[place] ?? [];
    });
    expect(await desk.read(platform)).toMatchObject({ state: "done" });
    expect(await desk.order(platform, orderId)).toMatchObject({ status: "paid" });
    expect(await desk.card(platform)).toMatchObject({ status: "connected", error: null });
  });

  test("a revoked authorization is said with what to do; the orders stay, and a new sign-in reads on", async () => {
    desk.sandbox.tiktokShop.acts.revokeAuthorization({});
    const missed = place();
    const orders = await desk.count(platform);
    expect(await desk.read(platform)).toMatchObject({ state: "failed", errors: [{ code: "auth_revoked" }] });
    expect(await desk.card(platform)).toMatchObject({
      status: "error",
      error: { code: "auth_revoked", remedy: expect.stringContaining("Reconnect") },
    });
    expect(await desk.count(platform)).toBe(orders);
    expect(await consent("GB")).toContain(`connected=${platform}`);
    await vi.waitFor(async () => {
      await desk.read(platform);
      expect(await desk.order(platform, missed)).toMatchObject({ status: "paid" });
    }, waiting);
  });
});

// Flipkart sells in one country and in one currency, and signs nothing that a clock could spoil.
describeEachDatabase("bad input from Flipkart", (context) => {
  const platform = "flipkart";
  let desk: PlatformDesk;
  beforeAll(async () => {
    desk = await openPlatformDesk(context.database);
  });
  afterAll(() => desk?.stop());

  const save = (marketplace = "IN") =>
    desk.owner.mutate("connections.saveKeys", {
      platform,
      marketplace,
      fields: { ...desk.sandbox.credentials.flipkart },
    });
  const place = () => {
    const { world, acts } = desk.sandbox.flipkart;
    const open = world.listings.all().filter(({ status }) => status === "ACTIVE");
    const listing = open.find(({ locations }) => (locations[0]?.inventory ?? 0) > 0);
    const { orderId } = acts.placeOrder({ lines: [{ sku: listing?.sku ?? "" }] });
    desk.pass(60_000);
    return String(orderId);
  };

  test("a country where Flipkart does not sell is refused at its field", async () => {
    const { error } = await save("GB");
    expect(error.data).toMatchObject({ code: "invalid", issues: [{ path: "marketplace" }] });
    expect((await save()).error).toBeUndefined();
  });

  test("withheld names and addresses are said on the card; the order is kept", async () => {
    const orderId = place();
    const denied = JSON.stringify({ errors: [{ severity: "ERROR", errorCode: "ACCESS_DENIED", description: "No." }] });
    desk.changer.change((answer) =>
      /\/v3\/shipments\/(?!filter)/.test(answer.path) ? { status: 403, body: denied } : answer,
    );
    const note = expect.stringContaining("Flipkart keeps names and addresses from this application");
    expect(await desk.read(platform)).toMatchObject({ state: "done", errors: [{ externalId: null, message: note }] });
    desk.changer.change(null);
    expect(await desk.order(platform, orderId)).toMatchObject({ status: "paid", buyerName: null, lineCount: 1 });
    expect(await desk.card(platform)).toMatchObject({ status: "connected", warnings: [note] });
  });

  test("an order that comes into a status never seen is kept as it was last known", async () => {
    const orderId = place();
    await desk.read(platform);
    expect(await desk.order(platform, orderId)).toMatchObject({ status: "paid" });
    const { shipmentId = "" } = desk.sandbox.flipkart.world.shipments.find((each) => each.orderId === orderId) ?? {};
    desk.sandbox.flipkart.acts.setState({ shipmentId, state: "HELD_BY_CUSTOMS" });
    const count = await desk.count(platform);
    expect(await desk.read(platform)).toMatchObject({ state: "done" });
    expect(await desk.order(platform, orderId)).toMatchObject({ platformOrderId: orderId, lineCount: 1 });
    expect(await desk.count(platform)).toBe(count);
  });

  test("an application without the right is told so, with the scope; approved, what came meanwhile is read", async () => {
    const body = JSON.stringify({ error: "access_denied", error_description: "Insufficient scope" });
    desk.changer.change((answer) => (answer.path.includes("/oauth") ? answer : { status: 403, body }));
    const orderId = place();
    const denied = { code: "permission_denied", message: expect.stringContaining("scope Seller_Api") };
    expect(await desk.read(platform)).toMatchObject({ state: "failed", errors: [denied] });
    expect(await desk.card(platform)).toMatchObject({ status: "error", error: denied });
    desk.changer.change(null);
    expect(await desk.read(platform)).toMatchObject({ state: "done" });
    expect(await desk.order(platform, orderId)).toMatchObject({ status: "paid" });
    expect(await desk.card(platform)).toMatchObject({ status: "connected", error: null });
  });

  test("an application that was deleted is told so with what to do; the orders stay", async () => {
    const count = await desk.count(platform);
    desk.sandbox.flipkart.acts.deleteApplication({});
    expect(await desk.read(platform)).toMatchObject({ state: "failed", errors: [{ code: "auth_revoked" }] });
    expect(await desk.card(platform)).toMatchObject({
      status: "error",
      error: { code: "auth_revoked", remedy: expect.stringContaining("Reconnect") },
    });
    expect(await desk.count(platform)).toBe(count);
  });
});
