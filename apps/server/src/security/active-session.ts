import type { Role } from "../services/context.ts";

/** A signed-in user, and the workspace they work in now. */
export interface ActiveSession {
  sessionId: string;
  user: { id: string; name: string; email: string };
  /** Null when the user is a member of no workspace. */
  workspace: { id: string; role: Role } | null;
}
