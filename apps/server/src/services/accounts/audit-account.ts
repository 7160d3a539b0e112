import { type AuditEntry, writeAudit } from "../audit/write-audit.ts";
import { bindContext, type ServerParts } from "../context.ts";
import { listMemberships } from "../session/list-memberships.ts";

type AccountEntry = Pick<AuditEntry, "action" | "text" | "detail">;

/** Writes what happened to a person's account into the trail of every workspace that the account opens. */
export async function auditAccount(
  parts: ServerParts,
  by: { user: { id: string; name: string }; requestId: string },
  entry: AccountEntry,
): Promise<void> {
  const { user, requestId } = by;
  for (const { workspaceId, role, connections } of await listMemberships(parts.db, user.id)) {
    const actor = { kind: "user", id: user.id, name: user.name } as const;
    const ctx = bindContext(parts, { workspaceId, role, connections, actor, requestId });
    await parts.db.inWorkspace(workspaceId, (tx) =>
      writeAudit(tx, ctx, { ...entry, subjectType: "account", subjectId: user.id }),
    );
  }
}
