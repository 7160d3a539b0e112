import fc from "fast-check";
import { expect, test } from "vitest";
// The examples of RFC 5849 and OAuth Core 1.0, with every intermediate string.
import publicVectors from "./__fixtures__/oauth1-public-vectors.json" with { type: "json" };
import { createOAuth1Signer, oauth1BaseString, oauth1Header, oauth1Signature } from "./oauth1.ts";

interface Vector {
  id: string;
  method: string;
  sentUrl: string;
  form: string[][];
  consumerKey: string;
  consumerSecret: string;
  token: string;
  tokenSecret: string;
  nonce: string;
  timestamp: string;
  baseString: string;
  signature: string;
  authorizationHeader: string;
}

function check(vector: Vector) {
  const version: "1.0" | null = vector.authorizationHeader.includes("oauth_version") ? "1.0" : null;
  const request = {
    method: vector.method,
    url: vector.sentUrl,
    form: vector.form as [string, string][],
    nonce: vector.nonce,
    timestamp: Number(vector.timestamp),
    version,
  };
  expect(oauth1BaseString(request, vector)).toBe(vector.baseString);
  expect(oauth1Signature(request, vector)).toBe(vector.signature);
  expect(oauth1Header(request, vector)).toBe(vector.authorizationHeader);
}

test.each(publicVectors.map((vector) => [vector.id, vector] as const))("signs %s as published", (_, vector) =>
  check(vector),
);

const credentials = { consumerKey: "k", consumerSecret: "s", token: "t", tokenSecret: "u" };
const field = (header: string | null, name: string) => new RegExp(`${name}="([^"]*)"`).exec(header ?? "")?.[1];

test("timestamps strictly increase and nonces never repeat, however the clock moves", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: -5_000, max: 5_000 }), { maxLength: 60 }), async (steps) => {
      let now = 1_700_000_000_000;
      const sign = createOAuth1Signer(credentials, { now: () => now, sleep: async () => {} });
      const stamps: number[] = [];
      const nonces = new Set<string | undefined>();
      for (const step of steps) {
        now += step;
        const request = { method: "GET", url: "https://shop.example/a", headers: new Headers(), body: undefined };
        const header = (await sign(request, 1)).headers.get("authorization");
        stamps.push(Number(field(header, "oauth_timestamp")));
        nonces.add(field(header, "oauth_nonce"));
      }
      expect(nonces.size).toBe(steps.length);
      for (const [index, stamp] of stamps.entries()) expect(stamp).toBeGreaterThan(stamps[index - 1] ?? 0);
    }),
  );
});

test("a burst waits rather than run further ahead of the clock than allowed", async () => {
  const waits: number[] = [];
  const sign = createOAuth1Signer(credentials, {
    now: () => 1_000_000,
    maxLeadSeconds: 2,
    sleep: async (ms) => void waits.push(ms),
  });
  for (let count = 0; count < 5; count += 1) {
    await sign({ method: "GET", url: "https://shop.example/a", headers: new Headers(), body: undefined }, 1);
  }
  expect(waits).toEqual([1000, 2000]);
});

test("a call that is given up while it waits its turn ends at once", async () => {
  const sign = createOAuth1Signer(credentials, { now: () => 1_000_000, maxLeadSeconds: 0 });
  const request = () => ({ method: "GET", url: "https://shop.example/a", headers: new Headers(), body: undefined });
  await sign(request(), 1);
  const controller = new AbortController();
  const waiting = sign(request(), 1, controller.signal);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: "aborted" });
});
