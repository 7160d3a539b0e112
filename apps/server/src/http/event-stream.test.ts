import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFakePlatform } from "../testing/fake-platform.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

/** Opens the stream and gives its events one by one. */
async function watch(visitor: Visitor): Promise<{ next(): Promise<unknown>; close(): void }> {
  const stopping = new AbortController();
  const response = await visitor.fetch("/api/events", { signal: stopping.signal });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let buffer = "";
  const next = async (): Promise<unknown> => {
    for (;;) {
      const end = buffer.indexOf("\n\n");
      if (end === -1) {
        const { value, done } = await reader.read();
        if (done) return null;
        buffer += decoder.decode(value, { stream: true });
        continue;
      }
      const block = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      const data = block.split("\n").find((line) => line.startsWith("data:"));
      if (data !== undefined && !block.includes("event: ready")) return JSON.parse(data.slice(5));
      if (block.includes("event: ready")) return { type: "ready" };
    }
  };
  expect(await next()).toEqual({ type: "ready" });
  return { next, close: () => stopping.abort() };
}

describeEachDatabase("live events", (context) => {
  let server: TestServer;
  let owner: Visitor;
  let workspaceId: string;
  beforeAll(async () => {
    const fake = createFakePlatform("keymart", "keys");
    server = await startTestServer(context.database, { overrides: { connectors: [fake.definition] } });
    owner = await server.owner();
    workspaceId = ((await owner.query("session.me")).data as { workspaceId: string }).workspaceId;
  });
  afterAll(() => server?.stop());

  test("a visitor who is not signed in gets no stream", async () => {
    expect((await server.visitor().fetch("/api/events")).status).toBe(401);
  });

  test("what a verb changes reaches the watchers of its workspace and nobody else", async () => {
    const stream = await watch(owner);
    const foreign = await context.createWorkspace();
    server.parts.events.publish(foreign, { type: "orders-changed", orderIds: ["foreign"] });
    await owner.mutate("connections.saveKeys", { platform: "keymart", fields: { apiKey: "key-secret-good" } });
    expect(await stream.next()).toEqual({ type: "connections-changed", platform: "keymart" });
    stream.close();
  });

  test("a watcher that is left behind is told to read everything again", async () => {
    const stream = await watch(owner);
    for (let count = 0; count < 250; count += 1) {
      server.parts.events.publish(workspaceId, { type: "orders-changed", orderIds: [String(count)] });
    }
    const seen: unknown[] = [];
    while (!seen.some((event) => (event as { type: string }).type === "inventory-changed"))
      seen.push(await stream.next());
    expect(seen.length).toBeLessThan(250);
    stream.close();
  });

  test("two processes on one PostgreSQL share their events", async () => {
    if (context.kind === "pglite") return;
    const { connection } = context.database;
    const environment = { DATABASE_URL: connection.kind === "postgres" ? connection.url : "" };
    const [first, second] = await Promise.all([
      startTestServer(context.database, { environment }),
      startTestServer(context.database, { environment }),
    ]);
    try {
      const visitor = await second.owner();
      const stream = await watch(visitor);
      first.parts.events.publish(workspaceId, { type: "resolution-changed", platform: "ebay" });
      expect(await stream.next()).toEqual({ type: "resolution-changed", platform: "ebay" });
      first.parts.events.publish(workspaceId, { type: "orders-changed", orderIds: Array(400).fill(workspaceId) });
      expect(await stream.next()).toEqual({ type: "orders-changed" });
      stream.close();
    } finally {
      await first.stop();
      await second.stop();
    }
  });
});
