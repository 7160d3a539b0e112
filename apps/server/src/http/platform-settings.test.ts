import { describeEachDatabase } from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConnectionCard } from "../services/connections/connection-card.ts";
import { presetKeys } from "../services/connections/preset-keys.ts";
import { systemContext } from "../services/context.ts";
import { insertWorkspace } from "../services/setup/insert-workspace.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

const callbackUrl = "https://desk.example/hooks/amazon-return";
const frontendUrl = "https://page.example";

describeEachDatabase("an installation that brings its own accounts and addresses", (context) => {
  let sandbox: Sandbox;
  let server: TestServer;
  let owner: Visitor;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    const { clientId, clientSecret, applicationId, refreshToken, sellerId, marketplaceId } = sandbox.credentials.amazon;
    const { appKey, appSecret, serviceId } = sandbox.credentials.tiktokShop;
    const environment = {
      AMAZON_CLIENT_ID: clientId,
      AMAZON_CLIENT_SECRET: clientSecret,
      AMAZON_APPLICATION_ID: applicationId,
      AMAZON_REFRESH_TOKEN: refreshToken,
      AMAZON_SELLER_ID: sellerId,
      AMAZON_MARKETPLACE_ID: marketplaceId,
      AMAZON_OAUTH_REDIRECT_URI: callbackUrl,
      TIKTOK_APP_KEY: appKey,
      TIKTOK_APP_SECRET: appSecret,
      TIKTOK_SERVICE_ID: serviceId,
      TIKTOK_REDIRECT_URI: "https://desk.example/hooks/tiktok-return",
      FRONTEND_URL: frontendUrl,
    };
    const endpoints = { amazon: sandbox.baseURL("amazon"), "tiktok-shop": sandbox.baseURL("tiktok-shop") };
    server = await startTestServer(context.database, { overrides: { endpoints }, environment });
    owner = await server.owner();
    sandbox.amazon.acts.setRedirectUris({ redirectUris: [callbackUrl] });
    sandbox.tiktokShop.acts.setRedirectUrl({ redirectUrl: "https://desk.example/hooks/tiktok-return" });
  });
  afterAll(async () => {
    await server?.stop();
    await sandbox?.stop();
  });

  const card = async (platform: string) =>
    ((await owner.query("connections.list")).data as ConnectionCard[]).find((each) => each.platform === platform);
  const startConsent = async (input: object, headers: Record<string, string> = {}) => {
    const answer = await owner.fetch("/trpc/connections.startOAuth", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(input),
    });
    const { result } = (await answer.json()) as { result: { data: { authorizationUrl: string } } };
    return result.data.authorizationUrl;
  };
  /** Presses the page's button; answers the address that the platform leads back to. */
  const agree = async (authorizationUrl: string, decision = "confirm") => {
    const body = new URLSearchParams({ decision });
    const decided = await fetch(authorizationUrl, { method: "POST", body, redirect: "manual" });
    return new URL(decided.headers.get("location") ?? "");
  };
  const land = async ({ pathname, search }: URL, path = pathname) =>
    (await owner.fetch(`${path}${search}`)).headers.get("location") ?? "";

  test("the form asks for nothing that is set, and tells no value", async () => {
    expect((await card("amazon"))?.preset).toEqual(["clientId", "clientSecret", "refreshToken", "sellerId"]);
    const platforms = JSON.stringify((await owner.query("platforms.list")).data);
    expect(platforms).toContain(callbackUrl);
    expect(platforms).toContain(`"defaultMarketplace":"${sandbox.credentials.amazon.marketplaceId}"`);
    expect(platforms).not.toContain(sandbox.credentials.amazon.clientSecret);
  });

  test("its first workspace connects the account without typing it, and keeps none of it", async () => {
    const { error } = await owner.mutate("connections.saveKeys", { platform: "amazon", fields: {} });
    expect(error).toBeUndefined();
    const connected = await card("amazon");
    expect(connected).toMatchObject({ status: "connected", marketplace: sandbox.credentials.amazon.marketplaceId });
    const tested = await owner.mutate("connections.test", { connectionId: connected?.connectionId });
    expect(tested.error).toBeUndefined();
    const row = await context.database.asSystem((tx) =>
      tx.selectFrom("connections").select("settings").where("platform", "=", "amazon").executeTakeFirstOrThrow(),
    );
    expect(row.settings).toMatchObject({ fieldNames: [] });
  });

  test("no other workspace may use it", async () => {
    const { parts } = server;
    const me = (await owner.query("session.me")).data as { workspaceId: string; user: { id: string } };
    const workspaceId = parts.newId();
    const workspace = { workspaceName: "Another", currency: "GBP", timeZone: "Europe/London", countryCode: "GB" };
    await context.database.asSystem((tx) =>
      insertWorkspace(tx, { ...workspace, workspaceId, ownerId: me.user.id, demo: false }),
    );
    expect(await presetKeys(systemContext(parts, workspaceId, "test"), "amazon")).toEqual({});
    expect(Object.keys(await presetKeys(systemContext(parts, me.workspaceId, "test"), "amazon"))).toHaveLength(4);
  });

  test("consent comes back by the address that was registered, and by the older one", async () => {
    const url = new URL(await startConsent({ platform: "amazon" }));
    expect(url.searchParams.get("redirect_uri")).toBe(callbackUrl);
    const back = await agree(url.href);
    expect(back.pathname).toBe("/hooks/amazon-return");
    expect(await land(back)).toBe("/settings/integrations?connected=amazon");
    const again = await agree(await startConsent({ platform: "amazon" }));
    expect(await land(again, "/connections/amazon/oauth/callback")).toBe("/settings/integrations?connected=amazon");
  });

  test("what each seller says for themselves is taken beside the installation's application", async () => {
    const input = { platform: "tiktok-shop", marketplace: "GB", fields: { shopCode: "NOSUCHSHOP" } };
    const refused = new URL(await land(await agree(await startConsent(input), "agree")), server.url);
    expect(refused.searchParams.get("connect_error")).toBe("invalid_request");
    const attempt = refused.searchParams.get("attempt");
    const reason = await owner.query("connections.consentFailure", { attempt });
    expect(reason.data).toMatchObject({ platform: "tiktok-shop", fault: "details", code: "invalid_request" });
    expect((reason.data as { message: string }).message).toContain("NOSUCHSHOP");
    const [shop] = sandbox.tiktokShop.world.shops.all();
    const fields = { shopCode: shop?.code ?? "", warehouseId: "7000000000000000001" };
    const back = await agree(await startConsent({ ...input, fields }), "agree");
    expect(await land(back)).toBe("/settings/integrations?connected=tiktok-shop");
    const row = await context.database.asSystem((tx) =>
      tx.selectFrom("connections").select("settings").where("platform", "=", "tiktok-shop").executeTakeFirstOrThrow(),
    );
    expect(row.settings["fieldNames"]).toEqual(expect.arrayContaining(["shopCode", "warehouseId", "shopId"]));
    expect(row.settings["fieldNames"]).not.toContain("appSecret");
  });

  test("why a consent failed is told to the one who began it, and to nobody else", async () => {
    const before = await card("amazon");
    const landed = new URL(await land(await agree(await startConsent({ platform: "amazon" }), "cancel")), server.url);
    expect(landed.searchParams.get("connect_error")).toBe("access_denied");
    const attempt = landed.searchParams.get("attempt");
    expect((await owner.query("connections.consentFailure", { attempt })).data).toMatchObject({
      fault: "seller",
      message: "Access was declined on Amazon's page.",
    });
    // Its orders are read meanwhile; what was connected is what still is.
    const { connectionId, status, account, error } = before ?? {};
    expect(await card("amazon")).toMatchObject({ connectionId, status, account, error });
    const unknown = await owner.query("connections.consentFailure", { attempt: server.parts.newId() });
    expect(unknown.status).toBe(404);
    expect((await server.visitor().query("connections.consentFailure", { attempt })).status).toBe(401);
  });

  test("a page elsewhere is led back to; one that passes its calls on to the server is come back through", async () => {
    sandbox.tiktokShop.acts.setRedirectUrl({ redirectUrl: "https://desk.example/hooks/tiktok-return" });
    const fromElsewhere = { origin: frontendUrl, "sec-fetch-site": "cross-site" };
    const input = { platform: "tiktok-shop", marketplace: "GB" };
    const back = await agree(await startConsent(input, fromElsewhere), "agree");
    expect(await land(back)).toBe(`${frontendUrl}/settings/integrations?connected=tiktok-shop`);
    const through = { origin: frontendUrl, "sec-fetch-site": "same-origin" };
    const passed = await agree(await startConsent(input, through), "agree");
    expect(await land(passed)).toBe("/settings/integrations?connected=tiktok-shop");
  });
});
