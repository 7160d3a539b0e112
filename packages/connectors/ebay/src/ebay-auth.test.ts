import { type ConnectorError, createMemoryTokenStore } from "@counterfoil/connector-kit";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { createEbay, ebay } from "./index.ts";
import { startStandIn } from "./testing/ebay-stand-in.ts";
import { type FakeAnswer, fakeFetch, type SentRequest, testNow, testSettings } from "./testing/fake-ebay.ts";

const { oauth } = ebay;
const application = {
  clientId: "Counterf-desk-PRD-0123456789-abcdef01",
  clientSecret: "PRD-0123456789ab-cdef-0123-4567-89ab",
  ruName: "Jane_Doe-JaneDoe-Counte-abcdefgh",
};
const context = { application, redirectUri: "https://desk.example.com/callback" };
const tokenAnswer = {
  access_token: "v^1.1#i^1#new",
  expires_in: 7200,
  refresh_token: "v^1.1#i^1#refresh",
  refresh_token_expires_in: 47_304_000,
  token_type: "User Access Token",
};

describe("the consent page", () => {
  test("is asked for the RuName, the scopes and the state", () => {
    const url = new URL(oauth.authorizationUrl({ ...context, marketplace: "EBAY_GB", state: "s t+a/te" }));
    expect(url.origin + url.pathname).toBe("https://auth.ebay.com/oauth2/authorize");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: application.clientId,
      redirect_uri: "Jane_Doe-JaneDoe-Counte-abcdefgh",
      response_type: "code",
      state: "s t+a/te",
      locale: "en-GB",
    });
    const scopes = url.searchParams.get("scope")!.split(" ");
    expect(scopes[0]).toBe("https://api.ebay.com/oauth/api_scope");
    expect(scopes).toContain("https://api.ebay.com/oauth/api_scope/sell.fulfillment");
  });

  test("of the sandbox is another host; a base URL takes its place and keeps its path", () => {
    expect(oauth.authorizationUrl({ ...context, environment: "sandbox", state: "s" })).toMatch(
      /^https:\/\/auth\.sandbox\.ebay\.com\/oauth2\/authorize\?/,
    );
    const own = { ...context, baseURL: "http://127.0.0.1:4010/ebay", state: "s" };
    expect(oauth.authorizationUrl(own)).toMatch(/^http:\/\/127\.0\.0\.1:4010\/ebay\/oauth2\/authorize\?/);
  });

  test("takes the caller's address where no RuName is set", () => {
    const { ruName: _, ...withoutRuName } = application;
    const url = new URL(oauth.authorizationUrl({ ...context, application: withoutRuName, state: "s" }));
    expect(url.searchParams.get("redirect_uri")).toBe("https://desk.example.com/callback");
  });
});

describe("the callback", () => {
  const exchange = (answer: FakeAnswer, query: Record<string, string>) => {
    const { fetch, sent } = fakeFetch(() => answer);
    return { result: oauth.exchange({ ...context, query, fetch, now: () => testNow }), sent };
  };

  test("trades its code, encoded once, for tokens", async () => {
    const code = "v^1.1#i^1#p^3#r^1#I^3#f^0#t^Ul4x/+QTk=";
    const { result, sent } = exchange({ body: tokenAnswer }, { code, state: "s" });
    const { tokens, credentials } = await result;
    expect(tokens).toMatchObject({
      accessToken: "v^1.1#i^1#new",
      accessTokenExpiresAt: testNow + 7_200_000,
      refreshToken: "v^1.1#i^1#refresh",
      refreshTokenExpiresAt: testNow + 47_304_000_000,
    });
    expect(tokens.scopes).toContain("https://api.ebay.com/oauth/api_scope/sell.inventory");
    expect(credentials).toEqual({});
    expect(sent[0]?.url.href).toBe("https://api.ebay.com/identity/v1/oauth2/token");
    expect(sent[0]?.headers.get("authorization")).toBe(
      "Basic Q291bnRlcmYtZGVzay1QUkQtMDEyMzQ1Njc4OS1hYmNkZWYwMTpQUkQtMDEyMzQ1Njc4OWFiLWNkZWYtMDEyMy00NTY3LTg5YWI=",
    );
    expect(sent[0]?.headers.get("content-type")).toBe("application/x-www-form-urlencoded");
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: "authorization_code",
      code,
      redirect_uri: application.ruName,
    });
  });

  test.each([
    ["a seller who declines", { error: "access_denied" }, "auth_revoked", /declined/],
    ["a scope the key set does not own", { error: "invalid_scope" }, "invalid_request", /invalid_scope/],
    ["no code", { state: "s" }, "invalid_request", /no sign-in code/],
  ])("with %s is told as it is", async (_name, query, code, message) => {
    const { result, sent } = exchange({ body: tokenAnswer }, query as Record<string, string>);
    const error = (await result.catch((thrown) => thrown)) as ConnectorError;
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(sent).toHaveLength(0);
  });

  test.each([
    ["a used code", 400, "invalid_grant", "invalid_request"],
    ["a wrong Cert ID", 401, "invalid_client", "permission_denied"],
  ])("with %s fails for good", async (_name, status, error, code) => {
    const { result, sent } = exchange({ status, body: { error, error_description: "words" } }, { code: "c" });
    await expect(result).rejects.toMatchObject({ code, platformCode: error, retryable: false });
    expect(sent).toHaveLength(1);
  });
});

describe("tokens in use", () => {
  const stale = (accessTokenExpiresAt: number) =>
    createMemoryTokenStore({
      accessToken: "stale",
      accessTokenExpiresAt,
      refreshToken: "v^1.1#i^1#refresh=",
      refreshTokenExpiresAt: testNow + 1_000_000_000,
      scopes: ["a"],
    });
  const shop = (request: SentRequest): FakeAnswer | undefined => {
    if (request.url.pathname.endsWith("/token")) return { body: { access_token: "fresh", expires_in: 7200 } };
    const bad = request.headers.get("authorization") !== "Bearer fresh";
    const errors = [{ errorId: 1001, domain: "OAuth", category: "REQUEST", message: "Invalid access token" }];
    return bad ? { status: 401, body: { errors } } : { body: { orders: [], total: 0 } };
  };
  const read = async (tokens: ReturnType<typeof stale>) => {
    const { fetch, sent } = fakeFetch(shop);
    const connector = createEbay(testSettings(fetch, { tokens }));
    for await (const _ of connector.orders.changedSince(`{"v":1,"phase":"done","at":"2026-03-10T11:00:00.000Z"}`));
    return sent;
  };

  test("are refreshed ahead of their end, and the refresh token stays", async () => {
    const tokens = stale(testNow + 60_000);
    const sent = await read(tokens);
    expect(sent.map(({ url }) => url.pathname)).toEqual(["/identity/v1/oauth2/token", "/sell/fulfillment/v1/order"]);
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: "refresh_token",
      refresh_token: "v^1.1#i^1#refresh=",
    });
    expect(await tokens.read()).toEqual({
      accessToken: "fresh",
      accessTokenExpiresAt: testNow + 7_200_000,
      refreshToken: "v^1.1#i^1#refresh=",
      refreshTokenExpiresAt: testNow + 1_000_000_000,
      scopes: ["a"],
    });
  });

  test("that eBay refuses are refreshed once and the call repeated once", async () => {
    const sent = await read(stale(testNow + 7_000_000));
    expect(sent).toHaveLength(3);
  });

  test("whose consent is gone end the connection", async () => {
    const { fetch, sent } = fakeFetch(() => ({ status: 400, body: { error: "invalid_grant" } }));
    const connector = createEbay(testSettings(fetch, { tokens: stale(0) }));
    await expect(connector.probe()).rejects.toMatchObject({ code: "auth_revoked", retryable: false });
    expect(sent).toHaveLength(1);
  });

  test("are made from a refresh token given by a script", async () => {
    const { fetch, sent } = fakeFetch((request) =>
      request.url.pathname.endsWith("/token") ? shop(request) : { body: { userId: "u", username: "brick_desk" } },
    );
    const { tokens: _, ...settings } = testSettings(fetch);
    const credentials = { ...settings.credentials, refreshToken: "v^1.1#script" };
    expect(await createEbay({ ...settings, credentials }).probe()).toMatchObject({ account: "brick_desk" });
    expect(new URLSearchParams(sent[0]?.body).get("refresh_token")).toBe("v^1.1#script");
  });
});

describe("the whole way, against the simulated eBay", async () => {
  const { ebay: simulator, driver, origin, stop, clock } = await startStandIn();
  afterAll(stop);
  beforeEach(() => driver.reset());

  test("from the consent page to the account's name", async () => {
    const own = { ...context, baseURL: `${origin}/ebay`, now: () => clock.milliseconds() };
    const consentPage = oauth.authorizationUrl({ ...own, state: "state-1" });
    expect((await fetch(consentPage)).status).toBe(200);
    const agree = { method: "POST", body: new URLSearchParams({ decision: "agree" }), redirect: "manual" } as const;
    const agreed = await fetch(consentPage, agree);
    const back = new URL(agreed.headers.get("location")!);
    expect(back.searchParams.get("state")).toBe("state-1");
    const { tokens } = await oauth.exchange({ ...own, query: Object.fromEntries(back.searchParams) });
    const settings = { credentials: application, baseURL: own.baseURL, now: own.now };
    const connector = createEbay({ ...settings, tokens: createMemoryTokenStore(tokens) });
    expect(await connector.probe()).toMatchObject({ account: "brick_desk", accountId: "simUserId01" });
    expect(simulator.ledger.count("consent-exchanged")).toBe(1);
    const again = oauth.exchange({ ...own, query: Object.fromEntries(back.searchParams) });
    await expect(again).rejects.toMatchObject({ code: "invalid_request" });
  });
});
