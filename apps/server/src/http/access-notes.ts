import type { Context } from "hono";
import { parse } from "hono/utils/cookie";
import type { ActiveSession } from "../security/active-session.ts";
import { storedToken } from "../security/session-store.ts";
import { ssoProvider } from "../security/single-sign-on.ts";
import { noteFailedSignIn, noteSignIn, noteSignOut, type WayIn } from "../services/accounts/note-access.ts";
import type { HttpEnv } from "./http-env.ts";
import type { HttpServices } from "./http-services.ts";

const waysIn: Readonly<Record<string, WayIn>> = {
  "/sign-in/email": "password",
  "/two-factor/verify-totp": "authenticator code",
  "/two-factor/verify-backup-code": "recovery code",
  [`/callback/${ssoProvider}`]: "single sign-on",
};

/** What is known of a caller before the sign-in library answers. */
export interface Caller {
  session: ActiveSession | null;
  /** Whose password was right and whose second factor is asked for. */
  pendingUser: string | null;
  email: string | null;
}

/** Looks at who asks, where the answer will be worth a note. */
export async function callerOf(c: Context<HttpEnv>, services: HttpServices, path: string): Promise<Caller> {
  const isWayIn = path in waysIn;
  const session = isWayIn || path === "/sign-out" ? await services.sessions.read(c.req.raw.headers) : null;
  const pendingUser = path.startsWith("/two-factor/") ? await pendingUserOf(c, services) : null;
  return { session, pendingUser, email: path === "/sign-in/email" ? await emailOf(c.req.raw) : null };
}

/** Notes what came of it: who came in, who failed, who went. A new session ends the browser's former one. */
export async function noteAnswer(
  c: Context<HttpEnv>,
  services: HttpServices,
  { path, caller, answer }: { path: string; caller: Caller; answer: Response },
): Promise<void> {
  const { parts } = services;
  const requestId = c.get("requestId");
  if (path === "/sign-out" && answer.ok && caller.session !== null)
    return await noteSignOut(parts, caller.session.user, requestId);
  const way = waysIn[path];
  if (way === undefined) return;
  const access = { way, address: c.get("clientAddress"), requestId };
  const made = await madeSession(services, answer);
  if (made !== null) {
    await endFormer(services, caller.session, made.sessionId);
    return await noteSignIn(parts, made.user, access);
  }
  const tried = caller.email === null ? caller.pendingUser : { email: caller.email };
  if (answer.status !== 401 || tried === null) return;
  // Afterwards: an account that is there must not answer later than one that is not.
  void noteFailedSignIn(parts, typeof tried === "string" ? { id: tried } : tried, access).catch((error: unknown) =>
    parts.logger.error({ err: error, requestId }, "a failed sign-in could not be written down"),
  );
}

/** The session of an answer's cookie, if the answer opened one. */
async function madeSession({ auth, parts }: HttpServices, answer: Response) {
  const { name } = (await auth.$context).authCookies.sessionToken;
  const cookie = answer.headers.getSetCookie().findLast((text) => text.startsWith(`${name}=`));
  const token = tokenIn(cookie?.slice(name.length + 1).split(";", 1)[0]);
  if (token === "") return null;
  const found = await parts.db.db
    .selectFrom("auth.session as session")
    .innerJoin("auth.user as user", "user.id", "session.userId")
    .select(["session.id as sessionId", "user.id", "user.name"])
    .where("session.token", "=", storedToken(token))
    .executeTakeFirst();
  return found === undefined ? null : { sessionId: found.sessionId, user: { id: found.id, name: found.name } };
}

async function endFormer({ parts }: HttpServices, former: ActiveSession | null, made: string): Promise<void> {
  if (former === null || former.apiKey !== undefined || former.sessionId === made) return;
  await parts.db.db.deleteFrom("auth.session").where("id", "=", former.sessionId).execute();
}

async function pendingUserOf(c: Context<HttpEnv>, { auth }: HttpServices): Promise<string | null> {
  const context = await auth.$context;
  const { name } = context.createAuthCookie("two_factor");
  const pending = tokenIn(parse(c.req.header("cookie") ?? "", name)[name]);
  if (pending === "") return null;
  return (await context.internalAdapter.findVerificationValue(pending))?.value ?? null;
}

async function emailOf(request: Request): Promise<string | null> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null);
  if (typeof body !== "object" || body === null || !("email" in body)) return null;
  return typeof body.email === "string" ? body.email.slice(0, 320) : null;
}

/** What a signed cookie says, without its signature. */
function tokenIn(value: string | undefined): string {
  try {
    return decodeURIComponent(value ?? "").split(".", 1)[0] ?? "";
  } catch {
    return "";
  }
}
