import type { Selectable } from "kysely";
import type {
  Defaulted,
  DefaultedJson,
  GeneratedTimestamp,
  Json,
  Nullable,
  NullableTimestamp,
} from "./column-types.ts";

/** Orders that were told to be dispatched together. */
export interface DispatchBatchTable {
  workspace_id: string;
  id: string;
  idempotency_key: string;
  request_hash: string;
  source: "person" | "rule" | "api";
  started_by: string;
  /** The tracked job that sends them; null where they were sent at once. */
  job_id: Nullable<string>;
  created_at: GeneratedTimestamp;
}
export type DispatchBatchRow = Selectable<DispatchBatchTable>;

export type ParcelState = "waiting" | "sending" | "done" | "failed";

/** One order of a batch, as it was asked for, and what became of it. */
export interface DispatchParcelTable {
  workspace_id: string;
  batch_id: string;
  position: number;
  order_ref: string;
  order_id: Nullable<string>;
  request: Json<unknown>;
  idempotency_key: string;
  state: ParcelState;
  shipment_id: Nullable<string>;
  code: Nullable<string>;
  message: Nullable<string>;
  remedy: Nullable<string>;
  attempts: Defaulted<number>;
  updated_at: GeneratedTimestamp;
}
export type DispatchParcelRow = Selectable<DispatchParcelTable>;

/** Units of a line that a picker has in hand. */
export interface PickTickTable {
  workspace_id: string;
  line_id: string;
  /** The picked item, or the line itself where no unit is tied to it. */
  item_id: string;
  quantity: number;
  ticked_by: string;
  ticked_at: GeneratedTimestamp;
}

export interface OrderRuleTable {
  workspace_id: string;
  id: string;
  name: string;
  /** Lower goes first. */
  position: number;
  enabled: Defaulted<boolean>;
  event: string;
  conditions: Json<unknown>;
  actions: Json<unknown>;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}
export type OrderRuleRow = Selectable<OrderRuleTable>;

/** What a rule did about an order, once for each order. */
export interface OrderRuleRunTable {
  workspace_id: string;
  rule_id: string;
  order_id: string;
  acted_at: GeneratedTimestamp;
  outcome: string;
  message: Nullable<string>;
}

export interface FulfillmentSettingsTable {
  workspace_id: string;
  auto_fulfill: Defaulted<boolean>;
  updated_at: GeneratedTimestamp;
}

/** Filters of the list of orders that somebody keeps under a name. */
export interface SavedViewTable {
  workspace_id: string;
  id: string;
  user_id: string;
  name: string;
  filters: Json<unknown>;
  created_at: GeneratedTimestamp;
}

/** What buyers are told of their parcels. */
export interface NoticeSettingsTable {
  workspace_id: string;
  platforms: DefaultedJson<string[]>;
  subject: string;
  body: string;
  updated_at: GeneratedTimestamp;
}

/** `unknown`: the answer was lost, and it is not sent again by itself. */
export type NoticeState = "waiting" | "sending" | "sent" | "failed" | "unknown";

/** A notice to the buyer of one parcel. */
export interface BuyerNoticeTable {
  workspace_id: string;
  id: string;
  order_id: string;
  shipment_id: string;
  state: NoticeState;
  way: "platform" | "email";
  message: Nullable<string>;
  attempts: Defaulted<number>;
  available_at: GeneratedTimestamp;
  sent_at: NullableTimestamp;
  created_at: GeneratedTimestamp;
}
export type BuyerNoticeRow = Selectable<BuyerNoticeTable>;
