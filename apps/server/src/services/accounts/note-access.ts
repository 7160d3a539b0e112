import type { ServerParts } from "../context.ts";
import { auditAccount } from "./audit-account.ts";

/** How somebody came in, or tried to. */
export type WayIn = "password" | "authenticator code" | "recovery code" | "single sign-on";

export interface Access {
  way: WayIn;
  /** The caller's address. */
  address: string;
  requestId: string;
}

interface Known {
  id: string;
  name: string;
}

/** Writes a sign-in into the trail of every workspace that it opens. */
export async function noteSignIn(parts: ServerParts, user: Known, access: Access): Promise<void> {
  const { way, address, requestId } = access;
  const text = `${user.name} signed in by ${way}.`;
  await auditAccount(parts, { user, requestId }, { action: "signed-in", text, detail: { way, address } });
}

export async function noteSignOut(parts: ServerParts, user: Known, requestId: string): Promise<void> {
  const text = `${user.name} signed out.`;
  await auditAccount(parts, { user, requestId }, { action: "signed-out", text });
}

/** Writes a failed sign-in down where somebody's account was tried: a name that nobody has leaves nothing. */
export async function noteFailedSignIn(
  parts: ServerParts,
  tried: { email: string } | { id: string },
  { way, address, requestId }: Access,
): Promise<void> {
  const user = await parts.db.db
    .selectFrom("auth.user")
    .select(["id", "name"])
    .$if("email" in tried, (query) => query.where("email", "=", "email" in tried ? tried.email.toLowerCase() : ""))
    .$if("id" in tried, (query) => query.where("id", "=", "id" in tried ? tried.id : ""))
    .executeTakeFirst();
  if (user === undefined) return;
  const text = `A sign-in as ${user.name} failed: wrong ${way}.`;
  const by = { user, requestId, unproven: true };
  await auditAccount(parts, by, { action: "sign-in-failed", text, detail: { way, address } });
}
