import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  APPLICATION_ID,
  CLIENT_SECRET,
  CREDENTIALS,
  REDIRECT,
  SEED,
  SELLER,
  type StartedAmazon,
  startAmazon,
} from "../testing/started-amazon.ts";

let desk: StartedAmazon;
beforeEach(async () => {
  desk = await startAmazon();
});
afterEach(() => desk.stop());

const ROTATION = "sellingpartnerapi::client_credential:rotation";
const page = (query: Record<string, string>) =>
  `${desk.base}/seller-central/apps/authorize/consent?${new URLSearchParams(query)}`;
const asked = { application_id: APPLICATION_ID, state: "s 1", redirect_uri: REDIRECT };

async function decide(decision: string, query: Record<string, string> = asked) {
  const body = new URLSearchParams({ decision });
  const answer = await fetch(page(query), { method: "POST", body, redirect: "manual" });
  return new URL(answer.headers.get("location") ?? "");
}
const exchange = (code: string, change: Record<string, string> = {}) =>
  desk.lwa({ ...CREDENTIALS, grant_type: "authorization_code", code, redirect_uri: REDIRECT, ...change });
const worksWith = async (token: string) =>
  (await desk.call("GET", "/sellers/v1/marketplaceParticipations", { token })).status === 200;

describe("consent at Seller Central", () => {
  it("leads back with code, state and seller, and the code gives tokens once", async () => {
    const shown = await fetch(page(asked));
    expect(shown.headers.get("referrer-policy")).toBe("no-referrer");
    expect(await shown.text()).toContain("Direct-to-Consumer Delivery");
    const location = await decide("confirm");
    expect(location.href).toMatch(REDIRECT);
    expect([...location.searchParams.keys()]).toEqual(["state", "selling_partner_id", "spapi_oauth_code"]);
    expect([location.searchParams.get("state"), location.searchParams.get("selling_partner_id")]).toEqual([
      "s 1",
      SELLER,
    ]);
    const code = location.searchParams.get("spapi_oauth_code") ?? "";
    const { status, body } = await exchange(code);
    expect([status, body.token_type, body.expires_in]).toEqual([200, "bearer", 3600]);
    expect(body.access_token).toMatch(/^Atza\|/);
    expect(body.refresh_token).toMatch(/^Atzr\|/);
    expect(await worksWith(body.access_token)).toBe(true);
    const again = await exchange(code);
    expect([again.status, again.body.error_description]).toEqual([
      400,
      "The request has an invalid grant parameter : code",
    ]);
  });

  it("gives codes that die after five minutes and belong to one address and one application", async () => {
    const codeOf = async () => (await decide("confirm")).searchParams.get("spapi_oauth_code") ?? "";
    expect((await exchange(await codeOf(), { redirect_uri: "http://127.0.0.1:3000/callback" })).status).toBe(400);
    const code = await codeOf();
    desk.clock.advance(300_000);
    expect((await exchange(code)).body.error).toBe("invalid_grant");
  });

  it("can be declined, and refuses unknown applications, addresses and undeclared drafts", async () => {
    expect((await decide("cancel")).searchParams.get("error")).toBe("access_denied");
    expect((await fetch(page({ ...asked, application_id: "amzn1.sp.solution.other" }))).status).toBe(400);
    expect((await fetch(page({ ...asked, redirect_uri: "https://elsewhere.example.com/" }))).status).toBe(400);
    const [application] = desk.amazon.world.applications.all();
    Object.assign(application ?? {}, { draft: true });
    expect((await fetch(page(asked))).status).toBe(400);
    expect((await fetch(page({ ...asked, version: "beta" }))).status).toBe(200);
  });
});

describe("Login with Amazon", () => {
  it("refreshes with the same refresh token, by form and by JSON", async () => {
    const parameters = { ...CREDENTIALS, grant_type: "refresh_token", refresh_token: "Atzr|known" };
    const { body } = await desk.lwa(parameters);
    expect(body.refresh_token).toBe("Atzr|known");
    const headers = { "content-type": "application/json" };
    const url = `${desk.base}/lwa/auth/o2/token`;
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(parameters) });
    expect(answer.status).toBe(200);
    expect(await worksWith(body.access_token)).toBe(true);
    desk.clock.advance(3_600_000);
    expect(await worksWith(body.access_token)).toBe(false);
  });

  it("names its errors", async () => {
    const refresh = { ...CREDENTIALS, grant_type: "refresh_token", refresh_token: "Atzr|known" };
    const error = async (change: Record<string, string>) => {
      const { status, body } = await desk.lwa({ ...refresh, ...change });
      return [status, body.error];
    };
    expect(await error({ client_secret: "wrong" })).toEqual([401, "invalid_client"]);
    expect(await error({ client_id: "wrong" })).toEqual([401, "invalid_client"]);
    expect(await error({ refresh_token: "Atzr|other" })).toEqual([400, "invalid_grant"]);
    expect(await error({ refresh_token: "" })).toEqual([400, "invalid_request"]);
    expect(await error({ grant_type: "password" })).toEqual([400, "unsupported_grant_type"]);
    expect(await error({ grant_type: "client_credentials", scope: "everything" })).toEqual([400, "invalid_scope"]);
    desk.arm({ kind: "status", status: 500, operation: "token" });
    expect(await error({})).toEqual([500, "server_error"]);
  });

  it("gives the application tokens of its own, which open no seller", async () => {
    const token = await desk.grantless();
    expect((await desk.call("GET", "/notifications/v1/destinations", { token })).status).toBe(200);
    expect(await worksWith(token)).toBe(false);
    expect((await desk.call("GET", "/notifications/v1/destinations")).status).toBe(403);
    const other = await desk.grantless(ROTATION);
    expect((await desk.call("GET", "/notifications/v1/destinations", { token: other })).status).toBe(403);
  });
});

describe("the client secret", () => {
  const refreshes = async (client_secret: string) =>
    (await desk.lwa({ ...CREDENTIALS, client_secret, grant_type: "refresh_token", refresh_token: "Atzr|known" }))
      .status;

  it("dies after 180 days, while the refresh token is fine", async () => {
    desk.clock.advance(180 * 86_400_000 - 1);
    expect(await refreshes(CLIENT_SECRET)).toBe(200);
    desk.clock.advance(1);
    expect(await refreshes(CLIENT_SECRET)).toBe(401);
  });

  it("is rotated: the new one comes by the queue, the old one works for a week", async () => {
    const heard: string[] = [];
    desk.amazon.acts.setForwarder({ url: "http://127.0.0.1:9/hook", headerValue: "secret" });
    const { status } = await desk.call("POST", "/applications/2023-11-30/clientSecret", {
      token: await desk.grantless(ROTATION),
    });
    expect(status).toBe(204);
    await desk.amazon.webhooks.flush();
    heard.push(
      ...desk.amazon.webhooks.attempts("APPLICATION_OAUTH_CLIENT_NEW_SECRET").map(({ request }) => request.body),
    );
    const { newClientSecret } = JSON.parse(heard[0] ?? "{}").payload.applicationOAuthClientNewSecret;
    expect([await refreshes(newClientSecret), await refreshes(CLIENT_SECRET)]).toEqual([200, 200]);
    desk.clock.advance(7 * 86_400_000);
    expect([await refreshes(newClientSecret), await refreshes(CLIENT_SECRET)]).toEqual([200, 401]);
  });

  it("is warned about, and a secret seeded long ago is dead from the start", async () => {
    desk.amazon.acts.setForwarder({ url: "http://127.0.0.1:9/hook" });
    const { clientSecretExpiryTime } = desk.amazon.acts.announceSecretExpiry({ daysLeft: 7 });
    expect(clientSecretExpiryTime).toBe("2026-03-08T12:00:00.000Z");
    await desk.amazon.webhooks.flush();
    expect(desk.amazon.webhooks.attempts("APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY")).not.toHaveLength(0);
    await desk.stop();
    const [application] = SEED.applications;
    if (application === undefined) throw new Error("The seed has no application");
    const old = { ...application, clientSecretCreatedAt: "2025-08-01T00:00:00Z" };
    desk = await startAmazon({ ...SEED, applications: [old] });
    expect(await refreshes(CLIENT_SECRET)).toBe(401);
  });
});
