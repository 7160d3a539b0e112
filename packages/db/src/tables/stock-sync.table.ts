import type { Insertable, Selectable, Updateable } from "kysely";
import type {
  Defaulted,
  GeneratedTimestamp,
  Json,
  Nullable,
  NullableJson,
  NullableTimestamp,
  Timestamp,
} from "./column-types.ts";

/** A listing and an item that a person parted: no machine ties them again. */
export interface RefusedLinkTable {
  workspace_id: string;
  listing_id: string;
  item_id: string;
  refused_by: Nullable<string>;
  refused_at: GeneratedTimestamp;
}

/** What is done by itself about a figure on a platform that differs although nothing changed here. */
export const driftRules = ["ask", "withdraw", "heal"] as const;
export type DriftRule = (typeof driftRules)[number];

/** How stock is told to one connection's platform. */
export interface StockChannelTable {
  workspace_id: string;
  connection_id: string;
  paused: Defaulted<boolean>;
  /** Units kept back on each listing; null: as the workspace says. */
  safety_buffer: Nullable<number>;
  /** A push that would zero more listings than this waits for a person. */
  zero_limit: Defaulted<number>;
  drift_rule: Defaulted<DriftRule>;
  /** When a person agreed to the first difference; null: nothing is sent. */
  allowed_at: NullableTimestamp;
  allowed_by: Nullable<string>;
  /** Milliseconds that a figure takes to arrive, as a running mean. */
  pace_ms: Nullable<number>;
  updated_at: GeneratedTimestamp;
}
export type StockChannelRow = Selectable<StockChannelTable>;
export type StockChannelChange = Updateable<StockChannelTable>;

export interface StockPolicyTable {
  workspace_id: string;
  safety_buffer: Defaulted<number>;
  updated_at: GeneratedTimestamp;
}

export type StockTaskState = "pending" | "sending" | "held" | "declined" | "settled" | "failed";
export type StockTaskCause = "stock" | "link" | "drift" | "person" | "settings";

/** What went wrong with a listing's figure, in words for the seller. */
export interface StockTaskError {
  code: string;
  message: string;
  remedy: string;
}

/** The outbox of stock: one row for each listing, because only the newest figure counts. Written by triggers. */
export interface StockTaskTable {
  workspace_id: string;
  listing_id: string;
  connection_id: string;
  state: Defaulted<StockTaskState>;
  /** Raised by every change; what was sent is settled only if none came meanwhile. */
  revision: Defaulted<number>;
  sending_revision: Nullable<number>;
  cause: StockTaskCause;
  changed_at: GeneratedTimestamp;
  wanted: Nullable<number>;
  zero_allowed: Defaulted<boolean>;
  /** Whether stock changed, or a person asked, since the platform was last asked what it shows. */
  in_doubt: Defaulted<boolean>;
  raise_since: NullableTimestamp;
  fell: Defaulted<boolean>;
  attempts: Defaulted<number>;
  available_at: NullableTimestamp;
  locked_until: NullableTimestamp;
  sent_at: NullableTimestamp;
  settled_at: NullableTimestamp;
  verify_at: NullableTimestamp;
  note: Nullable<string>;
  error: NullableJson<StockTaskError>;
}
export type StockTaskRow = Selectable<StockTaskTable>;
export type StockTaskChange = Updateable<StockTaskTable>;

/** One listing of a difference that waits for a yes. */
export interface RehearsedChange {
  listingId: string;
  title: string;
  sku: string | null;
  externalId: string;
  /** What the platform offers, as far as it is known. */
  from: number | null;
  to: number;
}

export interface StockRehearsalTable {
  workspace_id: string;
  id: string;
  connection_id: string;
  reason: "first_push" | "zeroes";
  state: "waiting" | "accepted" | "declined" | "withdrawn";
  version: Defaulted<number>;
  changes: Json<RehearsedChange[]>;
  created_at: Timestamp;
  updated_at: Timestamp;
  decided_at: NullableTimestamp;
  decided_by: Nullable<string>;
}
export type StockRehearsalRow = Selectable<StockRehearsalTable>;
export type NewStockRehearsalRow = Insertable<StockRehearsalTable>;
