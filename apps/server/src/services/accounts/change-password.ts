import { z } from "zod";
import type { AccountVerb } from "./account-verb.ts";
import { auditAccount } from "./audit-account.ts";
import { deleteSessions } from "./sessions.ts";
import { requireGoodPassword, storePassword } from "./store-password.ts";

export const changePasswordInput = z.object({ password: z.string().max(1000), newPassword: z.string().max(1000) });

/** Replaces the password, given the present one, and signs everything else out. */
export async function changePassword(
  verb: AccountVerb<z.infer<typeof changePasswordInput>>,
): Promise<{ ended: number }> {
  const { parts, session, input } = verb;
  await parts.accounts.requirePassword(session.user, input.password);
  await requireGoodPassword(parts, session.user, input.newPassword);
  await storePassword(parts, session.user.id, input.newPassword);
  const ended = await deleteSessions(parts, { userId: session.user.id, except: session.sessionId });
  const by = { user: session.user, requestId: verb.requestId };
  const text = `${session.user.name} changed their password.`;
  await auditAccount(parts, by, { action: "password-changed", text, detail: { sessionsEnded: ended } });
  return { ended };
}
