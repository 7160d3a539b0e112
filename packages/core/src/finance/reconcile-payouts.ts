import { dayOf, pairByAmount, pairBySameDay, type Standing } from "./pair-payouts.ts";
import { findByReference, sumOf } from "./payout-references.ts";
import {
  bookingDays,
  type PayoutDecision,
  type PayoutFinding,
  type PayoutState,
  type PayoutToFind,
  type Reconciliation,
  type ReconciliationInput,
  type StatementLine,
  type StatementSpan,
} from "./payout-types.ts";

const dayMs = 86_400_000;

/**
 * Finds platform payouts on a bank statement: what a person said first, then the payout's number in the reference, then
 * the exact amount within the days of booking, then one line that is the sum of all the platform's payouts of a day.
 * What a person parted stays apart; ties are left to a person. Order of the input changes nothing.
 */
export function reconcilePayouts({ payouts, lines, decisions, parted, span }: ReconciliationInput): Reconciliation {
  const apart = new Set(parted?.map(({ payoutId, lineId }) => `${payoutId} ${lineId}`));
  const standing: Standing = {
    open: new Set([...payouts].sort(byDate((payout) => payout.sentAt))),
    free: new Set([...lines].sort(byDate((line) => line.bookedAt))),
    found: new Map(),
    isParted: (payout, line) => apart.has(`${payout.id} ${line.id}`),
  };
  takeDecisions(standing, decisions);
  takeFailed(standing);
  takeReferences(standing);
  pairByAmount(standing);
  pairBySameDay(standing);
  for (const payout of standing.open) standing.found.set(payout.id, unfound(payout, span));
  return {
    payouts: payouts.map((payout) => standing.found.get(payout.id) ?? unfound(payout, span)),
    unexplained: [...standing.free].flatMap(({ id, looksLike, amount }) =>
      looksLike !== null && amount.minor > 0 ? [id] : [],
    ),
  };
}

function byDate<Item extends { id: string }>(dateOf: (item: Item) => string) {
  return (a: Item, b: Item) => Date.parse(dateOf(a)) - Date.parse(dateOf(b)) || (a.id < b.id ? -1 : 1);
}

interface Settled {
  finding: Omit<PayoutFinding, "payoutId" | "candidates">;
  lines: readonly StatementLine[];
}

function settle(standing: Standing, payout: PayoutToFind, { finding, lines }: Settled): void {
  standing.found.set(payout.id, { payoutId: payout.id, candidates: [], ...finding });
  for (const line of lines) standing.free.delete(line);
  standing.open.delete(payout);
}

function takeDecisions(standing: Standing, decisions: readonly PayoutDecision[]): void {
  const byPayout = new Map(decisions.map((decision) => [decision.payoutId, decision]));
  const byId = new Map([...standing.free].map((line) => [line.id, line]));
  for (const payout of standing.open) {
    const decision = byPayout.get(payout.id);
    if (!decision) continue;
    const lines = decision.lineIds.flatMap((id) => byId.get(id) ?? []).filter((line) => standing.free.has(line));
    if (lines.length > 0) settle(standing, payout, arrival(payout, lines, "person"));
    else if (decision.lineIds.length === 0)
      settle(standing, payout, { finding: { ...nothing, state: "elsewhere", by: "person" }, lines: [] });
  }
}

function takeFailed(standing: Standing): void {
  for (const payout of standing.open) {
    if (payout.status !== "failed") continue;
    settle(standing, payout, { finding: { ...nothing, state: "failed", by: null }, lines: [] });
  }
}

function takeReferences(standing: Standing): void {
  const named = findByReference([...standing.free]);
  for (const payout of standing.open) {
    const lines = named(payout).filter((line) => standing.free.has(line) && !standing.isParted(payout, line));
    if (lines.length > 0) settle(standing, payout, arrival(payout, lines, "reference"));
  }
}

const nothing = { lineIds: [], difference: null };

function arrival(payout: PayoutToFind, lines: readonly StatementLine[], by: "person" | "reference"): Settled {
  const arrived = sumOf(lines.map(({ amount }) => amount));
  const known = arrived !== null && arrived.currency === payout.amount.currency;
  const difference = known ? { minor: arrived.minor - payout.amount.minor, currency: arrived.currency } : null;
  const state: PayoutState = difference?.minor === 0 ? "paid_out" : "different";
  return { finding: { state, lineIds: lines.map(({ id }) => id), difference, by }, lines };
}

function unfound(payout: PayoutToFind, span: StatementSpan | null): PayoutFinding {
  const base = { payoutId: payout.id, lineIds: [], difference: null, by: null, candidates: [] };
  const first = dayOf(payout.sentAt) - bookingDays.before * dayMs;
  const last = dayOf(payout.sentAt) + (bookingDays.after + 1) * dayMs;
  if (span === null || first < Date.parse(span.from)) return { ...base, state: "not_covered" };
  return { ...base, state: last > Date.parse(span.until) ? "expected" : "missing" };
}
