import type { Selectable } from "kysely";
import type {
  Computed,
  Defaulted,
  GeneratedTimestamp,
  Json,
  Nullable,
  NullableTimestamp,
  Timestamp,
} from "./column-types.ts";

/** An address that is told what happens. The secret that signs the messages is sealed. */
export interface WebhookEndpointTable {
  workspace_id: string;
  id: string;
  url: string;
  secret: string;
  key_id: string;
  enabled: Defaulted<boolean>;
  /** The types of events it asked for. */
  events: Defaulted<string[]>;
  /** Rounds in a row in which it took nothing. */
  failures: Defaulted<number>;
  failing_since: NullableTimestamp;
  resting_until: NullableTimestamp;
  last_success_at: NullableTimestamp;
  created_at: GeneratedTimestamp;
}
export type WebhookEndpointRow = Selectable<WebhookEndpointTable>;

/** Something that happened, written by the change itself where an address asked for it. */
export interface OutgoingEventTable {
  workspace_id: string;
  id: Defaulted<string>;
  type: string;
  subject_id: string;
  data: Json<Record<string, unknown>>;
  connection_id: Computed<string | null>;
  occurred_at: GeneratedTimestamp;
}
export type OutgoingEventRow = Selectable<OutgoingEventTable>;

/** The telling of one event to one address. */
export interface WebhookDeliveryTable {
  workspace_id: string;
  id: Defaulted<string>;
  endpoint_id: string;
  event_id: string;
  subject_id: string;
  occurred_at: Timestamp;
  state: Defaulted<"pending" | "sent" | "failed">;
  attempts: Defaulted<number>;
  /** Null: at once. */
  available_at: NullableTimestamp;
  sent_at: NullableTimestamp;
  /** The status that the address answered last. */
  answered: Nullable<number>;
  error: Nullable<string>;
}
export type WebhookDeliveryRow = Selectable<WebhookDeliveryTable>;
