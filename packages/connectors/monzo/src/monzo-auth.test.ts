import { createMemoryTokenStore, noTokens, type TokenSet, type TokenStore } from "@counterfoil/connector-kit";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { monzo } from "./index.ts";
import { createMonzo } from "./monzo-connector.ts";
import { startStandIn } from "./testing/monzo-stand-in.ts";

const standIn = await startStandIn();
const { simulator, baseURL, driver, clock } = standIn;
afterAll(standIn.stop);
beforeEach(() => driver.reset());

const redirectUri = "https://desk.example.com/callback";
const application = {
  clientId: "oauth2client_0000ShelfBricks",
  clientSecret: "mnzconf.0c1e7a5b9d3f4e6a8b2c0d1e2f3a4b5c",
};
const context = { application, redirectUri, baseURL, now: () => clock.milliseconds() };

async function connectBy(tokens: TokenStore) {
  return createMonzo({ ...standIn.settingsWith(tokens), sleep: async (ms) => clock.advance(ms) });
}

/** The owner's browser: e-mail address, mailed link, back with code and state. */
async function signIn(): Promise<Record<string, string>> {
  const page = monzo.oauth.authorizationUrl({ ...context, state: "s1" });
  const form = new URLSearchParams({ email: "sam@example.com" });
  const mailed = await (await fetch(page, { method: "POST", body: form })).text();
  const link = /href="([^"]+magic[^"]+)"/.exec(mailed)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const back = await fetch(new URL(link, baseURL), { redirect: "manual" });
  const location = new URL(back.headers.get("location") ?? "");
  expect(location.href.startsWith(redirectUri)).toBe(true);
  return Object.fromEntries(location.searchParams);
}

describe("consent", () => {
  it("leads to Monzo's own page by the documented address", () => {
    const { baseURL: _, ...real } = context;
    const url = new URL(monzo.oauth.authorizationUrl({ ...real, state: "s1" }));
    expect(url.origin + url.pathname).toBe("https://auth.monzo.com/");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: application.clientId,
      redirect_uri: redirectUri,
      response_type: "code",
      state: "s1",
    });
  });

  it("gives tokens that wait for the app, then read", async () => {
    const query = await signIn();
    expect(query["state"]).toBe("s1");
    const { tokens } = await monzo.oauth.exchange({ ...context, query });
    expect(tokens.refreshToken).toBeTruthy();
    const bank = await connectBy(createMemoryTokenStore(tokens));
    expect(await bank.probe()).toMatchObject({
      accountId: "user_00009sam",
      account: null,
      pending: expect.stringContaining("Waiting for approval in your Monzo app"),
    });
    await expect(bank.bankTransactions.balance("acc_00009mainAccount")).rejects.toMatchObject({
      code: "approval_pending",
    });
    simulator.acts.approve({});
    expect(await bank.probe()).toMatchObject({ account: "Sam Example, business account 5678", pending: null });
    await expect(monzo.oauth.exchange({ ...context, query })).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("that was refused, or came back without a code, is told as such", async () => {
    const exchange = (query: Record<string, string>) => monzo.oauth.exchange({ ...context, query });
    await expect(exchange({ error: "access_denied" })).rejects.toMatchObject({ code: "auth_revoked" });
    await expect(exchange({ error: "invalid_client" })).rejects.toMatchObject({ code: "invalid_request" });
    await expect(exchange({})).rejects.toMatchObject({ code: "invalid_request" });
  });
});

describe("refresh", () => {
  it("stores the rotated pair before it is used", async () => {
    const inner = standIn.issue();
    const log: string[] = [];
    const store: TokenStore = {
      read: inner.read,
      refresh: (stale, exchange) =>
        inner.refresh(stale, async (current) => {
          const fresh = await exchange(current);
          log.push(`stored ${fresh.refreshToken === current.refreshToken ? "the same" : "another"} refresh token`);
          return fresh;
        }),
    };
    const settings = standIn.settingsWith(store);
    const bank = createMonzo({
      ...settings,
      onEvent: ({ type, operation }) => type === "request" && log.push(operation),
    });
    driver.expireTokens?.();
    await bank.probe();
    const stored = log.indexOf("stored another refresh token");
    expect(stored).toBeGreaterThan(log.indexOf("POST token (refresh_token)"));
    expect(log.slice(stored + 1)).toEqual(["GET /ping/whoami", "GET /accounts"]);
  });

  it("sends no spent token twice when the answer was lost; the next call says that the connection is gone", async () => {
    const bank = await connectBy(standIn.issue());
    driver.expireTokens?.();
    simulator.faults.add({ kind: "cut", when: "after-effect", operation: "token" });
    await expect(bank.probe()).rejects.toMatchObject({ code: "unavailable", retryable: true });
    expect(simulator.requests.list({ kind: "token" })).toHaveLength(1);
    await expect(bank.probe()).rejects.toMatchObject({ code: "auth_revoked" });
  });

  it("waits out a 503 of the token endpoint, which certainly took nothing", async () => {
    const bank = await connectBy(standIn.issue());
    driver.expireTokens?.();
    simulator.faults.add({ kind: "status", status: 503, operation: "token" });
    expect((await bank.probe()).accountId).toBe("user_00009sam");
  });

  it.each(["bad-refresh-token", "invalid-grant"] as const)(
    "refused as %s means: connect again",
    async (refreshError) => {
      simulator.acts.setSettings({ refreshError });
      const { accessToken, ...rest } = (await standIn.issue().read()) as TokenSet;
      const store = createMemoryTokenStore({ ...rest, accessToken: `${accessToken}x`, refreshToken: "spent" });
      await expect((await connectBy(store)).probe()).rejects.toMatchObject({ code: "auth_revoked", retryable: false });
    },
  );

  it("keeps the approval, and does not open old history again", async () => {
    const bank = await connectBy(standIn.issue());
    clock.advance(7 * 3_600_000);
    const pages = [];
    for await (const page of bank.bankTransactions.changedSince(null)) pages.push(page);
    expect(simulator.ledger.count("token-refreshed")).toBe(1);
    expect(pages.some(({ unread }) => unread !== null)).toBe(true);
  });

  it("names a second installation when it is thrown out again and again", async () => {
    const store = standIn.issue();
    const evicting: typeof fetch = async (input, init) => {
      const url = String(input);
      if (url.endsWith("/oauth2/token")) return fetch(input, init);
      const code = "unauthorized.bad_access_token.evicted";
      return Response.json({ code, message: "evicted" }, { status: 401 });
    };
    const bank = createMonzo({ ...standIn.settingsWith(store), fetch: evicting });
    await expect(bank.probe()).rejects.toMatchObject({
      code: "auth_revoked",
      message: expect.stringContaining("same client"),
    });
  });
});

describe("a token without refresh token", () => {
  it("works until it ends, with a warning", async () => {
    const { accessToken } = (await standIn.issue().read()) as TokenSet;
    const { tokens: _, ...settings } = standIn.settingsWith(createMemoryTokenStore(noTokens));
    const bank = createMonzo({ ...settings, credentials: { ...settings.credentials, accessToken } });
    const { warnings } = await bank.probe();
    expect(warnings.join()).toContain("about six hours");
    driver.expireTokens?.();
    await expect(bank.probe()).rejects.toMatchObject({ code: "auth_revoked" });
  });
});
