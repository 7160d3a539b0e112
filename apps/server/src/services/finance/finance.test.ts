import { ConnectorError } from "@counterfoil/connector-kit";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { beforeEach, describe, expect, test } from "vitest";
import {
  account,
  addBank,
  addFinances,
  bankLine,
  type FakeBank,
  type FakeFinances,
  movement,
  sentPayout,
} from "../../testing/fake-money.ts";
import { openTestDesk, type TestDesk } from "../../testing/test-desk.ts";
import { systemContext } from "../context.ts";
import { handleWebhookEvent } from "../webhooks/handle-webhook-event.ts";
import { awaitApproval, lookForLateApprovals } from "./await-approval.ts";
import { exportPayouts, exportProfit } from "./export-finances.ts";

const gbp = (minor: number) => ({ minor, currency: "GBP" });
const [sent, booked] = ["2026-03-02T00:00:00.000Z", "2026-03-02T09:00:00.000Z"];

describeEachDatabase("money", (context) => {
  let desk: TestDesk;
  let bank: FakeBank;
  let finances: FakeFinances;
  beforeEach(async () => {
    desk = await openTestDesk(context.database);
    bank = addBank(desk.otherShop);
    finances = addFinances(desk.shop);
    bank.lines = [bankLine("first", -100, "2025-06-01T09:00:00.000Z", { reference: "rent" })];
  });

  const system = () => systemContext(desk.parts, desk.workspaceId, "test");
  const read = async () => {
    await desk.owner.finance.refresh();
    await desk.runJobs();
  };
  const look = (input: Parameters<typeof desk.owner.finance.reconciliation>[0] = {}) =>
    desk.owner.finance.reconciliation(input);
  const only = async () => {
    const [payout] = (await look()).payouts;
    if (!payout) throw new Error("no payout");
    return payout;
  };
  const connection = (change: Record<string, unknown>) =>
    context.database.inWorkspace(desk.workspaceId, (tx) =>
      tx.updateTable("connections").set(change).where("id", "=", desk.otherConnectionId).execute(),
    );

  describe("at the bank and at a platform", () => {
    test("is put side by side, page by page, with sums of each currency by itself", async () => {
      finances.payouts = [
        sentPayout("1000001", 5000, sent),
        sentPayout("1000002", 7000, sent),
        sentPayout("1000003", 900, sent),
        sentPayout("1000004", 800, sent, { amount: { minor: 800, currency: "EUR" } }),
      ];
      bank.lines.push(
        bankLine("a", 5000, booked, { reference: "P*1000001" }),
        bankLine("b", 6900, booked, { reference: "P*1000002" }),
        bankLine("c", 4400, booked, { reference: "P*9999999" }),
        bankLine("d", 3300, booked, { reference: "declined", status: "declined" }),
        bankLine("e", 2200, booked, { reference: "own", isInternal: true }),
      );
      await read();
      const page = await look({ limit: 3 });
      expect(page.counts).toMatchObject({ all: 4, matched: 1, different: 1, missing: 2, unexplained: 1 });
      const rest = await look({ limit: 3, cursor: page.nextCursor });
      expect([...page.payouts, ...rest.payouts].map(({ externalId }) => externalId).sort()).toEqual(
        finances.payouts.map(({ externalId }) => externalId),
      );
      expect(rest.nextCursor).toBeNull();
      const { lines } = await look({ show: "unexplained" });
      expect(lines).toMatchObject([{ reference: "P*9999999", looksLike: "ebay", isReported: true }]);
      expect(page.totals).toEqual([
        expect.objectContaining({ currency: "EUR", missing: { minor: 800, currency: "EUR" } }),
        {
          ...{ currency: "GBP", sent: gbp(12_900), arrived: gbp(11_900), missing: gbp(900) },
          ...{ difference: gbp(-100), expected: gbp(0), unexplained: gbp(4400) },
        },
      ]);
      expect(page.bank).toMatchObject({ state: "read", unread: null, from: "2025-06-01T09:00:00.000Z" });
    });

    test("says nothing of missing before the bank was read to its end", async () => {
      finances.payouts = [sentPayout("1000001", 5000, sent)];
      bank.failure = new ConnectorError({ code: "unavailable", message: "The bank is closed." });
      await read();
      expect(await look()).toMatchObject({ counts: { missing: 0, other: 1 }, bank: { state: "waiting", until: null } });
    });

    test("is stored once however often it comes again, and as it was told last", async () => {
      finances.payouts = [sentPayout("1000001", 5000, sent, { status: "on_its_way" })];
      bank.lines.push(bankLine("a", 5000, booked, { reference: "P*1000001", status: "pending", settledAt: null }));
      await read();
      expect((await only()).state).toBe("missing");
      bank.lines = bank.lines.map((line) => ({ ...line, status: "settled" as const }));
      finances.payouts = [sentPayout("1000001", 5000, sent)];
      await read();
      expect(await only()).toMatchObject({ state: "paid_out", status: "paid", lines: [{ amount: gbp(5000) }] });
      expect(finances.cursors).toEqual([null, null, "p-1", "t-0"]);
    });

    test("that a platform does not give for want of a key leaves its connection as it is, and says why", async () => {
      finances.failure = new ConnectorError({ code: "permission_denied", message: "A signing key is missing." });
      await read();
      const { platforms } = await look();
      expect(platforms).toMatchObject([{ platform: "ebay", error: "A signing key is missing.", reading: false }]);
      const cards = await desk.owner.connections.list();
      expect(cards.find(({ platform }) => platform === "ebay")?.error).toBeNull();
    });
  });

  describe("what a person says", () => {
    beforeEach(async () => {
      finances.payouts = [sentPayout("1000001", 5000, sent)];
      bank.lines.push(
        bankLine("a", 5000, booked, { reference: "P*1000001" }),
        bankLine("b", 4000, booked, { counterparty: { externalId: null, name: "Somebody", numberEnding: null } }),
      );
      await read();
    });
    const lineOf = async (minor: number) => {
      const detail = await desk.owner.finance.payout({ id: (await only()).id });
      const line = [...detail.lines, ...detail.nearby].find(({ amount }) => amount.minor === minor);
      return line?.id ?? "";
    };

    test("stands above what is worked out, through every reading, until they take it back", async () => {
      const { id: payoutId } = await only();
      const other = await lineOf(4000);
      await desk.owner.finance.decide({ action: "pair", payoutId, transactionIds: [other] });
      await read();
      expect(await only()).toMatchObject({
        state: "different",
        by: "person",
        decidedBy: "Ann",
        difference: gbp(-1000),
      });
      await desk.owner.finance.decide({ action: "elsewhere", payoutId });
      expect(await only()).toMatchObject({ state: "elsewhere", lines: [] });
      await desk.owner.finance.decide({ action: "clear", payoutId });
      expect(await only()).toMatchObject({ state: "paid_out", by: "reference", decidedBy: null });
      const audit = await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx.selectFrom("audit").select("action").where("subject_id", "=", payoutId).orderBy("at").execute(),
      );
      expect(audit.map(({ action }) => action)).toEqual(["payout-pair", "payout-elsewhere", "payout-clear"]);
      expect(desk.events).toContainEqual({ type: "finance-changed" });
    });

    test("parts a pair for good, and a line that is no payout is left out until it is restored", async () => {
      const { id: payoutId } = await only();
      const transactionId = await lineOf(5000);
      await desk.owner.finance.decide({ action: "part", payoutId, transactionId });
      await read();
      expect(await look()).toMatchObject({ counts: { missing: 1, unexplained: 1 } });
      await desk.owner.finance.decide({ action: "no_payout", transactionId });
      expect(await look()).toMatchObject({ counts: { missing: 1, unexplained: 0 } });
      await desk.owner.finance.decide({ action: "restore", transactionId });
      expect(await look()).toMatchObject({ counts: { unexplained: 1 } });
    });

    test("gives a line to one payout only, to those that are there, and needs more than looking on", async () => {
      const transactionIds = [await lineOf(5000)];
      finances.payouts.push(sentPayout("1000002", 4000, sent));
      await read();
      const [first, second] = (await look()).payouts;
      const pair = (payoutId = "") => desk.owner.finance.decide({ action: "pair", payoutId, transactionIds });
      await pair(first?.id);
      await expect(pair(second?.id)).rejects.toMatchObject({ message: expect.stringContaining("another payout") });
      await expect(pair(desk.parts.newId())).rejects.toMatchObject({ message: "The payout was not found." });
      const viewer = desk.callerFor(desk.workspaceId, "viewer");
      await expect(viewer.finance.decide({ action: "elsewhere", payoutId: first?.id ?? "" })).rejects.toThrow(/role/);
      const stranger = desk.callerFor(await context.createWorkspace());
      expect((await stranger.finance.reconciliation({})).counts.all).toBe(0);
      await expect(stranger.finance.payout({ id: first?.id ?? "" })).rejects.toThrow(/not found/);
    });
  });

  describe("a consent", () => {
    const jobs = () => desk.waitingJobs.map(({ name }) => name);
    const wait = () => awaitApproval({ ctx: system(), input: { connectionId: desk.otherConnectionId } });

    test("is looked after every few seconds for five minutes, then by the minute, and read at once when approved", async () => {
      await connection({ connected_at: desk.parts.now() });
      bank.pending = "Waiting for approval in your app";
      await wait();
      expect(jobs()).toEqual(["bank.approval"]);
      desk.waitingJobs.length = 0;
      await connection({ connected_at: new Date(desk.parts.now().getTime() - 6 * 60_000) });
      await wait();
      expect(jobs()).toEqual([]);
      await lookForLateApprovals(desk.parts);
      expect(jobs()).toEqual(["bank.approval"]);
      desk.waitingJobs.length = 0;
      bank.pending = null;
      await wait();
      expect(jobs()).toEqual(["bank.sync"]);
      await desk.runJobs();
      await lookForLateApprovals(desk.parts);
      expect(jobs()).toEqual([]);
    });

    test("asks again for what an earlier one was refused, once", async () => {
      bank.unread = { from: "2025-01-01T00:00:00.000Z", to: "2026-01-01T00:00:00.000Z" };
      await read();
      expect((await look()).bank).toMatchObject({ unread: bank.unread, from: bank.unread.to });
      await read();
      expect(bank.asked.map(({ refill }) => refill)).toEqual([true, true, false]);
      await connection({ connected_at: desk.parts.now() });
      bank.unread = null;
      await read();
      expect(bank.asked.at(-1)).toEqual({ cursor: "1", refill: true });
      expect((await look()).bank.unread).toBeNull();
    });
  });

  describe("a bank's message", () => {
    const hint = async (transactionExternalId: string) => {
      const id = desk.parts.newId();
      const event = { type: "bank-transaction-changed", id, occurredAt: booked, accountExternalId: "forged" };
      await context.database.inWorkspace(desk.workspaceId, (tx) =>
        tx
          .insertInto("webhook_events")
          .values({
            ...{ workspace_id: desk.workspaceId, id, connection_id: desk.otherConnectionId, platform: "bricklink" },
            ...{ event_id: id, type: event.type, payload: JSON.stringify({ ...event, transactionExternalId }) },
          })
          .execute(),
      );
      await handleWebhookEvent({ ctx: system(), input: { eventId: id } });
    };

    test("has that line read from the bank, and is never believed itself", async () => {
      finances.payouts = [sentPayout("1000001", 5000, sent)];
      await read();
      bank.lines.push(bankLine("a", 5000, booked, { reference: "P*1000001" }));
      await hint("a");
      expect((await only()).state).toBe("paid_out");
      expect(desk.waitingJobs).toEqual([]);
      bank.failure = new ConnectorError({ code: "not_found", message: "There is no such line." });
      await hint("invented");
      expect(desk.waitingJobs).toEqual([]);
      bank.failure = new ConnectorError({ code: "unavailable", message: "The bank is closed." });
      await hint("a");
      expect(desk.waitingJobs.map(({ name }) => name)).toEqual(["bank.sync"]);
    });

    test("is asked for after the first reading, once for each consent, and only at an https address", async () => {
      const urls: string[] = [];
      const webhooks = {
        verify: () => Promise.reject(new Error("not asked for")),
        register: async (url: string) => void urls.push(url),
      };
      Object.assign(desk.otherShop.connector, { webhooks });
      Object.assign(desk.parts, { webhookAddresses: { token: () => "secret", verify: () => false } });
      await read();
      expect(urls).toEqual([]);
      Object.assign(desk.parts.installation, { publicUrl: "https://desk.example" });
      await connection({ connected_at: desk.parts.now() });
      await read();
      await read();
      const own = `https://desk.example/api/v1/platforms/webhook/bricklink/${desk.otherConnectionId}/secret`;
      expect(urls).toEqual([own]);
    });

    test("of an account that was not seen yet has the whole bank read", async () => {
      bank.lines.push(bankLine("a", 5000, booked, { accountExternalId: `${account.externalId}-new` }));
      await hint("a");
      expect(desk.waitingJobs.map(({ name }) => name)).toEqual(["bank.sync"]);
    });
  });

  describe("what a unit earned", () => {
    const profitOf = async (number: string) => {
      const { orders } = await desk.owner.orders.list({ q: number });
      return (await desk.owner.finance.profit({ orderId: orders[0]?.id ?? "" }))[0];
    };

    test("is known once all is paid out, unit by unit, and says what is missing before", async () => {
      const item = await desk.stock({ sku: "S", quantity: 2, unitCost: gbp(700) });
      desk.shop.put({ externalId: "1-1", lines: [{ sku: "S", quantity: 2, lineTotal: gbp(4000) }] });
      await desk.sync();
      expect(await profitOf("1-1")).toMatchObject({
        ...{ settled: false, net: { known: false, unknown: ["sale", "fees", "postage", "refunded"] } },
        units: [{ itemId: item.id }, { itemId: item.id }],
      });
      finances.payouts = [sentPayout("1000001", 3101, sent)];
      const label = movement("postage", "1-1", -300, { payoutExternalId: "1000001" });
      finances.movements = [movement("sale", "1-1", 3401, { fees: gbp(599) }), label];
      await read();
      expect(await profitOf("1-1")).toMatchObject({
        ...{
          settled: false,
          net: { known: false, unknown: ["refunded"] },
          parts: { sale: gbp(4000), postage: gbp(300) },
        },
      });
      finances.movements = [movement("sale", "1-1", 3401, { fees: gbp(599), payoutExternalId: "1000001" }), label];
      await read();
      const profit = await profitOf("1-1");
      expect(profit).toMatchObject({
        ...{ settled: true, net: { known: true, profit: gbp(1701) }, payouts: [{ externalId: "1000001" }] },
        parts: { sale: gbp(4000), fees: gbp(599), postage: gbp(300), refunded: gbp(0), cost: gbp(1400) },
      });
      expect(profit?.units.map(({ net }) => (net.known ? net.profit.minor : null))).toEqual([850, 851]);
      const [ofItem] = await desk.owner.finance.profit({ itemId: item.id });
      expect(ofItem?.units).toHaveLength(2);
    });

    test("is not known without the cost of every unit, nor where a sale has no unit", async () => {
      await desk.stock({ sku: "S" });
      desk.shop.put({
        externalId: "1-2",
        lines: [
          { sku: "S", lineTotal: gbp(1000) },
          { sku: "X", title: "Gone" },
        ],
      });
      await desk.sync();
      finances.movements = [movement("sale", "1-2", 900, { fees: gbp(100), payoutExternalId: "1000001" })];
      await read();
      expect(await profitOf("1-2")).toMatchObject({ net: { known: false, unknown: ["cost"] }, parts: { cost: null } });
    });

    test("is written to a table without a formula in it, empty where it is not known", async () => {
      desk.shop.put({ externalId: "1-3", lines: [{ sku: "X", title: '=HYPERLINK("x")', lineTotal: gbp(1000) }] });
      await desk.sync();
      finances.payouts = [sentPayout("1000001", 5000, sent)];
      await read();
      const text = async (parts: AsyncGenerator<string>) => {
        let whole = "";
        for await (const part of parts) whole += part;
        return whole;
      };
      const [, row = ""] = (await text(exportProfit({ ctx: system() }))).split("\r\n");
      expect(row).toContain(`"'=HYPERLINK(""x"")"`);
      expect(row).toContain("sale fees postage");
      expect(await text(exportPayouts({ ctx: system() }))).toContain(
        "ebay,1000001,2026-03-02T00:00:00.000Z,missing,GBP,50.00,",
      );
    });
  });
});
