import type { DatabaseHandle } from "@counterfoil/db";
import { listMemberships, type Membership } from "../services/session/list-memberships.ts";
import type { ActiveSession } from "./active-session.ts";
import type { Auth } from "./auth.ts";
import { readWorkspaceCookie } from "./workspace-cookie.ts";

/** Finds who sends a request. */
export interface Sessions {
  /** Null for a visitor who is not signed in. */
  read(headers: Headers): Promise<ActiveSession | null>;
}

/** Sessions of the sign-in library, joined with the workspace that the visitor chose and still belongs to. */
export function createSessions(auth: Auth, db: DatabaseHandle): Sessions {
  return {
    read: async (headers) => {
      const found = await auth.api.getSession({ headers });
      if (found === null) return null;
      const { id, name, email } = found.user;
      const memberships = await listMemberships(db, id);
      return {
        sessionId: found.session.id,
        user: { id, name, email },
        workspace: chooseWorkspace(memberships, readWorkspaceCookie(headers)),
      };
    },
  };
}

function chooseWorkspace(memberships: readonly Membership[], wanted: string | null): ActiveSession["workspace"] {
  const chosen = memberships.find(({ workspaceId }) => workspaceId === wanted) ?? memberships[0];
  return chosen === undefined ? null : { id: chosen.workspaceId, role: chosen.role };
}
