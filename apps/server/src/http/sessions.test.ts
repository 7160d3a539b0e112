import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAttempts, forgetOldAttempts } from "../security/attempts.ts";
import { createLoginThrottle } from "../security/login-throttle.ts";
import { mostSessions } from "../security/session-rules.ts";
import { signInOther } from "../testing/other-owner.ts";
import { ownerForm, startTestServer, type TestServer } from "../testing/test-server.ts";

/** A server with another public address does not say where it listens. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

const hour = 60 * 60_000;

describeEachDatabase("sessions", (context) => {
  let server: TestServer;
  let later = 0;
  const now = () => new Date(Date.now() + later);
  beforeAll(async () => {
    const environment = { SESSION_IDLE_HOURS: "2", SESSION_DAYS: "1" };
    server = await startTestServer(context.database, { overrides: { now }, environment });
    await server.owner();
  });
  afterAll(() => server.stop());

  const statusWith = async (headers: Record<string, string>) =>
    (await fetch(`${server.url}/trpc/session.me`, { headers })).status;
  const storedOf = async (userId: string) =>
    await context.database.db.selectFrom("auth.session").selectAll().where("userId", "=", userId).execute();

  test("are open to who has the token, and to nobody who read the database", async () => {
    const { visitor, userId, token } = await signInOther(server);
    expect(await statusWith({ authorization: `Bearer ${token}` })).toBe(200);
    const [cookie = ""] = [...visitor.cookies].map(([name, value]) => `${name}=${value}`);
    expect(await statusWith({ cookie })).toBe(200);
    const [name] = cookie.split("=");
    const [stored] = await storedOf(userId);
    expect(JSON.stringify(stored)).not.toContain(token);
    for (const found of [stored?.token ?? "", stored?.id ?? ""]) {
      expect(await statusWith({ authorization: `Bearer ${found}` })).toBe(401);
      expect(await statusWith({ cookie: `${name}=${found}` })).toBe(401);
      expect(await statusWith({ cookie: cookie.replace(/=[^.]+/, `=${found}`) })).toBe(401);
    }
  });

  test("go on while they are used, and end at the latest a day after the sign-in", async () => {
    const { visitor, token } = await signInOther(server);
    later = hour;
    expect((await visitor.query("session.me")).status).toBe(200);
    later = 3 * hour;
    expect((await visitor.query("session.me")).status).toBe(401);
    later = 0;
    const { userId, token: used } = await signInOther(server);
    // As if it had been used ever since.
    const expiresAt = new Date(Date.now() + 48 * hour);
    await context.database.db.updateTable("auth.session").set({ expiresAt }).where("userId", "=", userId).execute();
    later = 23 * hour;
    expect(await statusWith({ authorization: `Bearer ${used}` })).toBe(200);
    later = 25 * hour;
    expect(await statusWith({ authorization: `Bearer ${used}` })).toBe(401);
    expect(await statusWith({ authorization: `Bearer ${token}` })).toBe(401);
    later = 0;
  });

  test("coming in, failing and going are written into the trail, and a new session ends the browser's former one", async () => {
    const { visitor, userId, workspaceId, token } = await signInOther(server);
    const email = `other-${userId}@example.com`;
    const post = (path: string, body: unknown) =>
      visitor.fetch(`/api/auth${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
    const trail = async () =>
      await context.database.inWorkspace(workspaceId, (tx) =>
        tx
          .selectFrom("audit")
          .select(["actor_kind", "actor", "action", "text"])
          .where("subject_type", "=", "account")
          .where("subject_id", "=", userId)
          .orderBy("at")
          .orderBy("id")
          .execute(),
      );
    expect((await post("/sign-in/email", { email, password: "a wrong pass phrase" })).status).toBe(401);
    await expect.poll(async () => (await trail()).length, { timeout: 60_000 }).toBe(2);
    expect((await post("/sign-in/email", { email: email.toUpperCase(), password: ownerForm.password })).status).toBe(
      200,
    );
    expect(await statusWith({ authorization: `Bearer ${token}` })).toBe(401);
    expect((await post("/sign-out", {})).status).toBe(200);
    const by = { actor_kind: "person", actor: "Bob Other" };
    expect(await trail()).toEqual([
      { ...by, action: "signed-in", text: "Bob Other signed in by password." },
      {
        ...{ actor_kind: "system", actor: "Sign-in", action: "sign-in-failed" },
        text: "A sign-in as Bob Other failed: wrong password.",
      },
      { ...by, action: "signed-in", text: "Bob Other signed in by password." },
      { ...by, action: "signed-out", text: "Bob Other signed out." },
    ]);
    const stored = await context.database.inWorkspace(workspaceId, (tx) =>
      tx.selectFrom("audit").select("detail").where("action", "=", "sign-in-failed").execute(),
    );
    expect(stored).toMatchObject([{ detail: { way: "password", address: expect.stringContaining("127.0.0.1") } }]);
    expect(JSON.stringify(stored)).not.toContain("wrong pass");
  });

  test("end at the sign-out", async () => {
    const { visitor, token } = await signInOther(server);
    const headers = { "content-type": "application/json" };
    expect((await visitor.fetch("/api/auth/sign-out", { method: "POST", headers, body: "{}" })).status).toBe(200);
    expect(await statusWith({ authorization: `Bearer ${token}` })).toBe(401);
  });

  test(`are ${mostSessions} at most: a further one ends that which was not used for longest`, async () => {
    const { visitor, userId, token } = await signInOther(server);
    const first = (await storedOf(userId))[0];
    const old = new Date(Date.now() - hour);
    for (let more = 1; more < mostSessions; more += 1)
      await context.database.db
        .insertInto("auth.session")
        .values({
          ...{ id: server.parts.newId(), token: String(more).padStart(64, "0"), userId, updatedAt: old },
          expiresAt: first?.expiresAt ?? old,
        })
        .execute();
    await context.database.db
      .updateTable("auth.session")
      .set({ updatedAt: new Date(Date.now() - 2 * hour) })
      .where("id", "=", first?.id ?? "")
      .execute();
    const email = `other-${userId}@example.com`;
    const answer = await server.visitor().fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password: ownerForm.password }),
    });
    expect(answer.status).toBe(200);
    expect(await storedOf(userId)).toHaveLength(mostSessions);
    expect(await statusWith({ authorization: `Bearer ${token}` })).toBe(401);
    expect((await visitor.query("session.me")).status).toBe(401);
  });

  test("cannot be written with a token that would open one", async () => {
    const { userId } = await signInOther(server);
    const session = { id: server.parts.newId(), userId, token: "a token as it is", expiresAt: now() };
    await expect(context.database.db.insertInto("auth.session").values(session).execute()).rejects.toThrow(/hashed/);
  });

  test("wrong passwords count for all processes together, and begin anew after a right one", async () => {
    const [one, other] = [1, 2].map(() => createLoginThrottle(createAttempts(context.database, now)));
    const both = [one, other] as [NonNullable<typeof one>, NonNullable<typeof one>];
    const attempt = (count: number) =>
      both[count % 2 === 0 ? 0 : 1].begin(count % 3 === 0 ? "X@b.example" : "x@b.example");
    for (let count = 0; count < 10; count += 1) expect(await attempt(count)).toBe(0);
    expect(await attempt(10)).toBeGreaterThan(800);
    expect(await attempt(11)).toBeGreaterThan(800);
    expect(await both[0].begin("y@b.example")).toBe(0);
    await both[1].recordSuccess("x@b.example");
    expect(await attempt(12)).toBe(0);
    const at = await Promise.all(Array.from({ length: 20 }, () => both[0].begin("z@b.example")));
    expect(at.filter((wait) => wait === 0)).toHaveLength(10);
    later = hour;
    expect(await both[0].begin("z@b.example")).toBe(0);
    later = 0;
    const stored = await context.database.db.selectFrom("auth.attempt").selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain("b.example");
    await forgetOldAttempts(context.database, new Date(Date.now() + 3 * hour));
    expect(await context.database.db.selectFrom("auth.attempt").selectAll().execute()).toEqual([]);
  });
});

describeEachDatabase("cookies behind TLS", (context) => {
  test("are tied to the host, and the plain names open nothing", async () => {
    const port = await freePort();
    const environment = { PUBLIC_URL: "https://desk.example", PORT: String(port) };
    const server = await startTestServer(context.database, { environment });
    const url = `http://127.0.0.1:${port}`;
    try {
      const post = (path: string, body: unknown) =>
        fetch(`${url}${path}`, {
          method: "POST",
          headers: { "content-type": "application/json", origin: "https://desk.example" },
          body: JSON.stringify(body),
        });
      const cookies = (await post("/trpc/setup.createOwner", ownerForm)).headers.getSetCookie();
      expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual([
        "__Host-counterfoil.session_token",
        "__Host-counterfoil.workspace",
      ]);
      for (const cookie of cookies) {
        for (const rule of [/; Secure/, /; HttpOnly/, /; SameSite=Lax/, /; Path=\/(;|$)/]) expect(cookie).toMatch(rule);
        expect(cookie).not.toMatch(/; Domain/i);
      }
      const [session = ""] = (cookies[0] ?? "").split(";");
      const me = (cookie: string) => fetch(`${url}/trpc/session.me`, { headers: { cookie } });
      expect((await me(session)).status).toBe(200);
      expect((await me(session.replace("__Host-", ""))).status).toBe(401);
    } finally {
      await server.stop();
    }
  });
});
