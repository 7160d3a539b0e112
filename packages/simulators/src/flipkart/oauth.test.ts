import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type StartedFlipkart, startFlipkart } from "./testing/started-flipkart.ts";

let desk: StartedFlipkart;
beforeEach(async () => {
  desk = await startFlipkart();
});
afterEach(() => desk.stop());

const selfAccess = { grant_type: "client_credentials", scope: "Seller_Api" };
const partner = "partner-app-0001:partner-secret-0001";
const redirectUri = "https://desk.example.test/callback";
const works = async (token: string) =>
  (await desk.call("GET", "/locations/allLocations", undefined, `Bearer ${token}`)).status;

describe("a self-access application", () => {
  it("gets a token of sixty days by GET with Basic, and the same again with fewer seconds", async () => {
    desk.flipkart.reset();
    const first = await desk.token(selfAccess);
    expect(first).toMatchObject({
      status: 200,
      body: { token_type: "bearer", scope: "Seller_Api", expires_in: 5_184_000 },
    });
    expect(first.body).not.toHaveProperty("refresh_token");
    desk.clock.advance(60_000);
    const again = await desk.token({ ...selfAccess, scope: "Seller_Api,Default" });
    expect(again.body).toMatchObject({ access_token: first.body.access_token, expires_in: 5_183_940 });
    expect(await works(first.body.access_token)).toBe(200);
    desk.flipkart.acts.setBehaviour({ sameToken: false });
    expect((await desk.token(selfAccess)).body.access_token).not.toBe(first.body.access_token);
  });

  it.each([
    ["an unknown id", "nobody:x", { error: "unauthorized", error_description: "No client with requested id: nobody" }],
    ["a wrong secret", "test-app-id-0001:x", { error: "unauthorized", error_description: "Bad credentials" }],
  ])("is refused with %s", async (_name, basic, body) => {
    expect(await desk.token(selfAccess, basic)).toEqual({ status: 401, body });
  });

  it("cannot ask for a consent, nor a partner for client credentials", async () => {
    const url = `${desk.base}/oauth-service/oauth/authorize?client_id=test-app-id-0001&response_type=code`;
    expect((await fetch(url)).status).toBe(400);
    expect(await desk.token(selfAccess, partner)).toMatchObject({
      status: 400,
      body: { error: "unauthorized_client" },
    });
    expect(await desk.token({ ...selfAccess, scope: "Everything" })).toMatchObject({
      body: { error: "invalid_scope" },
    });
  });
});

describe("a third-party application", () => {
  const decide = async (decision: string, change: Record<string, string> = {}) => {
    const query = new URLSearchParams({
      client_id: "partner-app-0001",
      redirect_uri: redirectUri,
      response_type: "code",
      scope: "Seller_Api",
      state: "s-1",
      ...change,
    });
    const url = `${desk.base}/oauth-service/oauth/authorize?${query}`;
    const answer = await fetch(url, { method: "POST", body: new URLSearchParams({ decision }), redirect: "manual" });
    return { status: answer.status, query: new URL(answer.headers.get("location") ?? "http://none").searchParams };
  };
  const exchange = (code: string) =>
    desk.token({ grant_type: "authorization_code", code, redirect_uri: redirectUri, state: "s-1" }, partner);

  it("is let in on a page, trades the code once, and gets both tokens anew with each refresh", async () => {
    const { query } = await decide("allow");
    expect(query.get("state")).toBe("s-1");
    const { body } = await exchange(query.get("code") ?? "");
    expect(await works(body.access_token)).toBe(200);
    expect(await exchange(query.get("code") ?? "")).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    const refreshed = await desk.token({ grant_type: "refresh_token", refresh_token: body.refresh_token }, partner);
    expect(refreshed.body.refresh_token).not.toBe(body.refresh_token);
    expect(await works(refreshed.body.access_token)).toBe(200);
    const stale = await desk.token({ grant_type: "refresh_token", refresh_token: body.refresh_token }, partner);
    expect(stale.body.error).toBe("invalid_grant");
    desk.flipkart.acts.revokeGrants({});
    expect(await works(refreshed.body.access_token)).toBe(401);
  });

  it("comes back without a code when denied, and not at all to another address", async () => {
    expect((await decide("deny")).query.get("error")).toBe("access_denied");
    expect((await decide("allow", { redirect_uri: "https://evil.example.test/" })).status).toBe(400);
  });

  it("loses the code after five minutes", async () => {
    const { query } = await decide("allow");
    desk.clock.advance(301_000);
    expect((await exchange(query.get("code") ?? "")).status).toBe(400);
  });
});

describe("the seller API", () => {
  it("takes a living Bearer token of an approved application and nothing else", async () => {
    const status = async (authorization: string | null) =>
      (await desk.call("GET", "/locations/allLocations", undefined, authorization)).status;
    const { accessToken } = desk.flipkart.acts.issueTokens({});
    const basic = `Basic ${Buffer.from("test-app-id-0001:test-app-secret-0001").toString("base64")}`;
    expect([await status(null), await status("Bearer x"), await status(basic)]).toEqual([401, 401, 401]);
    expect(await status(`Bearer ${accessToken}`)).toBe(200);
    desk.flipkart.acts.setApproved({ approved: false });
    expect(await status(`Bearer ${accessToken}`)).toBe(403);
    desk.flipkart.acts.setApproved({ approved: true });
    desk.clock.advance(5_184_000_000);
    expect(await status(`Bearer ${accessToken}`)).toBe(401);
  });

  it("answers a flood with 429, gateway trouble with a page, and may lack the list of locations", async () => {
    desk.flipkart.quotas.adjust("calls", { limit: 1 });
    expect([
      (await desk.call("GET", "/locations/allLocations")).status,
      (await desk.call("GET", "/locations/allLocations")).status,
    ]).toEqual([200, 429]);
    desk.flipkart.quotas.clear();
    desk.arm({ kind: "status", status: 504 });
    const page = await desk.call("GET", "/locations/allLocations");
    expect([page.status, page.headers.get("content-type")]).toEqual([504, expect.stringContaining("text/html")]);
    desk.arm({ kind: "status", status: 429, retryAfterSeconds: 7 });
    expect((await desk.call("GET", "/locations/allLocations")).headers.get("retry-after")).toBe("7");
    desk.flipkart.acts.setBehaviour({ hasLocationsCall: false });
    expect((await desk.call("GET", "/locations/allLocations")).status).toBe(404);
  });
});
