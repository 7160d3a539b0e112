import { createMemoryTokenStore } from "@counterfoil/connector-kit";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { basicHeader } from "./flipkart-auth.ts";
import { createFlipkart, flipkart } from "./index.ts";
import { answeringFetch } from "./testing/answering-fetch.ts";
import { own, partner, redirectUri } from "./testing/flipkart-seed.ts";
import { startedAt, startStandIn } from "./testing/flipkart-stand-in.ts";

const { oauth } = flipkart;
const { flipkart: simulator, driver, baseURL, stop } = await startStandIn();
afterAll(stop);
beforeEach(() => driver.reset());

const clock = { now: () => driver.clock.now(), sleep: async (ms: number) => driver.clock.advance(ms) };
const never = () => new Error("the test's own setting is missing");

test("the application is named in a Basic header, both halves as they are", () => {
  expect(basicHeader("test-app-id-0001", "test-app-secret-0001")).toBe(
    "Basic dGVzdC1hcHAtaWQtMDAwMTp0ZXN0LWFwcC1zZWNyZXQtMDAwMQ==",
  );
});

describe("self access", () => {
  test("asks for a token once, by GET, and keeps it with its end and scope", async () => {
    const tokens = createMemoryTokenStore();
    const { fetch, to } = answeringFetch();
    const shop = createFlipkart({ credentials: own, baseURL, tokens, fetch, ...clock });
    await Promise.all([shop.probe(), shop.probe(), shop.probe()]);
    expect(to("/oauth/token")).toMatchObject([
      { method: "GET", query: { grant_type: "client_credentials", scope: "Seller_Api" }, body: null },
    ]);
    expect(to("/oauth/token")[0]?.headers.get("authorization")).toBe(
      basicHeader(own.applicationId, own.applicationSecret),
    );
    expect(to("/v3/shipments/filter")[0]?.headers.get("authorization")).toMatch(/^Bearer \S{8,}$/);
    expect(await tokens.read()).toMatchObject({
      accessTokenExpiresAt: Date.parse(startedAt) + 5_184_000_000,
      refreshToken: null,
      scopes: ["Seller_Api"],
    });
  });

  test("works without a token store, and the sixty days may have begun long ago", async () => {
    const answer = {
      access_token: "old-token-00001",
      token_type: "bearer",
      expires_in: 3_330_779,
      scope: "DefaultSeller_Api",
    };
    const tokens = createMemoryTokenStore();
    const { fetch } = answeringFetch(({ path }) =>
      path.endsWith("/token") ? answer : { hasMore: false, shipments: [] },
    );
    await createFlipkart({ credentials: own, baseURL, fetch, ...clock }).probe();
    const begun = driver.clock.now();
    await createFlipkart({ credentials: own, baseURL, tokens, fetch, ...clock }).probe();
    expect((await tokens.read())?.accessTokenExpiresAt).toBe(begun + 3_330_779_000);
  });

  test("the same token given again, which Flipkart may do, is no endless loop", async () => {
    const { fetch, to } = answeringFetch(({ path }) =>
      path.endsWith("/token")
        ? { access_token: "stale-token", expires_in: 10 }
        : Response.json({ error: "unauthorized", error_description: "Invalid access token" }, { status: 401 }),
    );
    await expect(createFlipkart({ credentials: own, baseURL, fetch, ...clock }).probe()).rejects.toMatchObject({
      code: "auth_revoked",
    });
    expect(to("/token")).toHaveLength(2);
    expect(to("/filter")).toHaveLength(2);
  });

  test.each([
    [{ applicationSecret: "another-secret-0000001" }, "Bad credentials"],
    [{ applicationId: "ffffffffffffffffffffffffffffffff" }, "No client with requested id"],
  ])("a wrong application is blamed in Flipkart's words, without its secret", async (wrong, words) => {
    const shop = createFlipkart({ credentials: { ...own, ...wrong }, baseURL, ...clock });
    const error = await shop.probe().catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: "auth_revoked", retryable: false, message: expect.stringContaining(words) });
    expect(JSON.stringify(error) + (error as Error).message).not.toContain("another-secret");
  });

  test("a token service that is down is no reason to blame the application", async () => {
    simulator.faults.add({ kind: "html-page", status: 503, count: null, operation: "token" });
    const shop = createFlipkart({ credentials: own, baseURL, ...clock });
    await expect(shop.probe()).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("a seller's consent", () => {
  const context = (change: object = {}) => ({
    application: { applicationId: partner.applicationId, applicationSecret: partner.applicationSecret },
    redirectUri,
    baseURL,
    now: clock.now,
    ...change,
  });
  const decide = async (decision: "allow" | "deny", state = "s t/1") => {
    const url = oauth.authorizationUrl({ ...context(), state });
    const page = await (await fetch(url)).text();
    expect(page).toContain("Counterfoil");
    const answer = await fetch(url, { method: "POST", body: new URLSearchParams({ decision }), redirect: "manual" });
    const back = new URL(answer.headers.get("location") ?? "");
    expect(`${back.origin}${back.pathname}`).toBe(redirectUri);
    return Object.fromEntries(back.searchParams);
  };

  test("is asked for at Flipkart's own page", () => {
    const { baseURL: _, ...real } = context();
    const url = new URL(oauth.authorizationUrl({ ...real, state: "s t/1" }));
    expect(`${url.origin}${url.pathname}`).toBe("https://api.flipkart.net/oauth-service/oauth/authorize");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: partner.applicationId,
      redirect_uri: redirectUri,
      response_type: "code",
      scope: "Seller_Api",
      state: "s t/1",
    });
    const sandbox = oauth.authorizationUrl({ ...real, environment: "sandbox", state: "s" });
    expect(sandbox).toMatch(/^https:\/\/sandbox-api\.flipkart\.net\/oauth-service\//);
    expect(() => oauth.authorizationUrl({ ...real, redirectUri: "http://desk.example.com/", state: "s" })).toThrow(
      /https/,
    );
  });

  test("gives both tokens with their ends, once; a call works; both tokens are new after a refresh", async () => {
    const query = await decide("allow");
    expect(query["state"]).toBe("s t/1");
    const { tokens, credentials } = await oauth.exchange({ ...context(), query });
    expect(credentials).toEqual({ accessType: "third_party" });
    expect(tokens.refreshTokenExpiresAt).toBe(driver.clock.now() + 180 * 86_400_000);
    await expect(oauth.exchange({ ...context(), query })).rejects.toMatchObject({ code: "invalid_request" });

    const store = createMemoryTokenStore(tokens);
    const application = { ...context().application, ...credentials };
    const shop = createFlipkart({ credentials: application, baseURL, tokens: store, ...clock });
    await shop.probe();
    expect(await store.read()).toEqual(tokens);
    driver.clock.advance(60 * 86_400_000);
    const begun = driver.clock.now();
    await shop.probe();
    const renewed = (await store.read()) ?? tokens;
    expect(renewed.accessToken).not.toBe(tokens.accessToken);
    expect(renewed.refreshToken).not.toBe(tokens.refreshToken);
    expect(renewed.refreshTokenExpiresAt).toBe(begun + 180 * 86_400_000);
    simulator.acts.revokeGrants({});
    simulator.acts.expireAccessTokens({});
    await expect(shop.probe()).rejects.toMatchObject({ code: "auth_revoked", retryable: false });
  });

  test("that the seller declines stores nothing", async () => {
    const query = await decide("deny");
    await expect(oauth.exchange({ ...context(), query })).rejects.toMatchObject({
      code: "auth_revoked",
      message: expect.stringContaining("Nothing was stored"),
    });
    await expect(oauth.exchange({ ...context(), query: {} })).rejects.toMatchObject({ code: "invalid_request" });
  });

  test("is no use with another return address or another secret", async () => {
    const query = await decide("allow");
    const elsewhere = context({ redirectUri: "https://evil.example.com/callback" });
    await expect(oauth.exchange({ ...elsewhere, query })).rejects.toMatchObject({ code: "invalid_request" });
    const application = { ...context().application, applicationSecret: "another-secret-0000001" };
    await expect(oauth.exchange({ ...context({ application }), query })).rejects.toMatchObject({
      code: "invalid_request",
    });
  });

  test("without a refresh token is over when the access token is", async () => {
    const issued = simulator.acts.issueTokens({ applicationId: partner.applicationId });
    const store = createMemoryTokenStore({
      accessToken: issued.accessToken,
      accessTokenExpiresAt: driver.clock.now() - 1,
      refreshToken: null,
      refreshTokenExpiresAt: null,
      scopes: [],
    });
    const credentials = { ...context().application, accessType: "third_party" };
    const { fetch, sent } = answeringFetch();
    const shop = createFlipkart({ credentials, baseURL, tokens: store, fetch, ...clock });
    await expect(shop.probe()).rejects.toMatchObject({ code: "auth_revoked" });
    expect(sent).toEqual([]);
    expect((await store.read()) ?? never()).toMatchObject({ refreshToken: null });
  });
});
