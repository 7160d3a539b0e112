import type { Insertable, Selectable, Updateable } from "kysely";
import type {
  Defaulted,
  DefaultedJson,
  GeneratedTimestamp,
  Nullable,
  NullableJson,
  NullableTimestamp,
  Timestamp,
} from "./column-types.ts";

export type ConnectionStatus = "connected" | "incomplete" | "error" | "not_connected";

/** Why a connection does not work, in words for the seller. */
export interface ConnectionFault {
  code: string;
  message: string;
  remedy: string | null;
}

export interface ConnectionTable {
  workspace_id: string;
  id: string;
  platform: string;
  method: "keys" | "oauth2";
  environment: Defaulted<string>;
  marketplace: Nullable<string>;
  label: Nullable<string>;
  /** The account's name as the platform shows it; null until a test has named it. */
  account: Nullable<string>;
  account_external_id: Nullable<string>;
  status: ConnectionStatus;
  demo: Defaulted<boolean>;
  /** Where calls go instead of the platform: the simulator of a demo connection. */
  base_url: Nullable<string>;
  settings: DefaultedJson<Record<string, unknown>>;
  scopes: NullableJson<string[]>;
  last_checked_at: NullableTimestamp;
  last_called: Nullable<string>;
  last_latency_ms: Nullable<number>;
  warnings: DefaultedJson<string[]>;
  error: NullableJson<ConnectionFault>;
  expires_at: NullableTimestamp;
  connected_at: NullableTimestamp;
  disconnected_at: NullableTimestamp;
  created_at: GeneratedTimestamp;
  updated_at: GeneratedTimestamp;
}
export type ConnectionRow = Selectable<ConnectionTable>;
export type NewConnectionRow = Insertable<ConnectionTable>;
export type ConnectionChange = Updateable<ConnectionTable>;

export interface CredentialTable {
  workspace_id: string;
  connection_id: string;
  /** `fields` are what the seller typed; `tokens` are what the platform gave and rotates. */
  kind: "fields" | "tokens";
  /** JWE compact text. */
  ciphertext: string;
  key_id: string;
  /** Raised by every change, so that a stale writer is refused. */
  version: Defaulted<number>;
  updated_at: GeneratedTimestamp;
}
export type CredentialRow = Selectable<CredentialTable>;
export type NewCredentialRow = Insertable<CredentialTable>;
export type CredentialChange = Updateable<CredentialTable>;

export interface OauthStateTable {
  workspace_id: string;
  id: string;
  platform: string;
  state_hash: string;
  session_id: string;
  user_id: string;
  /** JWE: what the callback needs to finish (application's credentials, environment, marketplace). */
  payload: string;
  return_url: Nullable<string>;
  expires_at: Timestamp;
  used_at: NullableTimestamp;
  created_at: GeneratedTimestamp;
}
export type OauthStateRow = Selectable<OauthStateTable>;
export type NewOauthStateRow = Insertable<OauthStateTable>;

/** Work that one process does for all, such as refreshing a token. A lease past `expires_at` is free. */
export interface LeaseTable {
  workspace_id: string;
  name: string;
  holder: string;
  acquired_at: GeneratedTimestamp;
  expires_at: Timestamp;
}
export type LeaseRow = Selectable<LeaseTable>;
