import { createMemoryTokenStore, noTokens, type OAuthContext } from "@counterfoil/connector-kit";
import { describe, expect, test } from "vitest";
import { amazon, createAmazon } from "./index.ts";
import {
  type FakeAnswer,
  fakeFetch,
  type SentRequest,
  testCredentials,
  testNow,
  testSettings,
} from "./testing/fake-fetch.ts";

const { sellerId: _sellerId, ...application } = testCredentials;
const applicationId = "amzn1.sp.solution.0123";
const redirectUri = "https://desk.example.com/api/integrations/amazon/callback";
const context = (overrides: Partial<OAuthContext> = {}): OAuthContext => ({
  application: { ...application, applicationId },
  marketplace: "A1F83G8C2ARO7P",
  redirectUri,
  now: () => testNow,
  ...overrides,
});
const tokenAnswer = (extra: object = {}): FakeAnswer => ({
  body: { access_token: "Atza|new", token_type: "bearer", expires_in: 3600, refresh_token: "Atzr|given", ...extra },
});
const formOf = (request: SentRequest | undefined) => Object.fromEntries(new URLSearchParams(request?.body));

describe("consent", () => {
  const query = (url: string) => Object.fromEntries(new URL(url).searchParams);

  test("begins at the marketplace's own Seller Central", () => {
    const url = amazon.oauth.authorizationUrl({ ...context(), state: "s&1" });
    expect(new URL(url).origin + new URL(url).pathname).toBe(
      "https://sellercentral-europe.amazon.com/apps/authorize/consent",
    );
    expect(query(url)).toEqual({ application_id: applicationId, state: "s&1", redirect_uri: redirectUri });
    const japan = amazon.oauth.authorizationUrl({ ...context({ marketplace: "A1VC38T7YXB528" }), state: "s" });
    expect(new URL(japan).host).toBe("sellercentral.amazon.co.jp");
  });

  test("of a draft application says so", () => {
    const draft = context({ application: { ...application, applicationId, draft: "yes" } });
    expect(query(amazon.oauth.authorizationUrl({ ...draft, state: "s" }))).toMatchObject({ version: "beta" });
  });

  test("is refused before it begins where the region is wrong or the application id is missing", () => {
    const wrong = context({ application: { ...application, applicationId, region: "na" } });
    expect(() => amazon.oauth.authorizationUrl({ ...wrong, state: "s" })).toThrow("amazon.co.uk belongs to Europe");
    const nameless = context({ application });
    expect(() => amazon.oauth.authorizationUrl({ ...nameless, state: "s" })).toThrow("application id");
  });

  test("ends with the code traded for tokens, and the seller named", async () => {
    const { fetch, sent } = fakeFetch(() => tokenAnswer());
    const given = { spapi_oauth_code: "ANcode", selling_partner_id: "A3TH9S8BH6GOGM", state: "s", mws_auth_token: "x" };
    const { tokens, credentials } = await amazon.oauth.exchange({ ...context({ fetch }), query: given });
    expect(sent[0]?.url.href).toBe("https://api.amazon.com/auth/o2/token");
    expect(formOf(sent[0])).toEqual({
      grant_type: "authorization_code",
      code: "ANcode",
      redirect_uri: redirectUri,
      client_id: application.clientId,
      client_secret: application.clientSecret,
    });
    expect(credentials).toEqual({ sellerId: "A3TH9S8BH6GOGM" });
    expect(tokens).toMatchObject({
      accessToken: "Atza|new",
      refreshToken: "Atzr|given",
      accessTokenExpiresAt: testNow + 3_600_000,
      refreshTokenExpiresAt: testNow + 365 * 86_400_000,
    });
  });

  test.each([
    [{}, "invalid_request", "no sign-in code"],
    [{ error: "access_denied" }, "auth_revoked", "declined"],
  ])("a callback of %j gives nothing away", async (given: Record<string, string>, code, words) => {
    const { fetch, sent } = fakeFetch(() => tokenAnswer());
    const exchange = amazon.oauth.exchange({ ...context({ fetch }), query: given });
    await expect(exchange).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    expect(sent).toHaveLength(0);
  });

  test("a code that is too old is a mistake of the moment, not a revoked connection", async () => {
    const body = { error: "invalid_grant", error_description: "The request has an invalid grant parameter : code" };
    const { fetch } = fakeFetch(() => ({ status: 400, body }));
    const exchange = amazon.oauth.exchange({ ...context({ fetch }), query: { spapi_oauth_code: "old" } });
    await expect(exchange).rejects.toMatchObject({ code: "invalid_request", platformCode: "invalid_grant" });
  });
});

describe("tokens", () => {
  const expired: FakeAnswer = {
    status: 403,
    body: {
      errors: [
        {
          code: "Unauthorized",
          message: "Access to requested resource is denied.",
          details: "The access token you provided has expired.",
        },
      ],
    },
  };
  const participations = { payload: [participation("A1F83G8C2ARO7P", "UK shop")] };
  const isToken = ({ url }: SentRequest) => url.pathname === "/auth/o2/token";
  const connect = (answer: (request: SentRequest) => FakeAnswer | undefined, credentials: object = {}) => {
    const faked = fakeFetch(answer);
    const refreshToken = "Atzr|own";
    const { tokens: _tokens, ...settings } = testSettings(faked.fetch);
    const all = { ...settings, credentials: { ...settings.credentials, refreshToken, ...credentials } };
    return { connector: createAmazon(all), sent: faked.sent };
  };

  test("a refresh token entered by hand is enough; it goes to Amazon's one token host only", async () => {
    const { connector, sent } = connect((request) => (isToken(request) ? tokenAnswer() : { body: participations }));
    expect(await connector.probe()).toMatchObject({ account: "UK shop", accountId: "A3TH9S8BH6GOGM/eu" });
    expect(formOf(sent[0])).toMatchObject({ grant_type: "refresh_token", refresh_token: "Atzr|own" });
    expect(sent[0]?.headers.get("x-amz-access-token")).toBeNull();
    expect(sent[1]?.headers.get("x-amz-access-token")).toBe("Atza|new");
    expect(sent[1]?.headers.get("authorization")).toBeNull();
    expect(sent[1]?.headers.get("x-amz-date")).toBe("20260310T120000Z");
    expect(sent[1]?.headers.get("user-agent")).toMatch(/^Counterfoil\//);
  });

  test("a token that Amazon calls expired, with a 403, is replaced once and the call repeated", async () => {
    const { connector, sent } = connect((request) => {
      if (isToken(request)) return tokenAnswer({ access_token: sent.length < 2 ? "Atza|old" : "Atza|fresh" });
      return request.headers.get("x-amz-access-token") === "Atza|old" ? expired : { body: participations };
    });
    await connector.probe();
    expect(sent.map(({ url }) => url.pathname.split("/").at(-1))).toEqual([
      ...["token", "marketplaceParticipations", "token", "marketplaceParticipations"],
    ]);
  });

  test("a fresh token that is refused too means the connection is gone", async () => {
    const { connector, sent } = connect((request) => (isToken(request) ? tokenAnswer() : expired));
    await expect(connector.probe()).rejects.toMatchObject({ code: "auth_revoked" });
    expect(sent).toHaveLength(4);
  });

  test("a withdrawn authorisation is auth_revoked", async () => {
    const body = {
      error: "invalid_grant",
      error_description: "The request has an invalid grant parameter : refresh_token. User may have revoked.",
      error_index: "1",
    };
    const { connector } = connect(() => ({ status: 400, body }));
    await expect(connector.probe()).rejects.toMatchObject({ code: "auth_revoked", retryable: false });
  });

  test("a refused client points at the secret's 180 days, and never shows it", async () => {
    const body = { error: "invalid_client", error_description: "Client authentication failed" };
    const { connector } = connect(() => ({ status: 401, body }), { clientSecretCreatedAt: "2025-08-01" });
    const error = await connector.probe().catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "permission_denied", platformCode: "invalid_client" });
    expect(error.message).toContain("180 days");
    expect(error.message).toContain("2025-08-01");
    expect(JSON.stringify(error)).not.toContain(testCredentials.clientSecret);
  });

  test("a 403 without a word on the token is a refusal, and no token is spent on it", async () => {
    const body = {
      errors: [{ code: "Unauthorized", message: "Access to requested resource is denied.", details: "" }],
    };
    const { connector, sent } = connect((request) => (isToken(request) ? tokenAnswer() : { status: 403, body }));
    await expect(connector.orders.get("1")).rejects.toMatchObject({ code: "permission_denied" });
    expect(sent.filter(isToken)).toHaveLength(1);
  });

  test("without any token there is nothing to refresh", async () => {
    const settings = testSettings(fakeFetch(() => tokenAnswer()).fetch, { tokens: createMemoryTokenStore(noTokens) });
    await expect(createAmazon(settings).probe()).rejects.toMatchObject({ code: "auth_revoked" });
  });
});

function participation(id: string, storeName: string) {
  return {
    marketplace: { id, countryCode: "GB", name: id, defaultCurrencyCode: "GBP" },
    storeName,
    participation: { isParticipating: true, hasSuspendedListings: false },
  };
}
