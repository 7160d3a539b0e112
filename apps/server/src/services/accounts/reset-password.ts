import { z } from "zod";
import type { ServerParts } from "../context.ts";
import { invalid, unavailable } from "../service-error.ts";
import { auditAccount } from "./audit-account.ts";
import { hashToken, newToken, tokenSchema } from "./link-token.ts";
import { deleteSessions } from "./sessions.ts";
import { requireGoodPassword, storePassword } from "./store-password.ts";

const validMinutes = 60;
const linksPerQuarter = 3;
const quarterMs = 15 * 60_000;
const purpose = "reset-password:";

export const askResetInput = z.object({ email: z.string().trim().min(1).max(320) });
export const resetPasswordInput = z.object({ token: tokenSchema, newPassword: z.string().max(1000) });

interface PublicVerb<Input> {
  parts: ServerParts;
  requestId: string;
  input: Input;
}

/**
 * Sends a link by which the password may be set anew, where the address has an account. The answer is the same, and
 * comes as soon, where it has none. Throws `unavailable` where the installation sends no e-mail.
 */
export async function askReset({ parts, input }: PublicVerb<z.infer<typeof askResetInput>>): Promise<{ ok: true }> {
  if (parts.mailer === null)
    throw unavailable("This server sends no e-mail.", {
      remedy: "Ask whoever runs it to make a link: `npm run admin -- accounts reset-link <e-mail>`.",
    });
  void sendLink(parts, input.email.toLowerCase()).catch((error: unknown) =>
    parts.logger.error({ err: error }, "a link to set a password anew could not be sent"),
  );
  return { ok: true };
}

async function sendLink(parts: ServerParts, email: string): Promise<void> {
  const asked = await parts.db.db.transaction().execute((tx) => makeLinkIfFew(tx, parts, email));
  if (asked === null) return;
  const text = [
    "Somebody asked to set the password of your Counterfoil account anew.",
    `Follow this link within an hour. It works once:`,
    asked.link,
    "If it was not you, do nothing: your password stays as it is.",
  ];
  await parts.mailer?.send({ to: asked.to, subject: "Set your password anew", text: text.join("\n\n") });
}

/** Holds the person's row, so that links asked for in one moment are counted one after the other. */
async function makeLinkIfFew(db: Tables, parts: ServerParts, email: string) {
  const user = await db
    .selectFrom("auth.user")
    .select(["id", "email"])
    .where("email", "=", email)
    .forUpdate()
    .executeTakeFirst();
  if (user === undefined) return null;
  const { count } = await db
    .selectFrom("auth.verification")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("value", "=", user.id)
    .where("identifier", "like", `${purpose}%`)
    .where("createdAt", ">", new Date(parts.now().getTime() - quarterMs))
    .executeTakeFirstOrThrow();
  if (Number(count) >= linksPerQuarter) return null;
  const { frontendUrl, publicUrl } = parts.installation;
  const origin = frontendUrl ?? publicUrl;
  return { to: user.email, link: await makeResetLink({ ...parts, db: { db } }, { userId: user.id, origin }) };
}

type Tables = ServerParts["db"]["db"];

/** A link that sets a user's password anew, once and within the hour. Whoever has it has the account. */
export async function makeResetLink(
  parts: Pick<ServerParts, "now" | "newId"> & { db: { db: Tables } },
  { userId, origin }: { userId: string; origin: string },
): Promise<string> {
  const [token, now] = [newToken(), parts.now()];
  await parts.db.db
    .insertInto("auth.verification")
    .values({
      ...{ id: parts.newId(), identifier: purpose + hashToken(token), value: userId, createdAt: now, updatedAt: now },
      expiresAt: new Date(now.getTime() + validMinutes * 60_000),
    })
    .execute();
  return `${origin}/reset-password#${token}`;
}

/** Sets the password anew by the link's token: every session ends, and so does every other such link. */
export async function resetPassword({
  parts,
  requestId,
  input,
}: PublicVerb<z.infer<typeof resetPasswordInput>>): Promise<{ email: string }> {
  const { db } = parts.db;
  const identifier = purpose + hashToken(input.token);
  const user = await db
    .selectFrom("auth.verification as link")
    .innerJoin("auth.user as user", "user.id", "link.value")
    .select(["user.id", "user.name", "user.email"])
    .where("link.identifier", "=", identifier)
    .where("link.expiresAt", ">", parts.now())
    .executeTakeFirst();
  if (user === undefined) throw usedUp();
  await requireGoodPassword(parts, user, input.newPassword);
  const taken = await db.deleteFrom("auth.verification").where("identifier", "=", identifier).executeTakeFirst();
  if (Number(taken.numDeletedRows) === 0) throw usedUp();
  await storePassword(parts, user.id, input.newPassword);
  await db
    .deleteFrom("auth.verification")
    .where("value", "=", user.id)
    .where("identifier", "like", `${purpose}%`)
    .execute();
  const sessionsEnded = await deleteSessions(parts, { userId: user.id, except: null });
  const text = `${user.name} set their password anew by a link.`;
  await auditAccount(parts, { user, requestId }, { action: "password-reset", text, detail: { sessionsEnded } });
  return { email: user.email };
}

function usedUp() {
  return invalid("This link was used already, or its hour is over.", [], { remedy: "Ask for another one." });
}
