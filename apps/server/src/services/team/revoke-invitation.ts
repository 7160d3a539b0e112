import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { notFound } from "../service-error.ts";
import { requireAbove } from "./team-role.ts";

export const revokeInvitationInput = z.object({ invitationId: z.uuid() });

/** Takes an invitation back: its link leads nowhere from now on. */
export async function revokeInvitation({
  ctx,
  input,
}: Verb<z.infer<typeof revokeInvitationInput>>): Promise<{ ok: true }> {
  requireRole(ctx.role, "manager");
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await tx
      .updateTable("invitations")
      .set({ ended_at: ctx.now(), outcome: "revoked" })
      .where("id", "=", input.invitationId)
      .where("ended_at", "is", null)
      .returning(["id", "email", "role"])
      .executeTakeFirst();
    if (row === undefined) throw notFound("The invitation");
    requireAbove(ctx, row.role);
    await writeAudit(tx, ctx, {
      ...{ action: "invitation-revoked", subjectType: "invitation", subjectId: row.id },
      text: `Took back the invitation of ${row.email}.`,
    });
  });
  ctx.events.publish(ctx.workspaceId, { type: "team-changed" });
  return { ok: true };
}
