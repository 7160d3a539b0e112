import { afterAll, beforeEach, expect, test } from "vitest";
import { APP, type Loose, startTiktokShop } from "../testing/started-tiktok-shop.ts";

const started = await startTiktokShop();
const { base, call, shop } = started;
afterAll(started.stop);
beforeEach(started.reset);

const consent = async (decision: string, address = `/open/authorize?service_id=${APP.serviceId}&state=s1`) => {
  const body = new URLSearchParams({ decision, openId: "local-seller" });
  const answer = await fetch(`${base}${address}`, { method: "POST", body, redirect: "manual" });
  return new URL(answer.headers.get("location") ?? "about:blank");
};
const token = async (kind: "get" | "refresh", query: Record<string, string>) => {
  const { appKey: app_key, appSecret: app_secret } = APP;
  const grant_type = kind === "get" ? "authorized_code" : "refresh_token";
  const search = new URLSearchParams({ app_key, app_secret, grant_type, ...query });
  return (await (await fetch(`${base}/api/v2/token/${kind}?${search}`)).json()) as Loose;
};

test("both consent pages lead back with a code that gives tokens once", async () => {
  const page = await (await fetch(`${base}/open/authorize?service_id=${APP.serviceId}&state=s1`)).text();
  expect(page).toContain("Confirm to authorize");
  for (const address of [undefined, `/oauth/authorize?app_key=${APP.appKey}&state=s1`]) {
    const back = await consent("agree", address);
    expect(back.origin + back.pathname).toBe("https://desk.example.com/callback");
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ from: "tiktok", state: "s1", app_key: APP.appKey });
    const auth_code = back.searchParams.get("code") ?? "";
    const first = await token("get", { auth_code });
    expect(first).toMatchObject({ code: 0, data: { open_id: "local-seller", user_type: 0, seller_base_region: "GB" } });
    expect(await token("get", { auth_code })).toMatchObject({ code: 36004004 });
  }
});

test("a refusal comes back with the word null for a code", async () => {
  const back = await consent("decline");
  expect([back.searchParams.get("code"), back.searchParams.get("error")]).toEqual(["null", "auth_denied"]);
  expect(shop.ledger.count("consent-declined")).toBe(1);
});

test("a code is good for half an hour", async () => {
  const auth_code = (await consent("agree")).searchParams.get("code") ?? "";
  shop.clock.advance(30 * 60_000);
  expect(await token("get", { auth_code })).toMatchObject({ code: 36004004 });
});

test("expiries are moments in seconds; a refresh gives a new pair and ends the old refresh token", async () => {
  const first = (await token("get", { auth_code: (await consent("agree")).searchParams.get("code") ?? "" })).data;
  expect(first.access_token_expire_in).toBe(started.seconds() + 7 * 86_400);
  expect(first.refresh_token_expire_in).toBe(started.seconds() + 365 * 86_400);
  shop.clock.advance(8 * 86_400_000);
  expect((await call("POST", "/order/202309/orders/search", { token: first.access_token })).body.code).toBe(105002);
  const second = (await token("refresh", { refresh_token: first.refresh_token })).data;
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect(second.refresh_token_expire_in).toBe(first.refresh_token_expire_in);
  expect((await call("POST", "/order/202309/orders/search", { token: second.access_token })).body.code).toBe(0);
  expect(await token("refresh", { refresh_token: first.refresh_token })).toMatchObject({ code: 36004005 });
  shop.acts.setSettings({ oldRefreshToken: "lives" });
  await token("refresh", { refresh_token: second.refresh_token });
  expect(await token("refresh", { refresh_token: second.refresh_token })).toMatchObject({ code: 0 });
});

test("wrong secrets and grant types are refused under HTTP 200", async () => {
  expect(await token("get", { app_secret: "wrong" })).toMatchObject({ code: 36009004 });
  expect(await token("refresh", { grant_type: "authorized_code" })).toMatchObject({ code: 36009004 });
});

test("an unpublished app is let in by no live seller", async () => {
  const answer = await fetch(`${base}/oauth/authorize?app_key=draftapp01`);
  expect(answer.status).toBe(400);
});

test("withdrawal ends both tokens and is told", async () => {
  const pair = shop.acts.issueTokens({ openId: "local-seller" });
  shop.acts.revokeAuthorization({ openId: "local-seller" });
  await shop.webhooks.flush();
  expect((await call("GET", "/authorization/202309/shops", { cipher: null, token: pair.access_token })).body.code).toBe(
    105001,
  );
  expect(await token("refresh", { refresh_token: pair.refresh_token })).toMatchObject({ code: 36004005 });
  expect(shop.webhooks.attempts("SELLER_DEAUTHORIZATION").length).toBeGreaterThan(0);
});

test("in the last month of an authorization, a warning goes out each day", async () => {
  shop.acts.revokeAuthorization({ openId: "local-seller" });
  shop.acts.issueTokens({ openId: "local-seller" });
  shop.clock.advance(340 * 86_400_000);
  shop.acts.settle({});
  shop.acts.settle({});
  shop.clock.advance(86_400_000);
  shop.acts.settle({});
  await shop.webhooks.flush();
  const warnings = shop.webhooks.attempts("UPCOMING_AUTHORIZATION_EXPIRATION");
  expect(warnings).toHaveLength(2);
});
