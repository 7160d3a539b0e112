import { z } from "zod";
import { notFound } from "../service-error.ts";
import type { AccountVerb } from "./account-verb.ts";
import { auditAccount } from "./audit-account.ts";

/** A browser or program that is signed in. */
export interface SessionView {
  id: string;
  /** Whether it is the one that asks. */
  current: boolean;
  userAgent: string | null;
  address: string | null;
  signedInAt: string;
  /** Exact to ten minutes. */
  lastSeenAt: string;
}

/** Where the person is signed in; the one that asks first, then the latest seen. */
export async function listSessions({ parts, session }: AccountVerb<void>): Promise<SessionView[]> {
  const rows = await parts.db.db
    .selectFrom("auth.session")
    .select(["id", "userAgent", "ipAddress", "createdAt", "updatedAt"])
    .where("userId", "=", session.user.id)
    .where("expiresAt", ">", parts.now())
    .orderBy("updatedAt", "desc")
    .limit(100)
    .execute();
  const views = rows.map((row) => ({
    ...{ id: row.id, current: row.id === session.sessionId, userAgent: row.userAgent, address: row.ipAddress || null },
    ...{ signedInAt: row.createdAt.toISOString(), lastSeenAt: row.updatedAt.toISOString() },
  }));
  return views.sort((one, other) => Number(other.current) - Number(one.current));
}

export const endSessionInput = z.object({ session: z.string().min(1).max(100) });

/** Signs one browser or program out. */
export async function endSession(verb: AccountVerb<z.infer<typeof endSessionInput>>): Promise<{ ok: true }> {
  const { parts, session, input } = verb;
  const gone = await parts.db.db
    .deleteFrom("auth.session")
    .where("userId", "=", session.user.id)
    .where("id", "=", input.session)
    .executeTakeFirst();
  if (Number(gone.numDeletedRows) === 0) throw notFound("The session");
  const by = { user: session.user, requestId: verb.requestId };
  await auditAccount(parts, by, { action: "session-ended", text: `${session.user.name} signed a device out.` });
  return { ok: true };
}

/** Signs everything else out. */
export async function endOtherSessions(verb: AccountVerb<void>): Promise<{ ended: number }> {
  const { parts, session } = verb;
  const ended = await deleteSessions(parts, { userId: session.user.id, except: session.sessionId });
  const by = { user: session.user, requestId: verb.requestId };
  const text = `${session.user.name} signed all other devices out.`;
  await auditAccount(parts, by, { action: "sessions-ended", text, detail: { ended } });
  return { ended };
}

/** Ends a person's sessions, but for one where it is named. Answers how many. */
export async function deleteSessions(
  parts: AccountVerb<void>["parts"],
  { userId, except }: { userId: string; except: string | null },
): Promise<number> {
  const { numDeletedRows } = await parts.db.db
    .deleteFrom("auth.session")
    .where("userId", "=", userId)
    .where("id", "<>", except ?? "")
    .executeTakeFirst();
  return Number(numDeletedRows);
}
