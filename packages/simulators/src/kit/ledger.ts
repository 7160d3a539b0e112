import type { SimulatorClock } from "./clock.ts";

/** One thing that really happened inside a simulator. */
export interface LedgerEntry {
  readonly sequence: number;
  /** Simulated time, ISO 8601 UTC. */
  readonly at: string;
  /** What happened, noun-verb: `stock-set`, `order-shipped`. */
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Append-only list of effects: ask it, not the code under test, what happened. */
export interface Ledger {
  append(kind: string, data?: Record<string, unknown>): LedgerEntry;
  /** Entries in order, optionally of one kind, or later than a sequence number. */
  list(query?: { kind?: string; after?: number }): LedgerEntry[];
  count(kind: string): number;
  clear(): void;
}

/** Makes a ledger; beyond `limit` entries (default 100 000) the oldest are dropped. */
export function createLedger(clock: SimulatorClock, limit = 100_000): Ledger {
  let entries: LedgerEntry[] = [];
  let sequence = 0;
  return {
    append(kind, data = {}) {
      sequence += 1;
      const entry = { sequence, at: clock.iso(), kind, data: structuredClone(data) };
      entries.push(entry);
      if (entries.length > limit) entries = entries.slice(-limit);
      return entry;
    },
    list: ({ kind, after = 0 } = {}) =>
      entries.filter((entry) => entry.sequence > after && (kind === undefined || entry.kind === kind)),
    count: (kind) => entries.filter((entry) => entry.kind === kind).length,
    clear() {
      entries = [];
      sequence = 0;
    },
  };
}
