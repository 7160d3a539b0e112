import { describeEachDatabase, fillEveryTable } from "@counterfoil/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signInOther } from "../testing/other-owner.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

interface Key {
  key: string;
}

// The generated test of confined people calls procedures; this one comes in by the doors, where a session or a key says
// how far it reaches.
describeEachDatabase("somebody who is given one connection", (context) => {
  let server: TestServer;
  let owner: Visitor;
  let packer: Awaited<ReturnType<typeof signInOther>>;
  let shown = "";
  let other = "";
  beforeAll(async () => {
    server = await startTestServer(context.database);
    owner = await server.owner();
    const { workspaceId } = (await owner.query("session.me")).data as { workspaceId: string };
    // The filled rows bring a policy of their own.
    await context.database.inWorkspace(workspaceId, (tx) => tx.deleteFrom("policies").execute());
    await fillEveryTable(context.database, workspaceId);
    other = server.parts.newId();
    shown = await context.database.inWorkspace(workspaceId, async (tx) => {
      const shop = { workspace_id: workspaceId, id: other, platform: "bricklink", method: "keys" } as const;
      await tx
        .insertInto("connections")
        .values({ ...shop, account: "ann", status: "connected" })
        .execute();
      return (await tx.selectFrom("orders").select("connection_id").executeTakeFirstOrThrow()).connection_id;
    });
    packer = await signInOther(server, { workspaceId, role: "packer" });
  });
  afterAll(() => server?.stop());

  const confine = async (connectionIds: string[] | null) => {
    const { error } = await owner.mutate("team.setConnections", { userId: packer.userId, connectionIds });
    expect(error).toBeUndefined();
  };
  const keyOf = async (visitor: Visitor, connectionIds: string[] | null) =>
    ((await visitor.mutate("apiKeys.create", { name: "Script", scopes: ["orders:read"], connectionIds })).data as Key)
      .key;
  const ordersOf = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const procedure = await fetch(`${server.url}/trpc/orders.list`, { headers });
    const { result } = (await procedure.json()) as { result: { data: { total: number } } };
    const rest = await fetch(`${server.url}/api/v1/platforms/orders/pending`, { headers });
    return { total: result.data.total, rest: rest.status, text: await rest.text() };
  };

  test("sees by cookie and by token the orders of that one, from the next request on", async () => {
    const seen = async () => ((await packer.visitor.query("orders.list")).data as { total: number }).total;
    const all = await seen();
    expect(all).toBeGreaterThan(0);
    await confine([other]);
    expect(await seen()).toBe(0);
    expect(await ordersOf(packer.token)).toMatchObject({ total: 0, rest: 200 });
    await confine([shown]);
    expect(await seen()).toBe(all);
    await confine(null);
    expect(await seen()).toBe(all);
  });

  test("is not found an order of another one, by its id", async () => {
    const { orders } = (await owner.query("orders.list")).data as { orders: { id: string }[] };
    const orderId = orders[0]?.id ?? "";
    await confine([other]);
    expect((await packer.visitor.query("orders.get", { id: orderId })).status).toBe(404);
    const headers = { authorization: `Bearer ${packer.token}` };
    expect((await fetch(`${server.url}/api/v1/platforms/orders/${orderId}`, { headers })).status).toBe(404);
    await confine(null);
    expect((await packer.visitor.query("orders.get", { id: orderId })).status).toBe(200);
  });

  test("makes keys that reach no further, also where they were made before", async () => {
    const before = await keyOf(packer.visitor, null);
    expect((await ordersOf(before)).total).toBeGreaterThan(0);
    await confine([other]);
    expect((await ordersOf(before)).total).toBe(0);
    expect((await ordersOf(await keyOf(packer.visitor, null))).total).toBe(0);
    const beyond = await packer.visitor.mutate("apiKeys.create", {
      ...{ name: "Script", scopes: ["orders:read"], connectionIds: [shown] },
    });
    expect(beyond.error).toBeDefined();
    await confine(null);
  });

  test("a key of the owner's reaches as far as it was made to", async () => {
    expect((await ordersOf(await keyOf(owner, [other]))).total).toBe(0);
    expect((await ordersOf(await keyOf(owner, [shown]))).total).toBeGreaterThan(0);
  });
});
