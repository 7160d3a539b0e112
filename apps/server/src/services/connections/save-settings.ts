import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { requestReevaluation } from "../resolution/request-reevaluation.ts";
import { trackParts } from "../resolution/track-parts.ts";
import { requireConnection } from "./connection-rows.ts";
import { type ConnectionSettings, connectionSettingsSchema, readConnectionSettings } from "./connection-settings.ts";

export const saveSettingsInput = z.object({
  connectionId: z.uuid(),
  /** Only what is to change. */
  settings: connectionSettingsSchema.partial(),
});

/** Changes the seller's choices for a connection. Throws `not_found`, `forbidden`. */
export async function saveSettings({
  ctx,
  input,
}: Verb<z.infer<typeof saveSettingsInput>>): Promise<ConnectionSettings> {
  requireRole(ctx.role, "manager");
  const { before, after, platform } = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const row = await requireConnection(tx, input.connectionId);
    const settings = { ...row.settings, ...input.settings };
    await tx
      .updateTable("connections")
      .set({ settings: JSON.stringify(settings), updated_at: ctx.now() })
      .where("id", "=", row.id)
      .execute();
    await writeAudit(tx, ctx, {
      ...{ action: "connection-settings-changed", subjectType: "connection", subjectId: row.id },
      ...{ text: "Changed the settings of the connection.", detail: input.settings },
    });
    const choices = { before: readConnectionSettings(row.settings), after: readConnectionSettings(settings) };
    return { ...choices, platform: row.platform };
  });
  if (after.linkLooseParts && !before.linkLooseParts) await trackParts(ctx, input.connectionId);
  if (!after.linkLooseParts && before.linkLooseParts) await requestReevaluation(ctx, { everything: true });
  ctx.events.publish(ctx.workspaceId, { type: "connections-changed", platform });
  return after;
}
