import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ownerForm, startTestServer, type TestServer } from "../testing/test-server.ts";

describeEachDatabase("first start and sign-in", (context) => {
  let server: TestServer;
  let now = new Date("2026-11-21T10:00:00Z");
  beforeAll(async () => {
    server = await startTestServer(context.database, { overrides: { now: () => now } });
  });
  afterAll(() => server.stop());

  const signIn = (email: string, password: string) =>
    server.visitor().fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });

  test("a half-filled form names every field that is wrong, and nobody is made", async () => {
    const visitor = server.visitor();
    const answer = await visitor.mutate("setup.createOwner", {
      ...ownerForm,
      email: "not an address",
      password: "annannannannann",
      currency: "POUNDS",
      timeZone: "Mars/Olympus",
    });
    expect(answer.status).toBe(400);
    expect(answer.error.data.code).toBe("invalid");
    const paths = answer.error.data.issues.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["email", "currency", "timeZone"]));
    expect((await visitor.query("setup.status")).data).toMatchObject({ needsOwner: true, signedIn: false });
  });

  test.each([
    ["too short", "short"],
    ["one key held down", "aaaaaaaaaaaaaaaaaaaa"],
    ["the owner's own name and address", "ann@example.com1"],
  ])("a weak password is refused: %s", async (_why, password) => {
    const answer = await server.visitor().mutate("setup.createOwner", { ...ownerForm, password });
    expect(answer.error.data.issues.map(({ path }) => path)).toEqual(["password"]);
  });

  test("of two browsers that set up at once, one becomes the owner; afterwards nobody can", async () => {
    const answers = await Promise.all(
      ["ann@example.com", "bob@example.com"].map((email) =>
        server.visitor().mutate("setup.createOwner", { ...ownerForm, email: email, password: ownerForm.password }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const later = await server.visitor().mutate("setup.createOwner", { ...ownerForm, email: "eve@example.com" });
    expect(later.error.data.code).toBe("conflict");
    const users = await context.database.db.selectFrom("auth.user").select("email").execute();
    expect(users).toHaveLength(1);
    await context.database.db.updateTable("auth.user").set({ email: ownerForm.email }).execute();
  });

  test("the owner signs in, sees their workspace, and signs out", async () => {
    const owner = await server.owner();
    const me = await owner.query("session.me");
    expect(me.data).toMatchObject({
      user: { email: ownerForm.email },
      workspaces: [{ name: "Ann's shop", demo: false, role: "owner" }],
      currency: "GBP",
      timeZone: "Europe/London",
    });
    await owner.fetch("/api/auth/sign-out", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect((await owner.query("session.me")).error.data.code).toBe("unauthenticated");
  });

  test("session cookies cannot be read by scripts nor sent by other sites' forms", async () => {
    const response = await signIn(ownerForm.email, ownerForm.password);
    const cookie = response.headers.getSetCookie().find((text) => text.startsWith("counterfoil.session_token"));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/i);
  });

  test("sign-up is closed", async () => {
    const response = await server.visitor().fetch("/api/auth/sign-up/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Eve", email: "eve@example.com", password: "a long enough password" }),
    });
    expect(response.ok).toBe(false);
    expect(await context.database.db.selectFrom("auth.user").select("id").execute()).toHaveLength(1);
  });

  test("guessing is slowed: after ten wrong passwords even the right one must wait", async () => {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      now = new Date(now.getTime() + 20_000);
      expect((await signIn(ownerForm.email, "wrong password here")).status).toBe(401);
    }
    const refused = await signIn(ownerForm.email, ownerForm.password);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(60);
    now = new Date(now.getTime() + 16 * 60_000);
    expect((await signIn(ownerForm.email, ownerForm.password)).status).toBe(200);
  });

  test("one address cannot try many accounts quickly", async () => {
    now = new Date(now.getTime() + 16 * 60_000);
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 25; attempt += 1) {
      statuses.push((await signIn(`user${attempt}@example.com`, "wrong password here")).status);
    }
    expect(statuses.at(-1)).toBe(429);
  });

  test("another site's page cannot write with the owner's cookie", async () => {
    now = new Date(now.getTime() + 16 * 60_000);
    const owner = await server.owner();
    const response = await owner.fetch("/trpc/session.switchWorkspace", {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://evil.example" },
      body: JSON.stringify({ workspaceId: "00000000-0000-7000-8000-000000000000" }),
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ success: false, code: "forbidden" });
  });

  test("a workspace that is not one's own looks like none", async () => {
    const foreign = await context.createWorkspace();
    const owner = await server.owner();
    const answer = await owner.mutate("session.switchWorkspace", { workspaceId: foreign });
    expect(answer.error.data.code).toBe("not_found");
    owner.cookies.set("counterfoil.workspace", foreign);
    const me = await owner.query("session.me");
    expect((me.data as { workspaceId: string }).workspaceId).not.toBe(foreign);
  });

  test("no password and no session token is in the log", () => {
    expect(server.log()).toContain("request");
    expect(server.log()).not.toContain(ownerForm.password);
  });
});
