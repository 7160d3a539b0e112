import { findApiKey } from "../services/api-keys/find-api-key.ts";
import { isKeyText } from "../services/api-keys/key-text.ts";
import type { ServerParts } from "../services/context.ts";
import { listMemberships, type Membership } from "../services/session/list-memberships.ts";
import { hasSecondFactor } from "../services/session/require-second-factor.ts";
import type { ActiveSession } from "./active-session.ts";
import type { Auth } from "./auth.ts";
import { readWorkspaceCookie } from "./workspace-cookie.ts";

/** Finds who sends a request. */
export interface Sessions {
  /** Null for a visitor who is not signed in. */
  read(headers: Headers): Promise<ActiveSession | null>;
}

/** Where a program with a session token names the workspace that it means. */
export const workspaceHeader = "x-counterfoil-workspace";

/** The token of `Authorization: Bearer …`; null without one. */
export function bearerToken(headers: Headers): string | null {
  return /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

/** What says who asks. A token counts alone: a cookie that travels along must not speak for somebody else. */
export function identifyingHeaders(headers: Headers): Headers {
  const rest = new Headers(headers);
  if (bearerToken(headers) !== null) rest.delete("cookie");
  return rest;
}

/** Sessions of the sign-in library, joined with the workspace that the visitor chose and still belongs to. */
export function createSessions(auth: Auth, parts: Pick<ServerParts, "db" | "now"> & { publicUrl: string }): Sessions {
  return {
    read: async (headers) => {
      const token = bearerToken(headers);
      if (token !== null && isKeyText(token)) return await findApiKey(parts, token);
      const found = await auth.api.getSession({ headers: identifyingHeaders(headers) });
      if (found === null) return null;
      const { id, name, email } = found.user;
      const memberships = await listMemberships(parts.db, id);
      const chosen = chooseWorkspace(memberships, { headers, publicUrl: parts.publicUrl });
      return {
        sessionId: found.session.id,
        user: { id, name, email },
        workspace: chosen === null ? null : await workspaceOf(parts, chosen, id),
      };
    },
  };
}

function chooseWorkspace(
  memberships: readonly Membership[],
  { headers, publicUrl }: { headers: Headers; publicUrl: string },
): Membership | null {
  const named = headers.get(workspaceHeader);
  const find = (wanted: string | null) => memberships.find(({ workspaceId }) => workspaceId === wanted);
  // Who names a workspace means it; the cookie is only what was open last.
  return (named === null ? (find(readWorkspaceCookie(headers, publicUrl)) ?? memberships[0]) : find(named)) ?? null;
}

async function workspaceOf(
  { db }: Pick<ServerParts, "db">,
  { workspaceId, role, connections, secondFactorDemanded }: Membership,
  userId: string,
): Promise<ActiveSession["workspace"]> {
  const lacks = secondFactorDemanded && !(await hasSecondFactor(db, userId));
  return { id: workspaceId, role, connections, ...(lacks ? { lacksSecondFactor: true } : {}) };
}
