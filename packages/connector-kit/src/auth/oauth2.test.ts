import { expect, test } from "vitest";
import { createHttpClient } from "../http/http-client.ts";
import {
  type OAuth2Client,
  oauth2AuthorizationUrl,
  oauth2ClientCredentials,
  oauth2ExchangeCode,
  oauth2Refresh,
} from "./oauth2.ts";

function setUp(answers: Response[], authentication: "basic" | "body" = "basic") {
  const sent: { url: string; body: string; authorization: string | null }[] = [];
  const http = createHttpClient({
    platform: "test-shop",
    baseURL: "https://shop.example",
    sleep: async () => {},
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers);
      sent.push({ url: String(url), body: String(init?.body), authorization: headers.get("authorization") });
      return answers.shift() ?? Response.error();
    },
  });
  const client: OAuth2Client = {
    http,
    clientId: "id",
    clientSecret: "s:e c",
    clientAuthentication: authentication,
    tokenEndpoint: "/oauth2/token",
    platformName: "Test Shop",
    now: () => 1000,
  };
  return { client, sent };
}

const current = {
  accessToken: "old",
  accessTokenExpiresAt: 0,
  refreshToken: "r1",
  refreshTokenExpiresAt: 77,
  scopes: ["a"],
};

test("the authorization address carries everything encoded", () => {
  const url = oauth2AuthorizationUrl({
    endpoint: "https://auth.example/authorize",
    clientId: "id",
    redirectUri: "https://desk.example/cb?x=1",
    scopes: ["a", "b"],
    state: "s&t",
    extra: { prompt: "login" },
  });
  expect(url).toBe(
    "https://auth.example/authorize?client_id=id&redirect_uri=https%3A%2F%2Fdesk.example%2Fcb%3Fx%3D1&response_type=code&scope=a%20b&state=s%26t&prompt=login",
  );
});

test("a code is exchanged with Basic credentials and a form", async () => {
  const answer = { access_token: "a1", expires_in: 7200, refresh_token: "r1", refresh_token_expires_in: "100" };
  const { client, sent } = setUp([Response.json({ ...answer, token_type: "User" })]);
  const tokens = await oauth2ExchangeCode(client, { code: "c/1", redirectUri: "RuName" });
  expect(tokens).toEqual({
    accessToken: "a1",
    accessTokenExpiresAt: 7_201_000,
    refreshToken: "r1",
    refreshTokenExpiresAt: 101_000,
    scopes: [],
  });
  expect(sent[0]).toEqual({
    url: "https://shop.example/oauth2/token",
    body: "grant_type=authorization_code&code=c%2F1&redirect_uri=RuName",
    authorization: `Basic ${Buffer.from("id:s%3Ae%20c").toString("base64")}`,
  });
});

test("a refresh keeps the refresh token that the answer leaves out, and takes a rotated one", async () => {
  const { client, sent } = setUp([
    Response.json({ access_token: "a2", expires_in: 10 }),
    Response.json({ access_token: "a3", expires_in: 10, refresh_token: "r2" }),
  ]);
  expect(await oauth2Refresh(client, current)).toMatchObject({ refreshToken: "r1", refreshTokenExpiresAt: 77 });
  expect(await oauth2Refresh(client, current)).toMatchObject({ refreshToken: "r2", refreshTokenExpiresAt: null });
  expect(sent[0]?.body).toBe("grant_type=refresh_token&refresh_token=r1");
});

test("invalid_grant means a bad code at first, and a revoked grant later", async () => {
  const refusal = () => Response.json({ error: "invalid_grant", error_description: "gone" }, { status: 400 });
  const { client, sent } = setUp([refusal(), refusal()]);
  await expect(oauth2ExchangeCode(client, { code: "c", redirectUri: "u" })).rejects.toMatchObject({
    code: "invalid_request",
  });
  await expect(oauth2Refresh(client, current)).rejects.toMatchObject({
    code: "auth_revoked",
    platformCode: "invalid_grant",
  });
  expect(sent).toHaveLength(2);
});

test("a refresh survives a passing 503, and nothing is sent without a refresh token", async () => {
  const { client, sent } = setUp([new Response("", { status: 503 }), Response.json({ access_token: "a" })]);
  expect((await oauth2Refresh(client, current)).accessToken).toBe("a");
  await expect(oauth2Refresh(client, { ...current, refreshToken: null })).rejects.toMatchObject({
    code: "auth_revoked",
  });
  expect(sent).toHaveLength(2);
});

test("client credentials may travel in the body; an unknown application is no permission", async () => {
  const { client, sent } = setUp(
    [Response.json({ access_token: "app" }), Response.json({ error: "invalid_client" }, { status: 401 })],
    "body",
  );
  expect((await oauth2ClientCredentials(client, { scopes: ["x"] })).accessToken).toBe("app");
  expect(sent[0]).toMatchObject({
    body: "grant_type=client_credentials&scope=x&client_id=id&client_secret=s%3Ae+c",
    authorization: null,
  });
  await expect(oauth2ClientCredentials(client)).rejects.toMatchObject({ code: "permission_denied" });
});
