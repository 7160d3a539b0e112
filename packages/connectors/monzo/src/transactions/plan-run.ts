import type { BankAccount } from "@counterfoil/core/model";
import { newAccount, recentFrom, type Segment, type TransactionCursor } from "./transaction-cursor.ts";

// Monzo's API is younger than this.
const beginning = "2015-01-01T00:00:00.000Z";

export interface RunWishes {
  now: number;
  /** First moment of an account's first reading; null takes all there is. */
  startFrom: string | null;
  accounts: readonly string[] | undefined;
  refill: boolean;
}

/**
 * What a run reads, in order. Old history goes first, newest accounts first, because the bank gives it for minutes only;
 * what was read before follows.
 */
export function planRun(cursor: TransactionCursor, accounts: readonly BankAccount[], wishes: RunWishes): Segment[] {
  const { now, startFrom, refill } = wishes;
  const readable = accounts
    .filter(({ externalId, hasTransactions }) => hasTransactions && (wishes.accounts?.includes(externalId) ?? true))
    .sort((one, two) => (two.openedAt ?? beginning).localeCompare(one.openedAt ?? beginning));
  const to = new Date(now).toISOString();
  const history: Segment[] = [];
  const recent: Segment[] = [];
  for (const { externalId: account, openedAt } of readable) {
    const state = cursor.accounts[account] ?? newAccount;
    if (refill && state.unread !== null) history.push({ account, ...state.unread, refill: true });
    if (state.readTo === null) {
      history.push({ account, from: laterOf(startFrom, openedAt ?? beginning), to, refill: false });
    } else {
      recent.push({ account, from: new Date(recentFrom(state, now)).toISOString(), to, refill: false });
    }
  }
  return [...history, ...recent];
}

function laterOf(wished: string | null, opened: string): string {
  if (wished === null) return opened;
  return new Date(Math.max(Date.parse(wished), Date.parse(opened))).toISOString();
}
