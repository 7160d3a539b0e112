import type { DatabaseHandle } from "@counterfoil/db";
import { openTestDatabase } from "@counterfoil/db/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outsideWorkspaces, procedures } from "../testing/ids-in-inputs.ts";
import { sampleInputs } from "../testing/sample-input.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";
import { restRoutes } from "./rest/rest-routes.ts";

/** The same few foreign values each time; a long search (`FUZZ_RUNS=200` for each procedure) takes others each time. */
const search = process.env["FUZZ_RUNS"] ? { numRuns: Number(process.env["FUZZ_RUNS"]) } : { numRuns: 4, seed: 1 };

/** What a careless or hostile program may put anywhere. */
const foreign = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.constantFrom<unknown>(
    ...["\u0000", "\ud800", "%00", "../../etc/passwd", "1e999", "-0", "9".repeat(400), "x".repeat(20_000)],
    ...[-1, 1e308, 2 ** 53, 0.1, null, true, [], {}, [[]], { $ne: null }, { toString: null }],
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  ),
);

let database: DatabaseHandle;
let server: TestServer;
let owner: Visitor;
beforeAll(async () => {
  database = await openTestDatabase("postgres");
  server = await startTestServer(database);
  owner = await server.owner();
});
afterAll(async () => {
  await server?.stop();
  await database?.close();
});

/** Statuses that are nobody's fault but the asker's; 503 says that a platform or a setting is not there. 429 would hide the rest. */
const isInOrder = (status: number) => (status < 500 && status !== 429) || status === 503;

async function expectInOrder(what: string, response: Response): Promise<void> {
  const text = await response.text();
  expect({ what, status: response.status, text: isInOrder(response.status) ? "" : text.slice(0, 400) }).toEqual({
    what,
    status: expect.toSatisfy(isInOrder),
    text: "",
  });
}

/** Text without halves of surrogate pairs, which no address can hold. */
const wellFormed = (written: string) => Buffer.from(written).toString();

/** A value that a procedure takes, with one of its members exchanged; or nothing it ever asked for. */
function spoilt(sample: unknown, [member, value]: readonly [number, unknown]): unknown {
  if (typeof sample !== "object" || sample === null) return value;
  const names = Object.keys(sample);
  const name = names[member % (names.length + 1)];
  return name === undefined ? value : { ...sample, [name]: value };
}

const taking = procedures.filter(({ path, input }) => input !== null && !outsideWorkspaces.has(path));

test.each(taking.map(({ path }) => path))("whatever is put into %s is answered or refused", async (path) => {
  const { input, type } = taking.find((each) => each.path === path) ?? {};
  const [sample] = input ? sampleInputs(input, () => "00000000-0000-7000-8000-000000000000") : [];
  await fc.assert(
    fc.asyncProperty(fc.tuple(fc.nat(20), foreign), async (spoiling) => {
      const text = JSON.stringify(spoilt(sample?.input, spoiling)) ?? "null";
      const response =
        type === "mutation"
          ? await owner.fetch(`/trpc/${path}`, {
              method: "POST",
              headers: { "content-type": "application/json" },
              body: text,
            })
          : await owner.fetch(`/trpc/${path}?input=${encodeURIComponent(wellFormed(text.slice(0, 2000)))}`);
      await expectInOrder(`${path} ${text.slice(0, 300)}`, response);
    }),
    search,
  );
});

const text = foreign.map((value) =>
  wellFormed((typeof value === "string" ? value : JSON.stringify(value)).slice(0, 500)),
);

test.each(restRoutes.map(({ method, path }) => [method.toUpperCase(), path] as const))(
  "whatever is sent to %s %s is answered or refused",
  async (method, path) => {
    const sent = fc.tuple(fc.array(text, { minLength: 2, maxLength: 2 }), fc.dictionary(text, text), foreign);
    await fc.assert(
      fc.asyncProperty(sent, async ([segments, query, body]) => {
        let next = 0;
        const address = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(segments[next++] || "-"));
        const asked = `${address}?${new URLSearchParams(query)}`.slice(0, 4000);
        const headers = { "content-type": "application/json" };
        const init = method === "GET" ? {} : { headers, body: JSON.stringify(body) ?? "null" };
        await expectInOrder(`${method} ${asked}`, await owner.fetch(asked, { method, ...init }));
      }),
      search,
    );
  },
);

test("whatever a browser brings back from a consent is answered or refused", async () => {
  const brought = fc.record({ code: text, state: text, error: text, spapi_oauth_code: text }, { requiredKeys: [] });
  const platform = fc.constantFrom("ebay", "amazon", "tiktok-shop", "monzo", "unknown");
  await fc.assert(
    fc.asyncProperty(platform, brought, async (of, values) => {
      const asked = `/api/integrations/${of}/callback?${new URLSearchParams(values as Record<string, string>)}`;
      await expectInOrder(asked, await owner.fetch(asked));
    }),
    { ...search, numRuns: search.numRuns * 10 },
  );
});

test("whatever stands in cookies and headers is answered or refused", async () => {
  const letter = fc.constantFrom(..."abcXYZ019=;,%\"'\\ \t{}[]<>.-_~\u00e9\u00ff");
  const value = fc.string({ unit: letter, maxLength: 300 }).map((made) => made.trim());
  const names = ["cookie", "authorization", "x-counterfoil-workspace", "idempotency-key", "accept-language", "origin"];
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), value), async (headers) => {
      const answered = await fetch(`${server.url}/trpc/orders.list`, { headers });
      await expectInOrder(JSON.stringify(headers), answered);
    }),
    { ...search, numRuns: search.numRuns * 10 },
  );
  expect(Object.keys(Object.prototype)).toEqual([]);
});
