import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { confinementSchema, requireConfinable, requireConnections } from "./confinement.ts";
import { lockMember, nameOfUser } from "./lock-member.ts";

export const setConnectionsInput = z.object({
  userId: z.string().min(1).max(100),
  /** Null: every connection, also those that are made later. */
  connectionIds: confinementSchema,
});

/** Confines a packer or viewer to some connections, or opens all to them, from their next request on. */
export async function setConnections({ ctx, input }: Verb<z.infer<typeof setConnectionsInput>>): Promise<{ ok: true }> {
  requireRole(ctx.role, "manager");
  const { userId, connectionIds } = input;
  const name = await nameOfUser(ctx, userId);
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const member = await lockMember(tx, ctx, { userId, name, staysOwner: true });
    const names = await requireConnections(tx, ctx, connectionIds);
    requireConfinable(member.role, connectionIds);
    await tx.updateTable("members").set({ connection_ids: connectionIds }).where("user_id", "=", userId).execute();
    await writeAudit(tx, ctx, {
      ...{ action: "member-connections-changed", subjectType: "member", subjectId: userId },
      text: names === null ? `Opened every connection to ${name}.` : `Confined ${name} to ${names.join(", ")}.`,
      detail: { connectionIds },
    });
  });
  ctx.events.publish(ctx.workspaceId, { type: "team-changed" });
  return { ok: true };
}
