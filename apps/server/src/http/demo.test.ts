import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { knownConnectors } from "../platforms/known-connectors.ts";
import type { ConnectionCard } from "../services/connections/connection-card.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

interface Run {
  platform: string;
  kind: string;
  state: string;
  seen: number;
  linked: number;
  queued: number;
  errors: unknown[];
}

const waiting = { timeout: 50_000, interval: 200 };

describeEachDatabase("the demo shop", (context) => {
  let dataDir: string;
  let server: TestServer;
  let owner: Visitor;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), "counterfoil-demo-"));
    server = await startTestServer(context.database, { environment: { DATA_DIR: dataDir } });
    owner = await server.owner();
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const cards = async () => (await owner.query("connections.list")).data as ConnectionCard[];
  // A data source is connected, but has no orders to read.
  const selling = knownConnectors.flatMap(({ manifest }) => (manifest.capabilities.orders ? manifest.platform : []));
  const sellingCards = async () => (await cards()).filter(({ platform }) => selling.includes(platform));
  const connectedCards = async () => (await cards()).filter(({ connectionId }) => connectionId !== null);
  const statusOf = async (platform: string) => (await cards()).find((card) => card.platform === platform)?.status;
  const runs = async () => (await owner.query("sync.runs", { limit: 100 })).data as Run[];

  test("one click makes a workspace of its own with stock and every platform, and leads to the simulated eBay", async () => {
    const before = (await owner.query("session.me")).data as { workspaceId: string };
    const startedAt = performance.now();
    const started = await owner.mutate("demo.start", {});
    console.log(`the demo opened in ${Math.round(performance.now() - startedAt)} ms`);
    expect(started.error).toBeUndefined();
    const { workspaceId, authorizationUrl } = started.data as { workspaceId: string; authorizationUrl: string };
    expect(workspaceId).not.toBe(before.workspaceId);
    const me = (await owner.query("session.me")).data as { workspaceId: string; workspaces: { demo: boolean }[] };
    expect(me.workspaceId).toBe(workspaceId);
    expect(me.workspaces.map(({ demo }) => demo)).toEqual([false, true]);
    for (const { platform, status } of await cards()) {
      expect(`${platform} ${status}`).toBe(`${platform} ${platform === "ebay" ? "not_connected" : "connected"}`);
    }
    expect((await cards()).every(({ demo }) => demo)).toBe(true);
    const stock = (await owner.query("inventory.list", {})).data as { total: number };
    expect(stock.total).toBeGreaterThan(200);

    const consentPage = await fetch(authorizationUrl);
    expect(await consentPage.text()).toContain("Agree and Continue");
    const agreed = await fetch(authorizationUrl, {
      method: "POST",
      body: new URLSearchParams({ decision: "agree" }),
      redirect: "manual",
    });
    const back = new URL(agreed.headers.get("location") ?? "");
    expect(back.origin).toBe(server.url);
    const landed = await owner.fetch(`${back.pathname}${back.search}`);
    expect(landed.headers.get("location")).toBe("/settings/integrations?connected=ebay&ebay_success=true");
    expect(await statusOf("ebay")).toBe("connected");
  });

  test("the orders of all platforms come in by themselves and are linked or queued", async () => {
    await vi.waitFor(async () => {
      const done = (await runs()).filter((run) => run.kind === "orders" && run.state === "done");
      // Bricqer answers sixty calls a minute: its first reading takes longer than a test may wait.
      const platforms = (await sellingCards()).map(({ platform }) => platform).filter((name) => name !== "bricqer");
      expect(done.map(({ platform }) => platform)).toEqual(expect.arrayContaining(platforms));
    }, waiting);
    const finished = (await runs()).filter((run) => run.state === "done");
    const sum = (pick: (run: Run) => number) => finished.reduce((total, run) => total + pick(run), 0);
    expect(sum(({ seen }) => seen)).toBeGreaterThan(100);
    expect(sum(({ linked }) => linked)).toBeGreaterThan(20);
    expect(sum(({ queued }) => queued)).toBeGreaterThan(5);
    const unread = (await sellingCards()).filter(({ lastOrderSyncAt }) => lastOrderSyncAt === null);
    expect(unread.filter(({ platform }) => platform !== "bricqer")).toEqual([]);
  });

  test("opening the demo again goes on with the same shop", async () => {
    const stock = (await owner.query("inventory.list", {})).data as { total: number };
    const again = await owner.mutate("demo.start", {});
    expect(again.error).toBeUndefined();
    const me = (await owner.query("session.me")).data as { workspaces: unknown[] };
    expect(me.workspaces).toHaveLength(2);
    expect(((await owner.query("inventory.list", {})).data as { total: number }).total).toBe(stock.total);
  });

  test("after a restart the demo's connections still work", async () => {
    const ids = (await connectedCards()).map(({ connectionId }) => connectionId);
    expect(ids).toHaveLength(server.parts.connectors.all().length);
    await server.stop();
    server = await startTestServer(context.database, { environment: { DATA_DIR: dataDir } });
    owner = await server.owner();
    const me = (await owner.query("session.me")).data as { workspaces: { id: string; demo: boolean }[] };
    await owner.mutate("session.switchWorkspace", { workspaceId: me.workspaces.find(({ demo }) => demo)?.id });
    for (const connectionId of ids) {
      const tested = await owner.mutate("connections.test", { connectionId });
      expect(tested.error).toBeUndefined();
    }
  });

  test("the real workspace knows nothing of it", async () => {
    const me = (await owner.query("session.me")).data as { workspaces: { id: string; demo: boolean }[] };
    await owner.mutate("session.switchWorkspace", { workspaceId: me.workspaces.find(({ demo }) => !demo)?.id });
    const states = (await cards()).map(({ status, demo }) => `${status} ${demo}`);
    expect(new Set(states)).toEqual(new Set(["not_connected false"]));
    expect((await owner.query("orders.list", {})).data).toMatchObject({ total: 0 });
  });
});
