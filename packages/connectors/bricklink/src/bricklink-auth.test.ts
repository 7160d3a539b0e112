import { existsSync, readFileSync } from "node:fs";
import { encodeParameters, oauth1Signature } from "@counterfoil/connector-kit";
import { expect, test } from "vitest";
import { startStandIn } from "./testing/bricklink-stand-in.ts";

const base = "https://api.bricklink.com/api/store/v1";
// Made-up secrets; the two public ids are those of BrickLink's own example.
const keys = {
  consumerKey: "7CCDCEF257CF43D89A74A7E39BEAA1E1",
  consumerSecret: "E5B3D1C7A9F04E2B8D6A4C2E0F1B3D5F",
  token: "AC40C8C32A1748E0AE1EFA13CCCFAC3A",
  tokenSecret: "0A1B2C3D4E5F60718293A4B5C6D7E8F9",
};

test.each([
  ["one parameter", "GET", "/orders?direction=in", "kllo9940pd9333jh", 1191242096, "TgirLV3H7mpgJWGojqDKXWUC1F8="],
  [
    "commas in a value",
    "GET",
    "/orders?direction=in&filed=false&status=-purged%2C-cancelled",
    "f81d4fae7dec11d0a76500a0c91e6bf6",
    1700000000,
    "TKh01N1BBGWH1zUruXTcC0YJQNw=",
  ],
  [
    "a body that is not signed",
    "PUT",
    "/orders/3905404/status",
    "a1b2c3d4e5f60718",
    1735689601,
    "XpLQkAM76q8zHIpwU7atFeonxj4=",
  ],
  [
    "reserved characters in the path",
    "GET",
    "/members/Caf%C3%A9%20%26%20Bricks%21/ratings",
    "0123456789abcdef",
    1735689602,
    "gEpafjdfh9UOxmgIhTpJkAby9a4=",
  ],
])("signs a call with %s", (_, method, path, nonce, timestamp, signature) => {
  expect(oauth1Signature({ method, url: `${base}${path}`, nonce, timestamp }, keys)).toBe(signature);
});

const file = new URL("../../../../../shared/specs/bricklink/oauth1-vectors.json", import.meta.url);

test("signs every vector of the reference collection, over the query as it is sent", () => {
  if (!existsSync(file)) {
    console.warn("skipped: the reference vectors are not beside the repository");
    return;
  }
  const vectors = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>[];
  expect(vectors.length).toBeGreaterThanOrEqual(9);
  for (const vector of vectors) {
    const version = vector["authorizationHeader"]!.includes("oauth_version") ? ("1.0" as const) : null;
    const form = vector["form"] as unknown as [string, string][];
    const request = { method: vector["method"]!, url: vector["sentUrl"]!, form, nonce: vector["nonce"]!, version };
    const secrets = vector as unknown as typeof keys;
    expect(oauth1Signature({ ...request, timestamp: Number(vector["timestamp"]) }, secrets)).toBe(vector["signature"]);
    const query = vector["query"] as unknown as [string, string][];
    if (vector["id"]!.startsWith("BL-") && query.length > 0) {
      expect(vector["sentUrl"]!.split("?")[1]).toBe(encodeParameters(query));
    }
  }
});

test("every attempt carries a nonce and a timestamp of its own", async () => {
  const { settings, driver, stop } = await startStandIn();
  try {
    const sent: string[] = [];
    const { bricklink } = await import("./index.ts");
    const connector = bricklink.create({
      ...settings(),
      now: driver.clock.now,
      sleep: async () => {},
      fetch: (url, init) => {
        sent.push(new Headers(init?.headers).get("authorization") ?? "");
        return fetch(url, init);
      },
    });
    await driver.injectFault({ kind: "server-error", status: 503, on: "any", times: 2 });
    await connector.probe();
    const part = (name: string) => new Set(sent.map((header) => new RegExp(`${name}="([^"]*)"`).exec(header)?.[1]));
    expect(sent).toHaveLength(4);
    expect(part("oauth_nonce").size).toBe(4);
    expect(part("oauth_timestamp").size).toBe(4);
  } finally {
    await stop();
  }
});
