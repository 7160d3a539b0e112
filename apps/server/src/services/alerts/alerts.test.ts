import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ConnectorError } from "@counterfoil/connector-kit";
import { createPinnedFetch } from "@counterfoil/connector-kit/outbound";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSmtpMailer } from "../../mail/smtp-mailer.ts";
import { createJweVault } from "../../security/jwe-vault.ts";
import { parseMasterKeys } from "../../security/master-key.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { testMasterKey } from "../../testing/test-server.ts";
import { systemContext } from "../context.ts";
import { deliverWebhooks } from "../outgoing/deliver-webhooks.ts";
import { checkAlerts } from "./check-alerts.ts";
import { deliverAlerts } from "./deliver-alerts.ts";

const listening = (server: Server | SMTPServer["server"]) => (server.address() as AddressInfo).port;

describeEachDatabase("alerts", (context) => {
  let desk: TestDesk;
  let shiftMs: number;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
    shiftMs = 0;
    const { now } = desk.parts;
    desk.parts.now = () => new Date(now().getTime() + shiftMs);
    desk.parts.vault = createJweVault(parseMasterKeys(testMasterKey));
  });
  const ctx = () => systemContext(desk.parts, desk.workspaceId, "test");
  const check = async () => {
    await checkAlerts(ctx());
    return await desk.owner.alerts.list();
  };
  const deliver = () => deliverAlerts(ctx(), new AbortController().signal);
  const sellTwice = async () => {
    await desk.stock({ sku: "S" });
    desk.shop.put({ externalId: "1-1", lines: [{ sku: "S" }] });
    desk.otherShop.put({ externalId: "9", lines: [{ sku: "S", title: "Falcon" }] });
    await desk.sync(desk.shopConnectionId);
    await desk.sync(desk.otherConnectionId);
  };

  describe("in the app", () => {
    test("a unit that was sold twice is told once, while it lasts, and resolves when it is mended", async () => {
      await sellTwice();
      expect((await check()).alerts).toMatchObject([{ kind: "oversold", severity: "urgent", readAt: null }]);
      const { alerts, unread } = await check();
      expect([alerts.length, unread]).toEqual([1, 1]);
      expect(alerts[0]?.title).toContain("BRICKLINK order 9");
      await desk.owner.alerts.read({ alertId: alerts[0]?.id });
      expect((await check()).unread).toBe(0);
      const entry = (await desk.owner.resolution.list({})).entries[0];
      await desk.owner.resolution.skip({ entryId: entry?.id ?? "" });
      expect((await check()).alerts).toEqual([]);
      expect((await desk.owner.alerts.list({ state: "all" })).alerts[0]?.resolvedAt).not.toBeNull();
    });

    test("a connection that was refused is told, and heals by itself", async () => {
      desk.shop.put({ externalId: "1", lines: [{ sku: "S" }] });
      desk.shop.failReads = new ConnectorError({ code: "auth_revoked", message: "eBay refused the key." });
      await desk.sync();
      const kinds = (await check()).alerts.map(({ kind }) => kind).sort();
      expect(kinds).toEqual(["connection", "run_failed"]);
      desk.shop.failReads = null;
      await desk.sync();
      expect((await check()).alerts).toEqual([]);
    });

    test("an outage is told only when it lasts, and not blamed on the connection before", async () => {
      desk.shop.put({ externalId: "1", lines: [{ sku: "S" }] });
      await desk.sync();
      desk.shop.put({ externalId: "2", lines: [{ sku: "S" }] });
      desk.shop.failReads = new ConnectorError({ code: "unavailable", message: "eBay cannot be reached." });
      await desk.sync();
      expect((await check()).alerts.map(({ kind }) => kind)).toEqual(["run_failed"]);
      shiftMs = 2 * 3_600_000;
      expect((await check()).alerts.map(({ kind }) => kind)).toContain("connection");
    });

    test("a run in which everything failed says so", async () => {
      desk.shop.problems = [{ externalId: "7", message: "The date is not one." }];
      await desk.sync();
      expect((await check()).alerts).toMatchObject([
        { kind: "run_failed", title: expect.stringContaining("Nothing"), text: expect.stringContaining("date") },
      ]);
    });

    test("late orders are one alert for each platform, with their number", async () => {
      const shipBy = "2026-03-20T00:00:00.000Z";
      for (const id of ["1", "2"]) desk.shop.put({ externalId: id, shipBy, lines: [{ sku: id }] });
      desk.shop.put({ externalId: "3", shipBy, status: "shipped", shippedAt: shipBy, lines: [{ sku: "3" }] });
      await desk.sync();
      expect((await check()).alerts).toMatchObject([
        { kind: "late_orders", title: expect.stringContaining("2 orders") },
      ]);
    });

    test("what sells and runs low is told, and a single unit that was sold is not", async () => {
      await desk.stock({ sku: "LOT", quantity: 3 });
      await desk.stock({ sku: "ONE" });
      desk.shop.put({ externalId: "1", lines: [{ sku: "LOT", quantity: 2 }, { sku: "ONE" }] });
      await desk.sync();
      expect((await check()).alerts).toMatchObject([{ kind: "low_stock", title: "1 left of LOT" }]);
      await desk.owner.alerts.setSettings({ lowStock: 0 });
      expect((await check()).alerts).toEqual([]);
    });

    test("a consent that ends soon is told weeks ahead", async () => {
      const expires_at = new Date(desk.parts.now().getTime() + 10 * 86_400_000);
      await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx.updateTable("connections").set({ expires_at }).where("id", "=", desk.shopConnectionId).execute(),
      );
      expect((await check()).alerts).toMatchObject([{ kind: "expiry", severity: "warning" }]);
    });

    test("kinds can be muted; a stranger sees nothing", async () => {
      await sellTwice();
      await desk.owner.alerts.setSettings({ mutedKinds: ["oversold"] });
      expect((await check()).alerts).toEqual([]);
      await desk.owner.alerts.setSettings({ mutedKinds: [] });
      expect((await check()).alerts).toHaveLength(1);
      const stranger = desk.callerFor(await context.createWorkspace());
      expect((await stranger.alerts.list()).alerts).toEqual([]);
      const member = desk.callerFor(desk.workspaceId, "packer");
      await expect(member.alerts.setSettings({ lowStock: 3 })).rejects.toThrow(/manager/);
    });
  });

  describe("by e-mail", () => {
    let mails: string[];
    let refuses: boolean;
    let smtp: SMTPServer;
    beforeAll(async () => {
      smtp = new SMTPServer({
        authOptional: true,
        disabledCommands: ["STARTTLS"],
        onData: (stream, _session, done) => {
          const parts: Buffer[] = [];
          stream.on("data", (part: Buffer) => parts.push(part));
          stream.on("end", () => {
            if (refuses) return done(new Error("mailbox full"));
            mails.push(Buffer.concat(parts).toString());
            done();
          });
        },
      });
      await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
    });
    afterAll(() => new Promise<void>((resolve) => smtp.close(resolve)));
    beforeEach(() => {
      mails = [];
      refuses = false;
      const url = `smtp://127.0.0.1:${listening(smtp.server)}`;
      desk.parts.mailer = createSmtpMailer({ url, from: "Counterfoil <desk@example.com>" });
    });

    test("an alert arrives in a real SMTP server, once, with where to mend it", async () => {
      await desk.owner.alerts.setSettings({ emailTo: "ann@example.com" });
      await sellTwice();
      await check();
      await deliver();
      await check();
      await deliver();
      desk.parts.mailer?.close();
      expect(mails).toHaveLength(1);
      expect(mails[0]).toMatch(/^To: ann@example.com$/m);
      expect(mails[0]).toMatch(/^Subject: Sold twice: BRICKLINK order 9/m);
      expect(mails[0]?.replaceAll(/=\r\n/g, "")).toContain("http://localhost/settings/inventory-resolution?entry=");
    });

    test("what the server refuses is tried again later, and then told", async () => {
      await desk.owner.alerts.setSettings({ emailTo: "ann@example.com" });
      await sellTwice();
      refuses = true;
      await check();
      await deliver();
      expect((await desk.owner.alerts.list()).alerts[0]?.deliveries).toMatchObject([
        { state: "pending", attempts: 1, error: expect.stringContaining("mailbox full") },
      ]);
      refuses = false;
      await deliver();
      expect(mails).toEqual([]);
      shiftMs = 60_000;
      await deliver();
      desk.parts.mailer?.close();
      expect(mails).toHaveLength(1);
    });

    test("nobody is written to who was not named", async () => {
      await sellTwice();
      await check();
      await deliver();
      desk.parts.mailer?.close();
      expect(mails).toEqual([]);
      await expect(desk.owner.alerts.setSettings({ emailTo: "not an address" })).rejects.toThrow(/e-mail/);
    });
  });

  describe("by webhook", () => {
    const post = () => deliverWebhooks(ctx(), new AbortController().signal);
    let received: { headers: Record<string, string>; body: string }[];
    let answers: number;
    let receiver: Server;
    beforeAll(async () => {
      receiver = createServer((request, response) => {
        let body = "";
        request.on("data", (part) => {
          body += part;
        });
        request.on("end", () => {
          received.push({ headers: request.headers as Record<string, string>, body });
          response.writeHead(answers, { location: "http://169.254.169.254/" }).end();
        });
      });
      await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    });
    afterAll(() => new Promise((resolve) => receiver.close(resolve)));
    beforeEach(() => {
      received = [];
      answers = 204;
      desk.parts.outboundFetch = (_url, init) => fetch(`http://127.0.0.1:${listening(receiver)}/hook`, init);
    });

    test("it is signed so that the receiver can prove it, and posted again on request with the same id", async () => {
      const { secret } = await desk.owner.webhooks.add({ url: "https://hooks.example.com/a" });
      await sellTwice();
      await check();
      await post();
      const [first] = received;
      const { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": signature } = first?.headers ?? {};
      const key = Buffer.from(secret.replace("whsec_", ""), "base64");
      const expected = createHmac("sha256", key).update(`${id}.${at}.${first?.body}`).digest("base64");
      expect(signature).toBe(`v1,${expected}`);
      expect(JSON.parse(first?.body ?? "")).toMatchObject({ type: "alert.raised", data: { kind: "oversold" } });
      const [alert] = (await desk.owner.alerts.list()).alerts;
      expect(alert?.deliveries).toMatchObject([{ state: "sent", attempts: 1 }]);
      await desk.owner.webhooks.replay({ webhookDeliveryId: alert?.deliveries[0]?.id ?? "" });
      await post();
      expect(received.map(({ headers }) => headers["webhook-id"])).toEqual([id, id]);
      expect(JSON.stringify(await desk.owner.webhooks.list())).not.toContain("whsec");
    });

    test.each([500, 302])(
      "an answer of %i is no success: it is tried again with growing pauses, then given up",
      async (status) => {
        await desk.owner.webhooks.add({ url: "https://hooks.example.com/a" });
        await sellTwice();
        answers = status;
        await check();
        for (let round = 0; round < 8; round += 1) {
          await post();
          shiftMs += 12 * 3_600_000;
        }
        expect(received).toHaveLength(6);
        expect(
          (await desk.owner.alerts.list()).alerts.find(({ kind }) => kind === "oversold")?.deliveries,
        ).toMatchObject([{ state: "failed", error: expect.stringContaining(String(status)) }]);
      },
    );

    test("no address inside the house is called, whatever the seller enters", async () => {
      desk.parts.outboundFetch = createPinnedFetch();
      await desk.owner.webhooks.add({ url: `https://127.0.0.1:${listening(receiver)}/hook` });
      await desk.owner.webhooks.add({ url: `https://localhost:${listening(receiver)}/hook` });
      await sellTwice();
      await check();
      await post();
      expect(received).toEqual([]);
      const [alert] = (await desk.owner.alerts.list()).alerts;
      for (const delivery of alert?.deliveries ?? []) expect(delivery.error).toMatch(/must not be called/);
      await expect(desk.owner.webhooks.add({ url: "http://hooks.example.com/" })).rejects.toThrow(/https/);
    });
  });
});
