import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Store, startStore, token } from "./testing/store-client.ts";

let store: Store;
beforeEach(async () => {
  store = await startStore();
});
afterEach(() => store.stop());

const path = "/settings/shipping_methods";
const refusal = (description: RegExp | string) => ({
  status: 200,
  code: 401,
  message: "BAD_OAUTH_REQUEST",
  description: typeof description === "string" ? description : expect.stringMatching(description),
});

describe("a signed call", () => {
  it("is let in, also where path and query need encoding", async () => {
    expect(await store.call("GET", path)).toMatchObject({ status: 200, code: 200, message: "OK" });
    expect(await store.call("GET", "/members/Caf%C3%A9%20%26%20Bricks%21/ratings")).toMatchObject({ code: 200 });
    expect(await store.call("GET", "/orders", { query: { status: "-purged,-cancelled" } })).toMatchObject({
      code: 200,
    });
  });

  it("is refused when the signature is of other secrets", async () => {
    const wrong = { ...token, tokenSecret: "EEEE" };
    expect(await store.call("GET", path, { token: wrong })).toMatchObject(refusal("SIGNATURE_INVALID"));
  });

  it("is refused when it was signed for something else", async () => {
    const answer = await store.call("GET", "/orders", {
      query: { direction: "in" },
      tamper: (oauth) => oauth.set("oauth_signature", "TgirLV3H7mpgJWGojqDKXWUC1F8="),
    });
    expect(answer).toMatchObject(refusal("SIGNATURE_INVALID"));
  });

  it.each(["oauth_version", "oauth_consumer_key", "oauth_token", "oauth_timestamp", "oauth_nonce", "oauth_signature"])(
    "is refused without %s",
    async (name) => {
      const answer = await store.call("GET", path, { tamper: (oauth) => oauth.delete(name) });
      expect(answer).toMatchObject(refusal(new RegExp(`PARAMETER_ABSENT: ${name}`)));
    },
  );

  it("is refused with another version or method, and without any header", async () => {
    const version = await store.call("GET", path, { tamper: (oauth) => oauth.set("oauth_version", "2.0") });
    expect(version).toMatchObject(refusal(/VERSION/));
    const method = await store.call("GET", path, {
      tamper: (oauth) => oauth.set("oauth_signature_method", "PLAINTEXT"),
    });
    expect(method).toMatchObject(refusal(/METHOD/));
    const bare = await fetch(`${store.base}${path}`);
    expect(await bare.json()).toMatchObject({ meta: { code: 401, message: "BAD_OAUTH_REQUEST" } });
  });

  it("is refused for unknown keys and tokens, which it names", async () => {
    const consumer = await store.call("GET", path, { token: { ...token, consumerKey: "FFFF" } });
    expect(consumer).toMatchObject(refusal(/CONSUMER_KEY_UNKNOWN: FFFF/));
    const value = await store.call("GET", path, { token: { ...token, tokenValue: "FFFF" } });
    expect(value).toMatchObject(refusal(/TOKEN_VALUE_UNKNOWN/));
  });

  it("is refused with a nonce used before", async () => {
    expect(await store.call("GET", path, { nonce: "once" })).toMatchObject({ code: 200 });
    expect(await store.call("GET", path, { nonce: "once" })).toMatchObject(refusal(/NONCE_USED/));
  });

  it("is refused more than five minutes off the platform's clock, which the Date header shows", async () => {
    const now = Math.floor(store.clock.milliseconds() / 1000);
    expect(await store.call("GET", path, { timestamp: now - 299 })).toMatchObject({ code: 200 });
    expect(await store.call("GET", path, { timestamp: now - 301 })).toMatchObject(refusal(/TIMESTAMP/));
    store.simulator.acts.setSettings({ clockSkewSeconds: 3600 });
    const skewed = await store.call("GET", path);
    expect(skewed).toMatchObject(refusal(/TIMESTAMP/));
    expect(skewed.headers.get("date")).toBe("Sat, 21 Nov 2026 10:00:00 GMT");
  });

  it("is refused from an address outside the token's mask, naming key and address", async () => {
    store.simulator.acts.setTokenAddress({ tokenValue: token.tokenValue, allowedIp: "203.0.113.7" });
    const from = (address: string) => store.call("GET", path, { headers: { "x-simulated-peer-ip": address } });
    expect(await from("203.0.113.7")).toMatchObject({ code: 200 });
    expect(await from("203.0.113.8")).toMatchObject(
      refusal(`TOKEN_IP_MISMATCHED: consumer: ${token.consumerKey} IP: 203.0.113.8`),
    );
    expect(await from("2001:db8::1")).toMatchObject(refusal(/TOKEN_IP_MISMATCHED/));
    expect(await store.call("GET", path)).toMatchObject(refusal(/IP: 127\.0\.0\.1/));
  });

  it("is refused once the token is deleted or the consumer secret is renewed", async () => {
    store.simulator.acts.renewConsumerSecret({ tokenValue: token.tokenValue, consumerSecret: "NEW" });
    expect(await store.call("GET", path)).toMatchObject(refusal("SIGNATURE_INVALID"));
    expect(await store.call("GET", path, { token: { ...token, consumerSecret: "NEW" } })).toMatchObject({ code: 200 });
    store.simulator.acts.revokeToken({ tokenValue: token.tokenValue });
    expect(await store.call("GET", path)).toMatchObject(refusal(/TOKEN_VALUE_UNKNOWN/));
  });
});

describe("counting", () => {
  const calls = () => store.simulator.quotas.peek("calls", token.consumerKey);

  it("counts every call of a consumer, refused ones too, until UTC midnight", async () => {
    await store.call("GET", path);
    await store.call("GET", path, { token: { ...token, tokenSecret: "wrong" } });
    expect(calls()).toMatchObject({ count: 2, limit: 5000, resetAt: "2026-11-22T00:00:00.000Z" });
    store.clock.set("2026-11-22T00:00:01.000Z");
    expect(calls()).toMatchObject({ count: 0 });
  });

  it("stays silent beyond the limit, as seen, and refuses when switched", async () => {
    store.simulator.quotas.adjust("calls", { key: token.consumerKey, count: 5000 });
    expect(await store.call("GET", path)).toMatchObject({ code: 200 });
    expect(calls()).toMatchObject({ count: 5001 });
    store.simulator.acts.setSettings({ overLimit: "refuse" });
    expect(await store.call("GET", path)).toMatchObject({ code: 429 });
  });
});

describe("answers", () => {
  it("say errors under HTTP 200 by default and under their own status when switched", async () => {
    expect(await store.call("GET", "/orders/1")).toMatchObject({
      status: 200,
      code: 404,
      message: "RESOURCE_NOT_FOUND",
    });
    expect(await store.call("GET", "/nothing")).toMatchObject({ status: 200, code: 400, message: "INVALID_URI" });
    expect(await store.call("DELETE", "/orders")).toMatchObject({
      status: 200,
      code: 405,
      message: "METHOD_NOT_ALLOWED",
    });
    store.simulator.acts.setSettings({ statuses: "as-documented" });
    expect(await store.call("GET", "/orders/1")).toMatchObject({ status: 404, code: 404 });
  });

  it("are JSON, and go back to the defaults at a reset", async () => {
    store.simulator.acts.setSettings({ statuses: "as-documented" });
    store.simulator.reset();
    const answer = await store.call("GET", "/orders/1");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
  });
});
