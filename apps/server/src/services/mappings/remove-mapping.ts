import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { notFound } from "../service-error.ts";

export const removeMappingInput = z.object({ id: z.uuid() });

/** Forgets what the seller taught. Links made by it stay. Throws `not_found`. */
export async function removeMapping({ ctx, input }: Verb<z.infer<typeof removeMappingInput>>): Promise<{ ok: true }> {
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await tx.deleteFrom("mappings").where("id", "=", input.id).returningAll().executeTakeFirst();
    if (row === undefined) throw notFound("The mapping");
    await writeAudit(tx, ctx, {
      ...{ action: "mapping-removed", subjectType: "mapping", subjectId: row.id },
      text: `Forgot what ${row.source_value} means.`,
    });
  });
  return { ok: true };
}
