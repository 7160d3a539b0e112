import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isSignedWebhook, requestSignature, signRequests, webhookSignature } from "./tiktok-shop-signature.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const pairs = (query: Record<string, string>) => Object.entries(query);

const hook = {
  app_key: "68xu9ks5p4i8",
  shop_cipher: "ROW_xkMbgAAAeVAQra0eZWebFQq5aIK",
  timestamp: "1696909648",
};
const ours = { app_key: "testappkey01", timestamp: "1700000000", shop_cipher: "GCP_simcipher01" };

describe("a request is signed as TikTok Shop signs it", () => {
  test.each([
    {
      name: "its own example of shops",
      secret: "e59af819cc",
      path: "/authorization/202309/shops",
      query: { app_key: "29a39d", timestamp: "1623812664" },
      body: "",
      sign: "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8",
    },
    {
      name: "a webhook registration",
      secret: "e59af819cc",
      path: "/event/202309/webhooks",
      query: hook,
      body: '{"address":"https://partner.tiktokshop.com","event_type":"PACKAGE_UPDATE"}',
      sign: "cd0d6268252f4ba293bf7ea4c0a2873bf9beec600d22530638564ab301435f7a",
    },
    {
      name: "the same with blanks in the body",
      secret: "e59af819cc",
      path: "/event/202309/webhooks",
      query: hook,
      body: '{ "address":"https://partner.tiktokshop.com", "event_type":"PACKAGE_UPDATE"}',
      sign: "cff2181227387c3272ef0832b079ce4d6b872a619ee055557340a96db8aa9bce",
    },
    {
      name: "an order search, leaving out sign and access_token",
      secret: "test_secret_0001",
      path: "/order/202309/orders/search",
      query: {
        ...ours,
        page_size: "50",
        sort_field: "update_time",
        sort_order: "ASC",
        access_token: "ROW_x",
        sign: "old",
      },
      body: '{"update_time_ge":1699996400}',
      sign: "494773ef955a22cca17bdf5325a44ced52c81dd898664e8867ecf192cfef851d",
    },
    {
      name: "an order detail with a list of ids",
      secret: "test_secret_0001",
      path: "/order/202309/orders",
      query: { ...ours, ids: "576461413038785752,576461413038785753" },
      body: "",
      sign: "1b3421f3b02d30a0c7808296ca4fda5e375b0d310e9d3b9ba9ec24ca052170f2",
    },
  ])("$name", ({ secret, path, query, body, sign }) => {
    expect(requestSignature({ path, query: pairs(query), body }, secret)).toBe(sign);
  });

  test("with the values as they are, however the address encodes them", async () => {
    const keys = { appKey: "testappkey01", appSecret: "test_secret_0001" };
    const sign = signRequests(keys, { baseURL: "http://127.0.0.1:4010/tiktok-shop", now: () => 1_700_000_000_000 });
    const token = "6AsPQsUMvH3R/+NPPh22N==";
    const url = `http://127.0.0.1:4010/tiktok-shop/order/202309/orders/search?page_token=${encodeURIComponent(token)}`;
    const signed = await sign({ method: "POST", url, headers: new Headers(), body: undefined }, 1);
    const query = pairs({ app_key: "testappkey01", page_token: token, timestamp: "1700000000" });
    const expected = requestSignature({ path: "/order/202309/orders/search", query, body: "" }, keys.appSecret);
    const { searchParams } = new URL(signed.url);
    expect(searchParams.get("page_token")).toBe(token);
    expect(searchParams.get("sign")).toBe(expected);
  });
});

describe("a webhook's signature", () => {
  const official = {
    keys: { appKey: "abcdef", appSecret: "123" },
    body: '{"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507","timestamp":1718305585,"data":{"is_on_hold_order":true,"order_id":"576653688135258178","order_status":"UNPAID","update_time":1718305585}}',
    signature: "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05",
  };
  const own = {
    keys: { appKey: "testappkey01", appSecret: "test_secret_0001" },
    body: '{"type":1,"tts_notification_id":"7327112393057371910","shop_id":"7494049642642441621","timestamp":1700000000,"data":{"order_id":"576461413038785752","order_status":"AWAITING_SHIPMENT","is_on_hold_order":false,"update_time":1700000000}}',
    signature: "b6e0a05eb2ff2c6f579f8561fae719f725d27cc07c8bd2b2fb3f4f02e050cae5",
  };

  test.each([official, own])("is that of its body, key and secret ($keys.appKey)", ({ keys, body, signature }) => {
    expect(webhookSignature(bytes(body), keys)).toBe(signature);
    expect(isSignedWebhook(bytes(body), signature, keys)).toBe(true);
    expect(isSignedWebhook(bytes(body), signature, { ...keys, appSecret: "another" })).toBe(false);
    expect(isSignedWebhook(bytes(body), signature, { ...keys, appKey: "another" })).toBe(false);
  });

  test("fits no other body, not even one byte away", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: own.body.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const body = bytes(own.body);
        body[at] = ((body[at] ?? 0) + by) % 256;
        expect(isSignedWebhook(body, own.signature, own.keys)).toBe(false);
      }),
    );
  });
});
