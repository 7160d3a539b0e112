import type { BankTransactionPage, Connector, ConnectorError } from "@counterfoil/connector-kit";
import type { BankAccount, BankTransaction, FinanceTransaction, Payout } from "@counterfoil/core/model";
import type { FakeShop } from "./fake-shop.ts";

const gbp = (minor: number) => ({ minor, currency: "GBP" });

/** The business account of tests. */
export const account: BankAccount = {
  ...{ platform: "bricklink", externalId: "acc-1", kind: "business", name: "Ada", currency: "GBP" },
  ...{ numberEnding: "4010", owners: [], openedAt: "2025-01-01T00:00:00.000Z", closed: false },
  ...{ hasTransactions: true, raw: {} },
};

export function bankLine(externalId: string, minor: number, bookedAt: string, rest: Partial<BankTransaction> = {}) {
  const line: BankTransaction = {
    ...{ platform: "bricklink", externalId, accountExternalId: account.externalId, bookedAt, settledAt: bookedAt },
    ...{ updatedAt: null, amount: gbp(minor), originalAmount: null, status: "settled", declineReason: null },
    counterparty: { externalId: null, name: "EBAY Commerce UK Ltd", numberEnding: null },
    ...{ reference: null, description: null, merchantId: null, category: null, scheme: null, isInternal: null },
    raw: {},
  };
  return { ...line, ...rest };
}

export function sentPayout(externalId: string, minor: number, sentAt: string, rest: Partial<Payout> = {}): Payout {
  return {
    ...{ platform: "ebay", externalId, status: "paid", rawStatus: "SUCCEEDED", sentAt, amount: gbp(minor) },
    ...{ transactionCount: null, bankReference: null, accountEnding: null, raw: {} },
    ...rest,
  };
}

export function movement(
  kind: FinanceTransaction["kind"],
  orderExternalId: string,
  net: number,
  rest: Partial<FinanceTransaction> = {},
): FinanceTransaction {
  return {
    ...{ platform: "ebay", externalId: `${kind}-${orderExternalId}`, kind, rawKind: kind.toUpperCase() },
    ...{ bookedAt: "2026-03-02T00:00:00.000Z", orderExternalId, payoutExternalId: null, net: gbp(net) },
    ...{ gross: null, fees: null, lineFees: [], memo: null, raw: {} },
    ...rest,
  };
}

/** What a bank gives, and what it was asked for. */
export interface FakeBank {
  lines: BankTransaction[];
  /** What it refuses to give; a consent may open it. */
  unread: { from: string; to: string } | null;
  pending: string | null;
  failure: ConnectorError | null;
  /** Options of each reading, in order. */
  asked: { cursor: string | null; refill: boolean }[];
}

/** Makes a fake shop's platform a bank as well. */
export function addBank(shop: FakeShop): FakeBank {
  const bank: FakeBank = { lines: [], unread: null, pending: null, failure: null, asked: [] };
  const parts: Pick<Connector, "probe" | "bankTransactions"> = {
    probe: async () => ({
      ...{ account: "Ada, business account 4010", accountId: "user-1", scopes: null, marketplace: null },
      ...{ called: "GET /ping", latencyMs: 1, warnings: [], pending: bank.pending },
    }),
    bankTransactions: {
      accounts: async () => [account],
      balance: () => Promise.reject(new Error("not asked for")),
      get: async (externalId) => {
        const line = bank.lines.find((candidate) => candidate.externalId === externalId);
        if (bank.failure) throw bank.failure;
        if (!line) throw new Error("no such line");
        return line;
      },
      changedSince: (cursor, options) => readPages(bank, cursor, options?.refill ?? false),
    },
  };
  Object.assign(shop.connector, parts);
  Object.assign(shop.definition.manifest.capabilities, { bankTransactions: true });
  return bank;
}

async function* readPages(bank: FakeBank, cursor: string | null, refill: boolean): AsyncGenerator<BankTransactionPage> {
  bank.asked.push({ cursor, refill });
  if (bank.failure) throw bank.failure;
  const { unread, lines: items } = bank;
  yield { items, cursor: String(items.length), problems: [], accountExternalId: account.externalId, unread };
}

/** What a platform tells of its payouts. */
export interface FakeFinances {
  payouts: Payout[];
  movements: FinanceTransaction[];
  failure: ConnectorError | null;
  /** Cursors that both lists were read with. */
  cursors: (string | null)[];
}

/** Makes a fake shop tell of payouts. */
export function addFinances(shop: FakeShop): FakeFinances {
  const told: FakeFinances = { payouts: [], movements: [], failure: null, cursors: [] };
  const list = async function* <Item>(name: string, items: Item[], cursor: string | null) {
    told.cursors.push(cursor);
    if (told.failure) throw told.failure;
    yield { items, cursor: `${name}-${items.length}`, problems: [] };
  };
  const finances: Connector["finances"] = {
    payouts: (cursor) => list("p", told.payouts, cursor),
    transactions: (cursor) => list("t", told.movements, cursor),
  };
  Object.assign(shop.connector, { finances });
  Object.assign(shop.definition.manifest.capabilities, { finances: true });
  return told;
}
