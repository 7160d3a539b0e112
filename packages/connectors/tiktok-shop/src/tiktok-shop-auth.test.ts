import { type ConnectorError, createMemoryTokenStore } from "@counterfoil/connector-kit";
import { describe, expect, test } from "vitest";
import { createTiktokShop, tiktokShop } from "./index.ts";
import {
  application,
  type FakeAnswer,
  fakeFetch,
  ok,
  refusal,
  type SentRequest,
  testNow,
  testSettings,
  testShop,
  testTokens,
} from "./testing/fake-tiktok-shop.ts";
import { requestSignature } from "./tiktok-shop-signature.ts";

const { oauth } = tiktokShop;
const redirectUri = "https://desk.example.com/callback";
const serviceId = "7000000000000000001";
const expiry = { access: 1_760_000_000, refresh: 1_790_000_000 };
const tokens = {
  access_token: "ROW_new",
  access_token_expire_in: expiry.access,
  refresh_token: "ROW_refresh_new",
  refresh_token_expire_in: expiry.refresh,
  user_type: 0,
  granted_scopes: ["seller.order.info"],
};
const secondShop = { ...testShop, id: "7494049642642441622", cipher: "GCP_two", code: "DELCTEST02", region: "DE" };

describe("the consent page", () => {
  const url = (extra: Record<string, string>, marketplace?: string) =>
    oauth.authorizationUrl({
      application: { ...application, ...extra },
      redirectUri,
      state: "s t/1",
      ...(marketplace && { marketplace }),
    });

  test("is that of the service, in the shop's half of the world", () => {
    expect(url({ serviceId })).toBe(
      `https://services.tiktokshop.com/open/authorize?service_id=${serviceId}&state=s%20t%2F1`,
    );
    expect(url({ serviceId }, "US")).toMatch(/^https:\/\/services\.us\.tiktokshop\.com\/open\/authorize\?/);
    expect(url({ serviceId, regionGroup: "US" })).toMatch(/^https:\/\/services\.us\./);
  });

  test("is the older one where no service is named, which knows the app by its key", () => {
    expect(url({})).toBe("https://auth.tiktok-shops.com/oauth/authorize?app_key=testappkey01&state=s%20t%2F1");
  });

  test("is refused where country and half of the world contradict each other", () => {
    expect(() => url({ regionGroup: "US" }, "GB")).toThrow(/country is not the United States/);
    expect(() => url({ regionGroup: "ROW" }, "US")).toThrow(/country is the United States/);
  });

  test("stays on one's own address where there is one", () => {
    const own = { application, redirectUri, state: "s", baseURL: "http://127.0.0.1:4010/tiktok-shop/" };
    expect(oauth.authorizationUrl(own)).toMatch(/^http:\/\/127\.0\.0\.1:4010\/tiktok-shop\/oauth\/authorize\?/);
  });
});

describe("the callback", () => {
  const exchange = (
    query: Record<string, string>,
    world: { token?: FakeAnswer; shops?: unknown[]; marketplace?: string; shopCode?: string } = {},
  ) => {
    const { fetch, sent } = fakeFetch(({ url }) =>
      url.pathname === "/api/v2/token/get"
        ? (world.token ?? { body: ok(tokens) })
        : { body: ok({ shops: world.shops ?? [testShop] }) },
    );
    const { marketplace, shopCode } = world;
    const result = oauth.exchange({
      application: { ...application, ...(shopCode && { shopCode }) },
      redirectUri,
      query,
      fetch,
      now: () => testNow,
      ...(marketplace && { marketplace }),
    });
    return { result, sent };
  };

  test("trades its code for both tokens, whose ends are points in time, and finds the shop by a signed call", async () => {
    const { result, sent } = exchange({ code: "a/b+c=", state: "s", locale: "en" });
    expect(await result).toEqual({
      tokens: {
        accessToken: "ROW_new",
        accessTokenExpiresAt: expiry.access * 1000,
        refreshToken: "ROW_refresh_new",
        refreshTokenExpiresAt: expiry.refresh * 1000,
        scopes: ["seller.order.info"],
      },
      credentials: { shopId: testShop.id, shopCipher: testShop.cipher, shopRegion: "GB" },
    });
    const [trade, shops] = sent as [SentRequest, SentRequest];
    expect(trade.url.origin).toBe("https://auth.tiktok-shops.com");
    expect(Object.fromEntries(trade.url.searchParams)).toEqual({
      app_key: "testappkey01",
      app_secret: "test_secret_0001",
      auth_code: "a/b+c=",
      grant_type: "authorized_code",
    });
    expect(shops.headers.get("x-tts-access-token")).toBe("ROW_new");
    expect(shops.url.searchParams.has("shop_cipher")).toBe(false);
    const query = [...shops.url.searchParams].filter(([name]) => name !== "sign");
    const sign = requestSignature({ path: "/authorization/202309/shops", query, body: "" }, application.appSecret);
    expect(shops.url.searchParams.get("sign")).toBe(sign);
  });

  test.each([
    ["a seller who declines", { code: "null", error: "auth_denied" }, "auth_revoked", /declined/],
    ["the word null for a code", { code: "null" }, "invalid_request", /no sign-in code/],
    ["no code", {}, "invalid_request", /no sign-in code/],
  ])("with %s asks nothing of TikTok Shop", async (_name, query, code, message) => {
    const { result, sent } = exchange(query as Record<string, string>);
    const error = (await result.catch((thrown) => thrown)) as ConnectorError;
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(sent).toHaveLength(0);
  });

  test.each([
    ["a used code", refusal(36004004, "auth code is used"), "invalid_request"],
    ["a wrong secret", refusal(36009004, "Invalid app_secret"), "permission_denied"],
    ["an unknown app", refusal(36009004, "Invalid app_key"), "permission_denied"],
    ["a creator's sign-in", ok({ ...tokens, user_type: 1 }), "permission_denied"],
  ])("with %s fails once and for good, telling no secret", async (_name, body, code) => {
    const { result, sent } = exchange({ code: "c" }, { token: { body } });
    const error = (await result.catch((thrown) => thrown)) as ConnectorError;
    expect(error).toMatchObject({ code, retryable: false });
    expect(JSON.stringify([error.message, error.issues, error.operation])).not.toContain(application.appSecret);
    expect(sent).toHaveLength(1);
  });

  test("chooses among several shops by country or by code, and asks where neither decides", async () => {
    const shops = [testShop, secondShop];
    const shopOf = async (world: Parameters<typeof exchange>[1]) =>
      (await exchange({ code: "c" }, { shops, ...world }).result).credentials["shopCipher"];
    expect(await shopOf({ marketplace: "DE" })).toBe("GCP_two");
    expect(await shopOf({ shopCode: "delctest02" })).toBe("GCP_two");
    await expect(shopOf({})).rejects.toMatchObject({
      code: "invalid_request",
      message: expect.stringContaining("Brick Desk (GBLCTEST01, GB); Brick Desk (DELCTEST02, DE)"),
    });
    await expect(shopOf({ marketplace: "FR" })).rejects.toThrow(/does not cover the shop that was chosen \(FR\)/);
  });
});

describe("tokens in use", () => {
  const world = (body: (request: SentRequest) => unknown) => {
    const fake = fakeFetch((request) => ({ body: body(request) }));
    return { ...fake, paths: () => fake.sent.map(({ url }) => url.pathname) };
  };
  const isRefresh = ({ url }: SentRequest) => url.pathname === "/api/v2/token/refresh";
  const detail = ok({ orders: [] });
  const get = (fetch: typeof globalThis.fetch, accessTokenExpiresAt: number, store = testTokens) => {
    const kept = createMemoryTokenStore({ ...store, accessTokenExpiresAt });
    const shop = createTiktokShop(testSettings(fetch, { tokens: kept }));
    return { kept, result: shop.orders.get("1").catch((error: ConnectorError) => error.code) };
  };

  test("are refreshed ahead of their end, both of them with their own", async () => {
    const { fetch, sent, paths } = world((request) => (isRefresh(request) ? ok(tokens) : detail));
    const { kept, result } = get(fetch, testNow + 60_000);
    expect(await result).toBe("not_found");
    expect(paths()).toEqual(["/api/v2/token/refresh", "/order/202507/orders"]);
    expect(sent[0]?.url.searchParams.get("grant_type")).toBe("refresh_token");
    expect(sent[1]?.headers.get("x-tts-access-token")).toBe("ROW_new");
    expect(await kept.read()).toMatchObject({
      refreshToken: "ROW_refresh_new",
      accessTokenExpiresAt: expiry.access * 1000,
      refreshTokenExpiresAt: expiry.refresh * 1000,
    });
  });

  test.each([105_001, 105_002, 101_000])("refused with %i are refreshed once and the call repeated", async (code) => {
    const { fetch, paths } = world((request) => {
      if (isRefresh(request)) return ok(tokens);
      return request.headers.get("x-tts-access-token") === "ROW_new" ? detail : refusal(code, "Expired credentials.");
    });
    expect(await get(fetch, testTokens.accessTokenExpiresAt ?? 0).result).toBe("not_found");
    expect(paths()).toEqual(["/order/202507/orders", "/api/v2/token/refresh", "/order/202507/orders"]);
  });

  test.each([
    ["whose refresh is refused", refusal(36004004, "refresh token is invalid")],
    ["that are refused again at once", ok(tokens)],
  ])("%s end the connection", async (_name, refreshed) => {
    const { fetch } = world((request) => (isRefresh(request) ? refreshed : refusal(105_002, "Expired credentials.")));
    expect(await get(fetch, testTokens.accessTokenExpiresAt ?? 0).result).toBe("auth_revoked");
  });

  test("are not given up for a wrong app secret or a passing trouble", async () => {
    const wrong = world((request) => (isRefresh(request) ? refusal(106_001, "sign is invalid") : detail));
    expect(await get(wrong.fetch, 0).result).toBe("permission_denied");
    const down = world((request) => (isRefresh(request) ? refusal(36_009_003, "internal error") : detail));
    expect(await get(down.fetch, 0).result).toBe("unavailable");
  });
});

describe("the test call", () => {
  const probe = (
    shops: unknown[],
    overrides: Parameters<typeof testSettings>[1] = {},
    date = new Date(testNow).toUTCString(),
  ) => {
    const fake = fakeFetch(({ url }) =>
      url.pathname.endsWith("/shops")
        ? { body: ok({ shops }), headers: { date } }
        : { body: ok({ orders: [], total_count: 0 }) },
    );
    return { ...fake, result: createTiktokShop(testSettings(fake.fetch, overrides)).probe() };
  };

  test("names the shop and proves that orders may be read", async () => {
    const { result, sent } = probe([testShop, secondShop]);
    expect(await result).toMatchObject({
      account: "Brick Desk",
      accountId: testShop.id,
      marketplace: "GB",
      called: "GET /authorization/202309/shops",
      warnings: [],
    });
    expect(sent[1]?.url.searchParams.get("page_size")).toBe("1");
    expect(sent[1]?.body, "an empty filter is no body at all").toBe("");
  });

  test("uses a cipher that TikTok Shop has changed, and says so", async () => {
    const { result, sent } = probe([{ ...testShop, cipher: "GCP_changed" }]);
    expect((await result).warnings).toEqual([expect.stringContaining("cipher")]);
    expect(sent[1]?.url.searchParams.get("shop_cipher")).toBe("GCP_changed");
  });

  test("fails where the sign-in no longer covers the shop", async () => {
    await expect(probe([secondShop]).result).rejects.toMatchObject({ code: "auth_revoked" });
  });

  test("warns of an ending connection, missing permissions and a wrong clock", async () => {
    const tokensEnding = createMemoryTokenStore({
      ...testTokens,
      refreshTokenExpiresAt: testNow + 5 * 86_400_000,
      scopes: ["seller.authorization.info", "seller.order.info"],
    });
    const { result } = probe([testShop], { tokens: tokensEnding }, new Date(testNow - 120_000).toUTCString());
    expect((await result).warnings).toEqual([
      expect.stringContaining("seller.fulfillment.basic, seller.product.basic, seller.product.write"),
      expect.stringContaining("2026-03-15"),
      expect.stringContaining("120 seconds ahead"),
    ]);
  });

  test("names the permission that is missing", async () => {
    const { fetch } = fakeFetch(({ url }) =>
      url.pathname.endsWith("/shops")
        ? { body: ok({ shops: [testShop] }) }
        : { status: 403, body: refusal(105_005, "Access denied.") },
    );
    await expect(createTiktokShop(testSettings(fetch)).probe()).rejects.toMatchObject({
      code: "permission_denied",
      message: expect.stringContaining("seller.order.info"),
    });
  });

  test("finds the shop of a script that knows none", async () => {
    const { result, sent } = probe([testShop], { credentials: { ...application } });
    expect((await result).accountId).toBe(testShop.id);
    expect(sent.at(-1)?.url.searchParams.get("shop_cipher")).toBe(testShop.cipher);
  });
});
