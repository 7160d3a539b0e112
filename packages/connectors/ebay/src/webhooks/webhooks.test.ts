import { generateKeyPairSync, sign } from "node:crypto";
import { ConnectorError } from "@counterfoil/connector-kit";
import { describe, expect, test } from "vitest";
import { importPublicKey } from "./notification-signature.ts";
import { platformNotificationSignature } from "./platform-notification.ts";
import { cachedPublicKeys } from "./public-keys.ts";
import { createWebhooks, type WebhookSettings } from "./webhooks.ts";

// Header, body and key of eBay's own SDK (eBay/event-notification-nodejs-sdk, test/test.json).
const published = {
  header:
    "eyJhbGciOiJlY2RzYSIsImtpZCI6Ijk5MzYyNjFhLTdkN2ItNDYyMS1hMGYxLTk2Y2NiNDI4YWY0OSIsInNpZ25hdHVyZSI6Ik1FWUNJUUNmeGZJV3V4bVdjSUJRSjljNS9YN2lHREpxczJSQ0dzQkVhQWppbnlycmZBSWhBSVY2d0djVGlCdVY1S0pVaWYyaG9reXJMK1E5c3NIa2FkK214Mm5FRTI1dyIsImRpZ2VzdCI6IlNIQTEifQ==",
  body: '{"metadata":{"topic":"MARKETPLACE_ACCOUNT_DELETION","schemaVersion":"1.0","deprecated":false},"notification":{"notificationId":"49feeaeb-4982-42d9-a377-9645b8479411_33f7e043-fed8-442b-9d44-791923bd9a6d","eventDate":"2021-03-19T20:43:59.462Z","publishDate":"2021-03-19T20:43:59.679Z","publishAttemptCount":1,"data":{"username":"test_user","userId":"ma8vp1jySJC","eiasToken":"nY+sHZ2PrBmdj6wVnY+sEZ2PrA2dj6wJnY+gAZGEpwmdj6x9nY+seQ=="}}}',
  kid: "9936261a-7d7b-4621-a0f1-96ccb428af49",
  key: "-----BEGIN PUBLIC KEY-----MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZhhxXKtR+TOvtDbgTPCkSof02qgBB7IsYOyf76ilExJ/upAa/vKIKheOoCyOpcLmi4t0b4uepb7LLjmMr90FUg==-----END PUBLIC KEY-----",
};
const made = {
  header:
    "eyJhbGciOiJlY2RzYSIsImtpZCI6InNpbS1rZXktMDAwMSIsInNpZ25hdHVyZSI6Ik1FVUNJRURrSDZ2ZGpiT1BYbGhaZXF3YVh3Ni9NSVF5WnVlN3Y1QUdJVE5DSEVnN0FpRUF5QzR2dEJiMTZxSGxDclpqeWd1eVEyTGZ2OXVBTFcyaDA1RnVMaGFxU0pRPSIsImRpZ2VzdCI6IlNIQTEifQ==",
  body: '{"metadata":{"topic":"ORDER_CONFIRMATION","schemaVersion":"1.0","deprecated":false},"notification":{"notificationId":"sim-0001","eventDate":"2026-03-01T12:00:00.000Z","publishDate":"2026-03-01T12:00:01.000Z","publishAttemptCount":1,"data":{"user":{"userId":"simUserId01","username":"brick_desk"},"order":{"orderId":"01-03955-36441","orderLineItems":[{"orderLineItemId":"10084048110913","listingId":"110035400937","quantity":2}]}}}}',
  kid: "sim-key-0001",
  key: "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMXM+QCh707Dl61+xuA2fTXLyKT+vHG0rfE8AfU7SYUNJ7OLLgIGzVCEoVfhHjGdXXPd7TuJ8/6lSUjqzGU4X0w==",
};
const keys: Record<string, string> = { [published.kid]: published.key, [made.kid]: made.key };
const endpoint = "https://desk.example.com/webhooks/ebay";
const platformKeys = { devId: "devid-0001", appId: "appid-0002", certId: "certid-0003" };

function webhooks(overrides: Partial<WebhookSettings> = {}) {
  return createWebhooks({
    publicKeys: () => async (kid) => (keys[kid] ? importPublicKey(keys[kid]) : null),
    verificationToken: "counterfoil_verification_token_0000001",
    platformKeys,
    now: () => Date.parse("2026-03-01T12:05:00.000Z"),
    ...overrides,
  });
}

function post(body: string, headers: Record<string, string>) {
  return { method: "POST", url: endpoint, endpoint, headers, body: new TextEncoder().encode(body) };
}

describe("signed notifications", () => {
  test("the message that eBay published verifies and tells of a deleted account", async () => {
    const result = await webhooks().verify(post(published.body, { "X-EBAY-SIGNATURE": published.header }));
    expect(result).toEqual({
      verified: true,
      events: [
        {
          type: "account-deleted",
          id: "49feeaeb-4982-42d9-a377-9645b8479411_33f7e043-fed8-442b-9d44-791923bd9a6d",
          occurredAt: "2021-03-19T20:43:59.462Z",
          externalUserId: "ma8vp1jySJC",
          username: "test_user",
        },
      ],
      respond: { status: 204, headers: {}, body: "" },
    });
  });

  test("an order confirmation names the order to fetch", async () => {
    const result = await webhooks().verify(post(made.body, { "x-ebay-signature": made.header }));
    expect(result).toMatchObject({
      verified: true,
      events: [{ type: "order-changed", id: "sim-0001", orderExternalId: "01-03955-36441" }],
    });
  });

  test.each([
    ["one changed byte", made.body.replace('"quantity":2', '"quantity":3'), made.header],
    ["a re-serialized body", JSON.stringify(JSON.parse(made.body), null, 1), made.header],
    ["the signature of another key", made.body, published.header],
    ["a header that is no signature", made.body, "bm90IGpzb24="],
  ])("%s is refused with 412", async (_name, body, header) => {
    const result = await webhooks().verify(post(body, { "x-ebay-signature": header }));
    expect(result).toMatchObject({ verified: false, respond: { status: 412 } });
  });

  test("a key that eBay does not know is refused", async () => {
    const result = await webhooks({ publicKeys: () => async () => null }).verify(
      post(made.body, { "x-ebay-signature": made.header }),
    );
    expect(result).toMatchObject({ verified: false, respond: { status: 412 } });
  });

  test("a key that cannot be fetched now asks eBay to send again", async () => {
    const unavailable = new ConnectorError({ code: "unavailable", message: "eBay did not answer in time." });
    const publicKeys = () => () => Promise.reject(unavailable);
    const result = await webhooks({ publicKeys }).verify(post(made.body, { "x-ebay-signature": made.header }));
    expect(result).toMatchObject({ verified: false, respond: { status: 503 } });
  });

  test("a SHA-256 digest is accepted, and a revoked consent is told", async () => {
    const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const body = JSON.stringify({
      metadata: { topic: "AUTHORIZATION_REVOCATION" },
      notification: { notificationId: "n-1", eventDate: "2026-03-01T12:00:00Z", data: { username: "brick_desk" } },
    });
    const signature = sign("sha256", Buffer.from(body), pair.privateKey).toString("base64");
    const header = Buffer.from(JSON.stringify({ alg: "ecdsa", kid: "k", signature, digest: "SHA256" }));
    const result = await webhooks({ publicKeys: () => async () => pair.publicKey }).verify(
      post(body, { "x-ebay-signature": header.toString("base64") }),
    );
    expect(result).toMatchObject({ verified: true, events: [{ type: "authorization-revoked", id: "n-1" }] });
  });
});

describe("the endpoint challenge", () => {
  const challenge = (code: string, at: string) => ({
    method: "GET",
    url: `${at}?challenge_code=${code}`,
    endpoint: at,
    headers: {},
    body: new Uint8Array(),
  });

  test.each([
    [
      "a8628072-3d33-45ee-9004-bee86830a22d",
      "71745723-d031-455c-bfa5-f90d11b4f20a",
      "http://www.testendpoint.com/webhook",
      "ca527df75caa230092d7e90484071e8f05d63068f1317973d6a3a42593734bbb",
    ],
    [
      "0f2b6c1e-challenge-0001",
      "counterfoil_verification_token_0000001",
      endpoint,
      "4943491775fe6cb24df7abebc2cd739dfb9d5ff98048eec231fabf1e77c4bcd3",
    ],
  ])("%s is answered", async (code, verificationToken, at, expected) => {
    const result = await webhooks({ verificationToken }).verify(challenge(code, at));
    expect(result).toEqual({
      verified: true,
      events: [],
      respond: {
        status: 200,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ challengeResponse: expected }),
      },
    });
  });

  test("without a verification token there is nothing to answer with", async () => {
    const result = await webhooks({ verificationToken: null }).verify(challenge("code", endpoint));
    expect(result).toMatchObject({ verified: false, respond: { status: 412 } });
  });
});

describe("older SOAP notifications", () => {
  const soap = (options: { timestamp: string; signature: string; event: string }) => `<?xml version="1.0"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">
 <soapenv:Header><ebl:RequesterCredentials xmlns:ebl="urn:ebay:apis:eBLBaseComponents" soapenv:mustUnderstand="0">
  <ebl:NotificationSignature>${options.signature}</ebl:NotificationSignature></ebl:RequesterCredentials></soapenv:Header>
 <soapenv:Body><GetItemResponse xmlns="urn:ebay:apis:eBLBaseComponents"><Timestamp>${options.timestamp}</Timestamp>
  <Ack>Success</Ack><NotificationEventName>${options.event}</NotificationEventName>
  <Item><ItemID>110035400937</ItemID></Item></GetItemResponse></soapenv:Body></soapenv:Envelope>`;
  const timestamp = "2026-03-01T12:00:00.000Z";

  test("the MD5 signature comes out", () => {
    expect(platformNotificationSignature(timestamp, platformKeys)).toBe("Lt8EyezCQfMVuOEOEWqwkQ==");
  });

  test("a sale is a hint to fetch orders, a revised item a hint to fetch the listing", async () => {
    const signature = "Lt8EyezCQfMVuOEOEWqwkQ==";
    const sale = await webhooks().verify(post(soap({ timestamp, signature, event: "FixedPriceTransaction" }), {}));
    expect(sale).toMatchObject({ verified: true, events: [{ type: "orders-changed", occurredAt: timestamp }] });
    const revised = await webhooks().verify(post(soap({ timestamp, signature, event: "ItemRevised" }), {}));
    expect(revised).toMatchObject({ events: [{ type: "listing-changed", listingExternalId: "110035400937" }] });
  });

  test.each([
    ["a wrong signature", "AAAAyezCQfMVuOEOEWqwkQ==", "2026-03-01T12:05:00.000Z"],
    ["an age of eleven minutes", "Lt8EyezCQfMVuOEOEWqwkQ==", "2026-03-01T12:11:00.000Z"],
  ])("%s is refused", async (_name, signature, now) => {
    const result = await webhooks({ now: () => Date.parse(now) }).verify(
      post(soap({ timestamp, signature, event: "ItemSold" }), {}),
    );
    expect(result).toMatchObject({ verified: false, respond: { status: 412 } });
  });

  test("without a Dev ID, and for a body that is nothing of eBay's, the answer is no", async () => {
    const body = soap({ timestamp, signature: "Lt8EyezCQfMVuOEOEWqwkQ==", event: "ItemSold" });
    expect(await webhooks({ platformKeys: null }).verify(post(body, {}))).toMatchObject({ verified: false });
    expect(await webhooks().verify(post("hello", {}))).toMatchObject({ verified: false });
  });
});

describe("public keys", () => {
  test("are fetched once an hour, unknown ids at most every five minutes", async () => {
    let now = 0;
    const asked: string[] = [];
    const publicKeys = cachedPublicKeys({
      origin: "https://api.ebay.com",
      now: () => now,
      fetchKey: async (kid) => {
        asked.push(kid);
        return keys[kid] ?? null;
      },
      entries: new Map(),
    });
    await publicKeys(made.kid);
    await publicKeys(made.kid);
    await publicKeys("forged");
    await publicKeys("forged");
    expect(asked).toEqual([made.kid, "forged"]);
    now = 6 * 60_000;
    await publicKeys(made.kid);
    await publicKeys("forged");
    expect(asked).toEqual([made.kid, "forged", "forged"]);
    now = 61 * 60_000;
    await publicKeys(made.kid);
    expect(asked).toEqual([made.kid, "forged", "forged", made.kid]);
  });
});
