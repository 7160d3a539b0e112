import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ConnectionCard } from "../services/connections/connection-card.ts";
import { createFakePlatform, type FakePlatform } from "../testing/fake-platform.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

const goodKey = "key-secret-good";

describeEachDatabase("connections by keys", (context) => {
  let server: TestServer;
  let owner: Visitor;
  let fake: FakePlatform;
  beforeAll(async () => {
    fake = createFakePlatform("keymart", "keys");
    server = await startTestServer(context.database, { overrides: { connectors: [fake.definition] } });
    owner = await server.owner();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    fake.failure = null;
    fake.account = "ann-shop";
    fake.acceptedKey = goodKey;
    const { connectionId, status } = await card();
    if (status !== "not_connected") await owner.mutate("connections.disconnect", { connectionId });
  });

  const card = async (): Promise<ConnectionCard> => {
    const cards = (await owner.query("connections.list")).data as ConnectionCard[];
    return cards.find(({ platform }) => platform === "keymart") as ConnectionCard;
  };
  const save = (apiKey: string) => owner.mutate("connections.saveKeys", { platform: "keymart", fields: { apiKey } });
  const storedSecrets = () =>
    context.database.asSystem((tx) => tx.selectFrom("credentials").selectAll().orderBy("connection_id").execute());

  test("a platform nobody connected says so, and cannot be tested", async () => {
    expect((await card()).status).toBe("not_connected");
    const missing = await owner.mutate("connections.test", { connectionId: "00000000-0000-7000-8000-000000000000" });
    expect(missing.error.data.code).toBe("not_found");
  });

  test("keys are tried by a real call, then stored encrypted; the card is green and names the account", async () => {
    const saved = await save(goodKey);
    expect(saved.data).toMatchObject({
      status: "connected",
      account: "ann-shop",
      lastCalled: "GET /me",
      lastLatencyMs: 12,
      warnings: ["Your test shop closes on Sundays."],
      error: null,
      missing: [],
    });
    const [secret] = await storedSecrets();
    expect(secret?.ciphertext).not.toContain(goodKey);
  });

  test.each([
    ["missing", {}, "fields.apiKey"],
    ["misspelt", { apiKey: "key", apikey: "x" }, "fields.apikey"],
    ["against the field's own rule", { apiKey: "has spaces inside" }, "fields.apiKey"],
  ])("a form with a field %s is refused before any call, naming the field", async (_why, fields, path) => {
    const before = fake.made.length;
    const answer = await owner.mutate("connections.saveKeys", { platform: "keymart", fields });
    expect(answer.status).toBe(400);
    expect(answer.error.data.issues.map((issue) => issue.path)).toContain(path);
    expect(fake.made).toHaveLength(before);
  });

  test("keys that the platform refuses are not stored, and earlier working ones stay", async () => {
    await save(goodKey);
    const before = await storedSecrets();
    const refused = await save("key-secret-wrong");
    expect(refused.status).toBe(422);
    expect(refused.error).toMatchObject({ message: "The key was refused.", data: { code: "refused_by_platform" } });
    expect(await storedSecrets()).toEqual(before);
    expect((await card()).status).toBe("connected");
  });

  test("an outage while saving stores nothing and does not blame the keys", async () => {
    fake.failure = "unavailable";
    const answer = await save(goodKey);
    expect(answer.status).toBe(502);
    expect(answer.error.data).toMatchObject({ code: "unavailable" });
    expect(answer.error.data.remedy).toMatch(/kept|later/);
    expect((await card()).status).toBe("not_connected");
  });

  test("stored but never tested is not green", async () => {
    await save(goodKey);
    await context.database.asSystem((tx) => tx.updateTable("connections").set({ last_checked_at: null }).execute());
    expect((await card()).status).toBe("incomplete");
  });

  test("when a later version asks for a field that is not stored, the card says which", async () => {
    await save(goodKey);
    await context.database.asSystem((tx) =>
      tx
        .updateTable("connections")
        .set({ settings: JSON.stringify({ fieldNames: [] }) })
        .execute(),
    );
    expect(await card()).toMatchObject({ status: "incomplete", missing: ["apiKey"] });
  });

  test("a test names account, call and time; an outage later shows as one and deletes nothing", async () => {
    const { connectionId } = (await save(goodKey)).data as ConnectionCard;
    const passed = await owner.mutate("connections.test", { connectionId });
    expect(passed.data).toMatchObject({ account: "ann-shop", called: "GET /me", latencyMs: 12 });
    const secrets = await storedSecrets();
    fake.failure = "unavailable";
    const failed = await owner.mutate("connections.test", { connectionId });
    expect(failed.status).toBe(502);
    expect(await card()).toMatchObject({ status: "error", error: { code: "unavailable" } });
    expect((await card()).error?.remedy).toContain("Nothing about your credentials changed");
    expect(await storedSecrets()).toEqual(secrets);
    fake.failure = null;
    await owner.mutate("connections.test", { connectionId });
    expect(await card()).toMatchObject({ status: "connected", error: null });
  });

  test("a revoked key turns the card red with what to do", async () => {
    const { connectionId } = (await save(goodKey)).data as ConnectionCard;
    fake.acceptedKey = "key-secret-new";
    const failed = await owner.mutate("connections.test", { connectionId });
    expect(failed.error.data.code).toBe("refused_by_platform");
    expect(await card()).toMatchObject({ status: "error", error: { code: "auth_revoked" } });
    expect((await card()).error?.remedy).toContain("Reconnect");
  });

  test("disconnecting deletes the secrets; reconnecting the account goes on with settings and cursor", async () => {
    const { connectionId } = (await save(goodKey)).data as ConnectionCard;
    const workspaceId = ((await owner.query("session.me")).data as { workspaceId: string }).workspaceId;
    await context.database.inWorkspace(workspaceId, async (tx) => {
      await tx.deleteFrom("sync_cursors").execute();
      await tx
        .insertInto("sync_cursors")
        .values({ workspace_id: workspaceId, connection_id: String(connectionId), kind: "orders", cursor: "page-7" })
        .execute();
    });
    expect((await owner.mutate("connections.disconnect", { connectionId })).data).toEqual({ ok: true });
    expect(await storedSecrets()).toEqual([]);
    expect((await card()).status).toBe("not_connected");
    const again = (await save(goodKey)).data as ConnectionCard;
    expect(again.connectionId).toBe(connectionId);
    const cursors = await context.database.asSystem((tx) => tx.selectFrom("sync_cursors").select("cursor").execute());
    expect(cursors).toEqual([{ cursor: "page-7" }]);
  });

  test("another account takes the platform over: the former one is disconnected, its history kept apart", async () => {
    const first = (await save(goodKey)).data as ConnectionCard;
    fake.account = "bob-shop";
    const second = (await save(goodKey)).data as ConnectionCard;
    expect(second.connectionId).not.toBe(first.connectionId);
    expect(await card()).toMatchObject({ account: "bob-shop", status: "connected" });
    expect(await storedSecrets()).toHaveLength(1);
  });

  test("no answer of any read holds a secret or a part of one", async () => {
    await save(goodKey);
    const reads = ["connections.list", "platforms.list", "session.me", "setup.status", "jobs.list"];
    const answers = await Promise.all(reads.map((name) => owner.fetch(`/trpc/${name}`).then((r) => r.text())));
    for (const text of answers) expect(text).not.toMatch(/key-secret|ciphertext|secret-good/);
    expect(server.log()).not.toContain(goodKey);
  });

  test("a row copied into another workspace does not open there", async () => {
    const { connectionId } = (await save(goodKey)).data as ConnectionCard;
    const foreign = await context.createWorkspace();
    const me = (await owner.query("session.me")).data as { user: { id: string } };
    await context.database.asSystem(async (tx) => {
      const row = await tx
        .selectFrom("connections")
        .selectAll()
        .where("id", "=", String(connectionId))
        .executeTakeFirstOrThrow();
      const secret = await tx.selectFrom("credentials").selectAll().executeTakeFirstOrThrow();
      const json = { settings: JSON.stringify(row.settings), warnings: "[]", scopes: null, error: null };
      await tx
        .insertInto("connections")
        .values({ ...row, ...json, workspace_id: foreign })
        .execute();
      await tx
        .insertInto("credentials")
        .values({ ...secret, workspace_id: foreign })
        .execute();
      await tx.insertInto("members").values({ workspace_id: foreign, user_id: me.user.id, role: "owner" }).execute();
    });
    const thief = await server.owner();
    await thief.mutate("session.switchWorkspace", { workspaceId: foreign });
    const answer = await thief.mutate("connections.test", { connectionId });
    expect(answer.error).toMatchObject({ data: { code: "unavailable" } });
    expect(answer.error.message).toContain("cannot be decrypted");
    await context.database.asSystem(async (tx) => {
      await tx.deleteFrom("credentials").where("workspace_id", "=", foreign).execute();
      await tx.deleteFrom("members").where("workspace_id", "=", foreign).execute();
    });
  });

  test("a member may look but not connect or disconnect", async () => {
    await save(goodKey);
    const { connectionId } = await card();
    await context.database.asSystem((tx) => tx.updateTable("members").set({ role: "packer" }).execute());
    try {
      expect((await save(goodKey)).error.data.code).toBe("forbidden");
      expect((await owner.mutate("connections.disconnect", { connectionId })).error.data.code).toBe("forbidden");
      expect((await card()).status).toBe("connected");
    } finally {
      await context.database.asSystem((tx) => tx.updateTable("members").set({ role: "owner" }).execute());
    }
  });
});

describeEachDatabase("a server without an encryption key", (context) => {
  let server: TestServer;
  afterAll(() => server.stop());

  test("refuses to save credentials and says which variable to set", async () => {
    const fake = createFakePlatform("keymart", "keys");
    server = await startTestServer(context.database, {
      overrides: { connectors: [fake.definition] },
      environment: { COUNTERFOIL_MASTER_KEY: "", DATABASE_URL: "postgres://unused.example/none" },
    });
    const owner = await server.owner();
    const answer = await owner.mutate("connections.saveKeys", { platform: "keymart", fields: { apiKey: goodKey } });
    expect(answer.status).toBe(503);
    expect(answer.error.data.remedy).toContain("COUNTERFOIL_MASTER_KEY");
    expect(fake.made).toEqual([]);
  });
});
