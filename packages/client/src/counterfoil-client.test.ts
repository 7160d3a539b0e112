import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, expectTypeOf, test } from "vitest";
import { type CounterfoilClient, createCounterfoilClient, failureOf, signIn } from "./index.ts";

let server: Server | undefined;
afterEach(() => server?.close());

interface Answer {
  status: number;
  body: unknown;
  cookies?: string[];
}

/** A server that answers as a Counterfoil server does; gives its address and what it was asked. */
async function serve(answer: (request: IncomingMessage) => Answer) {
  const asked: IncomingMessage[] = [];
  server = createServer((request, response) => {
    asked.push(request);
    request.resume();
    const { status, body, cookies = [] } = answer(request);
    response.writeHead(status, { "content-type": "application/json", "set-cookie": cookies });
    response.end(JSON.stringify(body));
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`, asked };
}

test("a call goes to the server's tRPC door with the session and the server's own origin", async () => {
  const status = { needsOwner: false, signedIn: true, demoAvailable: true, version: "1" };
  const { url, asked } = await serve(() => ({ status: 200, body: [{ result: { data: status } }] }));
  const client = createCounterfoilClient({ url: `${url}/`, session: "counterfoil.session_token=abc" });
  expect(await client.setup.status.query()).toEqual(status);
  expect(asked[0]?.url).toMatch(/^\/trpc\/setup\.status/);
  expect(asked[0]?.headers).toMatchObject({ cookie: "counterfoil.session_token=abc", origin: url });
});

test("calls made in one moment are one request", async () => {
  const { url, asked } = await serve(() => ({
    status: 200,
    body: [{ result: { data: "first" } }, { result: { data: "second" } }],
  }));
  const client = createCounterfoilClient({ url });
  const answers: unknown[] = await Promise.all([client.setup.status.query(), client.platforms.list.query()]);
  expect(answers).toEqual(["first", "second"]);
  expect(asked).toHaveLength(1);
});

test("a refusal is read with its code, fields and remedy", async () => {
  const data = {
    code: "invalid",
    httpStatus: 400,
    path: "connections.saveKeys",
    issues: [{ path: "fields.apiKey", message: "Enter the key." }],
    remedy: "Enter it.",
    requestId: "r-1",
  };
  const { url } = await serve(() => ({ status: 400, body: [{ error: { message: "No.", code: -32600, data } }] }));
  const client = createCounterfoilClient({ url });
  const error = await client.connections.saveKeys
    .mutate({ platform: "bricklink", fields: {} })
    .catch((e: unknown) => e);
  expect(failureOf(error)).toEqual({
    code: "invalid",
    message: "No.",
    issues: data.issues,
    remedy: "Enter it.",
    requestId: "r-1",
  });
});

test("an error of another kind is no failure of the server", () => {
  expect(failureOf(new Error("network"))).toBeNull();
});

test("signing in gives the session, a refused one the server's words", async () => {
  const { url } = await serve(() => ({ status: 200, body: {}, cookies: ["a=1; HttpOnly; Path=/", "b=2; Path=/"] }));
  expect(await signIn({ url, email: "ann@example.com", password: "x" })).toBe("a=1; b=2");
  server?.close();
  const refusing = await serve(() => ({ status: 429, body: { message: "Too many failed attempts." } }));
  await expect(signIn({ ...refusing, email: "ann@example.com", password: "x" })).rejects.toThrow(
    "The server refused the sign-in (429): Too many failed attempts.",
  );
});

test("an address that is none is repeated in the error", () => {
  expect(() => createCounterfoilClient({ url: "localhost" })).toThrow('"localhost" is not the address');
});

test("answers are typed from the server's router", () => {
  type Card = Awaited<ReturnType<CounterfoilClient["connections"]["list"]["query"]>>[number];
  expectTypeOf<Card["status"]>().toEqualTypeOf<"connected" | "incomplete" | "error" | "not_connected">();
  expectTypeOf<Parameters<CounterfoilClient["connections"]["test"]["mutate"]>[0]>().toEqualTypeOf<{
    connectionId: string;
  }>();
});
