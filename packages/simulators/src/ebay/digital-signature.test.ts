import { createPrivateKey, sign } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contentDigest, type SignedRequest, verifySignature } from "./digital-signature.ts";
import { errorIds, type Loose, NOW, SCOPE, type StartedEbay, startEbay } from "./testing/started-ebay.ts";

// A throw-away key whose seed is the bytes 00 to 1f, with signatures worked out elsewhere.
const PUBLIC_KEY = "MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
const PRIVATE_KEY = "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
const JWE = "SIMULATED.JWE.VALUE";
const KEY = { cipher: "ED25519", publicKey: PUBLIC_KEY } as const;
const CREATED = 1_700_000_000;

describe("known signatures", () => {
  const REFUND = '{"reasonForRefund":"BUYER_CANCEL","orderLevelRefundAmount":{"value":"10.00","currency":"GBP"}}';
  const post: SignedRequest = {
    method: "POST",
    path: "/sell/fulfillment/v1/order/01-03955-36441/issue_refund",
    authority: "api.ebay.com",
    body: REFUND,
    headers: new Headers({
      "x-ebay-signature-key": JWE,
      "content-digest": "sha-256=:XEtbBy6H7X2oFdZcEHAdJ67ZQmBLDYYigUdzWY1DEXY=:",
      "signature-input": `sig1=("content-digest" "x-ebay-signature-key" "@method" "@path" "@authority");created=${CREATED}`,
      signature: "sig1=:znuXhyn8clovh2vxWUcvcHkXCrjD4baGzOwSYyKRgw+UFDghoBR3qvzE3KQ9ecFCZYDrl6QOiEG60ezdjNC+Bg==:",
    }),
  };
  const get: SignedRequest = {
    method: "GET",
    path: "/sell/finances/v1/transaction",
    authority: "apiz.ebay.com",
    body: "",
    headers: new Headers({
      "x-ebay-signature-key": JWE,
      "signature-input": `sig1=("x-ebay-signature-key" "@method" "@path" "@authority");created=${CREATED}`,
      signature: "sig1=:v2iadZzvdqudBLIIoFahJw9IaHqWjE3nlGABMVaPL+5Gzswbds98Mdzj9Yfs4IvSRG4i4wqNt7yZAmni8tQcCA==:",
    }),
  };

  it("verify, with and without a body", () => {
    expect([post, get].map((request) => verifySignature(request, KEY, CREATED))).toEqual([true, true]);
  });

  it.each([
    ["another method", { method: "PUT" }],
    ["another path", { path: "/sell/finances/v1/payout" }],
    ["another host", { authority: "api.sandbox.ebay.com" }],
    ["another body", { body: REFUND.replace("10.00", "99.00") }],
  ])("fail for %s", (_, change) => {
    expect(verifySignature({ ...post, ...change }, KEY, CREATED)).toBe(false);
  });

  it("fail a quarter of an hour away from now", () => {
    expect(verifySignature(get, KEY, CREATED + 901)).toBe(false);
  });

  it("digest the body as eBay's guide does", () => {
    expect(contentDigest('{"hello": "world"}')).toBe("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
  });
});

describe("a seller who must sign", () => {
  let desk: StartedEbay;
  let token: string;
  beforeEach(async () => {
    desk = await startEbay();
    token = desk.ebay.acts.issueTokens({ username: "other_desk" }).accessToken;
  });
  afterEach(async () => {
    await desk.stop();
    expect(desk.violations()).toEqual([]);
  });

  const path = "/sell/finances/v1/transaction";
  function signed(jwe: string, privateKey: string, created = Math.floor(Date.parse(NOW) / 1000)) {
    const parameters = `("x-ebay-signature-key" "@method" "@path" "@authority");created=${created}`;
    const base = [
      `"x-ebay-signature-key": ${jwe}`,
      '"@method": GET',
      `"@path": /ebay${path}`,
      `"@authority": ${new URL(desk.base).host}`,
      `"@signature-params": ${parameters}`,
    ].join("\n");
    const key = createPrivateKey({ key: Buffer.from(privateKey, "base64"), format: "der", type: "pkcs8" });
    const algorithm = key.asymmetricKeyType === "rsa" ? "sha256" : null;
    return {
      "x-ebay-signature-key": jwe,
      "signature-input": `sig1=${parameters}`,
      signature: `sig1=:${sign(algorithm, Buffer.from(base), key).toString("base64")}:`,
    };
  }

  it("is refused without a signature and with a wrong one", async () => {
    const bare = await desk.call("GET", path, { token });
    expect([bare.status, errorIds(bare.body)]).toEqual([403, [215001]]);
    desk.ebay.acts.registerSigningKey({ jwe: JWE, publicKey: PUBLIC_KEY });
    const headers = { ...signed(JWE, PRIVATE_KEY), signature: `sig1=:${"A".repeat(86)}==:` };
    const wrong = await desk.call("GET", path, { token, headers });
    expect([wrong.status, errorIds(wrong.body)]).toEqual([403, [215122]]);
  });

  it.each(["ED25519", "RSA"])("is let in with a %s key made through Key Management", async (signingKeyCipher) => {
    const application = desk.ebay.acts.issueTokens({ scopes: [SCOPE] });
    const { clientId } = desk.ebay.world.applications.all()[0]!;
    desk.ebay.world.accessTokens.put({
      ...desk.ebay.world.accessTokens.get(application.accessToken)!,
      accessToken: "application-token",
      clientId,
      username: null,
      refreshToken: null,
    });
    const made = await desk.call("POST", "/developer/key_management/v1/signing_key", {
      token: "application-token",
      body: { signingKeyCipher },
    });
    const headers = signed(made.body.jwe, made.body.privateKey);
    expect((await desk.call("GET", path, { token, headers })).status).toBe(204);
    const shown = await desk.call("GET", "/developer/key_management/v1/signing_key", { token: "application-token" });
    expect(shown.body.signingKeys).toHaveLength(1);
    expect(shown.body.signingKeys[0]).not.toHaveProperty("privateKey");
  });

  it("leaves others alone unless they ask for the check", async () => {
    expect((await desk.call("GET", path)).status).toBe(204);
    const enforced = await desk.call("GET", path, { headers: { "x-ebay-enforce-signature": "true" } });
    expect(errorIds(enforced.body)).toEqual([215001]);
  });
});

describe("finances", () => {
  it("show sales and refunds with fees, and a payout a day once the hold is over", async () => {
    const desk = await startEbay();
    const { orderId } = desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400938" }], deliveryCost: "2.50" });
    desk.ebay.acts.refundOrder({ orderId, amount: "5.00" });
    const read = async (path: string) => (await desk.call("GET", `/sell/finances/v1/${path}`)).body;
    const { transactions } = await read("transaction");
    expect(transactions.map((row: Loose) => [row.transactionType, row.amount.value, row.bookingEntry])).toEqual([
      // 15.00 less 12.8 % and 0.30.
      ["SALE", "12.78", "CREDIT"],
      ["REFUND", "5.00", "DEBIT"],
    ]);
    const sales = await read(`transaction?${new URLSearchParams({ filter: "transactionType:{SALE}" })}`);
    expect(sales.total).toBe(1);
    expect(await read("payout")).toBeUndefined();
    desk.ebay.clock.advance(3 * 24 * 3600 * 1000);
    const { accessToken: token } = desk.ebay.acts.issueTokens({});
    const { body } = await desk.call("GET", "/sell/finances/v1/payout", { token });
    expect(body.payouts).toMatchObject([{ amount: { value: "7.78", currency: "GBP" }, transactionCount: 2 }]);
    expect(desk.violations()).toEqual([]);
    await desk.stop();
  });

  it("take a day's debt from the next payout, and list what a payout is made of", async () => {
    const desk = await startEbay();
    const day = 24 * 3600 * 1000;
    const buy = () => desk.ebay.acts.placeOrder({ lines: [{ itemId: "110035400938" }], deliveryCost: "2.50" });
    const listing = desk.ebay.world.listings.get("110035400938");
    if (listing !== undefined) listing.available = 2;
    const { orderId } = buy();
    desk.ebay.clock.advance(4 * day);
    expect(desk.ebay.payouts().map(({ amount }) => amount)).toEqual([1278]);
    desk.ebay.acts.refundOrder({ orderId, amount: "5.00" });
    desk.ebay.clock.advance(4 * day);
    expect(desk.ebay.payouts()).toHaveLength(1);
    buy();
    desk.ebay.clock.advance(4 * day);
    const [first, last] = desk.ebay.payouts();
    expect([last?.amount, last?.transactionCount, first?.amount]).toEqual([778, 2, 1278]);
    const { accessToken: token } = desk.ebay.acts.issueTokens({});
    const filter = new URLSearchParams({ filter: `payoutId:{${last?.payoutId}}` });
    const { body } = await desk.call("GET", `/sell/finances/v1/transaction?${filter}`, { token });
    expect(body.transactions.map((row: Loose) => row.transactionType)).toEqual(["SALE", "REFUND"]);
    await desk.stop();
  });
});
