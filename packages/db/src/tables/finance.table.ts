import type {
  BankAccountKind,
  BankTransactionStatus,
  FinanceTransactionKind,
  PayoutStatus,
} from "@counterfoil/core/model";
import type { Insertable, Selectable } from "kysely";
import type {
  Defaulted,
  DefaultedJson,
  GeneratedTimestamp,
  Nullable,
  NullableJson,
  NullableTimestamp,
  Timestamp,
} from "./column-types.ts";

/** A bank account, and how far it was read. */
export interface BankAccountTable {
  workspace_id: string;
  connection_id: string;
  external_id: string;
  kind: BankAccountKind;
  name: Nullable<string>;
  currency: string;
  number_ending: Nullable<string>;
  opened_at: NullableTimestamp;
  closed: Defaulted<boolean>;
  has_transactions: boolean;
  /** Null until the first reading came to its end. */
  read_until: NullableTimestamp;
  /** The stretch that the bank refused to give. */
  unread_from: NullableTimestamp;
  unread_to: NullableTimestamp;
  raw: NullableJson<unknown>;
  updated_at: GeneratedTimestamp;
}
export type BankAccountRow = Selectable<BankAccountTable>;

export interface BankTransactionTable {
  workspace_id: string;
  id: string;
  connection_id: string;
  account_external_id: string;
  external_id: string;
  booked_at: Timestamp;
  settled_at: NullableTimestamp;
  /** In the account's currency; above 0 when money came in. */
  amount_minor: number;
  currency: string;
  original_minor: Nullable<number>;
  original_currency: Nullable<string>;
  status: BankTransactionStatus;
  decline_reason: Nullable<string>;
  counterparty_name: Nullable<string>;
  counterparty_ending: Nullable<string>;
  reference: Nullable<string>;
  description: Nullable<string>;
  category: Nullable<string>;
  scheme: Nullable<string>;
  is_internal: Nullable<boolean>;
  raw: NullableJson<unknown>;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}
export type BankTransactionRow = Selectable<BankTransactionTable>;

export interface PayoutTable {
  workspace_id: string;
  id: string;
  connection_id: string;
  platform: string;
  external_id: string;
  status: PayoutStatus;
  raw_status: string;
  sent_at: Timestamp;
  amount_minor: number;
  currency: string;
  transaction_count: Nullable<number>;
  bank_reference: Nullable<string>;
  account_ending: Nullable<string>;
  raw: NullableJson<unknown>;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}
export type PayoutRow = Selectable<PayoutTable>;

export interface SettlementTransactionTable {
  workspace_id: string;
  id: string;
  connection_id: string;
  platform: string;
  kind: FinanceTransactionKind;
  external_id: string;
  raw_kind: string;
  booked_at: Timestamp;
  order_external_id: Nullable<string>;
  /** Null while the platform holds it. */
  payout_external_id: Nullable<string>;
  net_minor: number;
  currency: string;
  gross_minor: Nullable<number>;
  gross_currency: Nullable<string>;
  fees_minor: Nullable<number>;
  fees_currency: Nullable<string>;
  line_fees: DefaultedJson<{ lineExternalId: string; fees: { minor: number; currency: string } }[]>;
  memo: Nullable<string>;
  raw: NullableJson<unknown>;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}
export type SettlementTransactionRow = Selectable<SettlementTransactionTable>;

/** `elsewhere`: it went to an account that is not read. `no_payout`: the bank line is something else. */
export type PayoutDecisionKind = "paired" | "parted" | "elsewhere" | "no_payout";

/** What a person said. Never written by a machine. */
export interface PayoutDecisionTable {
  workspace_id: string;
  id: string;
  kind: PayoutDecisionKind;
  payout_id: Nullable<string>;
  transaction_id: Nullable<string>;
  decided_by: string;
  decided_at: Timestamp;
}
export type PayoutDecisionRow = Selectable<PayoutDecisionTable>;
export type NewPayoutDecisionRow = Insertable<PayoutDecisionTable>;
