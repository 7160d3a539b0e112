import type { Money, PayoutStatus } from "../model/index.ts";

/** Days before and after which the money may be booked. */
export const bookingDays = { before: 1, after: 5 } as const;

/** A payout that should stand on a bank statement. */
export interface PayoutToFind {
  id: string;
  platform: string;
  externalId: string;
  /** ISO 8601. */
  sentAt: string;
  amount: Money;
  bankReference: string | null;
  status: PayoutStatus;
}

/** A line of a bank account that moved money: neither declined nor pending. */
export interface StatementLine {
  id: string;
  /** ISO 8601. */
  bookedAt: string;
  amount: Money;
  payer: string | null;
  reference: string | null;
  description: string | null;
  /** The platform whose payouts look like this, told by who paid; null for anybody else. */
  looksLike: string | null;
}

/** What a person said of a payout: its lines, or none where it went to an account that is not read. */
export interface PayoutDecision {
  payoutId: string;
  lineIds: readonly string[];
}

/** A payout and a line that a person parted: no machine pairs them again. */
export interface PartedPair {
  payoutId: string;
  lineId: string;
}

/** From when on and until when the bank's lines are known. */
export interface StatementSpan {
  from: string;
  until: string;
}

/**
 * `paid_out`: it arrived, to the penny. `different`: it arrived with another amount. `missing`: its days are over.
 * `expected`: it may still come. `unclear`: a person must say which line it is. `not_covered`: the statement does not
 * reach that far. `failed`: the platform says that it was not paid. `elsewhere`: a person said so.
 */
export type PayoutState =
  | "paid_out"
  | "different"
  | "missing"
  | "expected"
  | "unclear"
  | "not_covered"
  | "failed"
  | "elsewhere";

export interface PayoutFinding {
  payoutId: string;
  state: PayoutState;
  lineIds: string[];
  /** What arrived less what was sent; null where nothing arrived or the currencies differ. */
  difference: Money | null;
  by: "person" | "reference" | "amount" | "same_day" | null;
  /** Lines that it may be, where it is unclear. */
  candidates: string[];
}

export interface Reconciliation {
  payouts: PayoutFinding[];
  /** Lines that look like payouts and belong to none that is known. */
  unexplained: string[];
}

export interface ReconciliationInput {
  payouts: readonly PayoutToFind[];
  lines: readonly StatementLine[];
  decisions: readonly PayoutDecision[];
  /** Default none. */
  parted?: readonly PartedPair[];
  /** Null: no bank was read. */
  span: StatementSpan | null;
}
