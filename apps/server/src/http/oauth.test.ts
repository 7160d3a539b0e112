import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ConnectionCard } from "../services/connections/connection-card.ts";
import { createFakePlatform, type FakePlatform } from "../testing/fake-platform.ts";
import { ownerForm, startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

const application = { clientId: "client-1", clientSecret: "application-secret" };

describeEachDatabase("connecting by consent", (context) => {
  let server: TestServer;
  let owner: Visitor;
  let fake: FakePlatform;
  let other: FakePlatform;
  let now = new Date("2026-11-21T10:00:00Z");
  beforeAll(async () => {
    fake = createFakePlatform("consentmart", "oauth2");
    other = createFakePlatform("othermart", "oauth2");
    server = await startTestServer(context.database, {
      overrides: { connectors: [fake.definition, other.definition], now: () => now },
    });
    owner = await server.owner();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    fake.failure = null;
    fake.account = "ann-shop";
    const { connectionId, status } = await card();
    if (status !== "not_connected") await owner.mutate("connections.disconnect", { connectionId });
  });

  const card = async (): Promise<ConnectionCard> => {
    const cards = (await owner.query("connections.list")).data as ConnectionCard[];
    return cards.find(({ platform }) => platform === "consentmart") as ConnectionCard;
  };
  const start = async (visitor = owner, extra: object = {}): Promise<URL> => {
    const input = { platform: "consentmart", fields: application, ...extra };
    const answer = await visitor.mutate("connections.startOAuth", input);
    return new URL((answer.data as { authorizationUrl: string }).authorizationUrl);
  };
  const stateOf = (url: URL) => url.searchParams.get("state") ?? "";
  const callback = async (
    query: Record<string, string>,
    { visitor = owner, platform = "consentmart" }: { visitor?: Visitor; platform?: string } = {},
  ): Promise<string> => {
    const response = await visitor.fetch(`/api/integrations/${platform}/callback?${new URLSearchParams(query)}`);
    expect(response.status).toBe(302);
    return response.headers.get("location") ?? "";
  };
  const nothingStored = async () => {
    const rows = await context.database.asSystem((tx) => tx.selectFrom("credentials").select("kind").execute());
    expect(rows).toEqual([]);
    expect((await card()).status).toBe("not_connected");
  };

  test("the seller is led to the platform and back; the connection is proven and stored encrypted", async () => {
    const consent = await start();
    expect(consent.origin).toBe("https://consentmart.test");
    expect(consent.searchParams.get("to")).toBe(`${server.url}/api/integrations/consentmart/callback`);
    const location = await callback({ code: "code-good", state: stateOf(consent) });
    expect(location).toBe("/settings/integrations?connected=consentmart");
    expect(await card()).toMatchObject({ status: "connected", account: "ann-shop" });
    expect((await card()).expiresAt).not.toBeNull();
    const stored = await context.database.asSystem((tx) => tx.selectFrom("credentials").selectAll().execute());
    expect(stored.map(({ kind }) => kind).sort()).toEqual(["fields", "tokens"]);
    expect(JSON.stringify(stored)).not.toMatch(/access-secret|refresh-secret|application-secret/);
  });

  test("a half-filled application form names what is missing, before any state is made", async () => {
    const answer = await owner.mutate("connections.startOAuth", { platform: "consentmart", fields: { clientId: "x" } });
    expect(answer.error.data).toMatchObject({ code: "invalid", issues: [{ path: "fields.clientSecret" }] });
    const none = await owner.mutate("connections.startOAuth", { platform: "consentmart" });
    expect(none.error.data.issues.map(({ path }) => path)).toEqual(["fields.clientId", "fields.clientSecret"]);
  });

  test("a state works once: the second callback changes nothing", async () => {
    const state = stateOf(await start());
    await callback({ code: "code-good", state });
    const before = await card();
    expect(await callback({ code: "code-good", state })).toContain("connect_error=state_used");
    expect(await card()).toEqual(before);
  });

  test("of two callbacks at the same moment one is accepted", async () => {
    const state = stateOf(await start());
    const locations = await Promise.all([0, 1].map(() => callback({ code: "code-good", state })));
    expect(locations.filter((location) => location.includes("connected=consentmart"))).toHaveLength(1);
    expect(locations.filter((location) => location.includes("state_used"))).toHaveLength(1);
  });

  test("a state that waited too long is refused", async () => {
    const state = stateOf(await start());
    now = new Date(now.getTime() + 16 * 60_000);
    expect(await callback({ code: "code-good", state })).toContain("connect_error=state_expired");
    await nothingStored();
  });

  test.each([
    ["made up", () => "made-up"],
    ["missing", () => ""],
    ["changed in its payload", (state: string) => changed(state, 1)],
    ["changed in its signature", (state: string) => changed(state, 2)],
    ["unsigned", (state: string) => `${Buffer.from('{"alg":"none"}').toString("base64url")}.${state.split(".")[1]}.`],
  ])("a state that is %s is refused", async (_how, forge) => {
    const state = stateOf(await start());
    expect(await callback({ code: "code-good", state: forge(state) })).toContain("connect_error=state_invalid");
    await nothingStored();
  });

  test("a state of one platform is refused by another's callback", async () => {
    const state = stateOf(await start());
    const location = await callback({ code: "code-good", state }, { platform: "othermart" });
    expect(location).toContain("connect_error=state_invalid");
    await nothingStored();
  });

  test("another session of the same user cannot finish it, the one that began still can", async () => {
    const state = stateOf(await start());
    const elsewhere = await server.owner();
    const location = await callback({ code: "code-good", state }, { visitor: elsewhere });
    expect(location).toContain("connect_error=state_foreign");
    await nothingStored();
    expect(await callback({ code: "code-good", state })).toContain("connected=consentmart");
  });

  test("another user cannot finish it, whoever they are", async () => {
    const state = stateOf(await start());
    const stranger = await signInStranger(server, context.database);
    expect(await callback({ code: "code-good", state }, { visitor: stranger })).toContain(
      "connect_error=state_foreign",
    );
    const nobody = server.visitor();
    expect(await callback({ code: "code-good", state }, { visitor: nobody })).toContain("connect_error=signed_out");
    await nothingStored();
  });

  test("declining on the platform's page stores nothing and says so", async () => {
    const state = stateOf(await start());
    expect(await callback({ error: "access_denied", state })).toContain("connect_error=access_denied");
    await nothingStored();
  });

  test("a bad code and an outage at the exchange each come back with their own reason", async () => {
    const bad = await callback({ code: "code-bad", state: stateOf(await start()) });
    expect(bad).toContain("connect_error=invalid_request");
    const consent = await start();
    fake.failure = "unavailable";
    expect(await callback({ code: "code-good", state: stateOf(consent) })).toContain("connect_error=unavailable");
    await nothingStored();
  });

  test("a failing reconnect leaves the working connection as it is", async () => {
    await callback({ code: "code-good", state: stateOf(await start()) });
    const before = await context.database.asSystem((tx) =>
      tx.selectFrom("credentials").selectAll().orderBy("kind").execute(),
    );
    const consent = await start();
    expect((await card()).status).toBe("connected");
    await callback({ code: "code-bad", state: stateOf(consent) });
    expect((await card()).status).toBe("connected");
    const after = await context.database.asSystem((tx) =>
      tx.selectFrom("credentials").selectAll().orderBy("kind").execute(),
    );
    expect(after).toEqual(before);
  });

  test("reconnecting needs no form: the application's stored credentials are used", async () => {
    await callback({ code: "code-good", state: stateOf(await start()) });
    const { connectionId } = await card();
    const again = await start(owner, { fields: undefined });
    expect(await callback({ code: "code-good", state: stateOf(again) })).toContain("connected=");
    expect((await card()).connectionId).toBe(connectionId);
  });

  test.each([
    ["/orders?tab=new", "/orders?tab=new&connected=consentmart"],
    ["https://evil.example/steal", "/settings/integrations?connected=consentmart"],
    ["//evil.example", "/settings/integrations?connected=consentmart"],
  ])("afterwards the page %s leads to %s", async (returnUrl, expected) => {
    const state = stateOf(await start(owner, { returnUrl }));
    expect(await callback({ code: "code-good", state })).toBe(expected);
  });

  test("neither code, state nor token is in the log", () => {
    expect(server.log()).not.toMatch(/code-good|access-secret|refresh-secret|application-secret|eyJhbGciOiJIUzI1NiJ9/);
  });
});

/** Flips one letter in the middle of a token's part, where every bit counts. */
function changed(token: string, part: number): string {
  const parts = token.split(".");
  const text = parts[part] ?? "";
  const at = Math.floor(text.length / 2);
  parts[part] = text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
  return parts.join(".");
}

async function signInStranger(server: TestServer, database: TestServer["parts"]["db"]): Promise<Visitor> {
  const { parts } = server;
  const userId = parts.newId();
  const email = `stranger-${userId}@example.com`;
  await database.db.insertInto("auth.user").values({ id: userId, name: "Stranger", email }).execute();
  await database.db
    .insertInto("auth.account")
    .values({
      id: parts.newId(),
      issuer: "local:credential",
      accountId: userId,
      providerId: "credential",
      userId,
      password: await parts.accounts.hashPassword(ownerForm.password),
    })
    .execute();
  const visitor = server.visitor();
  await visitor.fetch("/api/auth/sign-in/email", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password: ownerForm.password }),
  });
  return visitor;
}
