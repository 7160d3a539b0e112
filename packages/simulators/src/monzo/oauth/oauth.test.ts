import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CALLBACK, CLIENT, EMAIL, PUBLIC_CLIENT, type StartedMonzo, startMonzo } from "../testing/started-monzo.ts";

let bank: StartedMonzo;
beforeEach(async () => {
  bank = await startMonzo();
});
afterEach(() => bank.stop());

const query = (change: Record<string, string> = {}) =>
  new URLSearchParams({
    client_id: CLIENT.client_id,
    redirect_uri: CALLBACK,
    response_type: "code",
    state: "s1",
    ...change,
  });

async function mailedLink(change: Record<string, string> = {}, email = EMAIL): Promise<string | null> {
  const body = new URLSearchParams({ email });
  const page = await fetch(`${bank.base}/auth/?${query(change)}`, { method: "POST", body });
  return /id="magic-link" href="([^"]+)"/.exec(await page.text())?.[1] ?? null;
}

async function follow(link: string | null) {
  const answer = await fetch(`${bank.origin}${link}`, { redirect: "manual" });
  return { status: answer.status, location: answer.headers.get("location") };
}

async function code(change: Record<string, string> = {}): Promise<string> {
  const { location } = await follow(await mailedLink(change));
  return new URL(location ?? "").searchParams.get("code") ?? "";
}

const exchange = (fields: Record<string, string>) =>
  bank.token({ grant_type: "authorization_code", ...CLIENT, redirect_uri: CALLBACK, ...fields });
const refresh = (refresh_token: string, client = CLIENT) =>
  bank.token({ grant_type: "refresh_token", ...client, refresh_token });

describe("authorisation", () => {
  it("mails a link that leads back once, with code and state", async () => {
    const link = await mailedLink();
    const back = await follow(link);
    expect(back.status).toBe(302);
    expect(back.location).toMatch(/^http:\/\/127\.0\.0\.1:9\/callback\?code=[^&]+&state=s1$/);
    expect((await follow(link)).status).toBe(400);
  });

  it("mails nothing to a stranger, and a late link is dead", async () => {
    expect(await mailedLink({}, "nobody@example.com")).toBeNull();
    const link = await mailedLink();
    bank.clock.advance(901_000);
    expect((await follow(link)).status).toBe(400);
  });

  it.each([
    ["an unknown client", { client_id: "oauth2client_none" }],
    ["an address that is not registered", { redirect_uri: "http://127.0.0.1:9/callback/" }],
    ["another response type", { response_type: "token" }],
  ])("refuses %s", async (_, change) => {
    expect((await fetch(`${bank.base}/auth/?${query(change)}`)).status).toBe(400);
  });
});

describe("tokens", () => {
  it("come for a code, which is good once, for its client and its address", async () => {
    const good = await code();
    const answer = await exchange({ code: good });
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body).sort()).toEqual([
      "access_token",
      "client_id",
      "expires_in",
      "refresh_token",
      "token_type",
      "user_id",
    ]);
    expect(answer.body).toMatchObject({ expires_in: 21_600, token_type: "Bearer", user_id: "user_0000sam" });
    expect((await exchange({ code: good })).status).toBe(401);
    expect((await exchange({ code: await code(), redirect_uri: `${CALLBACK}2` })).status).toBe(401);
    expect((await exchange({ code: await code(), ...PUBLIC_CLIENT })).status).toBe(401);
    expect((await exchange({ code: await code(), client_secret: "wrong" })).body.error).toBe("invalid_client");
  });

  it("may do nothing but say who they are before the approval, and refreshing keeps it", async () => {
    const { body } = await exchange({ code: await code() });
    expect((await bank.get("/ping/whoami", body.access_token)).body).toEqual({
      authenticated: true,
      client_id: CLIENT.client_id,
      user_id: "user_0000sam",
    });
    const early = await bank.get("/accounts", body.access_token);
    expect([early.status, early.body.code]).toEqual([403, "forbidden.insufficient_permissions"]);
    bank.simulator.acts.approve({});
    expect((await bank.get("/accounts", body.access_token)).status).toBe(200);
    const next = await refresh(body.refresh_token);
    expect((await bank.get("/accounts", next.body.access_token)).status).toBe(200);
  });

  it("are approved on the app page, or by themselves where the switch says so", async () => {
    const first = await exchange({ code: await code() });
    const page = await (await fetch(`${bank.base}/app`)).text();
    const grant = /name="grant" value="([^"]+)"/.exec(page)?.[1] ?? "";
    await fetch(`${bank.base}/app`, { method: "POST", body: new URLSearchParams({ grant }) });
    expect((await bank.get("/accounts", first.body.access_token)).status).toBe(200);
    bank.simulator.acts.setSettings({ approveAfterSeconds: 20 });
    const second = await exchange({ code: await code() });
    expect((await bank.get("/accounts", second.body.access_token)).status).toBe(403);
    bank.clock.advance(20_000);
    expect((await bank.get("/accounts", second.body.access_token)).status).toBe(200);
  });

  it("rotate: the old pair is dead, and using a refresh token twice kills the family", async () => {
    const { body: first } = await exchange({ code: await code() });
    const { body: second } = await refresh(first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const evicted = await bank.get("/ping/whoami", first.access_token);
    expect([evicted.status, evicted.body.code]).toEqual([401, "unauthorized.bad_access_token.evicted"]);
    const again = await refresh(first.refresh_token);
    expect([again.status, again.body.code]).toEqual([401, "unauthorized.bad_refresh_token"]);
    expect((await bank.get("/ping/whoami", second.access_token)).body.code).toBe("unauthorized.bad_access_token");
    bank.simulator.acts.setSettings({ refreshError: "invalid-grant" });
    expect(await refresh(second.refresh_token)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  it("expire, and a second sign-in of the same client evicts the first", async () => {
    const { body: first } = await exchange({ code: await code() });
    const { body: second } = await exchange({ code: await code() });
    expect((await bank.get("/ping/whoami", first.access_token)).body.code).toMatch(/evicted$/);
    bank.clock.advance(21_600_000);
    const late = await bank.get("/ping/whoami", second.access_token);
    expect(late.body).toMatchObject({ code: "unauthorized.bad_access_token.expired", error: "invalid_token" });
    expect((await refresh(first.refresh_token)).status).toBe(200);
  });

  it("of an open client come without a refresh token", async () => {
    const { body } = await exchange({ code: await code({ client_id: PUBLIC_CLIENT.client_id }), ...PUBLIC_CLIENT });
    expect(body).not.toHaveProperty("refresh_token");
  });

  it("end with logging out", async () => {
    const { body } = await exchange({ code: await code() });
    expect((await bank.form("POST", "/oauth2/logout", { token: body.access_token })).body).toEqual({ ok: true });
    expect((await bank.get("/ping/whoami", body.access_token)).status).toBe(401);
    expect((await refresh(body.refresh_token)).status).toBe(401);
  });

  it("are not given for JSON, nor beside a bearer header", async () => {
    const body = JSON.stringify({ grant_type: "refresh_token", ...CLIENT, refresh_token: "x" });
    const headers = { "content-type": "application/json" };
    expect((await bank.send("/oauth2/token", { method: "POST", body, headers })).status).toBe(400);
    const beside = await bank.form("POST", "/oauth2/token", { token: "old", grant_type: "refresh_token", ...CLIENT });
    expect(beside.status).toBe(401);
  });
});
