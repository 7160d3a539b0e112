import type { Database, MemberRole } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import { conflict, notFound } from "../service-error.ts";
import { requireAbove } from "./team-role.ts";

/** A member whose place is about to change. */
export interface LockedMember {
  userId: string;
  name: string;
  role: MemberRole;
}

/** Whose name this is; read outside of transactions, as the sign-in tables ask for. */
export async function nameOfUser(ctx: ServiceContext, userId: string): Promise<string> {
  const user = await ctx.db.db.selectFrom("auth.user").select("name").where("id", "=", userId).executeTakeFirst();
  return user?.name ?? "somebody";
}

/**
 * Locks the owners and the member, so that of two changes at once the second sees the first. Throws `not_found` for
 * somebody who is no member, `forbidden` for somebody above whoever acts, `conflict` where the last owner would go.
 */
export async function lockMember(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  { userId, name, staysOwner }: { userId: string; name: string; staysOwner: boolean },
): Promise<LockedMember> {
  const rows = await tx
    .selectFrom("members")
    .select(["user_id", "role"])
    .where((eb) => eb.or([eb("user_id", "=", userId), eb("role", "=", "owner")]))
    .orderBy("user_id")
    .forUpdate()
    .execute();
  const member = rows.find((row) => row.user_id === userId);
  if (member === undefined) throw notFound("The member");
  const isSelf = ctx.actor.kind === "user" && ctx.actor.id === userId;
  if (!isSelf) requireAbove(ctx, member.role);
  const owners = rows.filter((row) => row.role === "owner").length;
  if (member.role === "owner" && owners === 1 && !staysOwner)
    throw conflict("This is the last owner.", { remedy: "Make somebody else an owner first." });
  return { userId, name, role: member.role };
}
