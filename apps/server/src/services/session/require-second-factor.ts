import type { DatabaseHandle } from "@counterfoil/db";
import type { ActiveSession } from "../../security/active-session.ts";
import { ServiceError } from "../service-error.ts";

/**
 * Whether a person signs in with more than a password: by a code of an app, or only through the provider of single
 * sign-on, whose own rules hold there.
 */
export async function hasSecondFactor({ db }: DatabaseHandle, userId: string): Promise<boolean> {
  const user = await db.selectFrom("auth.user").select("twoFactorEnabled").where("id", "=", userId).executeTakeFirst();
  if (user?.twoFactorEnabled) return true;
  const password = await db
    .selectFrom("auth.account")
    .select("id")
    .where("userId", "=", userId)
    .where("providerId", "=", "credential")
    .executeTakeFirst();
  return password === undefined;
}

/** Throws `forbidden` where the workspace demands a second factor and the person has set none up. */
export function requireSecondFactor(workspace: NonNullable<ActiveSession["workspace"]>): void {
  if (!workspace.lacksSecondFactor) return;
  throw new ServiceError({
    code: "forbidden",
    message: "This workspace demands a second factor, and you have not set one up.",
    remedy: "Set it up under Your account; everything opens at once.",
  });
}
