import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { notFound } from "../service-error.ts";

export const revokeApiKeyInput = z.object({ id: z.uuid() });

/** Takes a key's power away at once: one's own, or anybody's for those who run the workspace. */
export async function revokeApiKey({ ctx, input }: Verb<z.infer<typeof revokeApiKeyInput>>): Promise<{ ok: true }> {
  const all = ctx.role === "owner" || ctx.role === "manager";
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    let query = tx
      .updateTable("api_keys")
      .set({ revoked_at: ctx.now() })
      .where("id", "=", input.id)
      .where("revoked_at", "is", null);
    if (!all) query = query.where("user_id", "=", ctx.actor.kind === "user" ? ctx.actor.id : "");
    const row = await query.returning(["id", "name"]).executeTakeFirst();
    if (row === undefined) throw notFound("The key");
    await writeAudit(tx, ctx, {
      ...{ action: "api-key-revoked", subjectType: "api-key", subjectId: row.id },
      text: `Revoked the API key "${row.name}".`,
    });
  });
  ctx.events.publish(ctx.workspaceId, { type: "api-keys-changed" });
  return { ok: true };
}
