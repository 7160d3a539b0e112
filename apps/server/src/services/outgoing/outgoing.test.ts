import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createJweVault } from "../../security/jwe-vault.ts";
import { parseMasterKeys } from "../../security/master-key.ts";
import { orderOf } from "../../testing/desk-questions.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { testMasterKey } from "../../testing/test-server.ts";
import { checkAlerts } from "../alerts/check-alerts.ts";
import { systemContext } from "../context.ts";
import { deliverWebhooks } from "./deliver-webhooks.ts";
import { enqueueDueWebhooks, forgetOldEvents } from "./due-webhooks.ts";
import { type OutgoingEventType, outgoingEventTypes } from "./event-types.ts";

interface Received {
  path: string;
  headers: Record<string, string>;
  body: string;
  message: { id: string; type: string; version: number; timestamp: string; data: Record<string, unknown> };
}

const hour = 3_600_000;

describeEachDatabase("webhooks", (context) => {
  let desk: TestDesk;
  let shiftMs: number;
  let received: Received[];
  /** What the receiver answers; null: it goes away without an answer. */
  let answer: (message: Received) => number | null;
  let receiver: Server;
  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (part) => {
        body += part;
      });
      request.on("end", () => {
        const headers = request.headers as Record<string, string>;
        const one = { path: request.url ?? "", headers, body, message: JSON.parse(body) };
        received.push(one);
        const status = answer(one);
        if (status === null) response.destroy();
        else response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => new Promise((resolve) => receiver.close(resolve)));
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
    [shiftMs, received, answer] = [0, [], () => 204];
    const { now } = desk.parts;
    desk.parts.now = () => new Date(now().getTime() + shiftMs);
    desk.parts.vault = createJweVault(parseMasterKeys(testMasterKey));
    const { port } = receiver.address() as AddressInfo;
    desk.parts.outboundFetch = (url, init) => fetch(`http://127.0.0.1:${port}${new URL(String(url)).pathname}`, init);
  });
  const ctx = () => systemContext(desk.parts, desk.workspaceId, "test");
  const deliver = () => deliverWebhooks(ctx(), new AbortController().signal);
  const add = (events: readonly OutgoingEventType[] = outgoingEventTypes, path = "/hook") =>
    desk.owner.webhooks.add({ url: `https://hooks.example.com${path}`, events: [...events] });
  const types = () => received.map(({ message }) => message.type);
  const sell = async (externalId: string, sku = "S") => {
    const buyer = { externalId: null, username: "u-secret", name: "Bea Buyer", email: "bea@example.com" };
    desk.shop.put({ externalId, buyer, lines: [{ sku }] });
    await desk.sync();
  };

  describe("tell what happens", () => {
    test("a sale from its order to its parcel, signed, in its order, and nothing of its buyer", async () => {
      const { secret } = await add();
      await desk.stock({ sku: "S" });
      await sell("1-1");
      const { id: orderId } = await orderOf(desk, "1-1");
      const parcel = { carrier: "Royal Mail", trackingNumber: "RM123456785GB", idempotencyKey: "key-0001" };
      await desk.owner.orders.dispatch({ ...parcel, orderId, shippedAt: "2026-04-01T07:00:00.000Z" });
      await deliver();
      const ofOrder = received.filter(({ message }) => message.data["orderId"] === orderId);
      expect(ofOrder.map(({ message }) => message.type)).toEqual([
        ...["order.created", "line.linked"],
        ...["shipment.confirmed", "order.status_changed", "order.dispatched"].map(() => expect.any(String)),
      ]);
      expect(types()).toEqual(
        expect.arrayContaining(["stock.changed", "sync.ended", "shipment.confirmed", "order.dispatched"]),
      );
      const key = Buffer.from(secret.replace("whsec_", ""), "base64");
      for (const { headers, body, message } of received) {
        const signed = `${message.id}.${headers["webhook-timestamp"]}.${body}`;
        expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
        expect(headers["webhook-id"]).toBe(message.id);
        expect(message).toMatchObject({ version: 1, timestamp: expect.stringMatching(/Z$/) });
      }
      expect(received.map(({ body }) => body).join()).not.toMatch(/secret|Bea|bea@|RM123456785GB/);
    });

    test("a line that waits, why, and how it was decided", async () => {
      await add(["line.waiting", "line.oversold", "line.resolved"]);
      await desk.stock({ sku: "S" });
      await sell("1-1");
      await sell("1-2");
      const [entry] = (await desk.owner.resolution.list({})).entries;
      await desk.owner.resolution.skip({ entryId: entry?.id ?? "" });
      await deliver();
      expect(received.map(({ message: { type, data } }) => [type, data["platformOrderId"], data["state"]])).toEqual(
        expect.arrayContaining([
          ["line.waiting", "1-2", "queued"],
          ["line.oversold", "1-2", "queued"],
          ["line.resolved", "1-2", "skipped"],
        ]),
      );
      expect(types().at(-1)).toBe("line.resolved");
    });

    test("alerts alone where nothing was chosen, and nothing is written of the rest", async () => {
      await desk.owner.webhooks.add({ url: "https://hooks.example.com/a" });
      await desk.stock({ sku: "S" });
      await sell("1-1");
      await sell("1-2");
      await checkAlerts(ctx());
      await deliver();
      expect(received.map(({ message }) => [message.type, message.data["kind"]])).toEqual([
        ["alert.raised", "oversold"],
      ]);
      const { deliveries } = await desk.owner.webhooks.deliveries();
      expect(deliveries).toMatchObject([{ type: "alert.raised", state: "sent", attempts: 1, answered: 204 }]);
    });

    test("a test message arrives at the one address", async () => {
      const { id: webhookId } = await add(["order.created"], "/one");
      await add(["order.created"], "/two");
      const { eventId } = await desk.owner.webhooks.test({ webhookId });
      await desk.runJobs();
      expect(received.map(({ path, message }) => [path, message.type, message.id])).toEqual([
        ["/one", "webhook.test", eventId],
      ]);
    });
  });

  describe("lose nothing", () => {
    test("what was committed before its process died is posted by the minute's round", async () => {
      await add(["order.created"]);
      await sell("1-1");
      desk.waitingJobs.length = 0;
      await enqueueDueWebhooks(desk.parts);
      expect(desk.waitingJobs).toMatchObject([
        { name: "webhooks.deliver", payload: { workspaceId: desk.workspaceId } },
      ]);
      await desk.runJobs();
      expect(types()).toEqual(["order.created"]);
    });

    test("a process that dies behind the post repeats the message under its id", async () => {
      await add(["order.created"]);
      await sell("1-1");
      const { inWorkspace } = context.database;
      let calls = 0;
      const dying = systemContext(desk.parts, desk.workspaceId, "test");
      dying.db = {
        ...context.database,
        inWorkspace: (...given) => {
          calls += 1;
          return calls > 2 ? Promise.reject(new Error("killed")) : inWorkspace(...given);
        },
      };
      await expect(deliverWebhooks(dying, new AbortController().signal)).rejects.toThrow("killed");
      await deliver();
      expect(received).toHaveLength(1);
      shiftMs = 60_000;
      await deliver();
      expect(received.map(({ message }) => message.id)).toEqual([received[0]?.message.id, received[0]?.message.id]);
    });

    test("what is refused is tried again, and what comes later of the same order waits for it", async () => {
      await add(["order.created", "order.status_changed"]);
      await sell("1-1");
      answer = ({ message }) => (message.data["platformOrderId"] === "1-1" ? 422 : 204);
      desk.shop.change("1-1", { status: "cancelled", rawStatus: "CANCELLED" });
      await desk.sync();
      await sell("1-2");
      await deliver();
      const seen = () => received.map(({ message: { type, data } }) => `${data["platformOrderId"]} ${type}`);
      // Messages of two orders are posted beside each other.
      expect(seen().sort()).toEqual(["1-1 order.created", "1-2 order.created"]);
      [received.length, shiftMs, answer] = [0, 60_000, () => 204];
      await deliver();
      expect(seen()).toEqual(["1-1 order.created", "1-1 order.status_changed"]);
    });
  });

  describe("an address that is gone", () => {
    const gone = async () => {
      await add(["order.created"], "/dead");
      await add(["order.created"], "/alive");
      answer = ({ path }) => (path === "/dead" ? null : 204);
      for (const number of ["1", "2", "3"]) await sell(number);
      await deliver();
    };

    test("is left alone for a while, shown and told of, and holds up no other", async () => {
      await gone();
      expect(received.filter(({ path }) => path === "/alive")).toHaveLength(3);
      const tried = received.length;
      await deliver();
      expect(received).toHaveLength(tried);
      expect(await desk.owner.webhooks.list()).toMatchObject([
        { state: "failing", pending: 3, failingSince: expect.any(String), restingUntil: expect.any(String) },
        { state: "healthy", pending: 0, failingSince: null },
      ]);
      shiftMs = 2 * hour;
      await deliver();
      expect(received.filter(({ path }) => path === "/dead")).toHaveLength(4);
      await checkAlerts(ctx());
      const { alerts } = await desk.owner.alerts.list();
      expect(alerts.find(({ kind }) => kind === "webhook")?.title).toBe("hooks.example.com takes no messages");
    });

    test("is told everything when it is back, at first a single message", async () => {
      await gone();
      [shiftMs, received.length, answer] = [2 * hour, 0, () => 204];
      await deliver();
      await deliver();
      const [first, ...rest] = received.map(({ message }) => message.data["platformOrderId"]);
      expect([first, rest.sort()]).toEqual(["1", ["2", "3"]]);
      expect((await desk.owner.webhooks.list())[0]).toMatchObject({ state: "healthy", pending: 0, failingSince: null });
    });
  });

  describe("may be told again", () => {
    test("one message, or everything since a time, under the same ids; strangers' not at all", async () => {
      const { id: webhookId } = await add(["order.created"]);
      await sell("1");
      await sell("2");
      await deliver();
      const first = await desk.owner.webhooks.deliveries({ webhookId, limit: 1 });
      expect(first.deliveries).toMatchObject([{ data: { platformOrderId: "2" }, state: "sent" }]);
      const older = await desk.owner.webhooks.deliveries({ webhookId, cursor: first.nextCursor });
      expect([older.deliveries.length, older.nextCursor]).toEqual([1, null]);
      await desk.owner.webhooks.replay({ webhookDeliveryId: first.deliveries[0]?.id ?? "" });
      await deliver();
      expect(received.map(({ message }) => message.data["platformOrderId"]).sort()).toEqual(["1", "2", "2"]);
      const since = older.deliveries[0]?.occurredAt ?? "";
      expect(await desk.owner.webhooks.replaySince({ webhookId, since, failedOnly: true })).toEqual({ messages: 0 });
      expect(await desk.owner.webhooks.replaySince({ webhookId, since })).toEqual({ messages: 2 });
      await deliver();
      const ids = (messages: Received[]) => messages.map(({ message }) => message.id).sort();
      expect(ids(received.slice(3))).toEqual(ids(received.slice(0, 2)));
      const stranger = desk.callerFor(await context.createWorkspace());
      await expect(stranger.webhooks.replaySince({ webhookId, since })).rejects.toThrow(/not found/);
      expect((await stranger.webhooks.deliveries()).deliveries).toEqual([]);
    });

    test("while messages are posted, and nobody waits for nobody", async () => {
      const { id: webhookId } = await add(["order.created"]);
      for (const number of ["1", "2", "3"]) await sell(number);
      const since = "2020-01-01T00:00:00Z";
      const asking = async () => {
        for (let round = 0; round < 10; round += 1) await desk.owner.webhooks.replaySince({ webhookId, since });
      };
      await Promise.all([asking(), deliver(), deliver()]);
      await deliver();
      expect((await desk.owner.webhooks.list())[0]).toMatchObject({ state: "healthy", failed: 0 });
    });

    test("what is a month old is forgotten", async () => {
      await add(["order.created"]);
      await sell("1");
      const real = desk.parts.now;
      desk.parts.now = () => new Date(Date.now() + 29 * 24 * hour);
      await forgetOldEvents(desk.parts);
      expect((await desk.owner.webhooks.deliveries()).deliveries).toHaveLength(1);
      desk.parts.now = () => new Date(Date.now() + 31 * 24 * hour);
      await forgetOldEvents(desk.parts);
      expect((await desk.owner.webhooks.deliveries()).deliveries).toEqual([]);
      desk.parts.now = real;
    });
  });

  describe("are for those who may", () => {
    test("a confined member sees what is told of their own connections, and sets nothing up", async () => {
      await add(["order.created"]);
      await sell("1");
      const packer = desk.callerFor(desk.workspaceId, "packer", [desk.otherConnectionId]);
      expect((await packer.webhooks.deliveries()).deliveries).toEqual([]);
      const own = desk.callerFor(desk.workspaceId, "packer", [desk.shopConnectionId]);
      expect((await own.webhooks.deliveries()).deliveries).toHaveLength(1);
      await expect(own.webhooks.add({ url: "https://hooks.example.com/" })).rejects.toThrow(/manager/);
      const key = desk.callerFor(desk.workspaceId, "owner", [desk.shopConnectionId]);
      await expect(key.webhooks.add({ url: "https://hooks.example.com/" })).rejects.toThrow(/whole workspace/);
    });

    test("an address is changed, turned off and removed; what happens meanwhile is not told later", async () => {
      const { id: webhookId } = await add(["order.created"]);
      await desk.owner.webhooks.change({ webhookId, enabled: false });
      await sell("1");
      await desk.owner.webhooks.change({ webhookId, enabled: true, events: ["sync.ended"] });
      await sell("2");
      await deliver();
      expect(types()).toEqual(["sync.ended"]);
      await desk.owner.webhooks.remove({ webhookId });
      expect(await desk.owner.webhooks.list()).toEqual([]);
      await expect(desk.owner.webhooks.change({ webhookId, enabled: true })).rejects.toThrow(/not found/);
      await expect(desk.owner.webhooks.add({ url: "http://hooks.example.com/" })).rejects.toThrow(/https/);
    });
  });
});
