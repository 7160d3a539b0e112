import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { conflict, forbidden } from "../service-error.ts";
import { hasSecondFactor } from "../session/require-second-factor.ts";

export const demandSecondFactorInput = z.object({ demanded: z.boolean() });

/**
 * Demands a second factor of everybody who signs in to the workspace, or no longer does. Who has none is asked to set one
 * up before anything else of the workspace answers; API keys go on as they are. For owners, who have one themselves.
 */
export async function demandSecondFactor({
  ctx,
  input: { demanded },
}: Verb<z.infer<typeof demandSecondFactorInput>>): Promise<{ ok: true }> {
  requireRole(ctx.role, "owner");
  const { actor } = ctx;
  if (actor.kind !== "user") throw forbidden("Only a signed-in person decides this.");
  if (demanded && !(await hasSecondFactor(ctx.db, actor.id)))
    throw conflict("You have no second factor yourself.", { remedy: "Set yours up first, under Your account." });
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const changed = await tx
      .updateTable("workspaces")
      .set({ second_factor_demanded: demanded })
      .where("second_factor_demanded", "!=", demanded)
      .returning("workspace_id")
      .executeTakeFirst();
    if (changed === undefined) return;
    await writeAudit(tx, ctx, {
      ...{ action: "second-factor-demand-changed", subjectType: "workspace", subjectId: ctx.workspaceId },
      text: demanded ? "Demanded a second factor of everybody." : "Demanded a second factor of nobody any more.",
      detail: { demanded },
    });
  });
  ctx.events.publish(ctx.workspaceId, { type: "team-changed" });
  return { ok: true };
}
