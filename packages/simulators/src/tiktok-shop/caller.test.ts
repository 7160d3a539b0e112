import { afterAll, beforeEach, expect, test } from "vitest";
import { startTiktokShop } from "./testing/started-tiktok-shop.ts";

const started = await startTiktokShop();
const { call, shop } = started;
const SHOPS = "/authorization/202309/shops";
const SEARCH = "/order/202309/orders/search";
afterAll(started.stop);
beforeEach(started.reset);

test("a signed call is answered, with a request id", async () => {
  const { status, body } = await call("GET", SHOPS, { cipher: null });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    code: 0,
    message: "Success",
    data: { shops: [{ code: "GBLCSIM01", seller_type: "LOCAL" }] },
  });
  expect(body.request_id).toMatch(/^\d{14}[0-9A-F]{18}$/);
});

test.each([
  ["a wrong secret", { secret: "another_secret_0001" }, 401, 106001, /sign/],
  ["a changed parameter", { tamper: (url: URL) => url.searchParams.set("page_size", "7") }, 401, 106001, /sign/],
  ["no signature", { tamper: (url: URL) => url.searchParams.delete("sign") }, 401, 36009004, /signature/],
  ["an unknown app", { tamper: (url: URL) => url.searchParams.set("app_key", "nobody") }, 400, 36009004, /app_key/],
  ["no token", { token: null }, 401, 36009004, /access-token/],
  ["an unknown token", { token: "ROW_nonsense" }, 401, 105001, /access_token/],
  ["no cipher", { cipher: null }, 400, 106013, /shop_cipher/],
  ["somebody else's cipher", { cipher: "ROW_germany" }, 401, 101000, /shop_cipher/],
])("refuses %s", async (_, options, status, code, message) => {
  const answer = await call("POST", SEARCH, { body: { update_time_ge: 1 }, ...options });
  expect([answer.status, answer.body.code]).toEqual([status, code]);
  expect(answer.body.message).toMatch(message);
});

test("a body other than the signed one is refused", async () => {
  const good = await call("POST", SEARCH, { rawBody: '{ "update_time_ge" : 1 }' });
  expect(good.body.code).toBe(0);
  const url = new URL(`${started.base}${SEARCH}`);
  await call("POST", SEARCH, {
    body: { update_time_ge: 1 },
    tamper: (signed) => {
      url.search = signed.search;
    },
  });
  const token = started.tokenOf("local-seller");
  const headers = { "content-type": "application/json", "x-tts-access-token": token };
  const forged = await fetch(url, { method: "POST", headers, body: '{"update_time_ge":2}' });
  expect((await forged.json()) as unknown).toMatchObject({ code: 106001 });
});

test.each([
  [-300, 0],
  [-301, 36009004],
  [30, 0],
  [31, 36009004],
])("a clock off by %i seconds gives %i", async (seconds, code) => {
  const answer = await call("GET", SHOPS, { cipher: null, timestamp: started.seconds() + seconds });
  expect(answer.body.code).toBe(code);
  if (code !== 0) expect(answer.body.message).toMatch(seconds < 0 ? /earlier than 5 minutes/ : /more than 30 seconds/);
});

test("a cipher where none is wanted is refused", async () => {
  expect((await call("GET", SHOPS)).body).toMatchObject({
    code: 36009004,
    message: expect.stringMatching(/not required/),
  });
});

test("tells unknown paths, wrong methods and retired versions apart", async () => {
  expect(await call("GET", "/order/202309/nothing")).toMatchObject({ status: 404, body: { code: 36009009 } });
  expect(await call("DELETE", SEARCH)).toMatchObject({ status: 405, body: { code: 36009010 } });
  expect(await call("POST", "/order/202212/orders/search")).toMatchObject({ status: 400, body: { code: 36009014 } });
});

test("an expired token, a missing scope and a creator's token", async () => {
  shop.acts.expireAccessTokens({});
  expect(await call("POST", SEARCH)).toMatchObject({ status: 401, body: { code: 105002 } });
  const narrow = shop.acts.issueTokens({ scopes: ["seller.authorization.info"] }).access_token;
  expect(await call("POST", SEARCH, { token: narrow })).toMatchObject({ status: 403, body: { code: 105005 } });
});

test("more than the rate is refused, and a second later it goes on", async () => {
  shop.quotas.adjust("requests", { limit: 3, refillPerSecond: 3 });
  const statuses = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await call("POST", SEARCH)).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  shop.clock.advance(1000);
  expect((await call("POST", SEARCH)).status).toBe(200);
});

test("dialled faults speak TikTok Shop's words", async () => {
  started.arm({ kind: "status", status: 429, retryAfterSeconds: 7 });
  const throttled = await call("POST", SEARCH);
  expect([throttled.status, throttled.body.code, throttled.headers.get("retry-after")]).toEqual([429, 36009002, "7"]);
  started.arm({ kind: "status", status: 500 });
  expect(await call("POST", SEARCH)).toMatchObject({ status: 500, body: { code: 36009003 } });
  started.arm({ kind: "token-expired", operation: "GetOrderList" });
  expect(await call("POST", SEARCH)).toMatchObject({ status: 401, body: { code: 105002 } });
});
