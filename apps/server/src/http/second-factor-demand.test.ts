import { describeEachDatabase } from "@counterfoil/db/testing";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signInOther } from "../testing/other-owner.ts";
import { ownerForm, startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

describeEachDatabase("a second factor that a workspace demands", (context) => {
  let server: TestServer;
  let owner: Visitor;
  let pat: Awaited<ReturnType<typeof signInOther>>;
  let key: string;
  beforeAll(async () => {
    server = await startTestServer(context.database);
    owner = await server.owner();
    const { workspaceId } = (await owner.query("session.me")).data as { workspaceId: string };
    pat = await signInOther(server, { workspaceId, role: "manager" });
    const made = await pat.visitor.mutate("apiKeys.create", { name: "Script", scopes: ["orders:read"] });
    key = (made.data as { key: string }).key;
  });
  afterAll(() => server.stop());

  const { password } = ownerForm;
  async function setUpFactor(visitor: Visitor): Promise<void> {
    const shown = await visitor.mutate("account.startTwoFactor", { password });
    const { secret } = shown.data as { secret: string };
    const confirmed = await visitor.mutate("account.confirmTwoFactor", { code: new TOTP({ secret }).generate() });
    expect(confirmed.error).toBeUndefined();
  }
  const demand = (visitor: Visitor, demanded: boolean) => visitor.mutate("team.demandSecondFactor", { demanded });
  const lacks = async (visitor: Visitor) =>
    ((await visitor.query("session.me")).data as { lacksSecondFactor: boolean }).lacksSecondFactor;
  const pending = "/api/v1/platforms/orders/pending";
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

  test("is the owner's to decide, who has one first", async () => {
    expect((await demand(pat.visitor, true)).error.data.code).toBe("forbidden");
    const { error } = await demand(owner, true);
    expect(error.data).toMatchObject({ code: "conflict", remedy: "Set yours up first, under Your account." });
    await setUpFactor(owner);
    expect((await demand(owner, true)).error).toBeUndefined();
    expect((await demand(owner, true)).error).toBeUndefined();
    expect((await owner.query("team.list")).data).toMatchObject({ secondFactorDemanded: true });
    const written = await context.database.asSystem((tx) =>
      tx.selectFrom("audit").select("text").where("action", "=", "second-factor-demand-changed").execute(),
    );
    expect(written).toEqual([{ text: "Demanded a second factor of everybody." }]);
  });

  test("keeps a member without one out of every door but their account, and leaves programs alone", async () => {
    const { visitor, token } = pat;
    expect(await lacks(visitor)).toBe(true);
    const refused = await visitor.query("orders.list");
    expect(refused.status).toBe(403);
    expect(refused.error.message).toBe("This workspace demands a second factor, and you have not set one up.");
    for (const path of [pending, "/api/events", "/api/export/inventory.csv"])
      expect([path, (await visitor.fetch(path)).status]).toEqual([path, 403]);
    expect((await fetch(server.url + pending, bearer(token))).status).toBe(403);
    expect((await fetch(server.url + pending, bearer(key))).status).toBe(200);
    expect((await visitor.query("account.me")).status).toBe(200);
  });

  test("opens everything as soon as it is set up, and closes again when it is turned off", async () => {
    const { visitor } = pat;
    await setUpFactor(visitor);
    expect(await lacks(visitor)).toBe(false);
    expect((await visitor.query("orders.list")).status).toBe(200);
    expect((await visitor.mutate("account.stopTwoFactor", { password })).error).toBeUndefined();
    expect((await visitor.query("orders.list")).status).toBe(403);
    expect((await demand(owner, false)).error).toBeUndefined();
    expect((await visitor.query("orders.list")).status).toBe(200);
  });
});
