import type { ActiveSession } from "../../security/active-session.ts";
import type { ServerParts } from "../context.ts";
import { hashKeyText } from "./key-text.ts";

/** What the session id of a key begins with. */
export const apiKeySession = "api-key:";

const useIsNotedEveryMs = 60_000;

/** A key reaches as far as it was made to, and never further than its owner does now. */
function withinBoth(key: readonly string[] | null, owner: readonly string[] | null): readonly string[] | null {
  if (key === null || owner === null) return key ?? owner;
  return key.filter((id) => owner.includes(id));
}

/** Who a key speaks for, with their role as it is now; null for a key that is unknown, revoked or expired. */
export async function findApiKey(parts: Pick<ServerParts, "db" | "now">, key: string): Promise<ActiveSession | null> {
  const now = parts.now();
  const row = await parts.db.asSystem(async (tx) => {
    const found = await tx
      .selectFrom("api_keys")
      .innerJoin("members", (join) =>
        join
          .onRef("members.workspace_id", "=", "api_keys.workspace_id")
          .onRef("members.user_id", "=", "api_keys.user_id"),
      )
      .selectAll("api_keys")
      .select(["members.role", "members.connection_ids as member_connections"])
      .where("api_keys.secret_hash", "=", hashKeyText(key))
      .where("api_keys.revoked_at", "is", null)
      .where((eb) => eb.or([eb("api_keys.expires_at", "is", null), eb("api_keys.expires_at", ">", now)]))
      .executeTakeFirst();
    if (found === undefined) return null;
    if (found.last_used_at === null || now.getTime() - found.last_used_at.getTime() > useIsNotedEveryMs) {
      await tx
        .updateTable("api_keys")
        .set({ last_used_at: now })
        .where("workspace_id", "=", found.workspace_id)
        .where("id", "=", found.id)
        .execute();
    }
    return found;
  });
  if (row === null) return null;
  const user = await parts.db.db
    .selectFrom("auth.user")
    .select(["id", "name", "email"])
    .where("id", "=", row.user_id)
    .executeTakeFirst();
  if (user === undefined) return null;
  return {
    sessionId: `${apiKeySession}${row.id}`,
    user,
    workspace: {
      ...{ id: row.workspace_id, role: row.role },
      connections: withinBoth(row.connection_ids, row.member_connections),
    },
    apiKey: { id: row.id, name: row.name, scopes: row.scopes },
  };
}
