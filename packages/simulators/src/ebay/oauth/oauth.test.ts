import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorIds, type Loose, SCOPE, SEED, type StartedEbay, startEbay } from "../testing/started-ebay.ts";

let desk: StartedEbay;
beforeEach(async () => {
  desk = await startEbay();
});
afterEach(() => desk.stop());

const [application] = SEED.applications;
const { clientId, clientSecret, ruName } = application!;
const SCOPES = `${SCOPE} ${SCOPE}/sell.fulfillment ${SCOPE}/commerce.identity.readonly`;

function authorizeUrl(change: Record<string, string> = {}) {
  const query = {
    client_id: clientId,
    redirect_uri: ruName,
    response_type: "code",
    scope: SCOPES,
    state: "s-1",
    ...change,
  };
  return `${desk.base}/oauth2/authorize?${new URLSearchParams(query)}`;
}

async function decide(decision: string, change: Record<string, string> = {}) {
  const body = new URLSearchParams({ decision, username: "brick_desk" });
  const answer = await fetch(authorizeUrl(change), { method: "POST", body, redirect: "manual" });
  return { status: answer.status, location: answer.headers.get("location") ?? "" };
}

async function agree() {
  const { location } = await decide("agree");
  return new URL(location).searchParams.get("code") ?? "";
}

async function token(form: Record<string, string>, basic = `${clientId}:${clientSecret}`) {
  const answer = await fetch(`${desk.base}/identity/v1/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(basic).toString("base64")}` },
    body: new URLSearchParams(form),
  });
  return { status: answer.status, body: (await answer.json()) as Loose };
}

const exchange = (code: string) => token({ grant_type: "authorization_code", code, redirect_uri: ruName });
const refresh = (refreshToken: string, more = {}) =>
  token({ grant_type: "refresh_token", refresh_token: refreshToken, ...more });

describe("consent page", () => {
  it("names the application, what it asks for and who can agree", async () => {
    const page = await (await fetch(authorizeUrl())).text();
    for (const text of [
      "Counterfoil",
      "View and manage your order fulfillments",
      "brick_desk",
      "Agree",
      "Decline",
      "simulation",
    ]) {
      expect(page).toContain(text);
    }
  });

  it("leads an agreeing seller to the accepted URL of the RuName, keeping its own query", async () => {
    const { status, location } = await decide("agree");
    const url = new URL(location);
    expect(status).toBe(302);
    expect(`${url.origin}${url.pathname}`).toBe("https://desk.example.com/accepted");
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ from: "ebay", state: "s-1", expires_in: "299" });
    expect(url.searchParams.get("code")).toMatch(/^v\^1\.1#i\^1/);
  });

  it("leads a declining seller to the declined URL without a code", async () => {
    const { location } = await decide("decline");
    expect(location).toMatch(/^https:\/\/desk\.example\.com\/declined/);
    expect(new URL(location).searchParams.has("code")).toBe(false);
  });

  it("uses the accepted URL set at run time", async () => {
    await fetch(`${desk.origin}/_simulator/ebay/acts/setAcceptedUrl`, {
      method: "POST",
      body: JSON.stringify({ ruName, acceptedUrl: "http://127.0.0.1:4000/api/integrations/ebay/callback" }),
    });
    expect((await decide("agree")).location).toMatch(
      /^http:\/\/127\.0\.0\.1:4000\/api\/integrations\/ebay\/callback\?/,
    );
  });

  it.each([
    ["an address instead of the RuName", { redirect_uri: "https://desk.example.com/accepted" }, "invalid_request"],
    ["an unknown application", { client_id: "nobody" }, "unauthorized_client"],
    ["a scope the keyset does not own", { scope: `${SCOPE}/sell.everything` }, "invalid_scope"],
    ["another response type", { response_type: "token" }, "unsupported_response_type"],
  ])("refuses %s", async (_, change, code) => {
    const answer = await fetch(authorizeUrl(change));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(code);
    expect((await decide("agree", change)).status).toBe(400);
  });

  it("escapes what it shows", async () => {
    const page = await (await fetch(authorizeUrl({ scope: `${SCOPE}/<script>alert(1)</script>` }))).text();
    expect(page).not.toContain("<script>alert");
  });
});

describe("token endpoint", () => {
  it("exchanges a code for a pair of tokens that work", async () => {
    const { status, body } = await exchange(await agree());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      expires_in: 7200,
      refresh_token_expires_in: 47_304_000,
      token_type: "User Access Token",
    });
    const me = await desk.call("GET", "/commerce/identity/v1/user/", { token: body.access_token });
    expect(me.body).toMatchObject({
      userId: "simUserId01",
      username: "brick_desk",
      registrationMarketplaceId: "EBAY_GB",
    });
    expect(desk.violations()).toEqual([]);
  });

  it("takes a code once, within 299 seconds, from its own application and with the RuName", async () => {
    const code = await agree();
    expect((await exchange(code)).status).toBe(200);
    expect(await exchange(code)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    const late = await agree();
    desk.ebay.clock.advance(300_000);
    expect(await exchange(late)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    const stolen = { grant_type: "authorization_code", code: await agree(), redirect_uri: "Other-RuName" };
    expect(await token(stolen, "Other-app:other")).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    const byUrl = {
      grant_type: "authorization_code",
      code: await agree(),
      redirect_uri: "https://desk.example.com/accepted",
    };
    expect(await token(byUrl)).toMatchObject({ status: 400, body: { error: "invalid_request" } });
  });

  it("refuses a wrong secret and an unknown grant type", async () => {
    expect(await token({ grant_type: "client_credentials" }, `${clientId}:wrong`)).toMatchObject({
      status: 401,
      body: { error: "invalid_client" },
    });
    expect(await token({ grant_type: "password" })).toMatchObject({
      status: 400,
      body: { error: "unsupported_grant_type" },
    });
  });

  it("refreshes without giving a new refresh token, for the granted scopes or fewer", async () => {
    const { body } = await exchange(await agree());
    const again = await refresh(body.refresh_token);
    expect(again.status).toBe(200);
    expect(again.body).not.toHaveProperty("refresh_token");
    expect(again.body.access_token).not.toBe(body.access_token);
    const narrow = await refresh(body.refresh_token, { scope: `${SCOPE}/sell.fulfillment` });
    expect((await desk.call("GET", "/commerce/identity/v1/user/", { token: narrow.body.access_token })).status).toBe(
      403,
    );
    expect(await refresh(body.refresh_token, { scope: `${SCOPE}/sell.finances` })).toMatchObject({
      status: 400,
      body: { error: "invalid_scope" },
    });
  });

  it("refuses a revoked grant for good, and its access tokens at once", async () => {
    const { body } = await exchange(await agree());
    desk.ebay.acts.revokeGrants({ username: "brick_desk" });
    expect(await refresh(body.refresh_token)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    const me = await desk.call("GET", "/commerce/identity/v1/user/", { token: body.access_token });
    expect([me.status, errorIds(me.body)]).toEqual([401, [1001]]);
  });

  it("gives an application token that no seller stands behind", async () => {
    const { body } = await token({ grant_type: "client_credentials", scope: SCOPE });
    expect(body).toMatchObject({ token_type: "Application Access Token", expires_in: 7200 });
    expect(body).not.toHaveProperty("refresh_token");
    expect((await desk.call("GET", "/sell/fulfillment/v1/order", { token: body.access_token })).status).toBe(403);
  });

  it("counts grants against the day's quota", async () => {
    desk.ebay.quotas.adjust("oauth.client_credentials", { limit: 1 });
    const form = { grant_type: "client_credentials", scope: SCOPE };
    expect([(await token(form)).status, (await token(form)).status]).toEqual([200, 429]);
  });
});

describe("access", () => {
  it("wants a Bearer token that lives, with a fitting scope, from an enabled application", async () => {
    const status = async (bearer: string | null) => {
      const { status, body } = await desk.call("GET", "/sell/fulfillment/v1/order", { token: bearer });
      return [status, status === 200 ? [] : errorIds(body)];
    };
    expect(await status(null)).toEqual([401, [1002]]);
    expect(await status("nonsense")).toEqual([401, [1001]]);
    const { accessToken } = desk.ebay.acts.issueTokens({ scopes: [SCOPE] });
    expect(await status(accessToken)).toEqual([403, [1100]]);
    desk.ebay.acts.setApplicationEnabled({ enabled: false });
    expect(await status(desk.token)).toEqual([403, [1100]]);
    desk.ebay.acts.setApplicationEnabled({ enabled: true });
    expect(await status(desk.token)).toEqual([200, []]);
    desk.ebay.clock.advance(7_200_000);
    expect(await status(desk.token)).toEqual([401, [1001]]);
  });

  it("expires tokens on demand and lets their life be set", async () => {
    desk.ebay.acts.expireAccessTokens({});
    expect((await desk.call("GET", "/sell/fulfillment/v1/order")).status).toBe(401);
    desk.ebay.acts.setAccessTokenSeconds({ seconds: 5 });
    const { body } = await exchange(await agree());
    expect(body.expires_in).toBe(5);
  });
});
