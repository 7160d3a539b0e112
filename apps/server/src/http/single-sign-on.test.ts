import { describeEachDatabase } from "@counterfoil/db/testing";
import { OAuth2Server } from "oauth2-mock-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { signInOther } from "../testing/other-owner.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

interface Claims {
  sub: string;
  email: string;
  email_verified: boolean;
}

describeEachDatabase("single sign-on", (context) => {
  const provider = new OAuth2Server();
  let server: TestServer;
  let claims: Claims;
  let wrongNonce = false;
  beforeAll(async () => {
    await provider.issuer.keys.generate("RS256");
    await provider.start(0, "127.0.0.1");
    provider.service.on("beforeTokenSigning", (token: { payload: Record<string, unknown> }) => {
      Object.assign(token.payload, claims, wrongNonce ? { nonce: "another" } : {});
    });
    provider.service.on("beforeUserinfo", (answer: { body: unknown }) => {
      answer.body = claims;
    });
    const OIDC = { OIDC_ISSUER: provider.issuer.url ?? "", OIDC_CLIENT_ID: "desk", OIDC_CLIENT_SECRET: "s3cret" };
    server = await startTestServer(context.database, { environment: { ...OIDC, OIDC_NAME: "Example" } });
    await server.owner();
  });
  beforeEach(() => {
    wrongNonce = false;
  });
  afterAll(async () => {
    await server.stop();
    await provider.stop();
  });

  const start = async (visitor: Visitor, path: string): Promise<string> => {
    const answer = await visitor.fetch(`/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ provider: "sso", callbackURL: "/orders", errorCallbackURL: "/login?sso=failed" }),
    });
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { url: string }).url;
  };
  /** Follows the provider's consent back to the server. Gives where the browser is led then. */
  const comeBack = async (visitor: Visitor, url: string): Promise<string> => {
    const consent = await fetch(url, { redirect: "manual" });
    const back = await visitor.fetch(consent.headers.get("location") ?? "");
    return back.headers.get("location") ?? "";
  };
  const signIn = async (visitor: Visitor) => await comeBack(visitor, await start(visitor, "/sign-in/social"));
  const verify = (userId: string) =>
    context.database.db.updateTable("auth.user").set({ emailVerified: true }).where("id", "=", userId).execute();
  const person = async (verified: boolean) => {
    const { visitor, userId } = await signInOther(server);
    if (verified) await verify(userId);
    claims = { sub: `sub-${userId}`, email: `other-${userId}@example.com`, email_verified: true };
    return { visitor, userId };
  };

  test("is offered by the name of the provider", async () => {
    const { data } = await server.visitor().query("setup.status");
    expect(data).toMatchObject({ signIn: { singleSignOn: "Example" } });
  });

  test("opens the account whose address both sides verified, and keeps no token", async () => {
    const { userId } = await person(true);
    const visitor = server.visitor();
    expect(await signIn(visitor)).toMatch(/\/orders$/);
    expect((await visitor.query("session.me")).data).toMatchObject({ user: { id: userId } });
    expect((await visitor.query("account.me")).data).toMatchObject({ hasPassword: true, singleSignOn: true });
    const rows = await context.database.db
      .selectFrom("auth.account")
      .select(["accessToken", "refreshToken", "idToken"])
      .where("userId", "=", userId)
      .execute();
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toEqual({ accessToken: null, refreshToken: null, idToken: null });
    const again = server.visitor();
    expect(await signIn(again)).toMatch(/\/orders$/);
    expect((await again.query("session.me")).status).toBe(200);
  });

  test.each([
    ["the provider did not verify the address", { email_verified: false }, true],
    ["the address was never verified here: somebody else may have made the account", {}, false],
    ["nobody here has the address", { email: "stranger@example.com" }, true],
  ])("opens nothing where %s", async (_, change, verified) => {
    const { userId } = await person(verified);
    claims = { ...claims, ...change };
    const visitor = server.visitor();
    expect(await signIn(visitor)).toMatch(/\/login\?sso=failed&error=/);
    expect((await visitor.query("session.me")).status).toBe(401);
    const accounts = await context.database.db
      .selectFrom("auth.account")
      .select("providerId")
      .where("userId", "=", userId)
      .execute();
    expect(accounts).toEqual([{ providerId: "credential" }]);
  });

  test("is joined by whoever is signed in, if the address is theirs", async () => {
    const { visitor } = await person(false);
    const { email } = claims;
    claims = { ...claims, email: "another@example.com" };
    expect(await comeBack(visitor, await start(visitor, "/link-social"))).toMatch(/sso=failed/);
    claims = { ...claims, email };
    expect(await comeBack(visitor, await start(visitor, "/link-social"))).toMatch(/\/orders$/);
    const elsewhere = server.visitor();
    expect(await signIn(elsewhere)).toMatch(/\/orders$/);
    expect((await elsewhere.query("session.me")).status).toBe(200);
  });

  test("refuses a token made for another sign-in, a state of another browser, and one used before", async () => {
    await person(true);
    wrongNonce = true;
    const visitor = server.visitor();
    expect(await signIn(visitor)).toMatch(/error=/);
    wrongNonce = false;
    const stolen = await start(server.visitor(), "/sign-in/social");
    const mallory = server.visitor();
    expect(await comeBack(mallory, stolen)).toMatch(/error=/);
    expect((await mallory.query("session.me")).status).toBe(401);
    const own = server.visitor();
    const consent = await fetch(await start(own, "/sign-in/social"), { redirect: "manual" });
    const callback = consent.headers.get("location") ?? "";
    await own.fetch(callback);
    await own.fetch("/api/auth/sign-out", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    const replayed = await own.fetch(callback);
    expect(replayed.headers.get("location")).toMatch(/error=/);
    expect((await own.query("session.me")).status).toBe(401);
  });

  test.each(["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"])(
    "does not lead to %s afterwards",
    async (address) => {
      for (const returns of [{ callbackURL: address }, { callbackURL: "/", errorCallbackURL: address }]) {
        const answer = await server.visitor().fetch("/api/auth/sign-in/social", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ provider: "sso", ...returns }),
        });
        expect(answer.status).toBe(400);
      }
    },
  );
});
