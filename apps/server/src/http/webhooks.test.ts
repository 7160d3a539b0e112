import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { ConnectionCard } from "../services/connections/connection-card.ts";
import { createFakePlatform, type FakePlatform } from "../testing/fake-platform.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

describeEachDatabase("webhooks", (context) => {
  let server: TestServer;
  let owner: Visitor;
  let fake: FakePlatform;
  let connectionId: string;
  let workspaceId: string;
  beforeAll(async () => {
    fake = createFakePlatform("keymart", "keys");
    server = await startTestServer(context.database, { overrides: { connectors: [fake.definition] } });
    owner = await server.owner();
    const saved = await owner.mutate("connections.saveKeys", {
      platform: "keymart",
      fields: { apiKey: "key-secret-good" },
    });
    connectionId = String((saved.data as ConnectionCard).connectionId);
    workspaceId = ((await owner.query("session.me")).data as { workspaceId: string }).workspaceId;
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    await context.database.asSystem((tx) => tx.deleteFrom("webhook_events").execute());
    fake.failure = null;
  });

  const deliver = (events: object[], { path = "", signature = "signed-well" } = {}) =>
    fetch(`${server.url}/api/v1/platforms/webhook/keymart${path}`, {
      method: "POST",
      headers: { "x-signature": signature, "content-type": "application/json" },
      body: JSON.stringify(events),
    });
  const stored = () => context.database.asSystem((tx) => tx.selectFrom("webhook_events").selectAll().execute());
  const hint = (id: string) => ({ type: "other", id, occurredAt: "2026-11-21T09:00:00Z", topic: "WEATHER" });

  test("a signed message is stored once, answered as the platform expects, and handled in the background", async () => {
    const response = await deliver([hint("event-1")]);
    expect(response.status).toBe(202);
    expect(response.headers.get("x-fake")).toBe("yes");
    expect(await response.text()).toBe("taken");
    expect((await deliver([hint("event-1")])).status).toBe(202);
    expect(await stored()).toHaveLength(1);
    await vi.waitFor(async () => expect((await stored())[0]?.state).toBe("done"), { timeout: 20_000 });
  });

  test("the same message from two deliveries at once is one event", async () => {
    await Promise.all([0, 1, 2].map(() => deliver([hint("event-2")])));
    expect(await stored()).toHaveLength(1);
  });

  test("a bad or missing signature is refused and nothing is stored", async () => {
    expect((await deliver([hint("event-3")], { signature: "forged" })).status).toBe(412);
    expect((await deliver([hint("event-3")], { signature: "" })).status).toBe(412);
    expect(await stored()).toEqual([]);
  });

  test("a connection's own address works with its secret part only, and only those who set up may see it", async () => {
    const { data } = await owner.mutate("connections.webhookUrl", { connectionId });
    const path = new URL((data as { url: string }).url).pathname.replace("/api/v1/platforms/webhook/keymart", "");
    expect((await deliver([hint("event-4")], { path })).status).toBe(202);
    const guessed = `${path.slice(0, -3)}xyz`;
    expect((await deliver([hint("event-5")], { path: guessed })).status).toBe(404);
    expect((await deliver([hint("event-5")], { path: "/not-an-id/token" })).status).toBe(404);
    expect(await stored()).toHaveLength(1);
    await context.database.asSystem((tx) => tx.updateTable("members").set({ role: "packer" }).execute());
    const refused = await owner.mutate("connections.webhookUrl", { connectionId });
    expect(refused.error.data.code).toBe("forbidden");
    await context.database.asSystem((tx) => tx.updateTable("members").set({ role: "owner" }).execute());
  });

  test("a platform that this server does not know answers 404", async () => {
    const response = await fetch(`${server.url}/api/v1/platforms/webhook/nowhere`, { method: "POST", body: "[]" });
    expect(response.status).toBe(404);
  });

  test("a message that grants were withdrawn is tried, not believed", async () => {
    await deliver([{ type: "authorization-revoked", id: "event-6", occurredAt: "2026-11-21T09:00:00Z" }]);
    await vi.waitFor(async () => expect((await stored())[0]?.state).toBe("done"), { timeout: 20_000 });
    const [card] = (await owner.query("connections.list")).data as ConnectionCard[];
    expect(card?.status).toBe("connected");
    fake.failure = "auth_revoked";
    await deliver([{ type: "authorization-revoked", id: "event-7", occurredAt: "2026-11-21T09:00:00Z" }]);
    await vi.waitFor(
      async () => {
        const [after] = (await owner.query("connections.list")).data as ConnectionCard[];
        expect(after).toMatchObject({ status: "error", error: { code: "auth_revoked" } });
      },
      { timeout: 20_000 },
    );
  });

  test("when a buyer's account is deleted, what names them is erased and the sale stays", async () => {
    await context.database.inWorkspace(workspaceId, async (tx) => {
      const order = (id: string, username: string) => ({
        workspace_id: workspaceId,
        id,
        connection_id: connectionId,
        platform: "keymart",
        external_id: `N-${username}`,
        status: "shipped",
        raw_status: "SHIPPED",
        payment_status: "paid",
        placed_at: new Date(),
        changed_at: new Date(),
        currency: "GBP",
        total_minor: 1234,
        buyer_external_id: `id-${username}`,
        buyer_username: username,
        buyer_name: "Jo Buyer",
        buyer_email: "jo@example.com",
        ship_to: JSON.stringify({ name: "Jo Buyer", lines: ["1 High St"] }),
        buyer_note: "leave it with Jo",
        raw: JSON.stringify({ buyer: username }),
        search_text: `N-${username} ${username} Jo Buyer Castle`,
        lines_complete: true,
      });
      await tx
        .insertInto("orders")
        .values([order(server.parts.newId(), "jo_buys"), order(server.parts.newId(), "kim_buys")] as never)
        .execute();
    });
    const deletion = { type: "account-deleted", id: "event-8", occurredAt: "2026-11-21T09:00:00Z" };
    await deliver([{ ...deletion, externalUserId: "id-jo_buys", username: "jo_buys" }]);
    await vi.waitFor(async () => expect((await stored())[0]?.state).toBe("done"), { timeout: 20_000 });
    const orders = await context.database.asSystem((tx) =>
      tx.selectFrom("orders").selectAll().orderBy("external_id").execute(),
    );
    const [jo, kim] = orders;
    expect(jo).toMatchObject({ external_id: "N-jo_buys", total_minor: 1234, buyer_username: null, ship_to: null });
    expect(JSON.stringify({ ...jo, external_id: null, search_text: jo?.search_text.replace("N-", "") })).not.toMatch(
      /Jo Buyer|jo@example|High St/,
    );
    expect(jo?.search_text).toContain("Castle");
    expect(kim).toMatchObject({ buyer_username: "kim_buys", buyer_name: "Jo Buyer" });
    expect(JSON.stringify(await stored())).not.toContain("jo_buys");
  });
});
