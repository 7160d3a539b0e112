import { type AuditEntry, writeAudit } from "../audit/write-audit.ts";
import { type Actor, bindContext, type ServerParts } from "../context.ts";
import { listMemberships } from "../session/list-memberships.ts";

type AccountEntry = Pick<AuditEntry, "action" | "text" | "detail">;

interface By {
  /** Whose account it is. */
  user: { id: string; name: string };
  requestId: string;
  /** Whether it is not known that it was this person who acted. */
  unproven?: boolean;
}

/** Writes what happened to a person's account into the trail of every workspace that the account opens. */
export async function auditAccount(
  parts: ServerParts,
  { user, requestId, unproven = false }: By,
  entry: AccountEntry,
): Promise<void> {
  const actor: Actor = unproven ? { kind: "system", name: "Sign-in" } : { kind: "user", id: user.id, name: user.name };
  for (const { workspaceId, role, connections } of await listMemberships(parts.db, user.id)) {
    const ctx = bindContext(parts, { workspaceId, role, connections, actor, requestId });
    await parts.db.inWorkspace(workspaceId, (tx) =>
      writeAudit(tx, ctx, { ...entry, subjectType: "account", subjectId: user.id }),
    );
  }
}
