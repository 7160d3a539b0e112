import { findUnlinkedWorkspaces, linkAuditRows } from "@counterfoil/db";
import type { ServerParts } from "../context.ts";

type Parts = Pick<ServerParts, "db" | "now">;

const linkedAtOnce = 5000;

/** Links the audit rows of a workspace that wait for it: from then on a change to them is noticed. */
export async function linkWaitingAudit(parts: Parts, workspaceId: string): Promise<void> {
  let linked = linkedAtOnce;
  while (linked === linkedAtOnce) {
    linked = await parts.db.inWorkspace(workspaceId, (tx) =>
      linkAuditRows(tx, { workspaceId, most: linkedAtOnce, now: parts.now() }),
    );
  }
}

/** The same for every workspace: part of the minute's round. */
export async function linkAllWaitingAudit(parts: Parts): Promise<void> {
  for (const workspaceId of await parts.db.asSystem(findUnlinkedWorkspaces)) await linkWaitingAudit(parts, workspaceId);
}
