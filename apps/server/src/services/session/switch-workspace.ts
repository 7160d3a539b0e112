import { z } from "zod";
import type { ServerVerb } from "../context.ts";
import { notFound } from "../service-error.ts";
import { listMemberships } from "./list-memberships.ts";

export const switchWorkspaceInput = z.object({ workspaceId: z.uuid() });

/** Checks that the user may work in the workspace. The door remembers it for the session. */
export async function switchWorkspace({
  parts,
  input,
}: ServerVerb<{ workspaceId: string; userId: string }>): Promise<{ workspaceId: string }> {
  const memberships = await listMemberships(parts.db, input.userId);
  if (!memberships.some((membership) => membership.workspaceId === input.workspaceId)) throw notFound("The workspace");
  return { workspaceId: input.workspaceId };
}
