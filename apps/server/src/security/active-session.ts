import type { Role } from "../services/context.ts";

/** A signed-in user, and the workspace they work in now. */
export interface ActiveSession {
  sessionId: string;
  user: { id: string; name: string; email: string };
  /** Null when the user is a member of no workspace; `connections` are those they are confined to, null for all. */
  workspace: {
    id: string;
    role: Role;
    connections: readonly string[] | null;
    /** Set where the workspace demands a second factor that the user has not set up: nothing of it answers them. */
    lacksSecondFactor?: boolean;
  } | null;
  /** Set where a program comes with a key: it may do what the scopes name, and never more than the user may. */
  apiKey?: { id: string; name: string; scopes: readonly string[] };
}
