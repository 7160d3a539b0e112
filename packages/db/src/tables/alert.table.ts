import type { Selectable } from "kysely";
import type {
  Defaulted,
  DefaultedJson,
  GeneratedTimestamp,
  Nullable,
  NullableTimestamp,
  Timestamp,
} from "./column-types.ts";

/** Something that a seller should know without looking. One row while a trouble lasts. */
export interface AlertTable {
  workspace_id: string;
  id: string;
  kind: string;
  /** Names the trouble. */
  trouble: string;
  severity: "warning" | "urgent";
  title: string;
  text: string;
  link: Nullable<string>;
  raised_at: Timestamp;
  seen_at: Timestamp;
  resolved_at: NullableTimestamp;
  read_at: NullableTimestamp;
  read_by: Nullable<string>;
}
export type AlertRow = Selectable<AlertTable>;

export interface AlertSettingsTable {
  workspace_id: string;
  muted_kinds: DefaultedJson<string[]>;
  email_to: Nullable<string>;
  low_stock: Defaulted<number>;
  expiry_days: Defaulted<number>;
  updated_at: GeneratedTimestamp;
}
export type AlertSettingsRow = Selectable<AlertSettingsTable>;

/** The telling of one alert by e-mail. */
export interface AlertDeliveryTable {
  workspace_id: string;
  id: string;
  alert_id: string;
  state: Defaulted<"pending" | "sent" | "failed">;
  attempts: Defaulted<number>;
  available_at: Timestamp;
  sent_at: NullableTimestamp;
  error: Nullable<string>;
}
export type AlertDeliveryRow = Selectable<AlertDeliveryTable>;
