import {
  type BankTransactionPage,
  type BankTransactionsCapability,
  type CallLimits,
  type CallOptions,
  ConnectorError,
  callLimits,
  type PageProblem,
} from "@counterfoil/connector-kit";
import type { BankAccount } from "@counterfoil/core/model";
import { readAccounts } from "../accounts/read-accounts.ts";
import type { MonzoClient } from "../monzo-client.ts";
import { insufficientPermissions } from "../monzo-errors.ts";
import { transactionSchema } from "../monzo-schemas.ts";
import type { MonzoContext } from "../monzo-settings.ts";
import { mapTransaction } from "./map-transaction.ts";
import { planRun } from "./plan-run.ts";
import { readSegment } from "./read-segment.ts";
import { trackAccount } from "./track-account.ts";
import {
  newAccount,
  type Position,
  readTransactionCursor,
  type TransactionCursor,
  writeTransactionCursor,
} from "./transaction-cursor.ts";

/** Monzo's accounts, balances and transactions, read only. */
export function createTransactions(client: MonzoClient, context: MonzoContext): BankTransactionsCapability {
  const { now, credentials } = context;
  const limitsOf = (options?: CallOptions) => callLimits(options, now);
  return {
    accounts: async (options) => (await readAccounts(client, limitsOf(options))).items,
    async balance(accountExternalId, options) {
      const limits = limitsOf(options);
      const wire = await explained(client.balance(accountExternalId, limits), { client, limits });
      const { currency, balance, total_balance: total } = wire;
      return {
        accountExternalId,
        balance: { minor: balance, currency },
        total: total == null ? null : { minor: total, currency },
        asOf: new Date(now()).toISOString(),
      };
    },
    async *changedSince(cursor, options) {
      const limits = limitsOf(options);
      const accounts = await readAccounts(client, limits);
      const wishes = {
        now: now(),
        startFrom: options?.startFrom ?? credentials.historyFrom ?? null,
        accounts: options?.accounts,
        refill: options?.refill ?? false,
      };
      const before = readTransactionCursor(cursor);
      const queue = before.run?.queue ?? planRun(before, accounts.items, wishes);
      const run = { client, limits, now, own: accounts.items, problems: accounts.problems };
      yield* readQueue({ ...before, run: { queue, position: before.run?.position ?? null } }, run);
    },
    async get(externalId, options) {
      const limits = limitsOf(options);
      const { items: own } = await readAccounts(client, limits);
      const raw = await client.transaction(externalId, limits);
      const wire = transactionSchema.safeParse(raw);
      if (!wire.success || !wire.data.account_id) {
        const message = "Monzo's answer for this transaction could not be read.";
        throw new ConnectorError({ code: "bad_response", message, operation: "GET /transactions/{id}" });
      }
      return mapTransaction(wire.data, raw, { accountId: wire.data.account_id, own });
    },
  };
}

interface Run {
  client: MonzoClient;
  limits: CallLimits;
  now: () => number;
  own: readonly BankAccount[];
  /** Told with the first page. */
  problems: readonly PageProblem[];
}

async function* readQueue(cursor: TransactionCursor, run: Run): AsyncGenerator<BankTransactionPage> {
  const { queue = [], position = null } = cursor.run ?? {};
  const accounts = { ...cursor.accounts };
  let { problems } = run;
  for (const [index, segment] of queue.entries()) {
    const tracker = trackAccount(segment, accounts[segment.account] ?? newAccount, run.now());
    let next: Position | null = null;
    const pages = readSegment(segment, index === 0 ? position : null, {
      ...run,
      onRefused: (missing) => tracker.refuse(missing),
      onNext: (following) => {
        next = following;
      },
    });
    for await (const page of pages) {
      const items = tracker.changed(page.items);
      const state = tracker.state(next === null);
      accounts[segment.account] = state;
      const left = queue.slice(next === null ? index + 1 : index);
      yield {
        items,
        problems: [...problems, ...page.problems],
        accountExternalId: segment.account,
        unread: state.unread,
        cursor: writeTransactionCursor({
          accounts,
          run: left.length === 0 ? null : { queue: left, position: next },
        }),
      };
      problems = [];
    }
    // A list without end was stopped, and says so: the next run looks again from there.
    if (next !== null) return;
  }
}

/** The account's calls are answered 403 both before the approval and for kinds that are never readable. */
async function explained<Value>(
  call: Promise<Value>,
  { client, limits }: { client: MonzoClient; limits: CallLimits },
): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    if (ConnectorError.is(error) && error.platformCode === insufficientPermissions) await client.accounts(limits);
    throw error;
  }
}
