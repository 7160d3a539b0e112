import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createClock } from "../kit/index.ts";
import { BUSINESS_ACCOUNT, type Sandbox, startSandbox } from "./index.ts";

const ANCHOR = "2026-11-21T09:00:00.000Z";
const DAY = 86_400_000;
let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ anchor: ANCHOR, clock: createClock({ at: ANCHOR, mode: "frozen" }) });
});
afterEach(() => sandbox.stop());

interface Row {
  id: string;
  amount: number;
  notes: string;
  created: string;
}

// A quarter at a time, page by page, as the bank allows within its five minutes.
async function wholeHistory(): Promise<Row[]> {
  const { accessToken } = sandbox.monzo.acts.issueTokens({});
  const rows: Row[] = [];
  for (let days = 740; days > 0; days -= 90) {
    const before = new Date(Date.parse(ANCHOR) - (days - 90) * DAY).toISOString();
    let since = new Date(Date.parse(ANCHOR) - days * DAY).toISOString();
    for (let page: Row[] = []; ; since = page.at(-1)?.id ?? since) {
      const query = new URLSearchParams({ account_id: BUSINESS_ACCOUNT, since, before, limit: "100" });
      const answer = await fetch(`${sandbox.baseURL("monzo")}/transactions?${query}`, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      page = ((await answer.json()) as { transactions: Row[] }).transactions;
      rows.push(...page);
      if (page.length < 100) break;
    }
  }
  return rows;
}

describe("Monzo in the sandbox", () => {
  it("has two years of rows, with every payout that came, in the amount that came", async () => {
    const rows = await wholeHistory();
    expect(rows.length).toBeGreaterThan(1000);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const due = sandbox.payouts.filter(({ bankedAt }) => bankedAt !== null && bankedAt <= ANCHOR);
    for (const { transactionId, bankAmount } of due) expect(byId.get(transactionId ?? "")?.amount).toBe(bankAmount);
    const fromEbay = rows.filter(({ notes }) => notes.startsWith("P*"));
    expect(fromEbay).toHaveLength(due.filter(({ platform }) => platform === "ebay").length);
  });

  it("tells the same payouts as eBay's Finances, and which of them are missing or different", async () => {
    const { accessToken } = sandbox.ebay.acts.issueTokens({});
    const answer = await fetch(`${sandbox.baseURL("ebay")}/sell/finances/v1/payout?limit=200`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    const { payouts } = (await answer.json()) as { payouts: { payoutId: string; amount: { value: string } }[] };
    const truth = sandbox.payouts.filter(({ platform }) => platform === "ebay");
    expect(payouts.map(({ payoutId, amount }) => [payoutId, amount.value])).toEqual(
      truth.map(({ payoutId, amount }) => [payoutId, (amount / 100).toFixed(2)]),
    );
    expect(truth.every(({ amount }) => amount > 0)).toBe(true);
    for (const recentDays of [740, 80]) {
      const since = new Date(Date.parse(ANCHOR) - recentDays * DAY).toISOString();
      const outcomes = truth.filter(({ paidAt }) => paidAt >= since).map(({ outcome }) => outcome);
      expect(new Set(outcomes)).toEqual(new Set(["matched", "missing", "different"]));
    }
    for (const { outcome, amount, bankAmount } of truth) {
      if (outcome === "matched") expect(bankAmount).toBe(amount);
      if (outcome === "missing") expect(bankAmount).toBeNull();
      if (outcome === "different") expect(bankAmount).not.toBe(amount);
    }
    const served = await (await fetch(`${sandbox.origin}/sandbox/payouts.json`)).json();
    expect(served).toEqual(sandbox.payouts);
  });

  it("is the same for the same shop, and fits any seed", async () => {
    const twin = await startSandbox({ anchor: ANCHOR, clock: createClock({ at: ANCHOR, mode: "frozen" }) });
    expect(twin.monzo.snapshot().store).toEqual(sandbox.monzo.snapshot().store);
    await twin.stop();
    const other = await startSandbox({ anchor: ANCHOR, seed: "another shop" });
    expect(other.payouts.length).toBeGreaterThan(100);
    await other.stop();
  });
});
