import {
  type PayoutFinding,
  platformOfPayer,
  type Reconciliation,
  reconcilePayouts,
  type StatementSpan,
} from "@counterfoil/core/finance";
import {
  type BankReachRow,
  type Database,
  type PayoutDecisionRow,
  type PayoutListRow,
  readBankReach,
  readPayoutDecisions,
  readPayouts,
  readStatementLines,
  type StatementRow,
} from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { BankLineView, PayoutView } from "./finance-views.ts";

/** Payouts and bank lines with what is known of them together. */
export interface Books {
  payouts: readonly PayoutListRow[];
  findings: ReadonlyMap<string, PayoutFinding>;
  lines: ReadonlyMap<string, StatementRow>;
  /** Ids of bank lines that look like payouts and belong to none. */
  unexplained: readonly string[];
  decisions: readonly PayoutDecisionRow[];
  reach: readonly BankReachRow[];
  span: StatementSpan | null;
}

/**
 * Reads both sides and works out what belongs together. Worked out when looked at: what a person said is the only thing
 * that is kept, so that new lines, late payouts and better rules need no repair.
 */
export async function readBooks(tx: Transaction<Database>): Promise<Books> {
  const payouts = await readPayouts(tx);
  const lines = await readStatementLines(tx);
  const decisions = await readPayoutDecisions(tx);
  const reach = await readBankReach(tx);
  const span = spanOf(reach);
  const { payouts: findings, unexplained } = reconcile({ payouts, lines, decisions, span });
  return {
    ...{ payouts, unexplained, decisions, reach, span },
    findings: new Map(findings.map((finding) => [finding.payoutId, finding])),
    lines: new Map(lines.map((line) => [line.id, line])),
  };
}

interface Sides {
  payouts: readonly PayoutListRow[];
  lines: readonly StatementRow[];
  decisions: readonly PayoutDecisionRow[];
  span: StatementSpan | null;
}

function reconcile({ payouts, lines, decisions, span }: Sides): Reconciliation {
  const noPayout = new Set(decisions.flatMap((said) => (said.kind === "no_payout" ? [said.transaction_id] : [])));
  return reconcilePayouts({
    span,
    payouts: payouts.map((payout) => ({
      ...{ id: payout.id, platform: payout.platform, externalId: payout.external_id, status: payout.status },
      sentAt: payout.sent_at.toISOString(),
      amount: { minor: payout.amount_minor, currency: payout.currency },
      bankReference: payout.bank_reference,
    })),
    lines: lines
      .filter(({ id }) => !noPayout.has(id))
      .map((line) => ({
        ...{ id: line.id, payer: line.counterparty_name, reference: line.reference, description: line.description },
        bookedAt: line.booked_at.toISOString(),
        amount: { minor: line.amount_minor, currency: line.currency },
        looksLike: platformOfPayer(line.counterparty_name),
      })),
    decisions: payouts.flatMap(({ id }) => decisionsOf(decisions, id)),
    parted: decisions.flatMap(({ kind, payout_id: payoutId, transaction_id: lineId }) =>
      kind === "parted" && payoutId !== null && lineId !== null ? [{ payoutId, lineId }] : [],
    ),
  });
}

function decisionsOf(decisions: readonly PayoutDecisionRow[], payoutId: string) {
  const own = decisions.filter(({ kind, payout_id }) => payout_id === payoutId && kind !== "parted");
  if (own.length === 0) return [];
  return [{ payoutId, lineIds: own.flatMap(({ transaction_id }) => transaction_id ?? []) }];
}

/**
 * From when on and until when every bank account is known: from the oldest line that was read, or the end of what a bank
 * refused; until the reading that is longest ago. Null before the first reading came to its end.
 */
export function spanOf(rows: readonly BankReachRow[]): StatementSpan | null {
  const readable = rows.filter(({ has_transactions }) => has_transactions);
  const active = readable.filter(({ disconnected_at }) => disconnected_at === null);
  const accounts = active.length > 0 ? active : readable;
  const until = accounts.map(({ read_until }) => read_until?.getTime() ?? null);
  const gaps = accounts.flatMap(({ unread_to }) => (unread_to === null ? [] : [unread_to.getTime()]));
  const oldest = accounts.flatMap(({ oldest_at }) => (oldest_at === null ? [] : [new Date(oldest_at).getTime()]));
  if (accounts.length === 0 || oldest.length === 0 || until.some((time) => time === null)) return null;
  return {
    from: new Date(Math.max(Math.min(...oldest), ...gaps)).toISOString(),
    until: new Date(Math.min(...until.map((time) => time ?? 0))).toISOString(),
  };
}

export function bankLineView(line: StatementRow): BankLineView {
  return {
    ...{ id: line.id, payer: line.counterparty_name, reference: line.reference ?? line.description },
    bookedAt: line.booked_at.toISOString(),
    amount: { minor: line.amount_minor, currency: line.currency },
    account: { kind: line.kind, name: line.name, numberEnding: line.number_ending },
    looksLike: platformOfPayer(line.counterparty_name),
  };
}

export function payoutView(payout: PayoutListRow, { findings, lines, decisions }: Books): PayoutView {
  const finding = findings.get(payout.id);
  if (finding === undefined) throw new Error(`payout ${payout.id} was not looked at`);
  const viewsOf = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const line = lines.get(id);
      return line === undefined ? [] : [bankLineView(line)];
    });
  const said = decisions.find(({ payout_id, kind }) => payout_id === payout.id && kind !== "parted");
  return {
    ...{ id: payout.id, platform: payout.platform, externalId: payout.external_id, status: payout.status },
    ...{ rawStatus: payout.raw_status, sentAt: payout.sent_at.toISOString() },
    amount: { minor: payout.amount_minor, currency: payout.currency },
    ...{ transactionCount: payout.transaction_count, accountEnding: payout.account_ending },
    ...{ state: finding.state, by: finding.by, difference: finding.difference },
    ...{ lines: viewsOf(finding.lineIds), candidates: viewsOf(finding.candidates) },
    decidedBy: finding.by === "person" ? (said?.decided_by ?? null) : null,
  };
}
