import type { Money } from "../model/index.ts";
import { sumOf } from "./payout-references.ts";
import { bookingDays, type PayoutFinding, type PayoutToFind, type StatementLine } from "./payout-types.ts";

/** What is still to be found and what may still be taken, both oldest first, and what was found. */
export interface Standing {
  open: Set<PayoutToFind>;
  free: Set<StatementLine>;
  found: Map<string, PayoutFinding>;
  /** Whether a person parted the two. */
  isParted(payout: PayoutToFind, line: StatementLine): boolean;
}

const dayMs = 86_400_000;

/** Start of a time's day, UTC, in epoch milliseconds. */
export function dayOf(time: string): number {
  return Math.floor(Date.parse(time) / dayMs) * dayMs;
}

/**
 * Pairs payouts and lines of one platform, one amount and near dates. Where a cluster holds as many lines as payouts they
 * are paired by date, since equal amounts are interchangeable; otherwise somebody must say which is which.
 */
export function pairByAmount(standing: Standing): void {
  for (const { payouts, lines } of clusters(standing)) {
    if (lines.length === 0) continue;
    if (payouts.length === lines.length && payouts.every((payout, n) => isPossible(standing, payout, lines[n]))) {
      payouts.forEach((payout, n) => {
        take(standing, [payout], { line: lines[n], by: "amount" });
      });
    } else for (const payout of payouts) leaveUnclear(standing, payout, lines);
  }
}

/** Finds one line that is the sum of all payouts that a platform sent on a day. */
export function pairBySameDay(standing: Standing): void {
  const groups = groupBy(standing.open, (payout) => `${payout.platform} ${dayOf(payout.sentAt)}`);
  const byAmount = groupBy(standing.free, (line) => amountKey(line.looksLike, line.amount));
  for (const payouts of groups.values()) {
    const total = sumOf(payouts.map(({ amount }) => amount));
    if (payouts.length < 2 || total === null) continue;
    const [first] = payouts;
    const lines = (byAmount.get(amountKey(first?.platform ?? null, total)) ?? []).filter(
      (line) => standing.free.has(line) && payouts.every((payout) => isPossible(standing, payout, line)),
    );
    if (lines.length === 1) take(standing, payouts, { line: lines[0], by: "same_day" });
    else if (lines.length > 1) for (const payout of payouts) leaveUnclear(standing, payout, lines);
  }
}

interface Cluster {
  payouts: PayoutToFind[];
  lines: StatementLine[];
}

/** Payouts and lines that could be each other, put together as far as one of them connects them. */
function clusters(standing: Standing): Cluster[] {
  const lines = groupBy(standing.free, (line) => amountKey(line.looksLike, line.amount));
  const payouts = groupBy(standing.open, (payout) => amountKey(payout.platform, payout.amount));
  return [...payouts].flatMap(([key, own]) => connected(standing, { payouts: own, lines: lines.get(key) ?? [] }));
}

function connected(standing: Standing, { payouts: open, lines: free }: Cluster): Cluster[] {
  const left = new Set(open);
  const result: Cluster[] = [];
  for (const first of open) {
    if (!left.delete(first)) continue;
    const cluster: Cluster = { payouts: [first], lines: [] };
    for (const payout of cluster.payouts) {
      for (const line of free) {
        if (cluster.lines.includes(line) || !isPossible(standing, payout, line)) continue;
        cluster.lines.push(line);
        for (const other of left)
          if (isPossible(standing, other, line) && left.delete(other)) cluster.payouts.push(other);
      }
    }
    result.push(inDateOrder(cluster));
  }
  return result;
}

function inDateOrder({ payouts, lines }: Cluster): Cluster {
  return {
    payouts: payouts.sort((a, b) => Date.parse(a.sentAt) - Date.parse(b.sentAt) || (a.id < b.id ? -1 : 1)),
    lines: lines.sort((a, b) => Date.parse(a.bookedAt) - Date.parse(b.bookedAt) || (a.id < b.id ? -1 : 1)),
  };
}

// Only what is of one platform and one amount can be each other.
function amountKey(platform: string | null, { minor, currency }: Money): string {
  return `${platform ?? ""} ${minor} ${currency}`;
}

// Near in time, and nobody has said that they do not belong together.
function isPossible(standing: Standing, payout: PayoutToFind, line: StatementLine | undefined): boolean {
  if (!line || standing.isParted(payout, line)) return false;
  const days = (dayOf(line.bookedAt) - dayOf(payout.sentAt)) / dayMs;
  return days >= -bookingDays.before && days <= bookingDays.after;
}

function take(
  standing: Standing,
  payouts: readonly PayoutToFind[],
  { line, by }: { line: StatementLine | undefined; by: "amount" | "same_day" },
): void {
  if (!line) return;
  for (const { id, amount } of payouts) {
    const difference = { minor: 0, currency: amount.currency };
    standing.found.set(id, { payoutId: id, state: "paid_out", lineIds: [line.id], difference, by, candidates: [] });
  }
  for (const payout of payouts) standing.open.delete(payout);
  standing.free.delete(line);
}

// The lines stay free to be shown as unexplained until somebody says what they are.
function leaveUnclear(standing: Standing, payout: PayoutToFind, lines: readonly StatementLine[]): void {
  const candidates = lines.map(({ id }) => id);
  const unknown = { lineIds: [], difference: null, by: null };
  standing.found.set(payout.id, { payoutId: payout.id, state: "unclear", ...unknown, candidates });
  standing.open.delete(payout);
}

function groupBy<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
