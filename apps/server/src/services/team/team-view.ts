import type { InvitationRow } from "@counterfoil/db";
import type { Role } from "../context.ts";

/** Somebody who works in the workspace. */
export interface TeamMember {
  userId: string;
  name: string;
  email: string;
  role: Role;
  /** The connections that they are confined to; null for all. */
  connectionIds: string[] | null;
  /** Whether they sign in with a second factor. */
  twoFactor: boolean;
  /** Whether it is whoever asks. */
  me: boolean;
  joinedAt: string;
  /** When a session of theirs was last used; null without one. */
  lastSeenAt: string | null;
}

/** An invitation that was neither accepted nor taken back. */
export interface TeamInvitation {
  id: string;
  email: string;
  role: Role;
  /** The connections that they will be confined to; null for all. */
  connectionIds: string[] | null;
  /** Whether the link was sent to the address; else the inviter handed it over. */
  mailed: boolean;
  invitedAt: string;
  expiresAt: string;
  state: "waiting" | "expired";
}

export function invitationView(row: InvitationRow, now: Date): TeamInvitation {
  return {
    ...{ id: row.id, email: row.email, role: row.role, mailed: row.mailed },
    connectionIds: row.connection_ids,
    ...{ invitedAt: row.created_at.toISOString(), expiresAt: row.expires_at.toISOString() },
    state: row.expires_at <= now ? "expired" : "waiting",
  };
}
