import type { ActiveSession } from "../../security/active-session.ts";
import type { Role, ServerVerb } from "../context.ts";
import { listMemberships } from "./list-memberships.ts";

/** Who is signed in and where they work. */
export interface SessionDescription {
  user: { id: string; name: string; email: string };
  workspaces: { id: string; name: string; demo: boolean; role: Role }[];
  workspaceId: string | null;
  currency: string | null;
  timeZone: string | null;
}

export async function describeSession({ parts, input }: ServerVerb<ActiveSession>): Promise<SessionDescription> {
  const memberships = await listMemberships(parts.db, input.user.id);
  const current = memberships.find(({ workspaceId }) => workspaceId === input.workspace?.id);
  return {
    user: input.user,
    workspaces: memberships.map(({ workspaceId: id, name, demo, role }) => ({ id, name, demo, role })),
    workspaceId: current?.workspaceId ?? null,
    currency: current?.currency ?? null,
    timeZone: current?.timeZone ?? null,
  };
}
