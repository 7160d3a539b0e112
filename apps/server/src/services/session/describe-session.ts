import type { ActiveSession } from "../../security/active-session.ts";
import type { Role, ServerVerb } from "../context.ts";
import { forbidden } from "../service-error.ts";
import { listMemberships } from "./list-memberships.ts";

/** Who is signed in and where they work. */
export interface SessionDescription {
  user: { id: string; name: string; email: string };
  workspaces: { id: string; name: string; demo: boolean; role: Role }[];
  workspaceId: string;
  currency: string;
  timeZone: string;
  /** Whether the workspace demands a second factor that is not set up yet: nothing else of it answers until then. */
  lacksSecondFactor: boolean;
}

/** Throws `forbidden` for a user whose last workspace was taken away. */
export async function describeSession({ parts, input }: ServerVerb<ActiveSession>): Promise<SessionDescription> {
  const memberships = await listMemberships(parts.db, input.user.id);
  const current = memberships.find(({ workspaceId }) => workspaceId === input.workspace?.id);
  if (current === undefined) throw forbidden("You are not a member of any workspace.");
  return {
    user: input.user,
    workspaces: memberships.map(({ workspaceId: id, name, demo, role }) => ({ id, name, demo, role })),
    workspaceId: current.workspaceId,
    currency: current.currency,
    timeZone: current.timeZone,
    lacksSecondFactor: input.workspace?.lacksSecondFactor ?? false,
  };
}
