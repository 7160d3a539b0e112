import type { Selectable } from "kysely";
import type { DefaultedJson, GeneratedTimestamp, Nullable, NullableTimestamp } from "./column-types.ts";

/** A key by which programs call the server for a member. */
export interface ApiKeyTable {
  workspace_id: string;
  id: string;
  user_id: string;
  name: string;
  /** The key's first characters. */
  prefix: string;
  /** SHA-256 of the whole key. */
  secret_hash: string;
  scopes: DefaultedJson<string[]>;
  created_at: GeneratedTimestamp;
  /** Null for a key that does not expire. */
  expires_at: NullableTimestamp;
  last_used_at: NullableTimestamp;
  revoked_at: NullableTimestamp;
  /** The connections that the key is confined to, within those of its owner; null for all of these. */
  connection_ids: Nullable<string[]>;
}
export type ApiKeyRow = Selectable<ApiKeyTable>;

/** The answer given to a request that carried an idempotency key. */
export interface HttpAnswerTable {
  workspace_id: string;
  user_id: string;
  key: string;
  request_hash: string;
  /** Set while the request is being worked on. */
  locked_until: NullableTimestamp;
  status: Nullable<number>;
  body: Nullable<string>;
  created_at: GeneratedTimestamp;
}
