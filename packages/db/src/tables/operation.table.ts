import type { Insertable, Selectable, Updateable } from "kysely";
import type {
  ActorKind,
  Defaulted,
  DefaultedJson,
  GeneratedTimestamp,
  Json,
  Nullable,
  NullableJson,
  NullableTimestamp,
  Timestamp,
} from "./column-types.ts";

/** What is read from a platform. A backfill reads old orders beside the running reading; a health check leaves no run. */
export type SyncKind = "orders" | "order_status" | "listings" | "stock" | "health" | "backfill" | "bank" | "finances";

export interface SyncRunTable {
  workspace_id: string;
  id: string;
  connection_id: string;
  kind: SyncKind;
  /** One `running` run of a kind for each connection: the database refuses a second. */
  state: "running" | "done" | "failed" | "crashed" | "cancelled";
  started_by: Nullable<string>;
  started_at: GeneratedTimestamp;
  heartbeat_at: GeneratedTimestamp;
  finished_at: NullableTimestamp;
  seen: Defaulted<number>;
  created: Defaulted<number>;
  updated: Defaulted<number>;
  unchanged: Defaulted<number>;
  failed: Defaulted<number>;
  linked: Defaulted<number>;
  queued: Defaulted<number>;
  errors: DefaultedJson<{ message: string; externalId: string | null; code?: string }[]>;
  cancel_requested: Defaulted<boolean>;
  /** Calls to the platform that the run made. */
  calls: Defaulted<number>;
  options: DefaultedJson<{ from?: string }>;
}
export type SyncRunRow = Selectable<SyncRunTable>;
export type NewSyncRunRow = Insertable<SyncRunTable>;
export type SyncRunChange = Updateable<SyncRunTable>;

export interface SyncCursorTable {
  workspace_id: string;
  connection_id: string;
  kind: SyncKind;
  cursor: Nullable<string>;
  last_success_at: NullableTimestamp;
  next_run_at: NullableTimestamp;
  updated_at: GeneratedTimestamp;
}
export type SyncCursorRow = Selectable<SyncCursorTable>;

/** An order that the cursor has passed and that is not stored: each run reads it again. */
export interface UnreadOrderTable {
  workspace_id: string;
  connection_id: string;
  external_id: string;
  message: string;
  attempts: Defaulted<number>;
  first_failed_at: Timestamp;
  last_failed_at: Timestamp;
}
export type UnreadOrderRow = Selectable<UnreadOrderTable>;

export interface OutboxTable {
  workspace_id: string;
  id: string;
  connection_id: string;
  kind: string;
  idempotency_key: string;
  state: "pending" | "sending" | "done" | "failed" | "outcome_unknown";
  payload: Json<unknown>;
  result: NullableJson<unknown>;
  error: NullableJson<{ code: string; message: string }>;
  attempts: Defaulted<number>;
  available_at: GeneratedTimestamp;
  locked_until: NullableTimestamp;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}
export type OutboxRow = Selectable<OutboxTable>;
export type NewOutboxRow = Insertable<OutboxTable>;
export type OutboxChange = Updateable<OutboxTable>;

export interface WebhookEventTable {
  workspace_id: string;
  id: string;
  connection_id: Nullable<string>;
  platform: string;
  /** The platform's own id of the event: a second delivery is refused. */
  event_id: string;
  type: string;
  payload: Json<unknown>;
  state: Defaulted<"received" | "done" | "failed">;
  error: NullableJson<{ code: string; message: string }>;
  received_at: GeneratedTimestamp;
  processed_at: NullableTimestamp;
}
export type WebhookEventRow = Selectable<WebhookEventTable>;
export type NewWebhookEventRow = Insertable<WebhookEventTable>;

export type JobState = "queued" | "running" | "done" | "failed" | "cancelled";

/** Long work that a person watches. */
export interface JobTable {
  workspace_id: string;
  id: string;
  kind: string;
  state: JobState;
  input: DefaultedJson<unknown>;
  progress: DefaultedJson<Record<string, number>>;
  /** Where to go on after a crash. */
  checkpoint: NullableJson<unknown>;
  message: Nullable<string>;
  summary: NullableJson<unknown>;
  error: NullableJson<{ code: string; message: string }>;
  cancel_requested: Defaulted<boolean>;
  started_by: Nullable<string>;
  created_at: GeneratedTimestamp;
  started_at: NullableTimestamp;
  heartbeat_at: NullableTimestamp;
  finished_at: NullableTimestamp;
}
export type JobRow = Selectable<JobTable>;
export type NewJobRow = Insertable<JobTable>;
export type JobChange = Updateable<JobTable>;

export interface IdempotencyKeyTable {
  workspace_id: string;
  scope: string;
  key: string;
  request_hash: string;
  response: Json<unknown>;
  created_at: GeneratedTimestamp;
}

/** Who did what. Append-only. */
export interface AuditTable {
  workspace_id: string;
  id: string;
  at: GeneratedTimestamp;
  actor_kind: ActorKind;
  actor: Nullable<string>;
  action: string;
  subject_type: string;
  subject_id: string;
  /** One sentence for the history of the subject. */
  text: Nullable<string>;
  detail: DefaultedJson<Record<string, unknown>>;
  request_id: Nullable<string>;
}
export type AuditRow = Selectable<AuditTable>;
export type NewAuditRow = Insertable<AuditTable>;
