import { generateKeyPairSync, verify } from "node:crypto";
import { describe, expect, test } from "vitest";
import { contentDigest, signatureBase, signatureHeaders } from "./digital-signature.ts";
import { needsSignature } from "./signed-calls.ts";

const privateKey = "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
const key = { jwe: "SIMULATED.JWE.VALUE", privateKey };
const refund = {
  method: "POST",
  url: "https://api.ebay.com/sell/fulfillment/v1/order/01-03955-36441/issue_refund",
  body: '{"reasonForRefund":"BUYER_CANCEL","orderLevelRefundAmount":{"value":"10.00","currency":"GBP"}}',
  created: 1_700_000_000,
};

describe("digital signatures", () => {
  test("the content digest of eBay's guide comes out", () => {
    expect(contentDigest('{"hello": "world"}')).toBe("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
  });

  test("a request with a body is signed with its digest first", () => {
    const headers = signatureHeaders(refund, key);
    expect(headers).toEqual({
      "content-digest": "sha-256=:XEtbBy6H7X2oFdZcEHAdJ67ZQmBLDYYigUdzWY1DEXY=:",
      "x-ebay-signature-key": "SIMULATED.JWE.VALUE",
      "signature-input":
        'sig1=("content-digest" "x-ebay-signature-key" "@method" "@path" "@authority");created=1700000000',
      signature: "sig1=:znuXhyn8clovh2vxWUcvcHkXCrjD4baGzOwSYyKRgw+UFDghoBR3qvzE3KQ9ecFCZYDrl6QOiEG60ezdjNC+Bg==:",
      "x-ebay-enforce-signature": "true",
    });
  });

  test("the signature base has one line a component and no newline at the end", () => {
    const base = signatureBase(refund, {
      jwe: key.jwe,
      digest: contentDigest(refund.body),
      parameters: '("content-digest" "x-ebay-signature-key" "@method" "@path" "@authority");created=1700000000',
    });
    expect(base).toBe(
      [
        '"content-digest": sha-256=:XEtbBy6H7X2oFdZcEHAdJ67ZQmBLDYYigUdzWY1DEXY=:',
        '"x-ebay-signature-key": SIMULATED.JWE.VALUE',
        '"@method": POST',
        '"@path": /sell/fulfillment/v1/order/01-03955-36441/issue_refund',
        '"@authority": api.ebay.com',
        '"@signature-params": ("content-digest" "x-ebay-signature-key" "@method" "@path" "@authority");created=1700000000',
      ].join("\n"),
    );
  });

  test("a request without a body is signed without a digest, and without its query", () => {
    const url = "https://apiz.ebay.com/sell/finances/v1/transaction?limit=20";
    const headers = signatureHeaders({ method: "GET", url, body: undefined, created: 1_700_000_000 }, key);
    expect(headers).not.toHaveProperty("content-digest");
    expect(headers["signature-input"]).toBe(
      'sig1=("x-ebay-signature-key" "@method" "@path" "@authority");created=1700000000',
    );
    expect(headers["signature"]).toBe(
      "sig1=:v2iadZzvdqudBLIIoFahJw9IaHqWjE3nlGABMVaPL+5Gzswbds98Mdzj9Yfs4IvSRG4i4wqNt7yZAmni8tQcCA==:",
    );
  });

  test("an RSA key signs with SHA-256", () => {
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const headers = signatureHeaders(refund, { jwe: "jwe", privateKey: pem });
    const base = signatureBase(refund, {
      jwe: "jwe",
      digest: contentDigest(refund.body),
      parameters: headers["signature-input"]!.slice("sig1=".length),
    });
    const signature = Buffer.from(headers["signature"]!.slice("sig1=:".length, -1), "base64");
    expect(verify("sha256", Buffer.from(base), pair.publicKey, signature)).toBe(true);
  });
});

describe("calls that must be signed", () => {
  test.each([
    ["GET", "https://apiz.ebay.com/sell/finances/v1/transaction?limit=1", true],
    ["POST", "https://api.ebay.com/sell/fulfillment/v1/order/01-03955-36441/issue_refund", true],
    ["POST", "http://127.0.0.1:4010/ebay/sell/fulfillment/v1/order/01-1/issue_refund", true],
    ["POST", "https://api.ebay.com/post-order/v2/cancellation", true],
    ["POST", "https://api.ebay.com/post-order/v2/cancellation/5001/approve", true],
    ["POST", "https://api.ebay.com/post-order/v2/cancellation/5001/reject", false],
    ["GET", "https://api.ebay.com/sell/fulfillment/v1/order/01-03955-36441", false],
    ["POST", "https://api.ebay.com/sell/fulfillment/v1/order/01-1/shipping_fulfillment", false],
  ])("%s %s: %s", (method, url, expected) => {
    expect(needsSignature(method, url)).toBe(expected);
  });
});
