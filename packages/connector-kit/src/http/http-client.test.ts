import { expect, test } from "vitest";
import { z } from "zod";
import type { ConnectorEvent, RateBudget } from "../contract/index.ts";
import { jsonBody, textBody } from "./body-decoders.ts";
import { createHttpClient } from "./http-client.ts";
import type { HttpClientOptions, HttpRequest } from "./http-types.ts";

type Step = Response | Error | ((init: RequestInit, url: string) => Response | Promise<Response>);

function setUp(steps: Step[], options: Partial<HttpClientOptions> = {}) {
  const sent: { url: string; init: RequestInit }[] = [];
  const events: ConnectorEvent[] = [];
  const waits: number[] = [];
  let now = 1_000_000;
  const http = createHttpClient({
    platform: "test-shop",
    platformName: "Test Shop",
    baseURL: "https://shop.example/api/",
    now: () => now,
    random: () => 0.5,
    sleep: async (ms) => {
      waits.push(ms);
      now += ms;
    },
    onEvent: (event) => events.push(event),
    fetch: async (url, init = {}) => {
      sent.push({ url: String(url), init });
      const step = steps.shift();
      if (!step) throw new Error("no answer is left");
      if (step instanceof Error) throw step;
      return typeof step === "function" ? step(init, String(url)) : step;
    },
    ...options,
  });
  return { http, sent, events, waits };
}

const schema = z.object({ name: z.string() });
const read: HttpRequest<{ name: string }> = {
  operation: "GET /things",
  lane: "read_orders",
  path: "/things",
  decode: jsonBody(schema),
};
const write: HttpRequest<{ name: string }> = { ...read, operation: "POST /things", method: "POST", json: { a: 1 } };
const ok = () => Response.json({ name: "brick" }, { headers: { location: "/things/7" } });
const cut = () => new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
const refused = () =>
  new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) });

/** Answers never, but gives up when the call does. */
function silence(init: RequestInit): Promise<Response> {
  return new Promise((_, reject) => {
    init.signal?.addEventListener("abort", () => reject(init.signal?.reason), { once: true });
  });
}

test("a read answers data, status and headers, and encodes the query by RFC 3986", async () => {
  const { http, sent } = setUp([ok()]);
  const answer = await http.request({ ...read, query: { note: "a b*(c)", page: 2, none: undefined, id: ["1", "2"] } });
  expect(answer.data).toEqual({ name: "brick" });
  expect(answer.headers.get("location")).toBe("/things/7");
  expect(sent[0]?.url).toBe("https://shop.example/api/things?note=a%20b%2A%28c%29&page=2&id=1&id=2");
});

test("a read is retried after a cut connection and after 5xx, with full jitter", async () => {
  const { http, waits, events } = setUp([cut(), new Response("oops", { status: 502 }), ok()]);
  expect((await http.request(read)).data.name).toBe("brick");
  expect(waits).toEqual([250, 500]);
  expect(events.filter((event) => event.type === "retry")).toHaveLength(2);
});

test("a read gives up as unavailable after the last attempt", async () => {
  const { http, sent } = setUp([cut(), cut(), cut(), cut()]);
  await expect(http.request(read)).rejects.toMatchObject({ code: "unavailable", retryable: true });
  expect(sent).toHaveLength(4);
});

test("prepare runs on every attempt", async () => {
  let count = 0;
  const { http, sent } = setUp([cut(), ok()], {
    prepare: (request) => {
      count += 1;
      request.headers.set("x-nonce", String(count));
      return request;
    },
  });
  await http.request(read);
  expect(sent.map(({ init }) => new Headers(init.headers).get("x-nonce"))).toEqual(["1", "2"]);
});

test.each([["7"], [new Date(1_007_000).toUTCString()]])("Retry-After %s is waited out", async (value) => {
  const { http, waits } = setUp([new Response("", { status: 429, headers: { "retry-after": value } }), ok()]);
  await http.request(write);
  expect(waits).toEqual([7_250]);
});

test("a longer pause than the client waits is thrown with its time, and the budget is told", async () => {
  const seen: unknown[] = [];
  const rateBudget: RateBudget = { acquire: async () => {}, observe: (...given) => void seen.push(given) };
  const { http } = setUp([new Response("", { status: 429, headers: { "retry-after": "3600" } })], { rateBudget });
  await expect(http.request(read)).rejects.toMatchObject({ code: "rate_limited", retryAt: 1_000_000 + 3_600_000 });
  expect(seen).toEqual([["all calls", { retryAt: 4_600_000 }]]);
});

test.each([
  ["a cut connection", cut],
  ["a 504", () => new Response("", { status: 504 })],
  ["a body that is not JSON", () => new Response('{"name":"br')],
  ["a body that nests beyond reason", () => new Response(`${"[".repeat(20_000)}${"]".repeat(20_000)}`)],
])("a write is never repeated after %s: its outcome is unknown", async (_, step) => {
  const { http, sent } = setUp([step()]);
  await expect(http.request(write)).rejects.toMatchObject({ code: "outcome_unknown", retryable: false });
  expect(sent).toHaveLength(1);
});

test.each([
  ["a refused connection", refused],
  ["a 503", () => new Response("", { status: 503 })],
  ["a 429", () => new Response("", { status: 429 })],
])("a write is repeated after %s: the platform did not take it", async (_, step) => {
  const { http } = setUp([step(), ok()]);
  expect((await http.request(write)).data.name).toBe("brick");
});

test("an idempotent write is repeated; when no attempt is answered its outcome is unknown", async () => {
  const answered = setUp([cut(), ok()]);
  expect((await answered.http.request({ ...write, effect: "idempotent_write" })).data.name).toBe("brick");
  const lost = setUp([cut(), refused()]);
  const call = lost.http.request({ ...write, effect: "idempotent_write", maxAttempts: 2 });
  await expect(call).rejects.toMatchObject({ code: "outcome_unknown", retryable: true });
});

test("a definite answer after a lost one is the answer", async () => {
  const { http } = setUp([cut(), new Response("", { status: 404 })]);
  await expect(http.request({ ...write, effect: "idempotent_write" })).rejects.toMatchObject({ code: "not_found" });
});

test("an answer of another shape is a bad response that names the field, and is not retried", async () => {
  const { http, sent, events } = setUp([Response.json({ name: 5 })]);
  await expect(http.request(read)).rejects.toMatchObject({ code: "bad_response", issues: [{ path: "name" }] });
  expect(sent).toHaveLength(1);
  expect(events.find((event) => event.type === "validation")?.message).toMatch(/^name: /);
});

test("the platform's own error decoder wins, also inside a 200", async () => {
  const { http } = setUp([Response.json({ name: "x", fault: "E7" })], {
    decodeError: (answer) => {
      const body = answer.json() as { fault?: string };
      return body.fault ? { code: "rejected", message: "No.", platformCode: body.fault } : null;
    },
  });
  await expect(http.request(read)).rejects.toMatchObject({
    code: "rejected",
    platformCode: "E7",
    status: 200,
    operation: "GET /things",
  });
});

test("a read given up by its caller is aborted at once; a write in flight is outcome_unknown", async () => {
  for (const [request, code] of [
    [read, "aborted"],
    [write, "outcome_unknown"],
  ] as const) {
    const controller = new AbortController();
    const { http } = setUp([
      (init) => {
        queueMicrotask(() => controller.abort());
        return silence(init);
      },
    ]);
    const call = http.request({ ...request, signal: controller.signal });
    await expect(call).rejects.toMatchObject({ code });
  }
});

test("a signal that is already aborted sends nothing", async () => {
  const { http, sent } = setUp([ok()]);
  await expect(http.request({ ...write, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
  expect(sent).toHaveLength(0);
});

test("silence ends at the timeout, and the whole call at its deadline", async () => {
  const { http, sent } = setUp([silence, silence]);
  await expect(http.request({ ...read, timeoutMs: 5, maxAttempts: 2 })).rejects.toMatchObject({ code: "unavailable" });
  expect(sent).toHaveLength(2);
  const short = setUp([new Response("", { status: 503 }), ok()]);
  await expect(short.http.request({ ...read, deadlineMs: 100 })).rejects.toMatchObject({ code: "unavailable" });
  expect(short.sent).toHaveLength(1);
});

test("the budget is asked before each attempt, by operation and lane", async () => {
  const asked: unknown[] = [];
  const rateBudget: RateBudget = {
    acquire: async ({ operation, lane }) => void asked.push([operation, lane]),
    observe: () => {},
  };
  const { http } = setUp([cut(), ok()], { rateBudget });
  await http.request({ ...read, budget: "GetThings" });
  expect(asked).toEqual([
    ["GetThings", "read_orders"],
    ["GetThings", "read_orders"],
  ]);
});

test.each([
  ["the budget", { rateBudget: { acquire: () => Promise.reject(new Error("cut")), observe: () => {} } }],
  ["the log-in", { prepare: () => Promise.reject(new Error("cut")) }],
])(
  "a database that is cut while %s is asked blames neither the call nor the platform, and nothing is sent",
  async (_, own) => {
    const { http, sent } = setUp([ok()], own);
    await expect(http.request(write)).rejects.toMatchObject({
      code: "aborted",
      message: expect.stringContaining("not made"),
    });
    expect(sent).toEqual([]);
  },
);

test("text answers and forms work, and an observer that throws does no harm", async () => {
  const { http, sent } = setUp([new Response("<a/>")], {
    onEvent: () => {
      throw new Error("broken observer");
    },
  });
  const form = { grant_type: "x y", scope: "a+b" };
  const answer = await http.request({ ...read, method: "POST", form, decode: textBody, json: undefined });
  expect(answer.data).toBe("<a/>");
  expect(sent[0]?.init.body).toBe("grant_type=x+y&scope=a%2Bb");
});
