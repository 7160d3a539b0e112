import { createMemoryTokenStore, noTokens } from "@counterfoil/connector-kit";
import { describe, expect, test } from "vitest";
import { createEbay, type EbaySettings } from "./index.ts";
import { type FakeAnswer, fakeFetch, type SentRequest, testNow, testSettings } from "./testing/fake-ebay.ts";

const day = 86_400_000;
const user = { userId: "u-1", username: "brick_desk", registrationMarketplaceId: "EBAY_GB", status: "CONFIRMED" };
const denied = {
  status: 403,
  body: { errors: [{ errorId: 1100, domain: "ACCESS", category: "REQUEST", message: "Access denied" }] },
};

function account(overrides: { identity?: FakeAnswer; privilege?: FakeAnswer; outOfStock?: string } = {}) {
  return (request: SentRequest): FakeAnswer | undefined => {
    const { pathname } = request.url;
    if (pathname === "/commerce/identity/v1/user/") return overrides.identity ?? { body: user };
    if (pathname === "/sell/account/v1/privilege") return overrides.privilege ?? { body: {} };
    if (pathname === "/sell/fulfillment/v1/order") return { body: { orders: [] } };
    const preference = overrides.outOfStock ?? "true";
    return {
      body: `<R><Ack>Success</Ack><OutOfStockControlPreference>${preference}</OutOfStockControlPreference></R>`,
    };
  };
}

async function probe(answer: (request: SentRequest) => FakeAnswer | undefined, overrides: Partial<EbaySettings> = {}) {
  const { fetch, sent } = fakeFetch(answer);
  return { result: await createEbay(testSettings(fetch, overrides)).probe(), sent };
}

function tokens(overrides: Partial<typeof noTokens>) {
  return createMemoryTokenStore({ ...noTokens, accessToken: "t", accessTokenExpiresAt: testNow + day, ...overrides });
}

describe("the connection test", () => {
  test("tells whose account it is, by one cheap call to Identity's own host", async () => {
    const { result, sent } = await probe(account());
    expect(result).toEqual({
      account: "brick_desk",
      accountId: "u-1",
      marketplace: "EBAY_GB",
      scopes: null,
      called: "GET /commerce/identity/v1/user/",
      latencyMs: 0,
      warnings: [],
    });
    expect(sent[0]?.url.href).toBe("https://apiz.ebay.com/commerce/identity/v1/user/");
  });

  test("asks something else where the connection may not read the identity", async () => {
    const { result } = await probe(account({ identity: denied }));
    expect(result).toMatchObject({ account: null, called: "GET /sell/account/v1/privilege" });
    expect(result.warnings[0]).toMatch(/name/);
    const twice = await probe(account({ identity: denied, privilege: denied }));
    expect(twice.result.called).toBe("GET /sell/fulfillment/v1/order");
  });

  test("does not even ask for the identity when the scope was not granted", async () => {
    const scopes = ["https://api.ebay.com/oauth/api_scope/sell.account.readonly"];
    const { result, sent } = await probe(account(), { tokens: tokens({ scopes }) });
    expect(result).toMatchObject({ called: "GET /sell/account/v1/privilege", scopes });
    expect(sent[0]?.url.pathname).toBe("/sell/account/v1/privilege");
  });

  test("is denied with eBay's reason when nothing is allowed", async () => {
    const { fetch } = fakeFetch(() => denied);
    const refused = createEbay(testSettings(fetch)).probe();
    await expect(refused).rejects.toMatchObject({ code: "permission_denied", platformCode: "1100" });
  });

  test.each([
    [
      "a connection that ends soon",
      { tokens: tokens({ refreshTokenExpiresAt: testNow + 10 * day }) },
      {},
      /ends on 2026-03-20/,
    ],
    ["out-of-stock control that is off", {}, { outOfStock: "false" }, /Out-of-stock control is off/],
    ["an account on hold", {}, { identity: { body: { ...user, status: "ACCOUNTONHOLD" } } }, /ACCOUNTONHOLD/],
    ["production keys in the sandbox", { environment: "sandbox" }, {}, /App ID does not look like a sandbox key/],
  ])("warns of %s", async (_name, settings, answers, warning) => {
    const { result } = await probe(account(answers), settings);
    expect(result.warnings.join("\n")).toMatch(warning);
  });

  test("passes when only the out-of-stock preference cannot be read, and says so", async () => {
    const { result } = await probe((request) =>
      request.url.pathname === "/ws/api.dll" ? { status: 500, body: "" } : account()(request),
    );
    expect(result.account).toBe("brick_desk");
    expect(result.warnings).toEqual(["eBay did not tell whether out-of-stock control is on."]);
  });
});

describe("too many requests", () => {
  const busy = { errors: [{ errorId: 2001, domain: "ACCESS", category: "REQUEST", message: "Too many requests." }] };
  const limits = (remaining: number) => ({
    rateLimits: [
      {
        apiContext: "sell",
        apiName: "fulfillment",
        resources: [
          {
            name: "sell.fulfillment",
            rates: [{ count: 1, limit: 100, remaining, reset: "2026-03-11T08:00:00.000Z", timeWindow: 86_400 }],
          },
        ],
      },
    ],
  });
  const get = async (rateLimit: FakeAnswer) => {
    const { fetch, sent } = fakeFetch(({ url }) => {
      if (url.pathname.endsWith("/token")) return { body: { access_token: "app", expires_in: 7200 } };
      return url.pathname.includes("/rate_limit") ? rateLimit : { status: 429, body: busy };
    });
    const error = await createEbay(testSettings(fetch))
      .orders.get("1")
      .catch((thrown) => thrown);
    return { error, asked: sent.find(({ url }) => url.pathname.includes("/rate_limit")) };
  };

  test("with calls left is a burst", async () => {
    const { error, asked } = await get({ body: limits(50) });
    expect(error).toMatchObject({ code: "rate_limited", retryable: true });
    expect(asked?.url.search).toBe("?api_context=sell&api_name=fulfillment");
    expect(asked?.headers.get("authorization")).toBe("Bearer app");
  });

  test("with none left is the day's quota, until eBay's own reset", async () => {
    const { error } = await get({ body: limits(0) });
    expect(error).toMatchObject({ code: "quota_exhausted", resetAt: Date.parse("2026-03-11T08:00:00.000Z") });
  });

  test("without a count to be had is asked again after some minutes, not after midnight", async () => {
    const { error } = await get({ status: 500, body: {} });
    expect(error).toMatchObject({ code: "rate_limited", retryAt: testNow + 5 * 60_000, resetAt: null });
  });
});
