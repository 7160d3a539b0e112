import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

test("an empty environment gives a server for one machine", () => {
  const config = readConfig({});
  expect(config).toMatchObject({ host: "127.0.0.1", portIsFixed: false, databaseUrl: null, role: "all" });
  expect(config.platforms.applications).toEqual({});
});

test.each([
  ["PORT", "eighty"],
  ["PORT", "70000"],
  ["DATABASE_URL", "mysql://localhost/x"],
  ["PUBLIC_URL", "shop.example"],
  ["ROLE", "king"],
  ["TRUST_PROXY", "perhaps"],
])("a wrong %s is named", (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`${name}:`));
});

test("empty text counts as not set", () => {
  expect(readConfig({ DATABASE_URL: "", PORT: "" })).toMatchObject({ databaseUrl: null, portIsFixed: false });
});

test("the eBay application is taken whole or not at all", () => {
  const whole = readConfig({ EBAY_CLIENT_ID: "id", EBAY_CLIENT_SECRET: "secret", EBAY_REDIRECT_URI: "Ann-RuName" });
  expect(whole.platforms.applications["ebay"]).toEqual({
    fields: { clientId: "id", clientSecret: "secret" },
    redirectUri: "Ann-RuName",
  });
  expect(() => readConfig({ EBAY_CLIENT_ID: "id" })).toThrow(/EBAY_CLIENT_SECRET/);
});

test("the Amazon application is taken where consent can be asked for with it", () => {
  const client = { AMAZON_CLIENT_ID: "id", AMAZON_CLIENT_SECRET: "secret" };
  const redirect = { AMAZON_REDIRECT_URI: "https://desk.example/callback" };
  const whole = readConfig({ ...client, ...redirect, AMAZON_APPLICATION_ID: "amzn1.sp.solution.1" });
  expect(whole.platforms.applications["amazon"]).toEqual({
    fields: { clientId: "id", clientSecret: "secret", applicationId: "amzn1.sp.solution.1" },
    redirectUri: null,
  });
  expect(whole.platforms.presets["amazon"]).toMatchObject({ callbackUrl: "https://desk.example/callback" });
  expect(readConfig(client).platforms.applications).toEqual({});
  expect(() => readConfig({ AMAZON_CLIENT_SECRET: "secret" })).toThrow(/AMAZON_CLIENT_ID/);
});

test("an Amazon account may be set whole, and the newer name of the return address goes before the older", () => {
  const { amazon } = readConfig({
    AMAZON_CLIENT_ID: "id",
    AMAZON_CLIENT_SECRET: "secret",
    AMAZON_REFRESH_TOKEN: "Atzr|token",
    AMAZON_MARKETPLACE_ID: "A1F83G8C2ARO7P",
    AMAZON_REDIRECT_URI: "https://desk.example/older",
    AMAZON_OAUTH_REDIRECT_URI: "https://desk.example/newer",
  }).platforms.presets;
  expect(amazon).toEqual({
    keys: { clientId: "id", clientSecret: "secret", refreshToken: "Atzr|token" },
    marketplace: "A1F83G8C2ARO7P",
    callbackUrl: "https://desk.example/newer",
  });
  expect(() => readConfig({ AMAZON_REDIRECT_URI: "desk.example" })).toThrow(/AMAZON_REDIRECT_URI:/);
});

test("the TikTok Shop application is taken whole or not at all", () => {
  const app = { TIKTOK_APP_KEY: "key", TIKTOK_APP_SECRET: "secret" };
  expect(readConfig({ ...app, TIKTOK_SERVICE_ID: "7" }).platforms.applications["tiktok-shop"]).toEqual({
    fields: { appKey: "key", appSecret: "secret", serviceId: "7" },
    redirectUri: null,
  });
  const redirect = { ...app, TIKTOK_REDIRECT_URI: "https://desk.example/callback" };
  expect(readConfig(redirect).platforms.presets["tiktok-shop"]).toMatchObject({
    callbackUrl: "https://desk.example/callback",
  });
  expect(() => readConfig({ TIKTOK_APP_KEY: "key" })).toThrow(/TIKTOK_APP_SECRET/);
});

test("the Monzo client is taken whole or not at all", () => {
  const client = { MONZO_CLIENT_ID: "oauth2client_1", MONZO_CLIENT_SECRET: "mnzconf.1" };
  expect(readConfig(client).platforms.applications["monzo"]).toEqual({
    fields: { clientId: "oauth2client_1", clientSecret: "mnzconf.1" },
    redirectUri: null,
  });
  const redirect = { ...client, MONZO_REDIRECT_URI: "https://desk.example/callback" };
  expect(readConfig(redirect).platforms.presets["monzo"]?.callbackUrl).toBe("https://desk.example/callback");
  expect(() => readConfig({ MONZO_CLIENT_SECRET: "mnzconf.1" })).toThrow(/MONZO_CLIENT_ID/);
});

test("addresses lose their trailing slash, so that links are joined once", () => {
  expect(readConfig({ PUBLIC_URL: "https://shop.example/" }).publicUrl).toBe("https://shop.example");
});

test("a simulator stands in for a platform only on this machine", () => {
  const { platforms } = readConfig({ BRICQER_BASE_URL: "http://127.0.0.1:4010/bricqer/", EBAY_BASE_URL: "" });
  expect(platforms.endpoints).toEqual({ bricqer: "http://127.0.0.1:4010/bricqer" });
  for (const address of ["https://evil.example/bricqer", "http://127.0.0.1.evil.example/", "ftp://127.0.0.1/"])
    expect(() => readConfig({ BRICQER_BASE_URL: address })).toThrow(/BRICQER_BASE_URL:/);
});
