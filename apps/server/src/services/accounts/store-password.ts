import { passwordProblem } from "../../security/password-rule.ts";
import type { ServerParts } from "../context.ts";
import { invalid } from "../service-error.ts";
import { listMemberships } from "../session/list-memberships.ts";
import { insertPassword } from "./insert-user.ts";

/** Throws `invalid` for a password that is easily guessed, given who owns it and where they work. */
export async function requireGoodPassword(
  parts: ServerParts,
  user: { id: string; name: string; email: string },
  password: string,
): Promise<void> {
  const workspaces = (await listMemberships(parts.db, user.id)).map(({ name }) => name);
  const message = passwordProblem(password, { ...user, workspaces });
  if (message !== null) throw invalid(message, [{ path: "newPassword", message }]);
}

/** Replaces the password, or gives a first one to somebody who signed in by other means. */
export async function storePassword(parts: ServerParts, userId: string, password: string): Promise<void> {
  const passwordHash = await parts.accounts.hashPassword(password);
  await parts.db.db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable("auth.account")
      .set({ password: passwordHash, updatedAt: parts.now() })
      .where("userId", "=", userId)
      .where("providerId", "=", "credential")
      .executeTakeFirst();
    if (Number(changed.numUpdatedRows) === 0) await insertPassword(tx, parts, { userId, passwordHash });
  });
}
