import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { lockMember, nameOfUser } from "./lock-member.ts";
import { requireAbove, roleSchema } from "./team-role.ts";

export const setRoleInput = z.object({ userId: z.string().min(1).max(100), role: roleSchema });

/** Gives a member another role, from their next request on. The last owner stays one. */
export async function setRole({ ctx, input }: Verb<z.infer<typeof setRoleInput>>): Promise<{ ok: true }> {
  requireRole(ctx.role, "manager");
  requireAbove(ctx, input.role);
  const name = await nameOfUser(ctx, input.userId);
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const member = await lockMember(tx, ctx, { userId: input.userId, name, staysOwner: input.role === "owner" });
    if (member.role === input.role) return;
    // Owners and managers see every connection.
    const wide = input.role === "owner" || input.role === "manager";
    const change = { role: input.role, ...(wide ? { connection_ids: null } : {}) };
    await tx.updateTable("members").set(change).where("user_id", "=", input.userId).execute();
    await writeAudit(tx, ctx, {
      ...{ action: "member-role-changed", subjectType: "member", subjectId: input.userId },
      ...{ text: `Made ${name} ${input.role}.`, detail: { from: member.role, to: input.role } },
    });
  });
  ctx.events.publish(ctx.workspaceId, { type: "team-changed" });
  return { ok: true };
}
