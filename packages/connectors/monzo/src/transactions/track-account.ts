import type { BankTransaction } from "@counterfoil/core/model";
import {
  type AccountState,
  printOf,
  recentlySeen,
  type Segment,
  type Stretch,
  unsettledMs,
} from "./transaction-cursor.ts";

/** What becomes of one account's state while a segment of it is read. */
export interface AccountTracker {
  /** The rows that are new or look otherwise than when they were told last; notes them. */
  changed(rows: BankTransaction[]): BankTransaction[];
  /** The bank does not give this stretch. */
  refuse(missing: Stretch): void;
  state(isComplete: boolean): AccountState;
}

export function trackAccount(segment: Segment, before: AccountState, now: number): AccountTracker {
  const seen = { ...before.seen };
  let { unread } = before;
  let isRefused = false;
  return {
    changed: (rows) => rows.filter((row) => note(seen, row, now)),
    refuse(missing) {
      isRefused = true;
      unread = segment.refill ? { from: missing.from, to: segment.to } : withGap(before, missing);
    },
    state(isComplete) {
      if (!isComplete) return { ...before, unread, seen: { ...seen } };
      if (segment.refill) return { ...before, unread: isRefused ? unread : null, seen: recentlySeen(seen, now) };
      return { readTo: segment.to, unread, seen: recentlySeen(seen, now) };
    },
  };
}

function note(seen: AccountState["seen"], row: BankTransaction, now: number): boolean {
  const at = Date.parse(row.bookedAt);
  if (at < now - unsettledMs) return true;
  const print = printOf(row);
  const isNew = seen[row.externalId]?.[1] !== print;
  seen[row.externalId] = [at, print, row.status === "pending"];
  return isNew;
}

// What an earlier run has read is not missing.
function withGap({ readTo, unread }: AccountState, missing: Stretch): Stretch | null {
  const from = latest([missing.from, readTo ?? missing.from]);
  if (from >= missing.to) return unread;
  const stretches = unread === null ? [] : [unread];
  return {
    from: earliest([from, ...stretches.map((stretch) => stretch.from)]),
    to: latest([missing.to, ...stretches.map((stretch) => stretch.to)]),
  };
}

// ISO 8601 in UTC sorts as text.
function earliest(instants: readonly [string, ...string[]]): string {
  return instants.toSorted()[0] ?? instants[0];
}

function latest(instants: readonly [string, ...string[]]): string {
  return instants.toSorted().at(-1) ?? instants[0];
}
