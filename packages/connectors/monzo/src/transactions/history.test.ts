import type { BankTransactionPage, ConnectorEvent, TokenStore } from "@counterfoil/connector-kit";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createMonzo } from "../monzo-connector.ts";
import { daysAgo, mainAccount, startedAt, startStandIn } from "../testing/monzo-stand-in.ts";

const standIn = await startStandIn();
const { simulator, clock, driver } = standIn;
afterAll(standIn.stop);
beforeEach(() => driver.reset());

const minute = 60_000;
const day = 24 * 60 * minute;

function connect(tokens: TokenStore = standIn.issue(), extra: Record<string, string> = {}) {
  const settings = standIn.settingsWith(tokens);
  const events: ConnectorEvent[] = [];
  const { bankTransactions } = createMonzo({
    ...settings,
    credentials: { ...settings.credentials, ...extra },
    sleep: async (ms) => clock.advance(ms),
    onEvent: (event) => events.push(event),
  });
  return { bank: bankTransactions, events };
}

interface Reading {
  ids: string[];
  pages: BankTransactionPage[];
  cursor: string;
}

async function read(
  bank: ReturnType<typeof connect>["bank"],
  cursor: string | null = null,
  options: { refill?: boolean; accounts?: string[]; startFrom?: string; pages?: number } = {},
): Promise<Reading> {
  const { pages: most, ...rest } = options;
  const pages: BankTransactionPage[] = [];
  for await (const page of bank.changedSince(cursor, rest)) {
    pages.push(page);
    if (pages.length === most) break;
  }
  const ids = pages.flatMap(({ items }) => items.map(({ externalId }) => externalId));
  return { ids, pages, cursor: pages.at(-1)?.cursor ?? "" };
}

describe("straight after the approval", () => {
  it("all history is read, the young account first, each oldest first, within the five minutes", async () => {
    const { ids, pages } = await read(connect().bank);
    expect(new Set(ids).size).toBe(354);
    expect(ids.indexOf("tx_own")).toBe(0);
    expect(ids.indexOf("tx_payout_0000")).toBeLessThan(ids.indexOf("tx_payout_0348"));
    expect(pages.at(-1)?.unread).toBeNull();
    expect(clock.milliseconds() - Date.parse(startedAt)).toBeLessThan(5 * minute);
  });

  it("the first page of a cut-off reading has the oldest rows, and the rest follows in another process", async () => {
    const first = await read(connect().bank, null, { accounts: [mainAccount], pages: 1 });
    expect(first.ids[0]).toBe("tx_payout_0000");
    const rest = await read(connect().bank, first.cursor, { accounts: [mainAccount] });
    expect(new Set([...first.ids, ...rest.ids]).size).toBe(353);
    expect(rest.ids).not.toContain("tx_payout_0000");
  });

  it("no call asks for more than 300 days or more than 100 rows", async () => {
    await read(connect().bank);
    const asked = simulator.requests
      .list({ kind: "listTransactions" })
      .map(({ data }) => new URLSearchParams(String(data["query"])));
    expect(asked.length).toBeGreaterThan(3);
    for (const query of asked) {
      expect([query.get("limit"), query.getAll("expand[]")]).toEqual(["100", ["merchant"]]);
      expect(query.get("before")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      const [since, before] = [Date.parse(query.get("since") ?? ""), Date.parse(query.get("before") ?? "")];
      if (!Number.isNaN(since)) expect(before - since).toBeLessThanOrEqual(300 * day + 1000);
    }
  });

  it("a first day that the owner has set is kept to", async () => {
    const { ids } = await read(connect(undefined, { historyFrom: daysAgo(100).slice(0, 10) }).bank);
    expect(ids).not.toContain("tx_payout_0299");
    expect(ids).toContain("tx_payout_0301");
  });
});

describe("when the five minutes are over", () => {
  it("the last 88 days are read, and what is missing is told", async () => {
    const { bank } = connect();
    clock.advance(6 * minute);
    const { ids, pages } = await read(bank);
    expect(ids).not.toContain("tx_payout_0300");
    expect(ids).toContain("tx_payout_0307");
    const open = new Date(Date.parse(startedAt) + 6 * minute - 88 * day).toISOString();
    expect(pages.at(-1)?.unread).toEqual({ from: daysAgo(720), to: open });
    expect(pages.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it("in the middle of the reading, nothing that was read is lost and the hole is told", async () => {
    const { bank } = connect();
    const seen: string[] = [];
    let unread: BankTransactionPage["unread"] = null;
    for await (const page of bank.changedSince(null, { accounts: [mainAccount] })) {
      seen.push(...page.items.map(({ externalId }) => externalId));
      clock.advance(6 * minute);
      unread = page.unread;
    }
    expect(seen).toContain("tx_payout_0099");
    expect(seen).toContain("tx_payout_0348");
    expect(seen).not.toContain("tx_payout_0200");
    expect(unread?.from).toBe(daysAgo(700 - 99 * 2));
  });

  it("a new approval opens the hole, and nothing else is read twice", async () => {
    const { bank } = connect();
    clock.advance(6 * minute);
    const short = await read(bank);
    const { ids, pages } = await read(connect().bank, short.cursor, { refill: true });
    expect(new Set([...short.ids, ...ids]).size).toBe(354);
    expect(ids.filter((id) => short.ids.includes(id)).length).toBeLessThanOrEqual(1);
    expect(pages.at(-1)?.unread).toBeNull();
    expect((await read(connect().bank, pages.at(-1)?.cursor, { refill: true })).ids).toEqual([]);
  });

  it("asking for the hole in vain keeps it", async () => {
    const { bank } = connect();
    clock.advance(6 * minute);
    const short = await read(bank);
    clock.advance(minute);
    const again = await read(bank, short.cursor, { refill: true });
    expect(again.ids).toEqual([]);
    expect(again.pages.map(({ unread }) => unread?.from)).toContain(daysAgo(720));
  });

  it("a desk that was away for four months tells the hole", async () => {
    const { bank } = connect();
    const before = await read(bank);
    clock.advance(120 * day);
    const { transactionId } = simulator.acts.receiveTransfer({
      accountId: mainAccount,
      amount: 5,
      payer: "A",
      reference: "x",
    });
    clock.advance(minute);
    const after = await read(bank, before.cursor, { accounts: [mainAccount] });
    expect(after.ids).toEqual([transactionId]);
    expect(after.pages.at(-1)?.unread?.from).toBe(startedAt);
  });
});

describe("later readings", () => {
  it("bring rows again that settled with another amount, within 30 days", async () => {
    const { bank } = connect();
    const first = await read(bank);
    clock.advance(20 * day);
    simulator.acts.settleTransaction({ transactionId: "tx_card", amount: -5480 });
    const { pages } = await read(bank, first.cursor);
    const rows = pages.flatMap(({ items }) => items);
    expect(rows.map(({ externalId, status, amount }) => [externalId, status, amount.minor])).toEqual([
      ["tx_card", "settled", -5480],
    ]);
  });

  it("lose none of two rows of one moment", async () => {
    const { bank } = connect();
    const first = await read(bank);
    const receive = () =>
      simulator.acts.receiveTransfer({ accountId: mainAccount, amount: 1, payer: "A", reference: "twin" });
    const made = Array.from({ length: 130 }, () => receive().transactionId);
    clock.advance(minute);
    const { ids } = await read(bank, first.cursor);
    expect([...ids].sort()).toEqual([...made].sort());
  });

  it("go on by time when the row to go on after has vanished", async () => {
    const { bank } = connect();
    const first = await read(bank, null, { accounts: [mainAccount], pages: 1 });
    simulator.world.transactions.delete("tx_payout_0099");
    const rest = await read(bank, first.cursor, { accounts: [mainAccount] });
    expect(new Set([...first.ids, ...rest.ids]).size).toBe(353);
  });

  it("refuse a cursor of somebody else's", async () => {
    await expect(read(connect().bank, "{}")).rejects.toMatchObject({ code: "invalid_request" });
  });
});
