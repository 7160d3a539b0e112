import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createPinnedFetch } from "./pinned-fetch.ts";

let server: Server;
let base: string;
beforeAll(async () => {
  server = createServer((incoming, answer) => {
    if (incoming.url === "/endless") return void answer.write("{");
    if (incoming.url === "/moved") return void answer.writeHead(301, { location: "/" }).end();
    if (incoming.method === "DELETE") return void answer.writeHead(204).end();
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      answer.setHeader("x-two", ["a", "b"]);
      answer.end(JSON.stringify({ method: incoming.method, key: incoming.headers.authorization, body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://demo.bricqer.com:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

// Plain HTTP stands in for HTTPS, and this machine for the internet.
const pinned = () =>
  createPinnedFetch({
    resolve: (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]),
    isAllowed: () => true,
    request: request as never,
    agent: new Agent() as never,
  });

it("sends method, headers and body, and gives status, headers and body back", async () => {
  const headers = new Headers({ authorization: "Api-Key k" });
  const answer = await pinned()(`${base}/x`, { method: "PATCH", headers, body: '{"remainingQuantity":3}' });
  expect([answer.status, answer.headers.get("x-two")]).toEqual([200, "a, b"]);
  expect(await answer.json()).toEqual({ method: "PATCH", key: "Api-Key k", body: '{"remainingQuantity":3}' });
  expect((await pinned()(`${base}/x`, { method: "DELETE" })).status).toBe(204);
});

it("follows no redirect and gives up when told, before the answer and within it", async () => {
  expect((await pinned()(`${base}/moved`)).status).toBe(301);
  await expect(pinned()(`${base}/x`, { signal: AbortSignal.abort() })).rejects.toThrow();
  const leaving = new AbortController();
  const answer = await pinned()(`${base}/endless`, { signal: leaving.signal });
  const reading = answer.text();
  leaving.abort();
  await expect(reading).rejects.toThrow();
});

it("calls no closed address that stands in the address itself, where no name is looked up", async () => {
  const closed = createPinnedFetch({ request: request as never, agent: new Agent() as never });
  const { port } = new URL(base);
  for (const host of ["127.0.0.1", "[::1]", "169.254.169.254", "[::ffff:10.0.0.1]", "0x7f.1"])
    await expect(closed(`http://${host}:${port}/x`)).rejects.toMatchObject({ name: "ClosedAddress" });
});
