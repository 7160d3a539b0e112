import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { requestSignature, signatureBase, webhookSignature } from "./signature.ts";

const official = { appSecret: "e59af819cc", path: "/event/202309/webhooks" };
const officialQuery = [
  ["app_key", "68xu9ks5p4i8"],
  ["shop_cipher", "ROW_xkMbgAAAeVAQra0eZWebFQq5aIK"],
  ["timestamp", "1696909648"],
] as const;
const ours = { appSecret: "test_secret_0001", body: "" };
const ourQuery = [
  ["timestamp", "1700000000"],
  ["app_key", "testappkey01"],
  ["shop_cipher", "GCP_simcipher01"],
] as const;

// Vectors R1 to R5 and W1, W2: R1 and W1 are printed in TikTok Shop's own documentation.
test.each([
  [
    "R1",
    {
      appSecret: "e59af819cc",
      path: "/authorization/202309/shops",
      query: [
        ["timestamp", "1623812664"],
        ["app_key", "29a39d"],
      ] as const,
      body: "",
    },
    "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8",
  ],
  [
    "R2",
    {
      ...official,
      query: officialQuery,
      body: '{"address":"https://partner.tiktokshop.com","event_type":"PACKAGE_UPDATE"}',
    },
    "cd0d6268252f4ba293bf7ea4c0a2873bf9beec600d22530638564ab301435f7a",
  ],
  [
    "R3",
    {
      ...official,
      query: officialQuery,
      body: '{ "address":"https://partner.tiktokshop.com", "event_type":"PACKAGE_UPDATE"}',
    },
    "cff2181227387c3272ef0832b079ce4d6b872a619ee055557340a96db8aa9bce",
  ],
  [
    "R4",
    {
      ...ours,
      path: "/order/202309/orders/search",
      query: [
        ...ourQuery,
        ["page_size", "50"],
        ["sort_field", "update_time"],
        ["sort_order", "ASC"],
        ["access_token", "ignored"],
        ["sign", "ignored"],
      ] as const,
      body: '{"update_time_ge":1699996400}',
    },
    "494773ef955a22cca17bdf5325a44ced52c81dd898664e8867ecf192cfef851d",
  ],
  [
    "R5",
    {
      ...ours,
      path: "/order/202309/orders",
      query: [...ourQuery, ["ids", "576461413038785752,576461413038785753"]] as const,
    },
    "1b3421f3b02d30a0c7808296ca4fda5e375b0d310e9d3b9ba9ec24ca052170f2",
  ],
])("request vector %s", (_, request, expected) => {
  expect(requestSignature(request)).toBe(expected);
});

test("the base begins and ends with the secret", () => {
  const base = signatureBase({
    appSecret: "s",
    path: "/p",
    query: [
      ["b", "2"],
      ["a", "1"],
    ],
    body: "{}",
  });
  expect(base).toBe("s/pa1b2{}s");
  expect(createHash("sha256").update(base).digest("hex")).toHaveLength(64);
});

test.each([
  [
    "W1",
    { appKey: "abcdef", appSecret: "123" },
    '{"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507","timestamp":1718305585,"data":{"is_on_hold_order":true,"order_id":"576653688135258178","order_status":"UNPAID","update_time":1718305585}}',
    "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05",
  ],
  [
    "W2",
    { appKey: "testappkey01", appSecret: "test_secret_0001" },
    '{"type":1,"tts_notification_id":"7327112393057371910","shop_id":"7494049642642441621","timestamp":1700000000,"data":{"order_id":"576461413038785752","order_status":"AWAITING_SHIPMENT","is_on_hold_order":false,"update_time":1700000000}}',
    "b6e0a05eb2ff2c6f579f8561fae719f725d27cc07c8bd2b2fb3f4f02e050cae5",
  ],
])("webhook vector %s", (_, app, body, expected) => {
  expect(webhookSignature(app, body)).toBe(expected);
});
