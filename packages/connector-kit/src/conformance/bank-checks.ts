import { bankAccountSchema, bankBalanceSchema, bankTransactionSchema } from "@counterfoil/core/model";
import { describe, expect, test } from "vitest";
import type { BankTransactionPage, BankTransactionsCapability } from "../contract/index.ts";
import { type Bench, declared, needed, refusal, spoilingFetch } from "./bench.ts";

const idsOf = (pages: readonly BankTransactionPage[]) =>
  pages.flatMap((page) => page.items.map((item) => item.externalId));
const unique = (ids: readonly string[]) => [...new Set(ids)].sort();

interface BankBench {
  bench: Bench;
  connect(): Promise<{ bank: BankTransactionsCapability; waits: number[] }>;
  all(bank: BankTransactionsCapability, cursor?: string | null): Promise<BankTransactionPage[]>;
  /** Ids of everything, read in fair weather. */
  everything(): Promise<string[]>;
}

export function describeBankTransactions(bench: Bench): void {
  const connect = async () => {
    const connected = await bench.connect();
    return { ...connected, bank: declared(connected.connector.bankTransactions, "bankTransactions") };
  };
  const all = async (bank: BankTransactionsCapability, cursor: string | null = null) => {
    const pages: BankTransactionPage[] = [];
    for await (const page of bank.changedSince(cursor)) pages.push(page);
    return pages;
  };
  const everything = async () => unique(idsOf(await all((await connect()).bank)));
  const shared = { bench, connect, all, everything };

  describe("bank transactions", () => {
    describeReading(shared);
    describeApproval(shared);
    describeTrouble(shared);
  });
}

function describeReading({ bench, connect, all, everything }: BankBench): void {
  const { driver } = bench;

  test("come in the common shape, each account's oldest first", async () => {
    const { bank } = await connect();
    const pages = await all(bank);
    expect(idsOf(pages).length).toBeGreaterThan(0);
    expect(pages.flatMap((page) => page.problems)).toEqual([]);
    const last = new Map<string, string>();
    for (const item of pages.flatMap((page) => page.items)) {
      expect(bankTransactionSchema.safeParse(item).error?.issues ?? []).toEqual([]);
      expect(item.platform).toBe(bench.definition.manifest.platform);
      expect(item.raw).toBeTruthy();
      expect(item.bookedAt >= (last.get(item.accountExternalId) ?? "")).toBe(true);
      last.set(item.accountExternalId, item.bookedAt);
    }
    for (const account of await bank.accounts()) {
      expect(bankAccountSchema.safeParse(account).error?.issues ?? []).toEqual([]);
    }
    for (const accountId of last.keys()) {
      expect(bankBalanceSchema.safeParse(await bank.balance(accountId)).error?.issues ?? []).toEqual([]);
    }
  });

  test("resume after any page from a stored cursor, in another process", async () => {
    const expected = await everything();
    const pages = await all((await connect()).bank);
    expect(pages.length, "the stand-in has more than one page").toBeGreaterThan(1);
    for (const [index, page] of pages.entries()) {
      const rest = idsOf(await all((await connect()).bank, page.cursor));
      expect(unique([...idsOf(pages.slice(0, index + 1)), ...rest])).toEqual(expected);
      expect(rest.length, "resuming is not starting again").toBeLessThan(expected.length);
    }
  });

  test("after the last page, only what is new or has changed comes again", async () => {
    const { bank } = await connect();
    const first = await all(bank);
    const quiet = await all(bank, first.at(-1)!.cursor);
    expect(idsOf(quiet)).toEqual([]);
    driver.clock.advance(60_000);
    const received = await needed(driver.receiveMoney, "receiveMoney")();
    const changed = await needed(driver.changeTransaction, "changeTransaction")();
    driver.clock.advance(60_000);
    const later = await all(bank, quiet.at(-1)!.cursor);
    expect(unique(idsOf(later))).toEqual(unique([received, changed]));
  });

  test("one transaction is read by its id; an unknown id is not found", async () => {
    const received = await needed(driver.receiveMoney, "receiveMoney")();
    const { bank } = await connect();
    expect((await bank.get(received)).externalId).toBe(received);
    expect(await refusal(bank.get("tx_999999999"))).toMatchObject({ code: "not_found", retryable: false });
  });
}

function describeApproval({ bench, all }: BankBench): void {
  test.skipIf(!bench.driver.unapproved)("wait for the seller's approval without blaming anything", async () => {
    const { settings, approve } = await needed(bench.driver.unapproved, "unapproved")();
    const { connector } = await bench.connect(settings);
    const bank = declared(connector.bankTransactions, "bankTransactions");
    expect((await connector.probe()).pending).toMatch(/\w+/);
    expect(await refusal(all(bank))).toMatchObject({ code: "approval_pending", retryable: false });
    await approve();
    expect((await connector.probe()).pending ?? null).toBeNull();
    expect(idsOf(await all(bank)).length).toBeGreaterThan(0);
  });
}

function describeTrouble({ bench, connect, all, everything }: BankBench): void {
  const { driver } = bench;

  test.each([
    ["a throttling platform", { kind: "throttled", retryAfterSeconds: 7 }],
    ["a throttling platform that names no time", { kind: "throttled", retryAfterSeconds: null }],
    ["a passing 503", { kind: "server-error", status: 503 }],
    ["a body that breaks off", { kind: "truncated-body" }],
    ["a lost answer", { kind: "answer-lost" }],
    ["a page that comes twice", { kind: "duplicated-page" }],
  ] as const)("are read whole through %s", async (_, fault) => {
    const expected = await everything();
    await driver.injectFault({ ...fault, on: "orders", times: 1 });
    const ids = idsOf(await all((await connect()).bank));
    expect(unique(ids)).toEqual(expected);
  });

  test("end with an honest error when trouble lasts", async () => {
    await driver.injectFault({ kind: "server-error", status: 502, on: "orders", times: null });
    const before = await driver.requestCount();
    expect(await refusal(all((await connect()).bank))).toMatchObject({ code: "unavailable", retryable: true });
    expect((await driver.requestCount()) - before).toBeLessThanOrEqual(10);
  });

  test("end at once when the caller gives up", async () => {
    await driver.injectFault({ kind: "slow", milliseconds: 3_000, on: "orders", times: null });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const startedAt = performance.now();
    const { bank } = await connect();
    const reading = bank.changedSince(null, { signal: controller.signal })[Symbol.asyncIterator]();
    expect((await refusal(reading.next())).code).toBe("aborted");
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test("deliver the rest when one record cannot be read, and report that one", async () => {
    const expected = await everything();
    const spoil = needed(driver.spoilOneTransaction, "spoilOneTransaction");
    const { fetch = globalThis.fetch } = await bench.settings();
    const { connector } = await bench.connect({ fetch: spoilingFetch(fetch, spoil) });
    const pages = await all(declared(connector.bankTransactions, "bankTransactions"));
    expect(pages.flatMap((page) => page.problems).length).toBeGreaterThan(0);
    expect(unique(idsOf(pages)).length).toBeGreaterThanOrEqual(expected.length - 1);
  });
}
