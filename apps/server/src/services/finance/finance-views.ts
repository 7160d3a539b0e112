import type { PayoutFinding, PayoutState, ProfitPart, ProfitParts, UnitProfit } from "@counterfoil/core/finance";
import type { BankAccountKind, FinanceTransactionKind, Money, PayoutStatus } from "@counterfoil/core/model";

/** A line of a bank account as the page shows it. */
export interface BankLineView {
  id: string;
  bookedAt: string;
  amount: Money;
  payer: string | null;
  reference: string | null;
  account: { kind: BankAccountKind; name: string | null; numberEnding: string | null };
  /** The platform whose payouts look like this; null for anybody else. */
  looksLike: string | null;
}

/** A bank line that looks like a payout and belongs to none; `isReported` is false where the platform tells of no payouts. */
export interface UnexplainedLineView extends BankLineView {
  isReported: boolean;
}

/** A payout beside what the bank shows of it. */
export interface PayoutView {
  id: string;
  platform: string;
  externalId: string;
  status: PayoutStatus;
  rawStatus: string;
  sentAt: string;
  amount: Money;
  transactionCount: number | null;
  accountEnding: string | null;
  state: PayoutState;
  by: PayoutFinding["by"];
  /** What arrived less what was sent; null where nothing arrived or the currencies differ. */
  difference: Money | null;
  lines: BankLineView[];
  /** Lines that it may be, where it is unclear. */
  candidates: BankLineView[];
  /** Who said so, where a person did. */
  decidedBy: string | null;
}

/** Sums of one currency; amounts of several are never added up. */
export interface CurrencyTotals {
  currency: string;
  /** What platforms sent, where the bank was read. */
  sent: Money;
  arrived: Money;
  missing: Money;
  /** What arrived less what was sent, of the payouts that came otherwise. */
  difference: Money;
  expected: Money;
  /** Bank lines that look like payouts and belong to none. */
  unexplained: Money;
}

/** How far the banks were read. */
export interface BankReachView {
  state: "none" | "waiting" | "reading" | "read";
  from: string | null;
  until: string | null;
  /** What a bank refused to give. */
  unread: { from: string; to: string } | null;
}

/** A connected platform that tells of payouts, and what came of the last reading. */
export interface FinanceSourceView {
  platform: string;
  lastReadAt: string | null;
  /** Why the last reading failed; null where it did not. */
  error: string | null;
  reading: boolean;
}

/** One movement inside a payout. */
export interface PayoutMovementView {
  id: string;
  kind: FinanceTransactionKind;
  rawKind: string;
  bookedAt: string;
  net: Money;
  fees: Money | null;
  memo: string | null;
  orderNumber: string | null;
  /** Null where the order is not known here. */
  orderId: string | null;
  orderTitle: string | null;
}

export interface PayoutDetailView extends PayoutView {
  movements: PayoutMovementView[];
  /** Whether the movements add up to the payout; null where the platform tells none of them. */
  isComplete: boolean | null;
  /** Bank lines of about that time that a person may pair. */
  nearby: BankLineView[];
}

/** What one unit brought and took. */
export interface UnitProfitView {
  lineId: string;
  title: string;
  /** Null where no unit is tied to the sale. */
  itemId: string | null;
  sku: string | null;
  /** It did not go out, or came back: its cost is not spent. */
  cameBack: boolean;
  parts: ProfitParts;
  net: UnitProfit;
}

export interface OrderProfitView {
  orderId: string;
  platform: string;
  number: string;
  placedAt: string;
  /** Whether the platform paid out everything of it. */
  settled: boolean;
  /** Payouts that hold it, with what became of them at the bank; null where that was not asked for. */
  payouts: { id: string; externalId: string; sentAt: string; state: PayoutState | null }[];
  parts: ProfitParts;
  net: UnitProfit;
  units: UnitProfitView[];
}

export type { ProfitPart };
