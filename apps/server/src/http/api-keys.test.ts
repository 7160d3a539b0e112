import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signInOther } from "../testing/other-owner.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

interface Made {
  key: string;
  apiKey: { id: string; prefix: string; state: string };
}

describeEachDatabase("keys for programs", (context) => {
  let server: TestServer;
  let owner: Visitor;
  let now = new Date("2026-11-21T10:00:00Z");
  beforeAll(async () => {
    server = await startTestServer(context.database, { overrides: { now: () => now } });
    owner = await server.owner();
  });
  afterAll(() => server?.stop());

  const make = async (scopes: string[], expiresInDays: number | null = 30, by = owner): Promise<Made> =>
    (await by.mutate("apiKeys.create", { name: "Script", scopes, expiresInDays })).data;
  const call = async (token: string, procedure: string, input?: unknown) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const response = await fetch(`${server.url}/trpc/${procedure}`, {
      headers,
      ...(input === undefined ? {} : { method: "POST", body: JSON.stringify(input) }),
    });
    return { status: response.status, body: await response.text() };
  };

  test("a key reads what its scopes name, and is refused the rest with the scope that lacks", async () => {
    const { key } = await make(["orders:read"]);
    expect((await call(key, "orders.list")).status).toBe(200);
    expect((await call(key, "session.me")).body).toContain("ann@example.com");
    const refused = await call(key, "inventory.list");
    expect(refused.status).toBe(403);
    expect(refused.body).toContain("inventory:read");
    expect((await call(key, "inventory.create", { title: "X", status: "in_stock", quantity: 1 })).status).toBe(403);
  });

  test("a scope that writes also reads, without a cookie and without an origin", async () => {
    const { key } = await make(["inventory:write"]);
    expect((await call(key, "inventory.list")).status).toBe(200);
    const made = await call(key, "inventory.create", { title: "Castle", status: "in_stock", quantity: 1 });
    expect(made.status).toBe(200);
  });

  test("no key makes keys, switches workspaces or starts a demo, whatever its scopes", async () => {
    const { key } = await make(["orders:write", "connections:write", "inventory:write", "sync:write"]);
    expect((await call(key, "apiKeys.create", { name: "X", scopes: ["orders:read"] })).status).toBe(403);
    expect((await call(key, "apiKeys.list")).status).toBe(403);
    const elsewhere = { workspaceId: server.parts.newId() };
    expect((await call(key, "session.switchWorkspace", elsewhere)).status).toBe(403);
  });

  test("a key ends with its time, at once when revoked, and when its owner leaves", async () => {
    const expiring = await make(["orders:read"], 1);
    const revoked = await make(["orders:read"], null);
    const [{ workspace_id: workspaceId } = { workspace_id: "" }] = await context.database.asSystem((tx) =>
      tx.selectFrom("members").select("workspace_id").where("role", "=", "owner").limit(1).execute(),
    );
    const member = await signInOther(server, { workspaceId });
    const leaving = await make(["orders:read"], null, member.visitor);
    for (const { key } of [expiring, revoked, leaving]) expect((await call(key, "orders.list")).status).toBe(200);
    await owner.mutate("apiKeys.revoke", { id: revoked.apiKey.id });
    await context.database.asSystem((tx) => tx.deleteFrom("members").where("user_id", "=", member.userId).execute());
    now = new Date(now.getTime() + 25 * 3_600_000);
    for (const { key } of [expiring, revoked, leaving]) expect((await call(key, "orders.list")).status).toBe(401);
    const shown = (await owner.query("apiKeys.list")).data as { id: string; state: string; lastUsedAt: string }[];
    expect(shown.find(({ id }) => id === expiring.apiKey.id)).toMatchObject({ state: "expired" });
    expect(shown.some(({ id }) => id === revoked.apiKey.id)).toBe(false);
  });

  test("the key is shown once: neither list, database nor log holds it", async () => {
    const { key, apiKey } = await make(["orders:read"]);
    expect(key.startsWith(apiKey.prefix)).toBe(true);
    await call(key, "orders.list");
    expect(JSON.stringify((await owner.query("apiKeys.list")).data)).not.toContain(key);
    const rows = await context.database.asSystem((tx) => tx.selectFrom("api_keys").selectAll().execute());
    expect(JSON.stringify(rows)).not.toContain(key);
    expect(server.log()).not.toContain(key);
  });

  test("another user sees and revokes none of them; a viewer makes none; a member sees their own", async () => {
    const { apiKey } = await make(["orders:read"]);
    const other = await signInOther(server);
    expect((await other.visitor.query("apiKeys.list")).data).toEqual([]);
    expect((await other.visitor.mutate("apiKeys.revoke", { id: apiKey.id })).status).toBe(404);
    const member = await signInOther(server, { workspaceId: other.workspaceId });
    await make(["orders:read"], 1, other.visitor);
    expect((await member.visitor.query("apiKeys.list")).data).toEqual([]);
    expect((await other.visitor.query("apiKeys.list")).data).toHaveLength(1);
    const viewer = await signInOther(server, { workspaceId: other.workspaceId, role: "viewer" });
    const refused = await viewer.visitor.mutate("apiKeys.create", { name: "X", scopes: ["orders:read"] });
    expect(refused.status).toBe(403);
  });

  test("a session works as a bearer token; a cookie that travels along does not speak for it", async () => {
    const other = await signInOther(server);
    expect((await call(other.token, "session.me")).body).toContain(other.workspaceId);
    const mixed = await owner.fetch("/trpc/session.me", { headers: { authorization: `Bearer ${other.token}` } });
    expect(await mixed.text()).toContain(other.workspaceId);
    const unknown = await owner.fetch("/trpc/session.me", { headers: { authorization: "Bearer cf_unknown" } });
    expect(unknown.status).toBe(401);
  });

  test("a program names its workspace; one that is not its own is refused", async () => {
    const other = await signInOther(server);
    const headers = { authorization: `Bearer ${other.token}`, "x-counterfoil-workspace": server.parts.newId() };
    expect((await fetch(`${server.url}/trpc/orders.list`, { headers })).status).toBe(403);
    const own = { ...headers, "x-counterfoil-workspace": other.workspaceId };
    expect((await fetch(`${server.url}/trpc/orders.list`, { headers: own })).status).toBe(200);
  });
});
