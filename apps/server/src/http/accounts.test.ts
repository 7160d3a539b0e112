import { describeEachDatabase } from "@counterfoil/db/testing";
import { TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signInOther } from "../testing/other-owner.ts";
import { ownerForm, startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

const goodPassword = "twelve grey seals";

interface Mail {
  to: string;
  text: string;
}

describeEachDatabase("accounts", (context) => {
  let server: TestServer;
  let owner: Visitor;
  let workspaceId: string;
  let later = 0;
  const mails: Mail[] = [];
  beforeAll(async () => {
    const now = () => new Date(Date.now() + later);
    server = await startTestServer(context.database, { overrides: { now } });
    owner = await server.owner();
    workspaceId = ((await owner.query("session.me")).data as { workspaceId: string }).workspaceId;
  });
  afterAll(() => server.stop());

  const post = (visitor: Visitor, path: string, body: unknown) =>
    visitor.fetch(`/api/auth${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const signIn = (visitor: Visitor, email: string, password: string) =>
    post(visitor, "/sign-in/email", { email, password });
  const sendMail = () => {
    server.parts.mailer = { send: async ({ to, text }) => void mails.push({ to, text }), close: () => undefined };
  };
  const tokenIn = (text: string) => /#([\w-]+)/.exec(text)?.[1] ?? "";
  async function inviteLink(email: string, role: string): Promise<string> {
    const { data, error } = await owner.mutate("team.invite", { email, role });
    expect(error).toBeUndefined();
    return tokenIn((data as { link: string }).link);
  }
  const audited = async (action: string) =>
    await context.database.inWorkspace(workspaceId, (tx) =>
      tx.selectFrom("audit").select("text").where("action", "=", action).execute(),
    );

  describe("an invitation", () => {
    test("makes a new person, once, with the role it names", async () => {
      const token = await inviteLink("pat@example.com", "packer");
      const pat = server.visitor();
      expect((await pat.mutate("account.lookAtInvitation", { token })).data).toEqual({
        ...{ workspace: "Ann's shop", role: "packer", email: "pat@example.com", next: "make-account" },
      });
      const weak = await pat.mutate("account.acceptInvitation", { token, name: "Pat", password: "Ann's shop 2026" });
      expect(weak.error.data.issues[0]?.message).toMatch(/name of your shop/);
      const both = await Promise.all(
        [pat, server.visitor()].map((one) =>
          one.mutate("account.acceptInvitation", { token, name: "Pat", password: goodPassword }),
        ),
      );
      expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
      const visitor = server.visitor();
      expect((await signIn(visitor, "pat@example.com", goodPassword)).status).toBe(200);
      expect((await visitor.query("session.me")).data).toMatchObject({ workspaces: [{ role: "packer" }] });
      expect((await visitor.mutate("account.lookAtInvitation", { token })).error.data.code).toBe("not_found");
      expect(await audited("invitation-accepted")).toEqual([{ text: "Pat joined as packer." }]);
      expect((await visitor.query("team.list")).error.data.code).toBe("forbidden");
    });

    test("is for its own address: somebody else who is signed in is refused", async () => {
      const token = await inviteLink("quinn@example.com", "viewer");
      const { visitor } = await signInOther(server);
      expect((await visitor.mutate("account.lookAtInvitation", { token })).data).toMatchObject({
        next: "other-account",
      });
      const refused = await visitor.mutate("account.acceptInvitation", { token });
      expect(refused.error.data.code).toBe("forbidden");
    });

    test("lets somebody with an account in once they are signed in, and not before", async () => {
      const { visitor, userId } = await signInOther(server);
      const token = await inviteLink(`OTHER-${userId}@example.com`, "manager");
      const stranger = server.visitor();
      expect((await stranger.mutate("account.lookAtInvitation", { token })).data).toMatchObject({ next: "sign-in" });
      const taken = { token, name: "Eve", password: goodPassword };
      expect((await stranger.mutate("account.acceptInvitation", taken)).error.data.code).toBe("conflict");
      expect((await visitor.mutate("account.acceptInvitation", { token })).data).toEqual({ workspaceId });
      expect((await visitor.query("team.list")).status).toBe(200);
    });

    test("is over after a week, and after it was taken back", async () => {
      const token = await inviteLink("late@example.com", "viewer");
      later = 8 * 86_400_000;
      const late = await server.visitor().mutate("account.lookAtInvitation", { token });
      later = 0;
      expect(late.error.data.code).toBe("not_found");
    });

    test("goes by e-mail alone where the installation sends any", async () => {
      sendMail();
      const { data } = await owner.mutate("team.invite", { email: "mail@example.com", role: "viewer" });
      server.parts.mailer = null;
      expect((data as { link: null }).link).toBeNull();
      const token = tokenIn(mails.at(-1)?.text ?? "");
      const accepted = { token, name: "May", password: goodPassword };
      expect((await server.visitor().mutate("account.acceptInvitation", accepted)).status).toBe(200);
      const user = await context.database.db
        .selectFrom("auth.user")
        .select("emailVerified")
        .where("email", "=", "mail@example.com")
        .executeTakeFirst();
      expect(user).toEqual({ emailVerified: true });
    });
  });

  test("a removed member's session and API key open nothing, also after they come back", async () => {
    const { visitor, userId } = await signInOther(server, { workspaceId, role: "packer" });
    const made = await visitor.mutate("apiKeys.create", { name: "k", scopes: ["orders:read"] });
    const { key } = made.data as { key: string };
    const ask = () => fetch(`${server.url}/trpc/orders.list`, { headers: { authorization: `Bearer ${key}` } });
    expect((await ask()).status).toBe(200);
    for (const file of ["payouts.csv", "profit.csv", "analytics/sales.csv"])
      expect((await visitor.fetch(`/api/export/${file}`)).status).toBe(403);
    const events = await visitor.fetch("/api/events");
    expect((await owner.mutate("team.remove", { userId })).status).toBe(200);
    // The stream of events ends by itself.
    expect(await events.text()).toContain("ready");
    expect((await ask()).status).toBe(401);
    expect((await visitor.query("orders.list")).status).toBe(403);
    await context.database.inWorkspace(workspaceId, (tx) =>
      tx.insertInto("members").values({ workspace_id: workspaceId, user_id: userId, role: "packer" }).execute(),
    );
    expect((await ask()).status).toBe(401);
  });

  describe("sessions", () => {
    test("are listed for their owner alone and can be ended, one or all others", async () => {
      const browsers = await Promise.all(
        [1, 2, 3].map(async () => {
          const visitor = server.visitor();
          await signIn(visitor, ownerForm.email, ownerForm.password);
          return visitor;
        }),
      );
      const [first, second, third] = browsers as [Visitor, Visitor, Visitor];
      type Listed = { id: string; current: boolean }[];
      const listed = (await first.query("account.sessions")).data as Listed;
      expect(listed.filter(({ current }) => current)).toHaveLength(1);
      const others = (await second.query("account.sessions")).data as Listed;
      const secondId = others.find(({ current }) => current)?.id;
      const { visitor: stranger } = await signInOther(server);
      expect((await stranger.mutate("account.endSession", { session: secondId })).error.data.code).toBe("not_found");
      expect((await first.mutate("account.endSession", { session: secondId })).status).toBe(200);
      expect((await second.query("session.me")).status).toBe(401);
      expect((await third.query("session.me")).status).toBe(200);
      await first.mutate("account.endOtherSessions", {});
      expect((await third.query("session.me")).status).toBe(401);
      expect((await first.query("session.me")).status).toBe(200);
      expect((await audited("session-ended")).length).toBe(1);
      owner = first;
    });
  });

  describe("a password", () => {
    test("changes given the present one, obeys the rules, and ends every other session", async () => {
      const { visitor, userId } = await signInOther(server);
      const email = `other-${userId}@example.com`;
      const elsewhere = server.visitor();
      await signIn(elsewhere, email, ownerForm.password);
      const change = (password: string, newPassword: string) =>
        visitor.mutate("account.changePassword", { password, newPassword });
      expect((await change("wrong password here", goodPassword)).error.data.issues[0]?.path).toBe("password");
      expect((await change(ownerForm.password, "passwordpassword")).error.message).toMatch(/tried first/);
      expect((await change(ownerForm.password, goodPassword)).data).toEqual({ ended: 1 });
      expect((await elsewhere.query("session.me")).status).toBe(401);
      expect((await visitor.query("session.me")).status).toBe(200);
      expect((await signIn(server.visitor(), email, ownerForm.password)).status).toBe(401);
      expect((await signIn(server.visitor(), email, goodPassword)).status).toBe(200);
    });

    test("cannot be guessed by whoever found an open browser", async () => {
      const { visitor } = await signInOther(server);
      const guess = () => visitor.mutate("account.changePassword", { password: "guess", newPassword: goodPassword });
      for (let attempt = 0; attempt < 10; attempt += 1) await guess();
      expect((await guess()).error.data.code).toBe("rate_limited");
    });

    test("is set anew by a mailed link, once; an unknown address hears the same", async () => {
      const { visitor, userId } = await signInOther(server);
      const email = `other-${userId}@example.com`;
      const ask = (address: string) => server.visitor().mutate("account.askReset", { email: address });
      expect((await ask(email)).error.data.code).toBe("unavailable");
      sendMail();
      const sent = mails.length;
      const [known, unknown] = [await ask(email), await ask("nobody@example.com")];
      expect(unknown.data).toEqual(known.data);
      await expect.poll(() => mails.length, { timeout: 30_000 }).toBe(sent + 1);
      for (let more = 0; more < 5; more += 1) await ask(email);
      await expect.poll(() => mails.length, { timeout: 30_000 }).toBe(sent + 3);
      server.parts.mailer = null;
      const mail = mails[sent] as Mail;
      expect(mail.to).toBe(email);
      const reset = (newPassword: string) =>
        server.visitor().mutate("account.resetPassword", { token: tokenIn(mail.text), newPassword });
      expect((await reset("passwordpassword")).error.message).toMatch(/tried first/);
      expect((await reset(goodPassword)).data).toEqual({ email });
      expect((await reset("eleven pink walrus")).error.data.code).toBe("invalid");
      expect((await visitor.query("session.me")).status).toBe(401);
      expect((await signIn(server.visitor(), email, goodPassword)).status).toBe(200);
      const stored = await context.database.db.selectFrom("auth.verification").selectAll().execute();
      expect(JSON.stringify(stored)).not.toContain(tokenIn(mail.text));
    });
  });

  describe("a second factor", () => {
    interface SetUp {
      secret: string;
      picture: string;
      recoveryCodes: string[];
    }
    const codeOf = (secret: string, later = 0) => new TOTP({ secret }).generate({ timestamp: Date.now() + later });

    test("is asked for at sign-in once its first code was right, and its codes work once", async () => {
      // The minute in which many signed in above is over.
      later = 120_000;
      const { visitor, userId } = await signInOther(server, { workspaceId, role: "packer" });
      const email = `other-${userId}@example.com`;
      const wrong = await visitor.mutate("account.startTwoFactor", { password: "wrong password here" });
      expect(wrong.error.data.issues[0]?.path).toBe("password");
      const started = await visitor.mutate("account.startTwoFactor", { password: ownerForm.password });
      const { secret, picture, recoveryCodes } = started.data as SetUp;
      expect(picture).toMatch(/^<svg/);
      expect(recoveryCodes).toHaveLength(10);
      const pending = server.visitor();
      expect(await (await signIn(pending, email, ownerForm.password)).json()).toHaveProperty("token");
      expect((await visitor.mutate("account.confirmTwoFactor", { code: "000000" })).error.message).toMatch(/not right/);
      expect((await visitor.mutate("account.confirmTwoFactor", { code: codeOf(secret) })).error).toBeUndefined();
      expect((await visitor.query("account.me")).data).toMatchObject({ twoFactor: true });
      expect(await audited("two-factor-on")).toHaveLength(1);

      const stored = await context.database.db.selectFrom("auth.twoFactor").selectAll().execute();
      for (const shown of [secret, ...recoveryCodes]) expect(JSON.stringify(stored)).not.toContain(shown);

      const second = server.visitor();
      expect(await (await signIn(second, email, ownerForm.password)).json()).toMatchObject({ twoFactorRedirect: true });
      expect((await second.query("session.me")).status).toBe(401);
      expect((await post(second, "/two-factor/verify-totp", { code: "000000" })).status).toBe(401);
      const fresh = codeOf(secret, 30_000);
      expect((await post(second, "/two-factor/verify-totp", { code: fresh })).status).toBe(200);
      expect((await second.query("session.me")).status).toBe(200);

      const again = server.visitor();
      await signIn(again, email, ownerForm.password);
      expect((await post(again, "/two-factor/verify-totp", { code: fresh })).status).toBe(401);
      expect((await again.query("session.me")).status).toBe(401);

      const withRecovery = async (code: string) => {
        const third = server.visitor();
        await signIn(third, email, ownerForm.password);
        return (await post(third, "/two-factor/verify-backup-code", { code })).status;
      };
      expect(await withRecovery(recoveryCodes[0] as string)).toBe(200);
      expect(await withRecovery(recoveryCodes[0] as string)).toBe(401);

      expect((await visitor.mutate("account.stopTwoFactor", { password: "wrong password here" })).status).toBe(400);
      expect((await visitor.mutate("account.stopTwoFactor", { password: ownerForm.password })).status).toBe(200);
      expect(await (await signIn(server.visitor(), email, ownerForm.password)).json()).toHaveProperty("token");
    });
  });

  test("what the page does not need of the sign-in library is closed", async () => {
    for (const path of ["/change-password", "/request-password-reset", "/update-user", "/two-factor/disable"])
      expect((await post(owner, path, {})).status).toBe(404);
  });
});
