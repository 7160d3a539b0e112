import type { Condition } from "@counterfoil/core/model";
import type { Insertable, Selectable, Updateable } from "kysely";
import type {
  ActorKind,
  Computed,
  Defaulted,
  DefaultedJson,
  GeneratedTimestamp,
  Json,
  Nullable,
  NullableJson,
  NullableTimestamp,
  Timestamp,
} from "./column-types.ts";

/** `closed` is a wait that ended without an answer, because the sale was cancelled. */
export type QueueEntryStatus = "pending" | "resolved" | "skipped" | "no_inventory" | "closed";

/** A line that waits, or waited, for a person. One for each line, reopened when it waits again. */
export interface QueueEntryTable {
  workspace_id: string;
  id: string;
  platform: string;
  connection_id: string;
  order_id: string;
  line_id: string;
  order_placed_at: Timestamp;
  status: QueueEntryStatus;
  reason: string;
  quantity_needed: number;
  quantity_found: Defaulted<number>;
  sku: Nullable<string>;
  title: string;
  /** Entries with the same key are the same question ("4 more like this"). */
  sibling_key: Nullable<string>;
  top_candidate: NullableJson<unknown>;
  detail: DefaultedJson<Record<string, unknown>>;
  /** What the search box looks in: SKU, title, order number, buyer. */
  search_text: Defaulted<string>;
  decided_by_kind: Nullable<ActorKind>;
  decided_by: Nullable<string>;
  decided_at: NullableTimestamp;
  note: Nullable<string>;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}
export type QueueEntryRow = Selectable<QueueEntryTable>;
export type NewQueueEntryRow = Insertable<QueueEntryTable>;
export type QueueEntryChange = Updateable<QueueEntryTable>;

export interface StubChainTable {
  workspace_id: string;
  sequence: number;
  hash: string;
}

/** The record of one decision, chained to the one before by hash. Append-only. */
export interface StubTable {
  workspace_id: string;
  sequence: number;
  id: string;
  action: string;
  order_id: Nullable<string>;
  line_id: Nullable<string>;
  entry_id: Nullable<string>;
  /** The stub whose decision this one takes back. */
  reverses_id: Nullable<string>;
  decided_by_kind: ActorKind;
  decided_by: Nullable<string>;
  payload: Json<unknown>;
  at: Timestamp;
  previous_hash: string;
  hash: string;
}
export type StubRow = Selectable<StubTable>;

export interface MappingTable {
  workspace_id: string;
  id: string;
  kind: "pin" | "alias";
  /** Null applies on every platform. */
  platform: Nullable<string>;
  /** `sku`, `sku_prefix`, `listing` or an identifier type. */
  source_type: string;
  source_value: string;
  source_key: Computed<string>;
  /** Exactly one target: an item, a product, or another identifier. */
  item_id: Nullable<string>;
  product_id: Nullable<string>;
  identifier_type: Nullable<string>;
  identifier_value: Nullable<string>;
  /** Of what condition the mapped sales are; null where the mapping says nothing of it. */
  condition: Nullable<Condition>;
  decided_by_kind: ActorKind;
  decided_by: Nullable<string>;
  stub_id: Nullable<string>;
  created_at: GeneratedTimestamp;
}
export type MappingRow = Selectable<MappingTable>;
export type NewMappingRow = Insertable<MappingTable>;

export interface PolicyTable {
  workspace_id: string;
  fifo_interchangeable: Defaulted<boolean>;
  sku_case_insensitive: Defaulted<boolean>;
  /** From 0 to 1; null never links a guess by itself. */
  probability_bar: Nullable<number>;
  /** What the seller's decisions say of the engine's probabilities; null while learning is off. */
  learned: NullableJson<unknown>;
  updated_at: GeneratedTimestamp;
}
export type PolicyRow = Selectable<PolicyTable>;
export type PolicyChange = Updateable<PolicyTable>;

/** A channel set apart from the workspace's own policy. */
export interface ChannelPolicyTable {
  workspace_id: string;
  platform: string;
  /** Null never links a guess by itself on this channel. */
  probability_bar: Nullable<number>;
  learned: NullableJson<unknown>;
  updated_at: GeneratedTimestamp;
}
export type ChannelPolicyRow = Selectable<ChannelPolicyTable>;

/** An offered mapping that the seller declined, and how many decisions spoke for it then. */
export interface DeclinedOfferTable {
  workspace_id: string;
  offer_key: string;
  decisions: number;
  declined_by: string;
  declined_at: GeneratedTimestamp;
}
