import type { Insertable, Selectable, Updateable } from "kysely";
import type { Defaulted, GeneratedTimestamp, Nullable, NullableTimestamp, Timestamp } from "./column-types.ts";

// The tables of schema "auth" are Better Auth's: its own names, its own camel case.

export interface UserTable {
  id: string;
  name: string;
  email: string;
  emailVerified: Defaulted<boolean>;
  image: Nullable<string>;
  createdAt: GeneratedTimestamp;
  updatedAt: GeneratedTimestamp;
  twoFactorEnabled: Defaulted<boolean>;
}

/** A person's second factor. Secret and codes are encrypted. */
export interface TwoFactorTable {
  id: string;
  secret: string;
  backupCodes: string;
  userId: string;
  /** False until a first code was given: then it does not count yet. */
  verified: Defaulted<boolean>;
  failedVerificationCount: Defaulted<number>;
  lockedUntil: NullableTimestamp;
  /** The half minute, counted from 1970, whose code was used last. */
  lastUsedStep: Nullable<string>;
}

/** Attempts to get in, for all processes together. */
export interface AttemptTable {
  /** A hash. */
  key: string;
  count: number;
  since: Timestamp;
}

export interface SessionTable {
  id: string;
  expiresAt: Timestamp;
  /** SHA-256 of the token, in hex. */
  token: string;
  createdAt: GeneratedTimestamp;
  updatedAt: GeneratedTimestamp;
  ipAddress: Nullable<string>;
  userAgent: Nullable<string>;
  userId: string;
}

export interface AccountTable {
  id: string;
  issuer: string;
  accountId: string;
  providerId: string;
  userId: string;
  accessToken: Nullable<string>;
  refreshToken: Nullable<string>;
  idToken: Nullable<string>;
  accessTokenExpiresAt: NullableTimestamp;
  refreshTokenExpiresAt: NullableTimestamp;
  scope: Nullable<string>;
  password: Nullable<string>;
  createdAt: GeneratedTimestamp;
  updatedAt: GeneratedTimestamp;
}

export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expiresAt: Timestamp;
  createdAt: GeneratedTimestamp;
  updatedAt: GeneratedTimestamp;
}

export interface WorkspaceTable {
  workspace_id: string;
  name: string;
  /** ISO 4217. */
  currency: string;
  /** IANA name, such as `Europe/London`. */
  time_zone: string;
  country_code: Nullable<string>;
  demo: Defaulted<boolean>;
  /** Whether everybody who signs in to it must have a second factor. */
  second_factor_demanded: Defaulted<boolean>;
  created_at: GeneratedTimestamp;
}
export type WorkspaceRow = Selectable<WorkspaceTable>;
export type NewWorkspaceRow = Insertable<WorkspaceTable>;
export type WorkspaceChange = Updateable<WorkspaceTable>;

export type MemberRole = "owner" | "manager" | "packer" | "viewer";

export interface MemberTable {
  workspace_id: string;
  user_id: string;
  role: MemberRole;
  created_at: GeneratedTimestamp;
  /** The connections that a packer or viewer is confined to; null for all. */
  connection_ids: Nullable<string[]>;
}
export type MemberRow = Selectable<MemberTable>;
export type NewMemberRow = Insertable<MemberTable>;

/** An invitation into a workspace. The link's token is kept as a hash alone. */
export interface InvitationTable {
  workspace_id: string;
  id: string;
  /** In lower case. */
  email: string;
  role: MemberRole;
  /** SHA-256 of the token. */
  token_hash: string;
  /** Whether the link went to the address itself. */
  mailed: boolean;
  invited_by: string;
  created_at: Timestamp;
  expires_at: Timestamp;
  ended_at: NullableTimestamp;
  outcome: Nullable<"accepted" | "revoked">;
  /** The connections that the invited person is confined to; null for all. */
  connection_ids: Nullable<string[]>;
}
export type InvitationRow = Selectable<InvitationTable>;
