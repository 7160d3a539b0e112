import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { lockMember, nameOfUser } from "./lock-member.ts";

export const removeMemberInput = z.object({ userId: z.string().min(1).max(100) });

/** Takes somebody, or oneself, out of the workspace: their sessions no longer open it and their API keys end. */
export async function removeMember({ ctx, input }: Verb<z.infer<typeof removeMemberInput>>): Promise<{ ok: true }> {
  const isSelf = ctx.actor.kind === "user" && ctx.actor.id === input.userId;
  if (!isSelf) requireRole(ctx.role, "manager");
  const name = await nameOfUser(ctx, input.userId);
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const member = await lockMember(tx, ctx, { userId: input.userId, name, staysOwner: false });
    await tx.deleteFrom("members").where("user_id", "=", input.userId).execute();
    const keys = await tx
      .updateTable("api_keys")
      .set({ revoked_at: ctx.now() })
      .where("user_id", "=", input.userId)
      .where("revoked_at", "is", null)
      .executeTakeFirst();
    const keysRevoked = Number(keys.numUpdatedRows);
    await writeAudit(tx, ctx, {
      ...{ action: "member-removed", subjectType: "member", subjectId: input.userId },
      ...{ text: isSelf ? `${name} left.` : `Removed ${name}.`, detail: { role: member.role, keysRevoked } },
    });
  });
  ctx.events.publish(ctx.workspaceId, { type: "team-changed" });
  ctx.events.publish(ctx.workspaceId, { type: "api-keys-changed" });
  return { ok: true };
}
