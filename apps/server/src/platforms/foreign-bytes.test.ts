import {
  type Connector,
  ConnectorError,
  type ConnectorSettings,
  createMemoryTokenStore,
} from "@counterfoil/connector-kit";
import { startSandbox } from "@counterfoil/simulators";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { knownConnectors } from "./known-connectors.ts";

/** The same few foreign texts for each parser every time; a long search (`FUZZ_RUNS=1500`) takes others each time. */
const search = process.env["FUZZ_RUNS"] ? { numRuns: Number(process.env["FUZZ_RUNS"]) } : { numRuns: 15, seed: 1 };
/** No text of the sizes given here may keep a parser busy for longer. */
const longestMs = 5_000;

let credentials: Record<string, Record<string, string>>;
beforeAll(async () => {
  // Only for its demo keys: nothing is called.
  const sandbox = await startSandbox({ port: 0 });
  const { tiktokShop, ...others } = sandbox.credentials;
  credentials = { ...others, "tiktok-shop": tiktokShop };
  await sandbox.stop();
});
afterAll(() => expect(Object.keys(Object.prototype)).toEqual([]));

/** Text as a careless or hostile platform may send it: JSON of any shape, JSON that names prototypes, XML, noise, deep nests. */
const foreignText = fc.oneof(
  fc.json({ maxDepth: 5 }),
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.constantFrom(
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    `${"[".repeat(20_000)}${"]".repeat(20_000)}`,
    `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`,
    `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>${"&b;".repeat(500)}</x>`,
    `${"<a>".repeat(3_000)}${"</a>".repeat(3_000)}`,
    '{"orders":[null,1,"x",{"id":{}}],"data":{"orders":[{"id":-1}]},"results":[[]],"payload":{"orders":[{}]}}',
    `{"total":${"9".repeat(400)},"id":"${"x".repeat(100_000)}"}`,
    "\u0000\ufeff{}",
    "",
  ),
);

function connectorOf(platform: string, fetch: ConnectorSettings["fetch"]): Connector {
  const definition = knownConnectors.find(({ manifest }) => manifest.platform === platform);
  if (definition === undefined) throw new Error(`no connector of ${platform}`);
  const { manifest } = definition;
  const fields = new Set(manifest.connectionMethods.flatMap((method) => method.fields.map(({ name }) => name)));
  const all = { ...credentials[platform], ...(platform === "amazon" ? { region: "eu" } : {}) };
  let clock = Date.UTC(2026, 3, 1);
  return definition.create({
    credentials: Object.fromEntries(Object.entries(all).filter(([name]) => fields.has(name))),
    ...(manifest.marketplaces[0] ? { marketplace: manifest.marketplaces[0].id } : {}),
    baseURL: "http://127.0.0.1:9",
    tokens: createMemoryTokenStore({
      ...{ accessToken: "a", accessTokenExpiresAt: clock + 86_400_000, refreshToken: "r" },
      ...{ refreshTokenExpiresAt: null, scopes: [] },
    }),
    ...(fetch && { fetch }),
    now: () => clock,
    random: () => 0.5,
    sleep: async (milliseconds) => {
      clock += milliseconds;
    },
  });
}

/** Runs the work; anything thrown but the closed set of connectors' errors, and any hang, is a failure. */
async function onlyKnownErrors(work: () => Promise<unknown>): Promise<void> {
  const before = performance.now();
  await work().catch((error: unknown) => {
    if (!ConnectorError.is(error)) throw error;
  });
  expect(performance.now() - before).toBeLessThan(longestMs);
}

/** What a sync asks of a connector first, as far as it can. */
function questions(connector: Connector): (() => Promise<unknown>)[] {
  const signal = AbortSignal.timeout(longestMs);
  const first = async (pages: AsyncIterable<unknown> | undefined) => {
    for await (const page of pages ?? []) return page;
    return null;
  };
  return [
    () => connector.probe({ signal }),
    () => first(connector.orders?.changedSince(null, { signal })),
    () => first(connector.listings?.all(null, { signal })),
  ];
}

describe.each(knownConnectors.map(({ manifest }) => manifest.platform))("what %s sends", (platform) => {
  test("as a message is verified or refused in words, and its bytes stay as they came", async () => {
    const connector = connectorOf(platform, () => Promise.reject(new TypeError("no network in this test")));
    const headerNames = ["authorization", "x_authorization", "x-ebay-signature", "x_date", "date", "content-type"];
    const headers = fc.dictionary(fc.constantFrom(...headerNames), fc.string({ maxLength: 200 }));
    await fc.assert(
      fc.asyncProperty(foreignText, headers, fc.webUrl({ withQueryParameters: true }), async (text, named, url) => {
        const body = new TextEncoder().encode(text);
        const copy = body.slice();
        await onlyKnownErrors(async () => {
          const request = { method: "POST", url, endpoint: "https://a.example/hook", headers: named, body };
          const answer = await connector.webhooks?.verify(request);
          if (answer) expect(typeof answer.verified).toBe("boolean");
        });
        expect(body).toEqual(copy);
      }),
      search,
    );
  });

  test("as an answer is read, or refused by one of the known errors, in bounded time", async () => {
    const status = fc.constantFrom(200, 200, 200, 204, 400, 401, 404, 429, 500);
    const type = fc.constantFrom("application/json", "text/html", "text/xml", "application/octet-stream");
    await fc.assert(
      fc.asyncProperty(foreignText, status, type, async (text, code, contentType) => {
        const answer = () =>
          new Response(code === 204 ? null : text, { status: code, headers: { "content-type": contentType } });
        const connector = connectorOf(platform, async () => answer());
        for (const question of questions(connector)) await onlyKnownErrors(question);
      }),
      search,
    );
  });
});
